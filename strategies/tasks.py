"""The clock's side of reviews: reads the time, makes one call, notes that it ran."""

from celery import shared_task
from django.utils import timezone

from notices.operations import mark_sweep
from strategies import reminders, scheduling


@shared_task
def open_due_reviews_task() -> str:
    """Open the reviews that are due today in London, or were due and are not there."""
    now = timezone.now()
    result = str(scheduling.open_due_reviews(today=timezone.localdate(now), now=now))
    mark_sweep(name="open_due_reviews", at=now, result=result)
    return result


@shared_task
def tell_of_windows_task() -> str:
    """Tell of contracts that could be replaced together from today in London, or could since and nobody was told."""
    now = timezone.now()
    result = str(reminders.tell_of_windows(today=timezone.localdate(now), now=now))
    mark_sweep(name="tell_of_windows", at=now, result=result)
    return result
