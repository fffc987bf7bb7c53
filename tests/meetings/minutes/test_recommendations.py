"""Recommendations: whose they are, to whom they go, and which are only quoted or an officer's."""

import pytest

from tests.meetings.minutes.reading import decided, recommended

FORMS = "That forms be put online."


def minutes(text: str) -> str:
    return f"Scrutiny Committee\n4 May 2021\n\n1. Forms\n\nThe Head of Service spoke.\n\n{text}\n"


BOTH = (
    ("RECOMMENDED that forms be put online.", [(None, "that forms be put online.", None)]),
    ("RECOMMENDED TO CABINET: That forms be put online.", [(None, FORMS, "CABINET")]),
    ("RECOMMENDED to Cabinet that forms be put online.", [(None, "that forms be put online.", "Cabinet")]),
    (
        "RECOMMENDED to the Executive:\n\n1. That forms be put online.\n2. That a van be bought.",
        [("1", FORMS, "Executive"), ("2", "That a van be bought.", "Executive")],
    ),
    ("RECOMMENDATIONS TO CABINET\n\n(1) That forms be put online.", [("1", FORMS, "CABINET")]),
    (
        "RECOMMENDED:\n\nThat Cabinet:\n\n(a) puts forms online; and\n(b) buys a van.",
        [("a", "puts forms online", "Cabinet"), ("b", "buys a van.", "Cabinet")],
    ),
    ("RESOLVED TO RECOMMEND TO CABINET: That forms be put online.", [(None, FORMS, "CABINET")]),
    (
        "RESOLVED to recommend to Cabinet that forms be put online.",
        [(None, "to recommend to Cabinet that forms be put online.", "Cabinet")],
    ),
    (
        "RESOLVED that it be recommended to Cabinet that forms be put online.",
        [(None, "that it be recommended to Cabinet that forms be put online.", "Cabinet")],
    ),
    (
        "RESOLVED that Cabinet be recommended to put forms online.",
        [(None, "that Cabinet be recommended to put forms online.", "Cabinet")],
    ),
    (
        "RESOLVED that the Cabinet be asked to put forms online.",
        [(None, "that the Cabinet be asked to put forms online.", "Cabinet")],
    ),
    (
        "RESOLVED that the Portfolio Holder for Customers be asked to put forms online.",
        [
            (
                None,
                "that the Portfolio Holder for Customers be asked to put forms online.",
                "Portfolio Holder for Customers",
            )
        ],
    ),
    (
        "RESOLVED: That the Committee recommends that Cabinet puts forms online.",
        [(None, "That the Committee recommends that Cabinet puts forms online.", "Cabinet")],
    ),
    (
        "RESOLVED that Full Council be recommended to put forms online.",
        [(None, "that Full Council be recommended to put forms online.", "Full Council")],
    ),
    (
        "The Committee RECOMMENDED that Cabinet puts forms online.",
        [(None, "that Cabinet puts forms online.", "Cabinet")],
    ),
    (
        "The Committee agreed to recommend to the Leader that forms be put online.",
        [(None, "to recommend to the Leader that forms be put online.", "Leader")],
    ),
    ("It was RECOMMENDED that forms be put online.", [(None, "that forms be put online.", None)]),
    (
        (
            "RESOLVED that the following be recommended to Cabinet:\n\n1. That forms be put "
            "online.\n2. That a van be bought."
        ),
        [("1", FORMS, "Cabinet"), ("2", "That a van be bought.", "Cabinet")],
    ),
    (
        "RESOLVED that Cabinet be recommended:\n\n(i) to put forms online; and\n(ii) to buy a van.",
        [("i", "to put forms online", "Cabinet"), ("ii", "to buy a van.", "Cabinet")],
    ),
)


@pytest.mark.parametrize(("text", "expected"), BOTH)
def test_a_resolution_that_recommends_stands_in_both(
    text: str, expected: list[tuple[str | None, str, str | None]]
) -> None:
    assert recommended(minutes(text)) == expected
    assert decided(minutes(text)) == [(number, words) for number, words, _ in expected]


