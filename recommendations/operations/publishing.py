"""Publishing a report with what it recommends: from then on its words are frozen."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from core.dates import london_date
from core.enums import Precision
from core.moving import overtaken_sentence
from core.refusals import Overtaken
from councils.models import User
from recommendations.enums import RecommendationStatus
from recommendations.models import Recommendation
from recommendations.operations.recommendations import publish
from recommendations.operations.standing import hold
from task_groups import operations as group_operations
from task_groups.enums import MAY_REPORT
from task_groups.models import Report, TaskGroup


@transaction.atomic
def publish_whole_report(
    *, report: Report, version: int | None = None, by: User | None, at: datetime
) -> Report:
    """Publish a report with what it recommends. The words are frozen from then on (rule 3), and the group has reported.

    Its drafts are numbered in the order in which they were drafted, after those that have a number, and dated as the
    report is, or else on the day of `at`. `version` is that of the report as it was read; None compares nothing. Raises
    Refused when the report is published already, Overtaken when somebody changed it meanwhile.
    """
    of_report = Recommendation.objects.filter(report=report)
    hold(of_report)
    TaskGroup.objects.select_for_update().get(pk=report.task_group_id)
    if version is not None:
        held = Report.objects.select_for_update().get(pk=report.pk)
        if held.version != version:
            raise Overtaken(overtaken_sentence(report))
    group_operations.publish_report(report=report, by=by, at=at)
    freeze(report, by=by, at=at)
    group = report.task_group
    if group.status in MAY_REPORT:
        group_operations.move_group(group=group, move="report", by=by, at=at)
    return report


def freeze(report: Report, *, by: User | None, at: datetime) -> None:
    """Number, date and publish the drafts of a report."""
    standing = Recommendation.objects.filter(report=report).exclude(status=RecommendationStatus.DISCARDED)
    day, precision = report.dated_on, report.dated_precision
    if day is None:
        day, precision = london_date(at), Precision.DAY
    for number, one in enumerate(standing.select_related("item", "report").order_by("pk"), start=1):
        if one.status != RecommendationStatus.DRAFT:
            continue
        changes: dict[str, Any] = {"number_in_source": one.number_in_source or str(number)}
        if one.made_on is None:
            changes |= {"made_on": day, "made_precision": precision}
        Recommendation.objects.filter(pk=one.pk).update(**changes, version=F("version") + 1)
        publish(one, by=by, at=at)
