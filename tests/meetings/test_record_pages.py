"""Stories of a long record: how it is cut into pages, and that a page asks the database as much whatever its length."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from core.enums import Openness
from meetings import operations
from meetings.enums import DecisionKind, MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Meeting, Outcome
from meetings.queries.record_pages import ON_A_PAGE, RecordPage, weight
from tests import factories
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return factories.meeting(cast, status=MeetingStatus.AGREED)


def say_much(item: AgendaItem, *, questions: int, decisions: int = 0) -> None:
    """Questions with an answer each, then decisions."""
    made = [
        factories.outcome(item, text=f"Question {number}", kind=OutcomeKind.QUESTION)
        for number in range(questions)
    ]
    for one in made:
        factories.outcome(item, text=f"Answer to {one.text}", kind=OutcomeKind.ANSWER, answers=one)
    for number in range(decisions):
        factories.outcome(
            item, text=f"Decision {number}", kind=OutcomeKind.DECISION, decision=DecisionKind.AGREED
        )


def shown(client: Client, meeting: Meeting, query: str = "") -> RecordPage:
    page: RecordPage = client.get(f"{meeting.get_absolute_url()}{query}").context["page"]
    return page


def words(page: RecordPage) -> list[str]:
    """Every entry on a page, as it is read from top to bottom."""
    first = [*page.record.decisions, *page.record.recommendations, *page.record.actions]
    said = [one for talk in page.record.talks for line in talk.lines for one in (line, *line.replies)]
    return [line.text for line in (*first, *said)]


def test_every_entry_stands_on_one_page_and_answers_stay_with_their_question(
    client: Client, meeting: Meeting
) -> None:
    say_much(factories.item(meeting), questions=90, decisions=50)
    say_much(factories.item(meeting), questions=35)
    pages = [shown(client, meeting, f"?page={number}") for number in (1, 2, 3)]
    assert [(page.number, page.pages) for page in pages] == [(1, 3), (2, 3), (3, 3)]
    assert sorted(text for page in pages for text in words(page)) == sorted(
        Outcome.objects.values_list("text", flat=True)
    )
    assert words(pages[0])[:2] == ["Decision 0", "Decision 1"]
    assert [len(page.record.decisions) for page in pages] == [50, 0, 0]
    said = [line for page in pages for talk in page.record.talks for line in talk.lines]
    assert [[reply.text for reply in line.replies] for line in said] == [
        [f"Answer to {line.text}"] for line in said
    ]
    sizes = [sum(weight(line) for talk in page.record.talks for line in talk.lines) for page in pages]
    assert [size + len(page.record.decisions) for size, page in zip(sizes, pages, strict=True)] == [
        100,
        100,
        100,
    ]


def test_a_short_record_is_one_page(client: Client, meeting: Meeting) -> None:
    say_much(factories.item(meeting), questions=2)
    page = shown(client, meeting)
    assert (page.number, page.pages, page.is_first, page.is_last) == (1, 1, True, True)
    assert page.record is page.whole


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 1),
        ("?page=2", 2),
        ("?page=9", 2),
        ("?page=0", 1),
        ("?page=x", 1),
        ("?page=%C2%B2", 1),
        ("?page=-1", 1),
    ],
)
def test_a_page_that_is_no_number_is_the_first_and_one_too_high_the_last(
    client: Client, meeting: Meeting, query: str, number: int
) -> None:
    say_much(factories.item(meeting), questions=60)
    assert shown(client, meeting, query).number == number


def test_the_page_of_an_entry_is_found_by_the_entry(client: Client, meeting: Meeting) -> None:
    say_much(factories.item(meeting), questions=60)
    last = Outcome.objects.get(text="Answer to Question 59")
    assert shown(client, meeting, f"?entry={last.pk}").number == 2
    assert [shown(client, meeting, f"?entry={one}").number for one in ("0", "x", "9" * 30, "%C2%B2")] == [
        1
    ] * 4


def test_corrections_and_who_was_there_stand_on_the_last_page(
    client: Client, meeting: Meeting, cast: Cast, now: Any
) -> None:
    say_much(factories.item(meeting), questions=60)
    operations.correct_outcome(
        outcome=Outcome.objects.get(text="Question 0"), version=1, text="Who pays?", reason="Misheard.",
        corrected_on=date(2026, 4, 13), by=cast.officer, at=now,
    )  # fmt: skip
    told = {
        number: client.get(f"{meeting.get_absolute_url()}?page={number}").content.decode()
        for number in (1, 2)
    }
    assert {number: text.count('<h2 id="corrections">') for number, text in told.items()} == {1: 0, 2: 1}
    assert told[1].count('href="?page=2#corrections">Corrected 13 April 2026</a>') == 1
    assert told[2].count(f'href="?entry={Outcome.objects.get(text="Who pays?").pk}#entry-') == 1


def test_a_page_asks_as_much_of_the_database_however_long_the_record(
    client: Client, meeting: Meeting, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    say_much(factories.item(meeting), questions=1, decisions=1)
    client.get(meeting.get_absolute_url())
    with django_assert_max_num_queries(30) as few:
        client.get(meeting.get_absolute_url())
    for _ in range(4):
        item = factories.item(meeting)
        say_much(item, questions=100, decisions=20)
        factories.outcome(
            item, text="Withheld", openness=Openness.EXEMPT, exempt_paragraph=3, public_summary="A price"
        )
    with django_assert_max_num_queries(30) as many:
        page = client.get(f"{meeting.get_absolute_url()}?page=3")
    assert len(many) == len(few)
    assert len(words(page.context["page"])) <= ON_A_PAGE + 1
    assert len(page.content) < 100_000
