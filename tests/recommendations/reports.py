"""Props of the stories about reports: a group that drafts its report, with two findings."""

from datetime import UTC, date, datetime
from typing import Any

from recommendations import operations
from recommendations.models import Recommendation
from task_groups import operations as group_operations
from task_groups.enums import TaskGroupStatus
from task_groups.models import Finding, Report, TaskGroup
from tests.cast import Cast
from tests.strategies.props import digital_strategy

NOW = datetime(2026, 4, 14, 9, 0, tzinfo=UTC)


def drafting(cast: Cast, **fields: Any) -> TaskGroup:
    """A group about the digital strategy that drafts its report, with a finding under each of two themes."""
    group = TaskGroup.objects.create(
        partnership=cast.partnership, strategy=digital_strategy(cast), title="Digital task group", slug="digital-2026",
        status=TaskGroupStatus.DRAFTING, **fields,
    )  # fmt: skip
    for place, (theme, text) in enumerate(
        [("System", "Forms are slow."), ("Users", "Residents ring again.")]
    ):
        group_operations.add_finding(
            group=group, theme=theme, theme_position=place, position=1, text=text, by=cast.officer, at=NOW
        )
    return group


def begun(group: TaskGroup, cast: Cast, **fields: Any) -> Report:
    """Its report, begun, and not published."""
    known: dict[str, Any] = {"title": "Faster forms", "summary": "Residents complained."}
    return group_operations.begin_report(group=group, **known | fields, by=cast.officer, at=NOW)


def drafted(report: Report, cast: Cast, **fields: Any) -> Recommendation:
    """A draft for two councils that rests on the first finding."""
    known: dict[str, Any] = {
        "prefix": "DS26",
        "title": "Faster forms",
        "text": "That forms are made faster.",
        "councils": [cast.boston, cast.south_holland],
        "findings": list(Finding.objects.filter(task_group=report.task_group)[:1]),
        "openness": "open",
        "kind": "deliverable",
    }
    return operations.draft_recommendation(report=report, **known | fields, by=cast.officer, at=NOW)


MADE_ON = date(2026, 4, 14)
