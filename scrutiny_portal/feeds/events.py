"""What stands in calendars: meetings, answers that are due, reviews that are due. Nothing that not everyone may know of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from core.enums import Precision
from councils.models import Body
from meetings.enums import RECORD_PUBLISHED, MeetingStatus
from meetings.models import Meeting
from meetings.queries import meetings_visible_to
from recommendations.enums import ResponseStatus
from recommendations.models import Response
from recommendations.queries.visibility import is_visible_to
from scrutiny_portal.feeds.changes import Change, beginning_of, changes_of
from strategies.models import Review, Strategy
from strategies.queries import elections_on_record, review_lines, reviews_visible_to, strategies_visible_to
from task_groups.models import TaskGroup

MONTHS_BACK = 12
OFF = {MeetingStatus.POSTPONED: "Postponed", MeetingStatus.CANCELLED: "Cancelled"}
WHAT_IS_THERE = {
    MeetingStatus.AGENDA_PUBLISHED: "The agenda is published.",
    MeetingStatus.IN_PROGRESS: "The meeting is in progress.",
    MeetingStatus.HELD: "The meeting was held. Its record is not published yet.",
}


@dataclass(frozen=True)
class Event:
    """One entry of a calendar. `uid` stays the same for ever; without `starts_at` it lasts the whole day."""

    uid: str
    title: str
    day: date
    path: str
    about: str
    change: Change
    starts_at: time | None = None
    place: str = ""
    is_off: bool = False

    @property
    def changed_at(self) -> datetime:
        return self.change.at


def first_day(on: date) -> date:
    """Calendars reach back twelve months, and on to whatever is to come."""
    return on - relativedelta(months=MONTHS_BACK)


def all_events(*, on: date) -> list[Event]:
    """Everything, in order of days."""
    events = [*meeting_events(on=on), *response_events(on=on), *review_events(on=on)]
    return sorted(events, key=lambda event: (event.day, event.starts_at or time(), event.uid))


def meeting_events(*, on: date, of: Body | TaskGroup | None = None) -> Iterator[Event]:
    """Published meetings of a body or task group, or of all, whose day is known exactly."""
    meetings = meetings_of(of, on=on).filter(held_on__gte=first_day(on), held_precision=Precision.DAY)
    changes = changes_of(meetings)
    for meeting in meetings.order_by("held_on", "starts_at", "pk"):
        off = OFF.get(MeetingStatus(meeting.status), "")
        yield Event(
            uid=f"meeting-{meeting.pk}",
            title=f"{off}: {whose_meeting(meeting)}" if off else whose_meeting(meeting),
            day=meeting.held_on or on,
            starts_at=meeting.starts_at,
            place=meeting.place,
            path=meeting.get_absolute_url(),
            about=about_meeting(meeting),
            change=changes.get(meeting.pk, Change(beginning_of(meeting.held_on))),
            is_off=bool(off),
        )


def meetings_of(of: Body | TaskGroup | None, *, on: date) -> QuerySet[Meeting]:
    """What anyone may know of, whoever asks: a calendar is read by programs that sign in nowhere."""
    meetings = meetings_visible_to(AnonymousUser(), on=on)
    if isinstance(of, Body):
        return meetings.filter(body=of)
    return meetings.filter(task_group=of) if of is not None else meetings


def whose_meeting(meeting: Meeting) -> str:
    council = meeting.body.council if meeting.body else None
    return f"{meeting} ({council.short_name})" if council else str(meeting)


def about_meeting(meeting: Meeting) -> str:
    """Where it stands. Never a word of the agenda."""
    status = MeetingStatus(meeting.status)
    if status in OFF:
        return f"{OFF[status]}. Reason: {meeting.status_reason}"
    return "The record is published." if status in RECORD_PUBLISHED else WHAT_IS_THERE.get(status, "")


def response_events(*, on: date) -> Iterator[Event]:
    """Answers whose clock runs: due within two months of receipt (LGA 2000 s.9FE), or by another date that was set."""
    responses = Response.objects.filter(
        is_visible_to(AnonymousUser(), on=on, at="recommendation__"),
        status__in=[ResponseStatus.AWAITED, ResponseStatus.UNANSWERED],
        due_on__gte=first_day(on),
    )
    changes = changes_of(responses)
    for response in responses.select_related("recommendation", "council").order_by("due_on", "pk"):
        reference, council = response.recommendation.reference, response.council.short_name
        yield Event(
            uid=f"response-{response.pk}",
            title=f"{council}: answer to {reference} due",
            day=response.due_on or on,
            path=response.get_absolute_url(),
            about=f"The last day for {council} to answer recommendation {reference}.",
            change=changes.get(response.pk, Change(beginning_of(response.received_on or response.due_on))),
        )


def review_events(*, on: date) -> Iterator[Event]:
    """Deep reviews and light-touch checks: those on record and those that the rhythm plans (rule 16)."""
    rows = reviews_visible_to(AnonymousUser(), on=on).select_related("merged_into", "decided_by__council")
    changes = changes_of(rows)
    reviews: dict[int, list[Review]] = {}
    for review in rows:
        reviews.setdefault(review.strategy_id, []).append(review)
    strategies = strategies_visible_to(AnonymousUser(), on=on).select_related("partnership")
    elections = elections_on_record()
    for strategy in strategies.order_by("pk"):
        for line in review_lines(strategy, reviews.get(strategy.pk, []), on=on, elections=elections):
            if line.due_on >= first_day(on):
                change = changes.get(line.pk or 0, Change(beginning_of(strategy.anchor_on)))
                yield review_event(strategy, line.name, line.why, line.due_on, change)


def review_event(strategy: Strategy, name: str, why: str, due_on: date, change: Change) -> Event:
    return Event(
        uid=f"review-{strategy.pk}-{due_on.isoformat()}",
        title=f"{name} due: {strategy.title}",
        day=due_on,
        path=strategy.get_absolute_url(),
        about=why,
        change=change,
    )
