"""Seal the history, without Celery."""

from typing import Any

from django.core.management.base import BaseCommand

from scrutiny_portal.tasks import seal_history_task


class Command(BaseCommand):
    help = "Seal the history, if today has no seal yet, and write the letters. Safe to run at any time."

    def handle(self, **options: Any) -> None:
        self.stdout.write(seal_history_task())
