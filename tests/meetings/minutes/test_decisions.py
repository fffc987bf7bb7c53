"""Decisions: heads, numbers and lists in the forms in which councils print them."""

import pytest

from tests.meetings.minutes.reading import decided

NOTED = "That the report be noted"
TWO = [("1", "That the report be noted"), ("2", "That the fees be frozen.")]

HEADS = (
    "RESOLVED",
    "RESOLVED:",
    "RESOLVED -",
    "RESOLVED –",
    "Resolved:",
    "RESOLVED UNANIMOUSLY:",
    "UNANIMOUSLY RESOLVED:",
    "RESOLVED (unanimously):",
    "AGREED:",
    "AGREED",
    "Agreed:",
    "IT WAS RESOLVED:",
    "It was RESOLVED:",
    "It was agreed:",
    "DECISION:",
    "Decision",
    "Decisions:",
    "DECIDED:",
    "RESOLUTION:",
    "Resolution",
    "Resolved –",
    "Outcome:",
    "The Panel RESOLVED:",
    "The Panel AGREED:",
    "THE COMMITTEE RESOLVED:",
    "Cabinet RESOLVED:",
    "**RESOLVED:**",
    "**Resolved**",
    "### RESOLVED",
    "> RESOLVED:",
    "It was unanimously RESOLVED:",
    "RESOLVED, nem con:",
    "RESOLVED (by 6 votes to 2):",
    "RESOLVED (6 for, 2 against, 1 abstention):",
    "Following a vote, it was RESOLVED:",
    "On being put to the vote, the motion was carried and it was RESOLVED:",
    "Moved by Councillor Lamb, seconded by Councillor Hart and RESOLVED:",
    "Upon being put to the vote it was RESOLVED:",
    "DECISION OF THE PANEL:",
    "Panel decision:",
    "The decision:",
    "Decision made:",
    "RESOLVED: -",
    "RESOLVED :-",
)


@pytest.mark.parametrize("head", HEADS)
def test_a_head_opens_the_points_below_it(head: str) -> None:
    text = (
        f"Fees and charges\n\nMinutes:\n\nThe Head of Markets spoke.\n\n{head}\n\n1. That the "
        "report be noted; and\n\n2. That the fees be frozen.\n"
    )
    assert decided(text) == TWO


NUMBERS = (
    ("(1)", "(2)", "1", "2"),
    ("1.", "2.", "1", "2"),
    ("1)", "2)", "1", "2"),
    ("(a)", "(b)", "a", "b"),
    ("a)", "b)", "a", "b"),
    ("a.", "b.", "a", "b"),
    ("A.", "B.", "A", "B"),
    ("A)", "B)", "A", "B"),
    ("(A)", "(B)", "A", "B"),
    ("(i)", "(ii)", "i", "ii"),
    ("i)", "ii)", "i", "ii"),
    ("i.", "ii.", "i", "ii"),
    ("I.", "II.", "I", "II"),
    ("•", "•", None, None),
    ("-", "-", None, None),
    ("*", "*", None, None),
    ("1.1", "1.2", "1.1", "1.2"),
    ("(1)\t", "(2)\t", "1", "2"),
    ("1\t", "2\t", "1", "2"),
    ("1.\xa0", "2.\xa0", "1", "2"),
    ("\xa0\xa0(1)\xa0\xa0", "\xa0\xa0(2)\xa0\xa0", "1", "2"),
    ("1 ", "2 ", "1", "2"),
    ("1\\.", "2\\.", "1", "2"),
)


@pytest.mark.parametrize(("one", "two", "first", "second"), NUMBERS)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\n\xa0\n"])
def test_points_are_numbered_in_every_form(
    one: str, two: str, first: str | None, second: str | None, gap: str
) -> None:
    text = (
        f"The Head of Markets spoke.{gap}{gap}RESOLVED:{gap}{gap}{one} That the report be "
        f"noted;{gap}{two} That the fees be frozen."
    )
    assert decided(text) == [(first, NOTED), (second, "That the fees be frozen.")]


