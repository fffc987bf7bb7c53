"""The clock's side of task groups: reads the time, makes one call, notes that it ran."""

from celery import shared_task
from django.utils import timezone

from notices.operations import mark_sweep
from task_groups import scheduling


@shared_task
def prepare_deep_reviews_task() -> str:
    """Propose a task group for each deep review that was opened and has none."""
    now = timezone.now()
    proposed = scheduling.prepare_deep_reviews(now=now)
    result = f"{proposed} task group{'' if proposed == 1 else 's'} proposed"
    mark_sweep(name="prepare_deep_reviews", at=now, result=result)
    return result
