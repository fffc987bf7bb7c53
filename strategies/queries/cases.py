"""Business cases as pages show them: how far each has got, and who decided what at each council."""

from collections.abc import Iterable

from strategies.models import BusinessCaseDecision, RoadmapProject

Newest = dict[int, dict[int, BusinessCaseDecision]]


def newest_decisions(projects: Iterable[RoadmapProject]) -> Newest:
    """The newest decision on each project's business case, by project and council. One query."""
    newest: Newest = {}
    rows = BusinessCaseDecision.objects.filter(project__in=list(projects)).select_related("council")
    for row in rows.order_by("round", "pk"):
        newest.setdefault(row.project_id, {})[row.council_id] = row
    return newest
