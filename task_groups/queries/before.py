"""The group that looked at the same before: a review begins with what it left."""

from django.db.models import F

from task_groups.enums import ReportStatus
from task_groups.models import Report, TaskGroup


def previous_group(group: TaskGroup) -> TaskGroup | None:
    """The last other group with a published report on the same strategy: the one before this group's own report."""
    if group.strategy_id is None:
        return None
    reports = Report.objects.filter(status=ReportStatus.PUBLISHED, task_group__strategy=group.strategy_id)
    own = reports.filter(task_group=group.pk, dated_on__isnull=False).order_by("dated_on").first()
    others = reports.exclude(task_group=group.pk).select_related("task_group")
    if own is not None:
        others = others.filter(dated_on__lt=own.dated_on)
    last = others.order_by(F("dated_on").desc(nulls_last=True), "-pk").first()
    return last.task_group if last else None
