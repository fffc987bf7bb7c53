"""Which abbreviations a text uses, and which it explains itself."""

import pytest

from strategies.abbreviations import abbreviations_in, unexplained


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ICT and the MoA of the S&ELCP, with KPIs (BBC).", ["ICT", "MoA", "S&ELCP", "KPI", "BBC"]),
        ("SHDC’s panel asked about HR/Finance.", ["SHDC", "HR"]),
        ("ICT, ICT and once more ICT", ["ICT"]),
        ("DS23-1, M365, CO2 and IT-led", ["IT"]),
        ("Councillor McDonald read part II of eBay’s paper.", []),
        ("RESOLVED that the report be NOTED. AGREED.", []),
        ("THE COUNCIL OF BOSTON ASKS FOR ICT AT ONCE", []),
        ("", []),
    ],
)
def test_abbreviations_are_found_and_names_are_not(text: str, found: list[str]) -> None:
    assert list(abbreviations_in(text)) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The Memorandum of Agreement (MoA) says how the MoA works.", []),
        ("An UPS (uninterruptible power supply) was bought.", []),
        ("The South & East Lincolnshire Councils Partnership (S&ELCP) met.", []),
        ("Another matter altogether (MoA).", ["MoA"]),
        ("The MoA (see the appendix) was read.", ["MoA"]),
        ("The glossary has ICT, and nothing of RAG.", ["RAG"]),
    ],
)
def test_what_the_text_or_the_glossary_explains_is_left_out(text: str, left: list[str]) -> None:
    assert list(unexplained(text, {"ict"})) == left
