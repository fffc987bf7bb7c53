"""`manage.py write_reminders [--on DATE] [--dry-run]`: what the schedule does, by hand."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.dates import spell
from notices.operations import mark_sweep
from recommendations.reminders import write_reminders


def a_date(text: str) -> date:
    """Read a date given as 2029-04-01."""
    return date.fromisoformat(text)


class Command(BaseCommand):
    help = "Writes the reminders that are due on or before a day and were not written yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=a_date, metavar="DATE", help="the day, as 2029-04-01; today if left out"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say how many would be written")

    def handle(self, *args: Any, on: date | None, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        today = on or timezone.localdate(now)
        written = write_reminders(today=today, now=now, dry_run=dry_run)
        if not dry_run:
            mark_sweep(name="write_reminders", at=now, result=str(written))
        self.stdout.write(f"{written} on {spell(today)}.")
        if written.failed:
            raise CommandError(
                "\n".join(f"Left out: {key}. Reason: {reason}" for key, reason in written.failed)
            )
