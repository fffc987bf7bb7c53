"""The group that looked at the same before: a review begins with what it left."""

from django.db.models import F, Q, Subquery

from task_groups.enums import ReportStatus
from task_groups.models import Report, TaskGroup


def previous_group(group: TaskGroup) -> TaskGroup | None:
    """The last other group with a published report on the same strategy: the one before this group's own report."""
    if group.strategy_id is None:
        return None
    reports = Report.objects.filter(status=ReportStatus.PUBLISHED, task_group__strategy=group.strategy_id)
    own = reports.filter(task_group=group.pk, dated_on__isnull=False).order_by("dated_on")
    others = reports.exclude(task_group=group.pk).annotate(own=Subquery(own.values("dated_on")[:1]))
    others = others.filter(Q(own__isnull=True) | Q(dated_on__lt=F("own"))).select_related("task_group")
    last = others.order_by(F("dated_on").desc(nulls_last=True), "-pk").first()
    return last.task_group if last else None
