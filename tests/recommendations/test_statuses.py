"""What each word looks like, and when a thing is late."""

from datetime import date

import pytest

from recommendations import statuses
from recommendations.enums import PartStatus, ResponseStatus, Verdict

DUE = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("status", "verdict", "day", "shown"),
    [
        (ResponseStatus.NOT_SENT, "", DUE, ("Not yet sent", "todo", "mute")),
        (ResponseStatus.AWAITED, "", DUE, ("Awaiting response", "await", "go")),
        (ResponseStatus.AWAITED, "", date(2026, 5, 21), ("Response overdue", "late", "bad")),
        (ResponseStatus.ANSWERED, Verdict.ACCEPTED, DUE, ("Accepted", "accepted", "ok")),
        (ResponseStatus.ANSWERED, Verdict.IN_PART, DUE, ("Accepted in part", "part", "part")),
        (ResponseStatus.ANSWERED, Verdict.IN_PLACE, DUE, ("Already in place", "inplace", "ok")),
        (ResponseStatus.ANSWERED, Verdict.REJECTED, DUE, ("Not accepted", "no", "no")),
        (ResponseStatus.UNANSWERED, Verdict.NOTED, date(2026, 6, 1), ("Noted", "noted", "mute")),
        (ResponseStatus.UNANSWERED, Verdict.DEFERRED, DUE, ("Deferred", "deferred", "go")),
        (ResponseStatus.NOT_ON_RECORD, "", DUE, ("No response on record", "norec", "mute")),
    ],
)
def test_what_a_council_said_has_a_word_a_shape_and_a_tone(
    status: str, verdict: str, day: date, shown: tuple[str, str, str]
) -> None:
    found = statuses.asked(status=status, verdict=verdict, due_on=DUE, on=day)
    assert (found.word, found.icon, found.tone) == shown


def test_a_response_is_late_from_the_day_after_its_last_day() -> None:
    late = [
        statuses.is_response_late(status=ResponseStatus.AWAITED, due_on=DUE, on=day)
        for day in (date(2026, 5, 20), date(2026, 5, 21))
    ]
    assert late == [False, True]


def test_noting_leaves_the_clock_running_and_an_answer_stops_it() -> None:
    day = date(2026, 6, 1)
    late = {
        status: statuses.is_response_late(status=status, due_on=DUE, on=day)
        for status in (ResponseStatus.UNANSWERED, ResponseStatus.ANSWERED, ResponseStatus.NOT_ON_RECORD)
    }
    assert late == {
        ResponseStatus.UNANSWERED: True,
        ResponseStatus.ANSWERED: False,
        ResponseStatus.NOT_ON_RECORD: False,
    }


def test_a_council_shows_its_least_finished_piece_of_work() -> None:
    both = [PartStatus.SIGNED_OFF, PartStatus.IN_PROGRESS]
    assert (statuses.least_finished(list(both)), statuses.least_finished([])) == (PartStatus.IN_PROGRESS, "")


def test_work_that_was_submitted_is_not_late_although_its_date_passed() -> None:
    day = date(2026, 6, 1)
    assert [s for s in PartStatus if statuses.is_work_late(status=s, due_on=DUE, on=day)] == [
        PartStatus.NO_OUTCOME,
        PartStatus.NOT_STARTED,
        PartStatus.IN_PROGRESS,
    ]


@pytest.mark.parametrize(
    ("due_on", "shown"),
    [
        (date(2026, 4, 13), ("1 day late", "bad")),
        (date(2026, 3, 20), ("25 days late", "bad")),
        (date(2026, 4, 14), ("14 April 2026", "warn")),
        (date(2026, 5, 14), ("14 May 2026", "warn")),
        (date(2026, 5, 15), ("15 May 2026", "")),
    ],
)
def test_an_open_date_is_late_soon_or_later(due_on: date, shown: tuple[str, str]) -> None:
    found = statuses.due(due_on, on=date(2026, 4, 14))
    assert found == statuses.Due(*shown)


def test_no_date_shows_nothing() -> None:
    assert statuses.due(None, on=DUE) is None
