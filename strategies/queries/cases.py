"""Business cases as pages show them: how far each has got, and who decided what at each council."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from councils.models import Council
from councils.permissions import capacities_of
from councils.queries import councils_in_order
from strategies.enums import BusinessCase, CaseDecision
from strategies.models import BusinessCaseDecision, RoadmapProject
from strategies.permissions import can_decide_case
from strategies.queries.visibility import projects_visible_to

Newest = dict[int, dict[int, BusinessCaseDecision]]


def newest_decisions(projects: Iterable[RoadmapProject]) -> Newest:
    """The newest decision on each project's business case, by project and council. One query."""
    newest: Newest = {}
    rows = BusinessCaseDecision.objects.filter(project__in=list(projects)).select_related("council")
    for row in rows.order_by("round", "pk"):
        newest.setdefault(row.project_id, {})[row.council_id] = row
    return newest


@dataclass(frozen=True)
class AwaitedCase:
    """A submitted business case on which one council has still to decide, with what the others decided."""

    project: RoadmapProject
    council: Council
    others: tuple[BusinessCaseDecision, ...]


def cases_awaited(user: Any, *, on: date) -> list[AwaitedCase]:
    """Business cases that wait for councils whose portfolio the user decides for. At most three queries, whatever waits."""
    held = capacities_of(user, on=on)
    if not held.councils:
        return []
    submitted = projects_visible_to(user, on=on).filter(business_case=BusinessCase.SUBMITTED)
    projects = list(submitted.select_related("roadmap__strategy").order_by("name", "pk"))
    if not projects:
        return []
    decisions = newest_decisions(projects)
    councils = [council for council in councils_in_order() if council.pk in held.councils]
    return [
        AwaitedCase(
            project,
            council,
            tuple(row for pk, row in decisions.get(project.pk, {}).items() if pk != council.pk),
        )
        for project in projects
        for council in councils
        if can_decide_case(user, project, council, on=on)
        and _is_open(project, decisions.get(project.pk, {}).get(council.pk))
    ]


def _is_open(project: RoadmapProject, decided: BusinessCaseDecision | None) -> bool:
    """Whether a council has still to decide: nothing in this round, and no approval from an earlier one."""
    return decided is None or (
        decided.round != project.case_round and decided.decision != CaseDecision.APPROVED
    )
