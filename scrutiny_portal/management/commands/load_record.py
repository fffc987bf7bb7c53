"""`manage.py load_record [--on DATE]`: the record the portal starts with, and the reviews that were due since."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from scrutiny_portal.record.loading import load


class Command(BaseCommand):
    help = "Load the record the portal starts with. Safe to run again: what is there stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="DATE",
            help="open the reviews due by this day, as 2026-11-22; today if left out",
        )

    def handle(self, *, on: date | None, **options: Any) -> None:
        loaded = load(at=timezone.now())
        self.stdout.write(f"Loaded: {', '.join(loaded)}." if loaded else "The record is loaded already.")
        call_command("open_due_reviews", on=on, stdout=self.stdout)
        call_command("prepare_deep_reviews", stdout=self.stdout)
