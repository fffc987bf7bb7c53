"""Give the portal's own role on PostgreSQL what it needs, and no right to rewrite the history."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core import rights


class Command(BaseCommand):
    help = (
        "Let a role that exists already read and write the portal's tables, but neither change nor remove an entry of "
        "the history. Run it as the role that owns the tables, after each migration (`prepare --grant-to` does). Safe to "
        "run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="the role that the portal runs as")

    def handle(self, *, role: str, **options: Any) -> None:
        try:
            rights.grant(connection, role)
        except rights.NotGranted as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{role} may read and write, and rewrite nothing of the history.")
