"""`manage.py open_due_reviews [--on DATE] [--dry-run]`: what the schedule does, by hand."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.dates import spell
from notices.operations import mark_sweep
from strategies.scheduling import Opened, open_due_reviews


def a_date(text: str) -> date:
    """Read a date given as 2029-04-01."""
    return date.fromisoformat(text)


class Command(BaseCommand):
    help = "Opens the reviews that are due on or before a day and are not there yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=a_date, metavar="DATE", help="the day, as 2029-04-01; today if left out"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be opened")

    def handle(self, *args: Any, on: date | None, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        today = on or timezone.localdate(now)
        opened = open_due_reviews(today=today, now=now, dry_run=dry_run)
        if not dry_run:
            mark_sweep(name="open_due_reviews", at=now, result=str(opened))
        self.tell(opened, today)
        if opened.failed:
            raise CommandError(
                "\n".join(f"Left out: {strategy}. Reason: {reason}" for strategy, reason in opened.failed)
            )

    def tell(self, opened: Opened, today: date) -> None:
        """Say what was or would be opened, and why each date is what it is."""
        if not opened.reviews:
            self.stdout.write(f"Nothing to open on {spell(today)}.")
            return
        would = "Would open" if opened.dry_run else "Opened"
        for review in opened.reviews:
            self.stdout.write(
                f"{would}: {review.due_on.year} {review.kind.label.lower()} of {review.strategy}, "
                f"due {spell(review.due_on)}. {review.why}"
            )
        self.stdout.write(f"{opened} on {spell(today)}.")