def test_of_a_mixed_resolution_only_what_recommends_is_a_recommendation() -> None:
    text = minutes(
        "RESOLVED:\n\n(1) That the report be noted;\n\n(2) That Cabinet be recommended to "
        "put forms online; and\n\n(3) That the Head of Service report back in May."
    )
    assert decided(text) == [
        ("1", "That the report be noted"),
        ("2", "That Cabinet be recommended to put forms online"),
        ("3", "That the Head of Service report back in May."),
    ]
    assert recommended(text) == [("2", "That Cabinet be recommended to put forms online", "Cabinet")]


TASK_GROUP = (
    "Recommendations\n\n1. Forms should be put online.\n2. To buy a van.",
    (
        "## Recommendations\n\nThe group makes the following recommendations:\n\n1. Forms "
        "should be put online.\n2. To buy a van."
    ),
    "6. Recommendations\n\nThe group recommends:\n\n1. Forms should be put online.\n2. To buy a van.",
    "RECOMMENDATIONS\n\nThat:\n\n1. Forms should be put online.\n2. To buy a van.",
    "Recommendation 1: Forms should be put online.\n\nWhy: people asked.\n\nRecommendation 2: To buy a van.",
    "Our recommendations are:\n\n1. Forms should be put online.\n2. To buy a van.",
    "The Task Group therefore recommends that:\n\n1. Forms should be put online.\n2. To buy a van.",
    "Recommendation 1\n\nForms should be put online.\n\nRecommendation 2\n\nTo buy a van.",
    (
        "Summary of recommendations\n\n1. Forms should be put online.\n2. To buy a van.\n\n"
        "Background\n\n1. The group met twice.\n2. It heard six witnesses."
    ),
    "List of recommendations:\n\nRec 1: Forms should be put online.\nRec 2: To buy a van.",
)


@pytest.mark.parametrize("text", TASK_GROUP)
def test_a_groups_report_recommends_by_its_list(text: str) -> None:
    paper = (
        "Customer Services Task and Finish Group\n\nFinal report: Filling in forms\n\nMay "
        f"2021\n\nIntroduction\n\nThe group met twice.\n\n{text}\n"
    )
    assert [(number, words) for number, words, _ in recommended(paper)] == [
        ("1", "Forms should be put online."),
        ("2", "To buy a van."),
    ]
    assert decided(paper) == []


NONE = (
    "The report recommended that forms be put online.\n\nRESOLVED that the report be noted.",
    "Recommendation: That the Committee note the report.\n\nMinutes:\n\nRESOLVED that the report be noted.",
    (
        "RECOMMENDATION(S)\n\n1. That the Committee note the report.\n2. That a van be "
        "bought.\n\nThe Head of Service spoke.\n\nRESOLVED that the report be noted."
    ),
    "Officer recommendation:\n\n1. That a van be bought.\n\nRESOLVED that the report be noted.",
    (
        "At its meeting on 6 April 2021 the Committee had recommended to Cabinet:\n\n1. That "
        "a van be bought.\n\nRESOLVED that the report be noted."
    ),
    "The auditor’s recommendations were:\n\n1. That a van be bought.\n\nRESOLVED that the report be noted.",
    "RESOLVED that the recommendations of the auditor be accepted.",
    "RESOLVED that the recommendations in the report be approved.",
    "RESOLVED as recommended.",
    "RESOLVED that officers be thanked.",
    "Members recommended the museum to anyone with children.",
)


@pytest.mark.parametrize("text", NONE)
def test_what_others_recommend_is_none(text: str) -> None:
    assert recommended(minutes(text)) == []


def test_what_a_cabinet_recommends_to_council_is_its_decision_only() -> None:
    text = "Cabinet\n4 May 2021\n\n1. Budget\n\nRECOMMENDED to Council that the budget be approved.\n"
    assert decided(text) == [(None, "that the budget be approved.")]
    assert recommended(text) == []


def test_a_list_received_at_the_meeting_is_recommended_and_not_decided() -> None:
    text = minutes(
        "The Chairman of the Task Group presented its report, whose recommendations were:\n\n"
        "1) That forms be put online; and\n\n2) That a van be bought.\n\nMembers thanked the "
        "group.\n\nAGREED that the report be noted."
    )
    assert recommended(text) == [
        ("1", "That forms be put online", None),
        ("2", "That a van be bought.", None),
    ]
    assert decided(text) == [(None, "that the report be noted.")]
