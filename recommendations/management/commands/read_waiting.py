"""`manage.py read_waiting [--dry-run]`: reads the papers that wait to be read, as the schedule does."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from notices.operations import mark_sweep
from recommendations.scheduling import read_waiting, waiting_at


class Command(BaseCommand):
    help = "Reads the papers that were handed in and wait to be read, and those whose reading was cut off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many wait")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        if dry_run:
            self.stdout.write(f"{waiting_at(now).count()} waiting.")
            return
        swept = read_waiting(now=now)
        mark_sweep(name="read_waiting", at=now, result=str(swept))
        self.stdout.write(f"{swept}.")
