"""Calendars and the feed of decisions, as programs that follow them read them."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from core.enums import Openness
from meetings import operations
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import Meeting, Outcome
from recommendations.models import Recommendation
from strategies.enums import StrategyStatus
from strategies.models import Strategy
from task_groups.models import TaskGroup
from tests import factories
from tests.cast import TODAY, Cast

ALL = "/calendar.ics"
DECISIONS = "/decisions.atom"
LONDON = ZoneInfo("Europe/London")
PUBLISHED = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=False):
        yield


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def events_of(client: Client, address: str = ALL) -> dict[str, Any]:
    """The entries of a calendar by their names that never change."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert calendar.errors == []
    events = {str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}
    assert all(event.errors == [] for event in events.values())
    return events


def test_a_meeting_stands_in_the_calendar_with_its_time_and_place(client: Client, cast: Cast) -> None:
    meeting = factories.meeting(
        cast, starts_at=time(18, 30), place="Priory Road, Spalding; room 2\nfirst floor"
    )
    (event,) = events_of(client).values()
    told = {name: str(event[name]) for name in ("uid", "summary", "location", "description", "url", "status")}
    url = f"http://localhost:8000{meeting.get_absolute_url()}"
    assert told == {
        "uid": f"meeting-{meeting.pk}@partnership-scrutiny",
        "summary": "Performance Monitoring Panel (South Holland)",
        "location": "Priory Road, Spalding; room 2\nfirst floor",
        "description": f"The agenda is published.\n{url}",
        "url": url,
        "status": "CONFIRMED",
    }
    assert event["dtstart"].dt == datetime(2026, 4, 14, 18, 30, tzinfo=LONDON)
    assert "dtend" not in event


def test_lines_are_folded_and_end_as_the_standard_asks(client: Client, cast: Cast) -> None:
    factories.meeting(cast, place="Ł" * 150)
    content = client.get(ALL).content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content.count(b"\n") == content.count(b"\r\n")
    assert str(events_of(client).popitem()[1]["location"]) == "Ł" * 150


@pytest.mark.parametrize(
    ("day", "greenwich"),
    [
        (date(2026, 3, 28), "18:30"),
        (date(2026, 3, 29), "17:30"),
        (date(2026, 10, 24), "17:30"),
        (date(2026, 10, 25), "18:30"),
        (date(2027, 3, 28), "17:30"),
    ],
)
def test_half_past_six_is_half_past_six_in_summer_and_winter(
    client: Client, cast: Cast, day: date, greenwich: str
) -> None:
    factories.meeting(cast, held_on=day, starts_at=time(18, 30))
    calendar = Calendar.from_ical(client.get(ALL).content)
    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].params["TZID"] == "Europe/London"
    zone: Any = calendar.walk("VTIMEZONE")[0]
    written = zone.to_tz(lookup_tzid=False)  # by the file's own rules, not by the name of the zone
    there = datetime.combine(day, time(18, 30)).replace(tzinfo=written)
    assert there.astimezone(UTC).strftime("%H:%M") == greenwich


def test_a_meeting_without_a_time_lasts_the_day_and_one_without_a_day_is_left_out(
    client: Client, cast: Cast
) -> None:
    meeting = factories.meeting(cast)
    factories.meeting(cast, slug="some-time", held_on=date(2026, 5, 1), held_precision="month")
    factories.meeting(cast, slug="never", held_on=None, held_precision="unknown")
    (event,) = events_of(client).values()
    assert event["dtstart"].dt == meeting.held_on
    assert str(event["transp"]) == "TRANSPARENT"


def test_what_is_planned_is_in_no_calendar_also_not_the_officers(client: Client, cast: Cast) -> None:
    factories.meeting(cast, status=MeetingStatus.PLANNED)
    assert events_of(client) == {}
    assert events_of(signed_in(cast.officer)) == {}


def test_a_meeting_put_off_or_cancelled_stays_and_says_so(client: Client, cast: Cast, now: datetime) -> None:
    meeting = factories.meeting(cast, starts_at=time(18, 30))
    before = events_of(client)[f"meeting-{meeting.pk}"]
    operations.cancel(meeting=meeting, reason="No quorum", by=cast.officer, at=now)
    after = events_of(client)[f"meeting-{meeting.pk}"]
    assert (str(after["status"]), str(after["summary"]).split(":")[0]) == ("CANCELLED", "Cancelled")
    assert "Reason: No quorum" in str(after["description"])
    assert after["uid"] == before["uid"]
    assert int(after["sequence"]) == int(before["sequence"]) + 1
    assert after["dtstamp"].dt == now.replace(microsecond=0)
    assert after["last-modified"].dt > before["last-modified"].dt


