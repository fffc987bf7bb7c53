"""The scorer itself: what it counts as found, invented and missed."""

from typing import Any

from tests.meetings.minutes.scoring import SEEN, Tally, compared, expected, folded, papers


def paper(**item: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        key: [] for key in ("decisions", "recommendations", "responses", "questions", "undertakings")
    }
    return {"body": "Parks Panel", "date": "2023-05-04", "items": [{"title": "Gates"} | empty | item]}


def test_a_paper_read_as_it_is_has_no_fault() -> None:
    for layout in papers(SEEN):
        said = expected(layout)

        score = compared(said, said, layout.stem)

        assert (score.all.precision, score.all.recall, score.all.numbers, score.faults) == (1.0, 1.0, 1.0, [])


def test_what_is_missing_and_what_is_invented_are_counted_apart() -> None:
    noted, opened = (
        {"number": "1", "text": "That it be noted"},
        {"number": "2", "text": "That the gates be opened"},
    )

    score = compared(
        paper(decisions=[noted, opened]),
        paper(decisions=[noted, noted]) | {"date": None, "body": "Roads Panel"},
        "one",
    )

    assert score.tallies["decisions"] == Tally(right=1, invented=1, missed=1, numbers_right=1)
    assert score.tallies["date"] == Tally(missed=1)
    assert score.tallies["body"] == Tally(invented=1, missed=1)


def test_a_text_found_under_a_wrong_number_is_found_and_the_number_counted_apart() -> None:
    score = compared(
        paper(decisions=[{"number": "1", "text": "That the report on gates be noted"}]),
        paper(decisions=[{"number": "a", "text": "that the report on gates be noted; and"}]),
        "one",
    )

    assert score.tallies["decisions"] == Tally(right=1)


def test_one_verdict_has_several_names_and_a_wrong_one_counts_against_the_numbers() -> None:
    given = {"number": "1", "verdict": "Partly accepted", "text": "Two gates will be opened this year"}

    same = compared(
        paper(responses=[given]), paper(responses=[given | {"verdict": "accepted in part"}]), "one"
    )
    other = compared(paper(responses=[given]), paper(responses=[given | {"verdict": "accepted"}]), "one")

    assert same.tallies["responses"] == Tally(right=1, numbers_right=1)
    assert other.tallies["responses"] == Tally(right=1)


def test_a_question_may_be_cut_where_its_answer_begins_but_a_decision_may_not() -> None:
    whole = {"text": "Asked whether the gates close at ten, the warden said that they do", "answers": []}
    part = {"text": "Asked whether the gates close at ten, the", "answers": []}

    asked = compared(paper(questions=[whole]), paper(questions=[part]), "one")
    decided = compared(
        paper(decisions=[{"number": None, "text": whole["text"]}]),
        paper(decisions=[{"number": None, "text": part["text"]}]),
        "one",
    )

    assert asked.tallies["questions"] == Tally(right=1, numbers_right=1)
    assert decided.tallies["decisions"] == Tally(invented=1, missed=1)


def test_texts_are_compared_without_case_quotation_marks_bullets_and_their_last_and() -> None:
    assert folded("•  That the “Warm\xa0Rooms” stay\n open; and") == folded("that the warm rooms stay open")
    assert folded("be noted by England") == "be noted by england"
