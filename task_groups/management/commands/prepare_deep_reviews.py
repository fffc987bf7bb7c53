"""`manage.py prepare_deep_reviews`: what the schedule does, by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from task_groups.tasks import prepare_deep_reviews_task


class Command(BaseCommand):
    help = "Proposes a task group for each deep review that was opened and has none."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{prepare_deep_reviews_task()}.")