def test_the_calendar_reaches_back_twelve_months(client: Client, cast: Cast) -> None:
    for days in (366, 364, -800):
        factories.meeting(
            cast, slug=f"d{days}", held_on=TODAY - timedelta(days=days), status=MeetingStatus.AGREED
        )
    assert sorted(event["dtstart"].dt for event in events_of(client).values()) == [
        TODAY - timedelta(days=364), TODAY + timedelta(days=800),
    ]  # fmt: skip


def test_days_by_which_answers_are_due_stand_in_it_until_they_are_given(client: Client, cast: Cast) -> None:
    made = factories.recommendation(cast)
    waiting = factories.response(made, cast.boston, cast)
    factories.response(made, cast.south_holland, cast, status="answered", verdict="accepted")
    ((uid, event),) = events_of(client).items()
    assert (uid, str(event["summary"]), event["dtstart"].dt) == (
        f"response-{waiting.pk}", "Boston: answer to DS26-1 due", date(2026, 5, 20),
    )  # fmt: skip
    assert events_of(client, "/meetings/south-holland/performance-monitoring-panel/calendar.ics") == {}
    Recommendation.objects.update(openness=Openness.EXEMPT)
    assert events_of(client) == {}


def test_reviews_that_the_rhythm_asks_for_stand_in_it(client: Client, cast: Cast) -> None:
    strategy = Strategy.objects.create(
        partnership=cast.partnership, title="Digital Strategy", slug="digital", status=StrategyStatus.ADOPTED,
        starts_on=date(2023, 1, 1), ends_on=date(2029, 12, 31), anchor_on=date(2023, 3, 1), deep_every_years=2,
        check_every_years=1, due_month=3, due_day=31,
    )  # fmt: skip
    titles = {str(one["summary"]): one["dtstart"].dt for one in events_of(client).values()}
    assert list(titles.values()) == [date(year, 3, 31) for year in (2026, 2027, 2028, 2029)]
    assert list(titles)[1] == "2027 deep review due: Digital Strategy"
    Strategy.objects.filter(pk=strategy.pk).update(status=StrategyStatus.DRAFT)
    assert events_of(client) == {}


def test_a_body_and_a_task_group_have_calendars_of_their_own(client: Client, cast: Cast) -> None:
    mine = factories.meeting(cast)
    factories.meeting(cast, body=cast.other_panel)
    group = TaskGroup.objects.create(
        partnership=cast.partnership, title="Task group", slug="skills", status="set_up"
    )
    assert list(events_of(client, "/meetings/south-holland/performance-monitoring-panel/calendar.ics")) == [
        f"meeting-{mine.pk}"
    ]
    assert client.get("/meetings/task-groups/skills/calendar.ics").status_code == 404
    own = factories.meeting(cast, body=None, task_group=group, slug="first")
    assert list(events_of(client, "/meetings/task-groups/skills/calendar.ics")) == [f"meeting-{own.pk}"]
    for nowhere in (
        "boston/performance-monitoring-panel",
        "joint/performance-monitoring-panel",
        "task-groups/none",
    ):
        assert client.get(f"/meetings/{nowhere}/calendar.ics").status_code == 404


def test_the_list_of_meetings_leads_to_what_can_be_followed(client: Client, cast: Cast) -> None:
    page = client.get("/meetings/").content.decode()
    assert (
        '<link rel="alternate" type="application/atom+xml" title="Decisions" href="/decisions.atom">' in page
    )
    followed = re.findall(r'<a href="([^"]+)"', page.partition('id="follow"')[2].partition("</section>")[0])
    assert followed == [ALL, DECISIONS]
    chosen = client.get(f"/meetings/?body={cast.panel.pk}").content.decode()
    assert 'href="/meetings/south-holland/performance-monitoring-panel/calendar.ics"' in chosen


