"""The clock's side of reminders and of reading papers: reads the time, makes one call, notes that it ran."""

import logging

from celery import shared_task
from celery.exceptions import OperationalError
from django.utils import timezone

from notices.operations import mark_sweep
from recommendations import reminders, scheduling

logger = logging.getLogger(__name__)


@shared_task
def write_reminders_task() -> str:
    """Write the reminders that are due today in London, or were due and are not there."""
    now = timezone.now()
    result = str(reminders.write_reminders(today=timezone.localdate(now), now=now))
    mark_sweep(name="write_reminders", at=now, result=result)
    return result


@shared_task
def read_waiting_task() -> str:
    """Read the papers that wait to be read."""
    now = timezone.now()
    result = str(scheduling.read_waiting(now=now))
    mark_sweep(name="read_waiting", at=now, result=result)
    return result


def ring_for_papers() -> None:
    """Have a paper read at once. Where the queue is away, the next sweep finds it: nothing is lost but a minute."""
    try:
        read_waiting_task.apply_async(retry=False)
    except (OperationalError, OSError):
        logger.warning("bell_not_rung", extra={"task": read_waiting_task.name})
