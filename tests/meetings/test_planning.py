"""Stories of days: the notice of an agenda, a series that avoids holidays, another day, a meeting that is put off."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core import history
from core.refusals import Overtaken, Refused
from councils.models import ClosureDay
from meetings import operations
from meetings.cycle import days_of_series
from meetings.enums import MeetingStatus, Rhythm
from meetings.models import Meeting
from meetings.queries import notice_of, obstacles
from tests import factories
from tests.cast import TODAY, Cast
from tests.meetings.test_pages import signed_in

SERIES = "/meetings/new/several/"


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


def planned(cast: Cast, day: date, **fields: Any) -> Meeting:
    given = {"slug": day.isoformat(), "held_on": day, "status": MeetingStatus.PLANNED, **fields}
    return factories.meeting(cast, **given)


@pytest.mark.parametrize(
    ("day", "clear", "by"),
    [
        (date(2026, 4, 22), 5, date(2026, 4, 14)),
        (date(2026, 4, 21), 4, date(2026, 4, 13)),
        (date(2026, 4, 15), 0, date(2026, 4, 7)),
        (date(2026, 5, 5), 13, date(2026, 4, 24)),  # the early May bank holiday lies between
    ],
)
def test_the_notice_counts_clear_working_days_from_today(cast: Cast, day: date, clear: int, by: date) -> None:
    notice = notice_of(planned(cast, day), on=TODAY)
    assert notice is not None
    assert (notice.clear_days, notice.publish_by, notice.is_short) == (clear, by, clear < 5)


def test_days_on_which_the_council_is_closed_do_not_count(cast: Cast) -> None:
    ClosureDay.objects.create(day=date(2026, 4, 20), council=cast.south_holland)
    ClosureDay.objects.create(day=date(2026, 4, 21), council=cast.boston)
    notice = notice_of(planned(cast, date(2026, 4, 22)), on=TODAY)
    assert notice is not None
    assert (notice.clear_days, notice.publish_by) == (4, date(2026, 4, 13))


def test_a_short_notice_warns_and_blocks_nothing(cast: Cast, now: datetime) -> None:
    meeting = planned(cast, date(2026, 4, 15))
    factories.item(meeting)
    officer = signed_in(cast.officer)
    page = officer.get(meeting.get_absolute_url()).content.decode()
    assert "Published today, the agenda gives no clear working day before the meeting, not five." in page
    officer.post(reverse("meetings:move", args=[*meeting.path, "publish-agenda"]))
    meeting.refresh_from_db()
    assert (meeting.status, meeting.agenda_published_at) == ("agenda_published", now)
    said = "The agenda was published with no clear working day before the meeting."
    assert said in officer.get(meeting.get_absolute_url()).content.decode()
    for reader in (Client(), signed_in(cast.councillor)):
        assert "clear working day" not in reader.get(meeting.get_absolute_url()).content.decode()


def test_no_notice_is_counted_where_it_makes_no_sense(cast: Cast) -> None:
    over = planned(cast, date(2026, 3, 10), status=MeetingStatus.HELD)
    vague = planned(cast, date(2026, 5, 1), held_precision="month")
    unknown = planned(cast, date(2026, 6, 1), status=MeetingStatus.AGENDA_PUBLISHED)
    assert [notice_of(one, on=TODAY) for one in (over, vague, unknown)] == [None, None, None]


@pytest.mark.parametrize(
    ("first", "rhythm", "every", "days"),
    [
        (date(2026, 9, 8), Rhythm.WEEKS, 2, ["2026-09-08", "2026-09-22", "2026-10-06"]),
        (date(2026, 9, 8), Rhythm.WEEKDAY, 1, ["2026-09-08", "2026-10-13", "2026-11-10"]),
        (date(2026, 9, 29), Rhythm.WEEKDAY, 1, ["2026-09-29", "2026-10-27", "2026-11-24"]),
        (date(2027, 12, 31), Rhythm.DATE, 1, ["2027-12-31", "2028-01-31", "2028-02-29"]),
        (date(2026, 9, 8), Rhythm.DATE, 3, ["2026-09-08", "2026-12-08", "2027-03-08"]),
    ],
)
def test_the_days_of_a_series(first: date, rhythm: str, every: int, days: list[str]) -> None:
    found = days_of_series(first, rhythm, every=every, number=3)
    assert [one.isoformat() for one in found] == days


def test_a_series_has_an_end() -> None:
    first = date(2026, 9, 8)
    assert len(days_of_series(first, Rhythm.WEEKS)) == 26
    assert days_of_series(first, Rhythm.WEEKS, until=date(2026, 9, 21)) == [first, date(2026, 9, 15)]
    assert days_of_series(first, Rhythm.WEEKS, until=date(2026, 9, 1)) == []


def test_what_stands_in_the_way_of_a_day_is_said(cast: Cast) -> None:
    planned(cast, date(2026, 9, 8))
    planned(cast, date(2026, 9, 9), status=MeetingStatus.CANCELLED, status_reason="Snow")
    ClosureDay.objects.create(day=date(2026, 9, 10))
    days = [date(2026, 9, number) for number in range(7, 13)] + [date(2026, 8, 31)]
    assert [one.obstacle for one in obstacles(cast.panel, days)] == [
        "",
        "a meeting is on this day already",
        "a meeting on this day was cancelled",
        "offices closed",
        "",
        "Saturday",
        "Late Summer Bank Holiday",
    ]


def test_days_of_a_series_are_looked_at_before_they_are_planned(cast: Cast) -> None:
    officer = signed_in(cast.officer)
    typed = {
        "body": cast.panel.pk, "first_on": "24 August 2026", "rhythm": "weeks", "every": "1", "number": "3",
        "starts_at": "6.30 pm", "place": "Spalding",
    }  # fmt: skip
    page = officer.post(SERIES, {**typed, "show": "1"})
    form = page.context["form"]
    assert (page.context["shows_days"], form["days"].value()) == (True, ["2026-08-24", "2026-09-07"])
    assert "Left out: Late Summer Bank Holiday" in page.content.decode()
    assert not Meeting.objects.exists()
    answer = officer.post(SERIES, {**typed, "days": ["2026-08-24", "2026-09-07"], "plan": "1"})
    assert answer["Location"] == f"/meetings/?body={cast.panel.pk}"
    rows = Meeting.objects.order_by("held_on").values_list("slug", "starts_at", "place", "status")
    assert list(rows) == [
        ("2026-08-24", time(18, 30), "Spalding", "planned"),
        ("2026-09-07", time(18, 30), "Spalding", "planned"),
    ]


def test_a_series_is_planned_whole_or_not_at_all(cast: Cast, now: datetime) -> None:
    planned(cast, date(2026, 9, 15))
    days = [date(2026, 9, 8), date(2026, 9, 15)]
    with pytest.raises(Refused) as refusal:
        operations.plan_meetings(body=cast.panel, days=days, by=cast.officer, at=now)
    assert refusal.value.sentence == (
        "A meeting of this body on this day is planned already: 15 September 2026"
    )
    assert Meeting.objects.count() == 1


def edit(meeting: Meeting, cast: Cast, now: datetime, **changed: Any) -> Meeting:
    said = {"version": 1, "held_on": meeting.held_on, "starts_at": None, "place": "", **changed}
    return operations.edit_meeting(meeting=meeting, by=cast.officer, at=now, **said)


def test_the_address_follows_the_day_while_nobody_else_knows_it(cast: Cast, now: datetime) -> None:
    meeting = edit(planned(cast, date(2026, 5, 12)), cast, now, held_on=date(2026, 5, 19), place="Boston")
    assert (meeting.slug, meeting.place, meeting.version) == ("2026-05-19", "Boston", 2)
    entry = history.latest(meeting)
    assert entry is not None
    assert (entry.public, entry.details) == (
        False,
        {"held_on": ["2026-05-12", "2026-05-19"], "place": ["", "Boston"]},
    )


def test_a_published_day_changes_only_by_postponing(cast: Cast, now: datetime) -> None:
    meeting = factories.meeting(cast)
    with pytest.raises(Refused) as refusal:
        edit(meeting, cast, now, held_on=date(2026, 5, 19))
    assert refusal.value.field == "held_on"
    edit(meeting, cast, now, place="Boston")
    with pytest.raises(Overtaken):
        edit(meeting, cast, now, place="Spalding")


def test_a_body_meets_once_a_day(cast: Cast, now: datetime) -> None:
    planned(cast, date(2026, 5, 12))
    planned(cast, date(2026, 5, 26), status=MeetingStatus.CANCELLED, status_reason="Snow")
    other = planned(cast, date(2026, 5, 19))
    with pytest.raises(Refused) as refusal:
        edit(other, cast, now, held_on=date(2026, 5, 12))
    assert refusal.value.field == "held_on"


@pytest.mark.parametrize("name", ["postpone", "cancel"])
def test_what_is_off_keeps_its_reason_for_everyone(cast: Cast, client: Client, name: str) -> None:
    meeting = factories.meeting(cast)
    path = reverse(f"meetings:{name}", args=meeting.path)
    officer = signed_in(cast.officer)
    assert officer.post(path, {"reason": " "}).context["form"].errors == {
        "reason": ["Say why. The reason is published"]
    }
    officer.post(path, {"reason": "Snow on every road."})
    assert "Reason: Snow on every road." in client.get(meeting.get_absolute_url()).content.decode()


def test_a_meeting_planned_again_keeps_its_address_its_first_day_and_the_reason(
    cast: Cast, client: Client, now: datetime
) -> None:
    meeting = factories.meeting(cast)
    factories.item(meeting, title="Quayside parking")
    operations.postpone(meeting=meeting, reason="Snow.", by=cast.officer, at=now)
    path = reverse("meetings:plan-again", args=meeting.path)
    answer = signed_in(cast.officer).post(path, {"held_on": "5 May 2026", "starts_at": "7pm", "place": ""})
    assert answer["Location"] == meeting.get_absolute_url() == Meeting.objects.get().get_absolute_url()
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Postponed from 14 April 2026. Reason: Snow." in page
    assert "5 May 2026" in page
    assert "Quayside parking" not in page
    operations.publish_agenda(meeting=Meeting.objects.get(), by=cast.officer, at=now)
    again = client.get(meeting.get_absolute_url()).content.decode()
    assert "Quayside parking" in again
    assert "Postponed from 14 April 2026. Reason: Snow." in again