def test_a_file_that_a_program_has_is_not_sent_again_until_it_changes(
    client: Client, cast: Cast, now: datetime
) -> None:
    meeting = factories.meeting(cast)
    for address in (ALL, DECISIONS):
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "public, max-age=60")
        by_time = client.get(address, headers={"if-modified-since": "Tue, 01 Jan 2030 00:00:00 GMT"})
        assert by_time.status_code == 200, "a time alone does not prove that nothing was made exempt"
    first = client.get(ALL)
    operations.postpone(meeting=meeting, reason="Snow", by=cast.officer, at=now)
    second = client.get(ALL, headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200
    assert second["Last-Modified"] == "Tue, 14 Apr 2026 09:02:00 GMT"


def decided(cast: Cast, meeting: Meeting, **fields: Any) -> Outcome:
    item = fields.pop("item", None) or factories.item(meeting, title="A word of the item")
    return factories.outcome(
        item,
        **{"kind": OutcomeKind.DECISION, "decision": "agreed", "number": "1", "text": "That it be noted."}
        | fields,
    )


def published(cast: Cast, **fields: Any) -> Meeting:
    return factories.meeting(
        cast, **{"status": MeetingStatus.DRAFT_MINUTES, "record_published_at": PUBLISHED} | fields
    )


def feed(client: Client, query: str = "") -> Any:
    response = client.get(f"{DECISIONS}{query}")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def test_a_published_decision_is_an_entry_that_leads_to_its_place(client: Client, cast: Cast) -> None:
    meeting = published(cast)
    decision = decided(cast, meeting, points=["Costs", "Dates"])
    (entry,) = feed(client).entries
    assert {name: entry[name] for name in ("id", "title", "link", "summary", "updated")} == {
        "id": f"tag:localhost,2026:decision/{decision.pk}",
        "title": "Agreed 1, item 1: Performance Monitoring Panel, 14 April 2026",
        "link": f"http://localhost:8000{meeting.get_absolute_url()}?entry={decision.pk}#entry-{decision.pk}",
        "summary": "That it be noted.<br />(1) Costs<br />(2) Dates",
        "updated": "2026-04-02T09:00:00+00:00",
    }
    assert f'id="entry-{decision.pk}"' in client.get(meeting.get_absolute_url()).content.decode()


def test_a_feed_without_entries_is_a_feed_and_always_the_same(client: Client, cast: Cast) -> None:
    first = feed(client)
    assert (first.entries, first.feed.title) == ([], "Decisions of the partnership’s councils")
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC)):
        assert client.get(DECISIONS).content == client.get(DECISIONS).content
        assert feed(client).feed.updated == first.feed.updated


def test_a_correction_is_a_change_of_the_entry(client: Client, cast: Cast, now: datetime) -> None:
    decision = decided(cast, published(cast))
    before = feed(client)
    operations.correct_outcome(
        outcome=decision, version=1, text="That it be agreed.", reason="Misheard", corrected_on=TODAY, by=cast.officer,
        at=now,
    )  # fmt: skip
    after = feed(client)
    assert after.entries[0].id == before.entries[0].id
    assert (before.entries[0].updated, after.entries[0].updated, after.feed.updated) == (
        "2026-04-02T09:00:00+00:00", "2026-04-14T09:02:00+00:00", "2026-04-14T09:02:00+00:00",
    )  # fmt: skip
    assert after.entries[0].summary == "That it be agreed."


def test_the_newest_fifty_come_first(client: Client, cast: Cast) -> None:
    for number in range(60):
        meeting = published(cast, slug=f"m{number}", record_published_at=PUBLISHED + timedelta(days=number))
        decided(cast, meeting, text=f"Decision {number}")
    texts = [entry.summary for entry in feed(client).entries]
    assert texts == [f"Decision {number}" for number in range(59, 9, -1)]


def test_one_council_has_its_own_feed(client: Client, cast: Cast) -> None:
    decided(cast, published(cast), text="Ours")
    decided(cast, published(cast, body=cast.other_panel), text="Theirs")
    chosen = feed(client, "?council=south-holland")
    assert ([entry.summary for entry in chosen.entries], chosen.feed.title) == (
        ["Ours"], "Decisions: South Holland District Council",
    )  # fmt: skip
    assert client.get(f"{DECISIONS}?council=atlantis").status_code == 404


def test_what_not_everyone_may_read_is_in_no_feed(client: Client, cast: Cast) -> None:
    meeting = published(cast)
    private = factories.item(meeting, openness=Openness.EXEMPT, exempt_paragraph=3)
    decided(cast, meeting, text="exempt", openness=Openness.EXEMPT)
    decided(cast, meeting, item=private, text="of an exempt item")
    decided(cast, meeting, text="withdrawn", withdrawn_at=PUBLISHED)
    decided(cast, meeting, text="a question", kind=OutcomeKind.QUESTION, decision="", number="")
    decided(cast, factories.meeting(cast, slug="held", status=MeetingStatus.HELD), text="not published")
    for reader in (client, signed_in(cast.councillor), signed_in(cast.officer)):
        assert feed(reader).entries == []


def test_no_character_breaks_a_feed(client: Client, cast: Cast) -> None:
    meeting = published(cast, place="<b>\x01\x0b")
    decided(cast, meeting, text="a\x0b<script>alert(1)</script> & ]]>\x01")
    (entry,) = feed(client).entries
    assert entry.summary == "a&lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt;"
    assert b"<script" not in client.get(DECISIONS).content
    assert str(events_of(client)[f"meeting-{meeting.pk}"]["location"]) == "<b>"
