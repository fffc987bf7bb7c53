"""Send the notices that are due, without Celery."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from notices import scheduling


class Command(BaseCommand):
    help = "Send the notices that are due now. Safe to run at any time, any number of times."

    def handle(self, **options: Any) -> None:
        self.stdout.write(str(scheduling.send_due(now=timezone.now())))