INLINE = (
    ("RESOLVED that the report be noted.", [(None, "that the report be noted.")]),
    ("RESOLVED – That the report be noted.", [(None, "That the report be noted.")]),
    ("RESOLVED: That the report be noted.", [(None, "That the report be noted.")]),
    ("Resolved that the report be noted", [(None, "that the report be noted")]),
    ("AGREED that the report be noted.", [(None, "that the report be noted.")]),
    ("AGREED to note the report.", [(None, "to note the report.")]),
    ("Agreed – to note the report.", [(None, "to note the report.")]),
    ("It was AGREED that the report be noted.", [(None, "that the report be noted.")]),
    ("It was agreed that the report be noted.", [(None, "that the report be noted.")]),
    ("It was resolved that the report be noted.", [(None, "that the report be noted.")]),
    ("It was unanimously agreed that the report be noted.", [(None, "that the report be noted.")]),
    ("The Committee resolved that the report be noted.", [(None, "that the report be noted.")]),
    ("The Panel RESOLVED to note the report.", [(None, "to note the report.")]),
    ("Members agreed to note the report.", [(None, "to note the report.")]),
    ("Members RESOLVED to note the report.", [(None, "to note the report.")]),
    (
        "RESOLVED to:\n(a) note the report;\n(b) freeze the fees.",
        [("a", "note the report"), ("b", "freeze the fees.")],
    ),
    (
        "The Panel resolved to:\n- note the report;\n- freeze the fees.",
        [(None, "note the report"), (None, "freeze the fees.")],
    ),
    (
        "RESOLVED that:\n1. the report be noted;\n2. the fees be frozen.",
        [("1", "the report be noted"), ("2", "the fees be frozen.")],
    ),
    (
        "RESOLVED That (1) the report be noted; and (2) the fees be frozen.",
        [("1", "the report be noted"), ("2", "the fees be frozen.")],
    ),
    (
        "RESOLVED: (i) That the report be noted. (ii) That the fees be frozen.",
        [("i", "That the report be noted."), ("ii", "That the fees be frozen.")],
    ),
    (
        "RESOLVED –\n(1) that the report be noted, and\n(2) that the fees be frozen.",
        [("1", "that the report be noted"), ("2", "that the fees be frozen.")],
    ),
    (
        "That Cabinet:\n\n1. Notes the report; and\n2. Freezes the fees.",
        [("1", "Notes the report"), ("2", "Freezes the fees.")],
    ),
    (
        "That the Executive Board:\n(a) notes the report\n(b) freezes the fees",
        [("a", "notes the report"), ("b", "freezes the fees")],
    ),
    ("That the report be noted.", [(None, "That the report be noted.")]),
    ("The report was noted.", [(None, "The report was noted.")]),
    ("The Panel noted the report.", [(None, "The Panel noted the report.")]),
    (
        "The minutes of the meeting held on 4 May 2021 were agreed as a correct record and signed by the Chairman.",
        [
            (
                None,
                (
                    "The minutes of the meeting held on 4 May 2021 were agreed as a correct record and "
                    "signed by the Chairman."
                ),
            )
        ],
    ),
    (
        "RESOLVED: That the minutes of the meeting held on 4 May 2021 be confirmed and signed.",
        [(None, "That the minutes of the meeting held on 4 May 2021 be confirmed and signed.")],
    ),
    ("RESOLVED\n\nNOTED", [(None, "NOTED")]),
    (
        "RESOLVED:\n\nThat the report be noted.\n\n(Voting: 5 for, 2 against)",
        [(None, "That the report be noted.")],
    ),
    (
        "RESOLVED:\n\nThat the report be noted.\n\nCouncillor Hart asked for her vote against to be recorded.",
        [(None, "That the report be noted.")],
    ),
    (
        "RESOLVED:\n\nThat the report be noted.\n\nThe meeting closed at 4.15 pm.",
        [(None, "That the report be noted.")],
    ),
    (
        (
            "RESOLVED:\n\nThat the report be noted.\n\nReasons for decision:\n\n1. The law asks "
            "for it.\n2. It costs nothing."
        ),
        [(None, "That the report be noted.")],
    ),
    (
        (
            "RESOLVED:\n\n(1) That the report be noted; and\n(2) That the fees be frozen.\n\n"
            "Reasons for the decision:\n\n(1) To keep within the law.\n(2) To help traders.\n\n"
            "Other options considered:\n\n(1) To raise the fees."
        ),
        [("1", NOTED), ("2", "That the fees be frozen.")],
    ),
    (
        (
            "RESOLVED:\n\n(1) That the report be noted; and\n(2) That the fees be frozen.\n\n"
            "REASON: (1) To keep within the law. (2) To help traders."
        ),
        [("1", NOTED), ("2", "That the fees be frozen.")],
    ),
    (
        (
            "RESOLVED:\n\n1. That the report be noted, including:\n   (a) the fees;\n   (b) the "
            "rents; and\n2. That the fees be frozen."
        ),
        [
            ("1", "That the report be noted, including: (a) the fees; (b) the rents"),
            ("2", "That the fees be frozen."),
        ],
    ),
    (
        (
            "RESOLVED:\n\n(1) That the report be noted\n    and sent to the three\n    market "
            "towns; and\n(2) That the fees be frozen."
        ),
        [
            ("1", "That the report be noted and sent to the three market towns"),
            ("2", "That the fees be frozen."),
        ],
    ),
    (
        "RESOLVED\n\n(1)\n\nThat the report be noted;\n\n(2)\n\nThat the fees be frozen.",
        [("1", NOTED), ("2", "That the fees be frozen.")],
    ),
    (
        "The Chairman summed up. Following debate the Committee RESOLVED that the fees be frozen.",
        [(None, "that the fees be frozen.")],
    ),
    (
        (
            "Councillor Hart proposed that the fees be frozen. This was seconded by Councillor "
            "Lamb and, on being put to the vote, it was RESOLVED: That the fees be frozen."
        ),
        [(None, "That the fees be frozen.")],
    ),
    ("After discussion it was agreed that the fees be frozen.", [(None, "that the fees be frozen.")]),
    (
        "Decision:\n\nThe Portfolio Holder approved the spending of £4,000 on new stalls.",
        [(None, "The Portfolio Holder approved the spending of £4,000 on new stalls.")],
    ),
    (
        "Decision:\n\nTo approve the spending of £4,000 on new stalls.",
        [(None, "To approve the spending of £4,000 on new stalls.")],
    ),
    ("Decision:\n\nApproved.", [(None, "Approved.")]),
    ("Decision:\n\nAs per recommendation.", [(None, "As per recommendation.")]),
    (
        "Cabinet Members AGREED the proposals in the report.",
        [(None, "Cabinet Members AGREED the proposals in the report.")],
    ),
    (
        "Cabinet APPROVED the budget and NOTED the risks.",
        [(None, "Cabinet APPROVED the budget and NOTED the risks.")],
    ),
    (
        "Cabinet: \n1. NOTED the report; and\n2. AGREED that the fees be frozen.",
        [("1", "NOTED the report"), ("2", "that the fees be frozen.")],
    ),
    (
        "RESOLVED:\n\nThat the Panel notes the report.\n\nSupporting documents:\n\n- Report, item 4 PDF 90 KB",
        [(None, "That the Panel notes the report.")],
    ),
)


