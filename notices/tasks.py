"""The bell that rings for the outbox: what is due stands in the database."""

from celery import shared_task
from django.utils import timezone

from notices import scheduling


@shared_task
def send_notices_task() -> str:
    """Send the notices that are due now."""
    return str(scheduling.send_due(now=timezone.now()))
