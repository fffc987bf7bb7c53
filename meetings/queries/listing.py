"""The list of meetings: to come first, then the past by year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Case, DateField, F, IntegerField, Q, Value, When

from councils.models import Body, Council
from meetings.enums import RECORD_PUBLISHED, MeetingStatus
from meetings.models import Meeting
from meetings.queries.visibility import meetings_visible_to
from meetings.querysets import MeetingQuerySet

JOINT = "joint"
TO_COME = "To come"
UNDATED = "Date not on record"
OVER = RECORD_PUBLISHED | {MeetingStatus.HELD, MeetingStatus.CANCELLED}


@dataclass(frozen=True)
class Filters:
    """What the reader chose, as far as it exists. `ignored` counts values that name nothing."""

    council: str = ""
    body: Body | None = None
    councils: list[Council] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    ignored: int = 0

    @property
    def chosen(self) -> bool:
        return bool(self.council or self.body)


def read_filters(query: Mapping[str, str]) -> Filters:
    """Read `council` (a slug, or "joint") and `body` (an id). What names nothing is ignored and counted."""
    councils = list(Council.objects.order_by("position", "pk"))
    bodies = list(Body.objects.select_related("council").order_by("council__position", "name"))
    council, body = query.get("council", ""), query.get("body", "")
    known = {one.slug for one in councils} | {JOINT}
    chosen = next((one for one in bodies if str(one.pk) == body), None)
    ignored = (bool(council) and council not in known) + (bool(body) and chosen is None)
    return Filters(council if council in known else "", chosen, councils, bodies, ignored)


def meetings_in_order(user: Any, filters: Filters, *, on: date) -> MeetingQuerySet:
    """Meetings the user may know of: to come (the nearest first), then past ones (the latest first), undated last."""
    meetings = meetings_visible_to(user, on=on)
    if filters.council == JOINT:
        meetings = meetings.filter(Q(task_group__isnull=False) | Q(body__council__isnull=True))
    elif filters.council:
        meetings = meetings.filter(body__council__slug=filters.council)
    if filters.body:
        meetings = meetings.filter(body=filters.body)
    is_to_come = (Q(held_on__gte=on) & ~Q(status__in=OVER)) | Q(status=MeetingStatus.IN_PROGRESS)
    return meetings.annotate(
        is_past=Case(When(is_to_come, then=Value(0)), default=Value(1), output_field=IntegerField()),
        soon_on=Case(When(is_to_come, then=F("held_on")), output_field=DateField()),
    ).order_by("is_past", F("soon_on").asc(nulls_last=True), F("held_on").desc(nulls_last=True), "-pk")


def group_by_year(meetings: Iterable[Meeting]) -> list[tuple[str, list[Meeting]]]:
    """Head the meetings of one page of the list: "To come", "2026", "2025", "Date not on record"."""
    return [(heading, list(rows)) for heading, rows in groupby(meetings, key=_heading)]


def _heading(meeting: Any) -> str:
    if not meeting.is_past:
        return TO_COME
    return str(meeting.held_on.year) if meeting.held_on else UNDATED