@pytest.mark.parametrize(("text", "expected"), INLINE)
def test_a_decision_is_read_as_printed(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert (
        decided(f"Agenda item\n\nMarket fees\n\nMinutes:\n\nThe Head of Markets spoke.\n\n{text}\n")
        == expected
    )


NONE = (
    "Members noted that the fees had risen by a tenth.",
    "It was noted that the fees had risen.",
    "The Head of Markets said that Cabinet had agreed to freeze the fees in 2019.",
    "At its last meeting the Panel had resolved that the fees be frozen.",
    "Councillor Hart agreed with the Chairman.",
    "Members agreed that the fees were too high.",
    "It was agreed that this was a difficult matter.",
    "The recommendations in the report were: (1) that the report be noted; (2) that the fees be frozen.",
    "The report recommended:\n\n(1) that the report be noted;\n(2) that the fees be frozen.",
    "Recommendation: That the Panel note the report.",
    "Recommendations:\n\n1. That the Panel note the report.\n2. That the Panel freeze the fees.",
    "It is recommended that:\n\n1. the report be noted.",
    "The Panel was asked to note the report.",
    "Members were invited to note the report and comment.",
    "The following points were made:\n\n(1) that the fees were too high;\n(2) that the stalls were old.",
    "The budget agreed by Council in March was on course.",
    "To note the report.",
    "To receive and agree the minutes of the meeting held on 4 May 2021.",
    "Members considered the following options:\n\n(a) to note the report;\n(b) to freeze the fees.",
    "It was decided by the service last year to bring the stalls indoors.",
    "There being no agreement, the item was closed.",
    "The issue had not been resolved.",
    "The complaint was resolved within two days.",
    "Councillor Hart proposed that the fees be frozen. The motion was lost.",
)


@pytest.mark.parametrize("text", NONE)
def test_what_is_said_or_asked_decides_nothing(text: str) -> None:
    assert decided(f"Agenda item\n\nMarket fees\n\nMinutes:\n\nThe Head of Markets spoke.\n\n{text}\n") == []
