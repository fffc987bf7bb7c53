"""What the live data say of each roadmap project on a day: the evidence an assurance check begins with (rule 17)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from strategies.enums import Health, Stage
from strategies.models import ProjectHealth, ProjectStage, RoadmapProject


def newest_stages(projects: Iterable[RoadmapProject], *, on: date) -> dict[int, dict[int, ProjectStage]]:
    """The newest stage on or before the day, by project and council. One query."""
    newest: dict[int, dict[int, ProjectStage]] = {}
    rows = ProjectStage.objects.filter(project__in=list(projects), as_of__lte=on).select_related("council")
    for row in rows.order_by("as_of", "pk"):
        newest.setdefault(row.project_id, {})[row.council_id] = row
    return newest


def newest_health(projects: Iterable[RoadmapProject], *, on: date) -> dict[int, ProjectHealth]:
    """The newest health report on or before the day, by project. One query."""
    rows = ProjectHealth.objects.filter(project__in=list(projects), as_of__lte=on).select_related("by")
    return {row.project_id: row for row in rows.order_by("as_of", "pk")}


def evidence_for(projects: list[RoadmapProject], *, on: date) -> dict[int, dict[str, Any]]:
    """What this floor knows of each project on the day, by project: stage at each council, health and its age in days."""
    stages, health = newest_stages(projects, on=on), newest_health(projects, on=on)
    return {
        project.pk: {
            "seen_on": on.isoformat(),
            "business_case": project.get_business_case_display(),
            "stages": [
                {
                    "council": row.council.short_name,
                    "stage": Stage(row.stage).label,
                    "note": row.note,
                    "as_of": row.as_of.isoformat(),
                }
                for row in sorted(
                    stages.get(project.pk, {}).values(),
                    key=lambda row: (row.council.position, row.council_id),
                )
            ],
            "health": health_evidence(health.get(project.pk), on=on),
        }
        for project in projects
    }


def health_evidence(report: ProjectHealth | None, *, on: date) -> dict[str, Any] | None:
    """The newest health report as evidence, or None when there is none on record."""
    if report is None:
        return None
    return {
        "health": Health(report.health).label,
        "words": report.words,
        "as_of": report.as_of.isoformat(),
        "age_days": (on - report.as_of).days,
        "by": str(report.by),
    }
