"""The route of a report: which bodies it goes to, when it was to get there and when it did, and what each did with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from core import history
from core.dates import london_date
from core.enums import Precision
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Body, User
from councils.operations import role_of
from meetings.models import Meeting
from recommendations.models import RouteStop
from recommendations.operations.sending import is_published
from task_groups.models import Report

CHOOSE_A_BODY = "Choose at least one body that it goes to"
IS_ON_IT = "The report goes to {body} already"
WAS_THERE = (
    "It got there: that stays on the record. Take back the day and what the body did, if they are wrong"
)
NOT_YET = "The day it got there must be today or earlier"
WHEN_DID_IT = "Give the day on which the body did so"
OTHER_BODY = "That is a meeting of another body"
NEVER_THERE = "Say when it got there or what the body did, or that it no longer goes there. Not both"


@dataclass(frozen=True)
class Planned:
    """A body that a report is to go to, and when, where that is known."""

    body: Body
    planned_on: date | None = None


@transaction.atomic
def plan_route(*, report: Report, stops: Sequence[Planned], by: User | None, at: datetime) -> list[RouteStop]:
    """Add bodies to the route of a report, in this order, after those it has.

    Raises Refused for none, and for a body that is on the route already. All or nothing.
    """
    if not stops:
        raise Refused(CHOOSE_A_BODY)
    Report.objects.select_for_update().get(pk=report.pk)
    of_report = RouteStop.objects.filter(report=report)
    known = set(of_report.values_list("body_id", flat=True))
    last = of_report.aggregate(last=Max("position"))["last"] or 0
    made = []
    for position, one in enumerate(stops, start=last + 1):
        if one.body.pk in known:
            raise Refused(IS_ON_IT.format(body=one.body.name), field=f"planned_{one.body.pk}")
        known.add(one.body.pk)
        stop = RouteStop.objects.create(
            report=report, body=one.body, planned_on=one.planned_on, position=position
        )
        told(stop, "plan", by=by, at=at)
        made.append(stop)
    return made


@transaction.atomic
def change_stop(
    *,
    stop: RouteStop,
    version: int,
    planned_on: date | None = None,
    reached_on: date | None = None,
    meeting: Meeting | None = None,
    decision: str = "",
    note: str = "",
    taken_off_reason: str = "",
    by: User | None,
    at: datetime,
) -> RouteStop:
    """Say what is planned for a stop and what came of it. The first planned day stays when it moves.

    A meeting of the body gives its day where none is given. Only an executive answers, and not here: what a body did with
    the report sets nothing. Raises Refused for a day to come, for a decision without its day, for another body's meeting,
    and for a stop that is taken off although the report got there; Overtaken when it was changed since `version`.
    """
    if meeting is not None and meeting.body_id != stop.body_id:
        raise Refused(OTHER_BODY, field="meeting")
    precision = stop.reached_precision if reached_on == stop.reached_on else Precision.DAY
    if reached_on is None and meeting is not None:
        reached_on, precision = meeting.held_on, meeting.held_precision
    off = taken_off_reason.strip()
    for field, sentence in wrong(stop, reached_on, decision, off=off, on=london_date(at)):
        raise Refused(sentence, field=field)
    moved = stop.planned_on is not None and planned_on != stop.planned_on
    values: dict[str, Any] = {
        "planned_on": planned_on,
        "first_planned_on": stop.first_planned_on or (stop.planned_on if moved else None),
        "reached_on": reached_on,
        "reached_precision": precision if reached_on else Precision.UNKNOWN,
        "meeting": meeting,
        "decision": decision,
        "note": note.strip(),
        "taken_off_reason": off,
    }
    details = changes(stop, values)
    same = RouteStop.objects.filter(pk=stop.pk, version=version)
    if not same.update(**values, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(stop))
    stop.refresh_from_db()
    verb = "take_off" if off else "reach" if stop.reached_on else "plan"
    told(stop, verb, by=by, at=at, details=details)
    return stop


def wrong(
    stop: RouteStop, reached_on: date | None, decision: str, *, off: str, on: date
) -> list[tuple[str, str]]:
    """What is wrong with what came of a stop, as field and sentence."""
    found = []
    if off and (reached_on or decision):
        found.append(("taken_off_reason", WAS_THERE if stop.reached_on or stop.decision else NEVER_THERE))
    if reached_on and reached_on > on:
        found.append(("reached_on", NOT_YET))
    keeps_a_gap = decision == stop.decision and stop.reached_on is None
    if decision and reached_on is None and not keeps_a_gap:
        found.append(("reached_on", WHEN_DID_IT))
    return found


def changes(stop: RouteStop, values: dict[str, Any]) -> dict[str, Any]:
    """Old and new days, for the history."""
    days = {name: (getattr(stop, name), values[name]) for name in ("planned_on", "reached_on")}
    return {
        name: [old.isoformat() if old else "", new.isoformat() if new else ""]
        for name, (old, new) in days.items()
        if old != new
    }


def told(
    stop: RouteStop, verb: str, *, by: User | None, at: datetime, details: dict[str, Any] | None = None
) -> None:
    history.record(
        subject=stop,
        trail=stop.report,
        verb=verb,
        by=by,
        role=role_of(by, at=at),
        at=at,
        new=stop.decision,
        reason=stop.taken_off_reason,
        public=is_published(stop.report),
        on=stop.reached_on or stop.planned_on,
        precision=stop.reached_precision if stop.reached_on else Precision.DAY,
        details={"body": stop.body.name, **(details or {})},
    )
