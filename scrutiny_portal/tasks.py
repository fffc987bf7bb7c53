"""The clock's side of the history's seals."""

from celery import shared_task
from django.utils import timezone

from notices.operations import mark_sweep
from scrutiny_portal import sealing


@shared_task
def seal_history_task() -> str:
    """Seal the history, if today has no seal yet."""
    now = timezone.now()
    result = sealing.what_was_done(sealing.seal_day(today=timezone.localdate(now), now=now))
    mark_sweep(name=sealing.SWEEP, at=now, result=result)
    return result
