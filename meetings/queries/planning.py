"""What planning needs to know: the body's other meetings, their items, and what stands in the way of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from core.working_days import why_not_working
from councils.models import Body
from councils.queries import closed_days
from meetings.enums import BEFORE, MeetingStatus
from meetings.models import AgendaItem, Meeting, StandingItem
from meetings.querysets import MeetingQuerySet

MEETINGS_BACK = 12


@dataclass(frozen=True)
class SeriesDay:
    """One day of a series, and what stands in its way: a weekend, a bank holiday, a closure, another meeting."""

    day: date
    obstacle: str


def meetings_like(meeting: Meeting) -> MeetingQuerySet:
    """All meetings of the same body or task group, this one left out. For officers."""
    same = Meeting.objects.filter(body=meeting.body_id, task_group=meeting.task_group_id)
    found: MeetingQuerySet = same.exclude(pk=meeting.pk)
    return found


def next_meeting_of(meeting: Meeting) -> Meeting | None:
    """The next meeting of the same body that has not begun: where its items can be carried over to."""
    if meeting.held_on is None:
        return None
    later = meetings_like(meeting).filter(held_on__gt=meeting.held_on, status__in=BEFORE)
    return later.select_related("body__council", "task_group").order_by("held_on", "pk").first()


def earlier_items(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Items of the last twelve meetings of the same body before this one, the latest meeting first. For officers."""
    if meeting.held_on is None:
        return AgendaItem.objects.none()
    before = meetings_like(meeting).filter(held_on__lt=meeting.held_on).order_by("-held_on", "-pk")
    last = list(before.values_list("pk", flat=True)[:MEETINGS_BACK])
    items = AgendaItem.objects.on_the_agenda().filter(meeting__in=last).select_related("meeting")
    return items.order_by("-meeting__held_on", "-meeting", "position")


def items_to_carry(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Items that can be carried over: not those that stand on every agenda, nor those carried over already."""
    items = AgendaItem.objects.on_the_agenda().filter(
        meeting=meeting, from_standing__isnull=True, carried_to__isnull=True
    )
    return items.order_by("position")


def obstacles(body: Body, days: Sequence[date]) -> list[SeriesDay]:
    """Say of each day what stands in the way of a meeting of the body. Two queries."""
    if not days:
        return []
    closed = closed_days(body.council, first=min(days), last=max(days))
    named = [day.isoformat() for day in days]
    taken = Meeting.objects.filter(body=body).filter(Q(held_on__in=days) | Q(slug__in=named))
    states = {}
    for held_on, slug, status in taken.values_list("held_on", "slug", "status"):
        for day in days:
            if held_on == day or slug == day.isoformat():
                states[day] = status
    return [SeriesDay(day, _obstacle(day, closed, states.get(day))) for day in days]


def _obstacle(day: date, closed: frozenset[date], state: str | None) -> str:
    if state == MeetingStatus.CANCELLED:
        return "a meeting on this day was cancelled"
    if state is not None:
        return "a meeting is on this day already"
    return why_not_working(day, closed=closed)


def bodies_with_standing_items(*, on: date) -> QuerySet[Body]:
    """Every body that sits on the day, with the number of items that stand on its agendas."""
    bodies = Body.objects.sitting_on(on).select_related("council")
    active = Count("standing_items", filter=Q(standing_items__is_active=True))
    return bodies.annotate(standing=active).order_by("council__position", "name")


def standing_items_of(body: Body) -> list[StandingItem]:
    """What stands on every agenda of a body, in its order."""
    return list(StandingItem.objects.filter(body=body, is_active=True).order_by("position"))


def standing_items_missing(meeting: Meeting) -> bool:
    """Whether a standing item of the body is not on this agenda yet."""
    if meeting.body_id is None:
        return False
    missing = StandingItem.objects.filter(body=meeting.body_id, is_active=True)
    return missing.exclude(items__meeting=meeting).exists()
