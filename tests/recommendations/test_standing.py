"""Stories of agenda items that fill themselves from live data, and stand as at the meeting once it is past."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.enums import Openness
from meetings import operations
from meetings.enums import MeetingStatus, OutcomeKind, StandingKind
from meetings.models import AgendaItem, Meeting
from meetings.queries import record_of
from recommendations.enums import PartStatus
from recommendations.models import ActionPart, Response
from recommendations.operations import Commitment, answer, log_promise, report_progress
from recommendations.queries.standing import Filled, fill_standing
from tests import factories
from tests.cast import TODAY, Cast

BEFORE, DAY = date(2026, 3, 10), date(2026, 4, 21)


@pytest.fixture
def held(cast: Cast) -> Meeting:
    """The meeting before: its record is published."""
    return factories.meeting(
        cast, slug=BEFORE.isoformat(), held_on=BEFORE, status=MeetingStatus.DRAFT_MINUTES
    )


@pytest.fixture
def coming(cast: Cast) -> Meeting:
    return factories.meeting(cast, slug=DAY.isoformat(), held_on=DAY)


def standing(meeting: Meeting, kind: StandingKind) -> AgendaItem:
    return factories.item(meeting, title=kind.label, standing=kind)


def filled(meeting: Meeting, user: Any, *, on: date = TODAY) -> list[Filled]:
    """What each standing item of the meeting shows to a reader."""
    meeting.refresh_from_db()
    record = fill_standing(record_of(meeting, user, on=on), meeting, user, on=on)
    return [item.filled for item in record.items if item.filled]


def lines(one: Filled) -> list[tuple[str, str, str]]:
    return [(line.words, line.note, line.status.word if line.status else "") for line in one.lines]


def promise(held: Meeting, cast: Cast, now: datetime, text: str, **more: Any) -> ActionPart:
    """Something undertaken at the meeting before, for South Holland."""
    given = {
        "kind": OutcomeKind.UNDERTAKING,
        "openness": Openness.OPEN,
        "councils": [cast.south_holland],
        **more,
    }
    item = held.items.first() or factories.item(held)
    Meeting.objects.filter(pk=held.pk).update(status=MeetingStatus.HELD)
    action = log_promise(item=item, text=text, by=cast.officer, at=now, **given)
    Meeting.objects.filter(pk=held.pk).update(status=MeetingStatus.DRAFT_MINUTES)
    return action.parts.get()


def test_minutes_that_wait_to_be_agreed_are_named(cast: Cast, held: Meeting, coming: Meeting) -> None:
    standing(coming, StandingKind.MINUTES)
    factories.meeting(cast, slug="older", held_on=date(2026, 2, 3), status=MeetingStatus.LOCKED)
    [one] = filled(coming, AnonymousUser())
    assert one.lead == "These minutes wait to be agreed."
    assert [(words, note) for words, note, _ in lines(one)] == [
        ("Minutes of 10 March 2026", "Not agreed yet")
    ]


def test_minutes_agreed_at_the_meeting_itself_say_so(
    cast: Cast, held: Meeting, coming: Meeting, now: datetime
) -> None:
    standing(coming, StandingKind.MINUTES)
    Meeting.objects.filter(pk=coming.pk).update(status=MeetingStatus.IN_PROGRESS)
    coming.refresh_from_db()
    operations.agree(meeting=held, at_meeting=coming, by=cast.officer, at=now + timedelta(days=7))
    [one] = filled(coming, AnonymousUser(), on=DAY)
    assert [note for _, note, _ in lines(one)] == ["Agreed at this meeting"]


def test_what_was_promised_last_time_stands_as_it_is_now(
    cast: Cast, held: Meeting, coming: Meeting, now: datetime
) -> None:
    standing(coming, StandingKind.ACTIONS)
    part = promise(held, cast, now, "Bring the figures.")
    [one] = filled(coming, cast.officer)
    assert (one.lead, one.as_at) == ("What came of the meeting on 10 March 2026.", None)
    assert [(words, note) for words, note, _ in lines(one)] == [
        ("Bring the figures.", "South Holland, no due date")
    ]
    assert one.lines[0].address == part.get_absolute_url()


def test_nothing_of_what_was_promised_is_said_so(cast: Cast, held: Meeting, coming: Meeting) -> None:
    standing(coming, StandingKind.ACTIONS)
    assert [one.lead for one in filled(coming, AnonymousUser())] == [
        "No action came of the meeting on 10 March 2026."
    ]
    standing(held, StandingKind.ACTIONS)
    assert [one.lead for one in filled(held, AnonymousUser())] == [
        "No earlier meeting of this body is on record."
    ]


def test_an_exempt_promise_shows_to_those_entitled_alone(
    cast: Cast, held: Meeting, coming: Meeting, now: datetime
) -> None:
    standing(coming, StandingKind.ACTIONS)
    promise(held, cast, now, "Ask the zqbidder.", openness=Openness.EXEMPT, exempt_paragraph=3)
    seen = {name: len(filled(coming, user)[0].lines) for name, user in cast.everyone.items()}
    assert {name for name, many in seen.items() if many} >= {"officer", "second_officer"}
    for name in ("stranger", "administrator", "other_councillor"):
        assert seen[name] == 0, name
    assert filled(coming, AnonymousUser())[0].lines == ()


def test_after_the_meeting_it_shows_what_was_then(
    cast: Cast, held: Meeting, coming: Meeting, now: datetime
) -> None:
    standing(coming, StandingKind.ACTIONS)
    part = promise(held, cast, now, "Bring the figures.")
    ActionPart.objects.filter(pk=part.pk).update(responsible=cast.work_south_holland)
    [then] = filled(coming, cast.officer, on=DAY)
    part.refresh_from_db()
    later = now + timedelta(days=30)
    report_progress(
        part=part,
        text="Half of them are there.",
        kind="progress",
        by=cast.responsible_south_holland,
        at=later,
    )
    part.refresh_from_db()
    assert part.status == PartStatus.IN_PROGRESS
    Meeting.objects.filter(pk=coming.pk).update(status=MeetingStatus.DRAFT_MINUTES)
    [one] = filled(coming, cast.officer, on=later.date())
    assert (one.as_at, lines(one)) == (DAY, lines(then))


def answered(response: Response, cast: Cast, at: datetime) -> None:
    answer(
        response=response, verdict="accepted", words="Yes.", version=response.version,
        commitments=[Commitment("We will.", cast.work_south_holland, date(2026, 12, 1))],
        by=cast.holder_south_holland, at=at,
    )  # fmt: skip


def test_answers_received_since_last_time_are_listed_and_late_ones_counted(
    cast: Cast, held: Meeting, coming: Meeting, now: datetime
) -> None:
    standing(coming, StandingKind.RESPONSES)
    one = factories.recommendation(cast)
    answered(factories.response(one, cast.south_holland, cast), cast, now)
    factories.response(one, cast.boston, cast, due_on=date(2026, 4, 1))
    [shown] = filled(coming, AnonymousUser())
    assert (shown.lead, shown.beside) == ("1 answer was received since 10 March 2026.", "1 answer is late.")
    assert lines(shown) == [("DS26-1: Recommendation 1", "South Holland", "Accepted")]


def test_an_answer_given_after_the_meeting_is_not_in_its_record(
    cast: Cast, held: Meeting, coming: Meeting, now: datetime
) -> None:
    standing(coming, StandingKind.RESPONSES)
    one = factories.recommendation(cast)
    answered(factories.response(one, cast.south_holland, cast), cast, now + timedelta(days=20))
    Meeting.objects.filter(pk=coming.pk).update(status=MeetingStatus.DRAFT_MINUTES)
    [shown] = filled(coming, AnonymousUser(), on=date(2026, 6, 1))
    assert (shown.lead, shown.lines, shown.as_at) == (
        "No answers were received since 10 March 2026.",
        (),
        DAY,
    )


def test_answers_to_an_exempt_recommendation_are_not_even_counted(
    cast: Cast, held: Meeting, coming: Meeting, now: datetime
) -> None:
    standing(coming, StandingKind.RESPONSES)
    secret = factories.recommendation(cast, openness=Openness.EXEMPT, exempt_paragraph=3)
    answered(factories.response(secret, cast.south_holland, cast), cast, now)
    factories.response(secret, cast.boston, cast, due_on=date(2026, 4, 1))
    for reader, many in ((AnonymousUser(), ("No answers were", "No answer is late.")),
                         (cast.officer, ("1 answer was", "1 answer is late."))):  # fmt: skip
        [shown] = filled(coming, reader)
        assert (shown.lead, shown.beside) == (f"{many[0]} received since 10 March 2026.", many[1])


def test_the_page_of_the_meeting_shows_it_to_anyone(
    client: Client, cast: Cast, held: Meeting, coming: Meeting
) -> None:
    for kind in (StandingKind.MINUTES, StandingKind.ACTIONS, StandingKind.RESPONSES, StandingKind.REVIEWS):
        standing(coming, kind)
    page = client.get(coming.get_absolute_url()).content.decode()
    for words in (
        "These minutes wait to be agreed.",
        "No action came of the meeting on 10 March 2026.",
        "No answers were received since 10 March 2026.",
        "No review is due within 90 days, and none has lapsed.",
    ):
        assert words in page


def test_filling_costs_the_same_whatever_there_is(
    cast: Cast, held: Meeting, coming: Meeting, now: datetime
) -> None:
    for kind in (StandingKind.MINUTES, StandingKind.ACTIONS, StandingKind.RESPONSES, StandingKind.REVIEWS):
        standing(coming, kind)
    factories.item(held)

    def more(number: int) -> None:
        promise(held, cast, now, f"Promise {number}.")
        one = factories.recommendation(cast, number=number)
        answered(factories.response(one, cast.south_holland, cast), cast, now)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            filled(coming, cast.officer)
        return len(captured)

    more(1)
    few = [asked() for _ in range(2)][-1]
    for number in range(2, 6):
        more(number)
    assert asked() == few
