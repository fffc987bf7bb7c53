"""`manage.py tell_of_windows [--on DATE] [--dry-run]`: what the schedule does, by hand."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.dates import spell
from notices.operations import mark_sweep
from strategies.reminders import tell_of_windows


def a_date(text: str) -> date:
    """Read a date given as 2029-04-01."""
    return date.fromisoformat(text)


class Command(BaseCommand):
    help = "Tells the scrutiny officers of contracts that several councils could replace together."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=a_date, metavar="DATE", help="the day, as 2029-04-01; today if left out"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what is open on the day")

    def handle(self, *args: Any, on: date | None, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        today = on or timezone.localdate(now)
        told = tell_of_windows(today=today, now=now, dry_run=dry_run)
        if not dry_run:
            mark_sweep(name="tell_of_windows", at=now, result=str(told))
        self.stdout.write(f"{told} on {spell(today)}.")
        for window in told.windows:
            self.stdout.write(
                f"{window.purpose}: {', '.join(window.councils)}, decide by {spell(window.decide_by)}."
            )
        if told.failed:
            raise CommandError(
                "\n".join(f"Left out: {purpose}. Reason: {reason}" for purpose, reason in told.failed)
            )
