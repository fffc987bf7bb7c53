"""Where a report goes and how far it has got, as its page, its paper and the officer's list show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.dates import spell
from core.statuses import Status
from councils.enums import SCRUTINY_KINDS, BodyKind
from councils.models import Body, Council
from meetings.enums import DecisionKind
from meetings.models import Meeting
from meetings.queries import meetings_visible_to
from recommendations.models import RouteStop
from task_groups.enums import ReportStatus
from task_groups.models import Report

OFF = Status("No longer goes there", "Not going", "stop", "mute")
PLANNED = Status("Planned", "Planned", "todo", "mute")
NO_DAY = Status("Planned, no day yet", "No day yet", "todo", "mute")
GAP = Status("No decision on record", "Not on record", "norec", "mute")
RECEIVED = Status("Received", "Received", "accepted", "ok")
DID: dict[str, Status] = {
    DecisionKind.NOTED: Status("Noted", "Noted", "noted", "mute"),
    DecisionKind.AGREED: Status("Agreed", "Agreed", "accepted", "ok"),
    DecisionKind.APPROVED: Status("Approved", "Approved", "accepted", "ok"),
    DecisionKind.RESOLVED: Status("Resolved", "Resolved", "accepted", "ok"),
    DecisionKind.DEFERRED: Status("Deferred", "Deferred", "deferred", "go"),
    DecisionKind.REFERRED: Status("Referred", "Referred", "super", "go"),
}
ORDER = {BodyKind.JOINT_PANEL: 0, BodyKind.SCRUTINY_PANEL: 1, BodyKind.EXECUTIVE: 2}


@dataclass(frozen=True)
class RouteLine:
    """One body on the route on one day. `meeting` only where the reader may know of it."""

    stop: RouteStop
    status: Status
    when: str
    meeting: Meeting | None = None

    @property
    def name(self) -> str:
        """ "East Lindsey: Executive"; a joint body by its name alone."""
        return name_of_body(self.stop.body)

    @property
    def got_there(self) -> bool:
        return bool(self.stop.reached_on or self.stop.decision)

    @property
    def note(self) -> str:
        return self.stop.taken_off_reason or self.stop.note


def name_of_body(body: Body) -> str:
    return f"{body.council.short_name}: {body.name}" if body.council else body.name


def route_of(report: Report, user: Any, *, on: date) -> list[RouteLine]:
    """The bodies that a report goes to, in their order. The report must be visible already. At most two queries."""
    stops = list(
        RouteStop.objects.filter(report=report)
        .select_related("body__council", "source")
        .order_by("position", "pk")
    )
    held = {one.meeting_id for one in stops if one.meeting_id}
    known = meetings_visible_to(user, on=on).in_bulk(held) if held else {}
    return [
        RouteLine(one, status_of_stop(one, on=on), when_of(one), known.get(one.meeting_id or 0))
        for one in stops
    ]


def status_of_stop(stop: RouteStop, *, on: date) -> Status:
    """What came of a stop, in word, shape and colour. A planned day that passed without a word is a gap, not a fault."""
    if stop.taken_off_reason:
        return OFF
    if stop.decision:
        return DID[stop.decision]
    if stop.reached_on:
        return RECEIVED
    if stop.planned_on is None:
        return GAP if stop.source_id else NO_DAY
    return PLANNED if stop.planned_on >= on else GAP


def when_of(stop: RouteStop) -> str:
    """When it got there; before that, when it was to."""
    if stop.reached_on:
        return spell(stop.reached_on, stop.reached_precision)
    if stop.planned_on is None:
        return "Day not on record" if stop.decision or stop.source_id else ""
    moved = f", moved from {spell(stop.first_planned_on)}" if stop.first_planned_on else ""
    return f"Planned for {spell(stop.planned_on)}{moved}"


def route_words(lines: Sequence[RouteLine], *, on: date) -> str:
    """How far it has got: "It has been to 2 of 4 bodies. Next: East Lindsey: Executive, on 4 May 2026."."""
    going = [line for line in lines if not line.stop.taken_off_reason]
    if not going:
        return "No body is on its route yet."
    there = sum(line.got_there for line in going)
    bodies = "1 body" if len(going) == 1 else f"{len(going)} bodies"
    words = f"It has been to {there} of {bodies}."
    ahead = [
        line
        for line in going
        if not line.got_there and line.stop.planned_on is not None and line.stop.planned_on >= on
    ]
    if not ahead:
        return words
    coming = min(ahead, key=lambda line: line.stop.planned_on or date.max)
    return f"{words} Next: {coming.name}, on {spell(coming.stop.planned_on)}."


def bodies_to_offer(report: Report, councils: Sequence[Council], *, on: date) -> list[tuple[Body, bool]]:
    """The bodies sitting on the day that are not on the route yet, and whether a report usually goes there.

    It usually goes to the joint panels, then to each council's own scrutiny, then to each executive; of the councils that
    were asked. One query.
    """
    known = RouteStop.objects.filter(report=report, body=OuterRef("pk"))
    partnership = report.task_group.partnership_id
    found = (
        Body.objects.sitting_on(on)
        .filter(Q(partnership=partnership) | Q(council__partnership=partnership))
        .exclude(Exists(known))
        .select_related("council")
    )
    asked = {one.pk for one in councils}
    usual = {*SCRUTINY_KINDS, BodyKind.EXECUTIVE}

    def place(body: Body) -> tuple[bool, int, int, str]:
        order = ORDER.get(BodyKind(body.kind), len(ORDER))
        return not is_usual(body), order, body.council.position if body.council else -1, body.name

    def is_usual(body: Body) -> bool:
        return body.kind in usual and (body.council_id is None or body.council_id in asked)

    return [(body, is_usual(body)) for body in sorted(found, key=place)]


def reports_without_route() -> QuerySet[Report]:
    """Published reports of which no paper and no plan says where they went."""
    stops = RouteStop.objects.filter(report=OuterRef("pk"), taken_off_reason="")
    return Report.objects.filter(~Exists(stops), status=ReportStatus.PUBLISHED)
