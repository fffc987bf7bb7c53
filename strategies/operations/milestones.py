"""Milestones of roadmap projects: when they are due, and when they were reached (rule 10)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from councils.operations import added, role_of
from strategies.models import ProjectMilestone, RoadmapProject
from strategies.operations.common import is_public


@transaction.atomic
def add_milestone(
    *, project: RoadmapProject, what: str, due_on: date, by: User | None, at: datetime
) -> ProjectMilestone:
    """Add a milestone with the day it is due. Raises Refused when the project has one of these words already."""
    if ProjectMilestone.objects.filter(project=project, what=what).exists():
        raise Refused("The project has this milestone already.", field="what")
    strategy = project.roadmap.strategy
    milestone = ProjectMilestone(project=project, what=what, due_on=due_on, first_due_on=due_on)
    return added(
        milestone,
        trail=strategy,
        by=by,
        at=at,
        public=is_public(strategy),
        details={"project": project.name, "milestone": what, "due_on": due_on.isoformat()},
    )


@transaction.atomic
def change_milestone(
    *,
    milestone: ProjectMilestone,
    change: str,
    done_on: date | None = None,
    due_on: date | None = None,
    reason: str = "",
    version: int,
    by: User | None,
    at: datetime,
) -> ProjectMilestone:
    """Write down that a milestone was reached, or move its day with a reason; its first day and each move stay visible.

    Raises Refused when it was reached already, the day is missing or wrong, or a move has no reason; Overtaken when
    somebody else changed it since `version` was read.
    """
    if milestone.done_on is not None:
        raise Refused("This milestone is reached already. Nothing changed.")
    match change:
        case "done":
            changes, details = {"done_on": reached(done_on, today=london_date(at))}, {}
            verb, reason, on = "reach_milestone", "", changes["done_on"]
        case "moved":
            new = moved(milestone, due_on, reason)
            changes, verb, on = {"due_on": new}, "move_milestone", london_date(at)
            details = {"old": milestone.due_on.isoformat(), "new": new.isoformat()}
        case _:
            raise Refused("Choose what became of the milestone", field="change")
    rows = ProjectMilestone.objects.filter(pk=milestone.pk, version=version)
    if not rows.update(**changes, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(milestone))
    strategy = milestone.project.roadmap.strategy
    history.record(
        subject=milestone,
        trail=strategy,
        verb=verb,
        by=by,
        role=role_of(by, at=at),
        at=at,
        reason=reason.strip(),
        public=is_public(strategy),
        on=on,
        details={"project": milestone.project.name, "milestone": milestone.what, **details},
    )
    milestone.refresh_from_db()
    return milestone


def reached(done_on: date | None, *, today: date) -> date:
    """Check the day on which a milestone is said to have been reached."""
    if done_on is None:
        raise Refused("Enter the day it was reached, such as 30 September 2026", field="done_on")
    if done_on > today:
        raise Refused("The day it was reached must not be in the future", field="done_on")
    return done_on


def moved(milestone: ProjectMilestone, due_on: date | None, reason: str) -> date:
    """Check the day to which a milestone is moved, and that there is a reason."""
    if due_on is None:
        raise Refused("Enter the new day, such as 30 September 2026", field="due_on")
    if due_on == milestone.due_on:
        raise Refused("It is due on that day already", field="due_on")
    if not reason.strip():
        raise Refused("Say why the date moves. The reason is published", field="reason")
    return due_on
