"""Bring an installation up to date in one process: folders, database, static files, the record if wanted."""

from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from core import rights
from core.papers import has_pango
from councils.models import Council
from scrutiny_portal.celery import app
from scrutiny_portal.static_stamp import collect_if_changed

# Entries of the beat schedule that only read and write the database: mail and its delays are left to the worker.
CATCH_UP = ("open-due-reviews", "prepare-opened-reviews", "write-reminders")
NO_PANGO = (
    "Papers can be had as Word and printed; as PDF only once Pango is installed. "
    "On Debian: sudo apt install libpangoft2-1.0-0 libharfbuzz-subset0"
)

NOT_THE_OWNER = (
    "The database must be migrated, and this role may not: run `manage.py prepare --grant-to ROLE` with the DATABASE_URL "
    "of the role that owns the tables."
)


class Command(BaseCommand):
    help = (
        "Migrate the database and collect the static files, each only when needed. With --with-record also "
        "load the record the portal starts with, or with --with-demo an invented partnership, and print the "
        "trial accounts. Safe to run again."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--grant-to",
            default="",
            metavar="ROLE",
            help="give the portal's own role its rights on PostgreSQL",
        )
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--with-record", action="store_true", help="load the record and the trial accounts")
        what.add_argument("--with-demo", action="store_true", help="load an invented partnership instead")

    def handle(
        self, *, with_record: bool, with_demo: bool = False, grant_to: str = "", **options: Any
    ) -> None:
        make_folders()
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        self.migrate()
        if grant_to:
            call_command("grant_rights", grant_to, stdout=StringIO())
        if collect_if_changed():
            self.progress("Collected the static files.")
        if not has_pango():
            self.progress(NO_PANGO)
        if with_record:
            if not Council.objects.exists():
                self.progress("Loading the record ...")
            call_command("load_record", stdout=StringIO())
        if with_demo:
            call_command("load_demo", stdout=self.stdout, stderr=self.stderr)
        self.catch_up()
        if with_record and settings.TRIAL_ACCOUNTS:
            call_command("trial_accounts", stdout=self.stdout)

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        if not rights.may_migrate(connection):
            raise CommandError(NOT_THE_OWNER)
        self.progress("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)

    def catch_up(self) -> None:
        """Do at once what the clock would have done while the portal was off (promise R4).

        A sweep that fails is reported and tried again by the scheduler; it does not stop the start.
        """
        app.loader.import_default_modules()
        for name in CATCH_UP:
            result = app.tasks[str(settings.CELERY_BEAT_SCHEDULE[name]["task"])].apply()
            if result.failed():
                self.progress(f"{name} failed and will be tried again: {result.result!r}")

    def progress(self, text: str) -> None:
        """Standard output is for the trial accounts alone."""
        self.stderr.write(text, style_func=str)
        self.stderr.flush()


def make_folders() -> None:
    """Make the folders that the embedded broker expects and that uploads go to."""
    transport = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    folders = (
        transport[key] for key in ("data_folder_in", "processed_folder", "control_folder") if key in transport
    )
    for folder in (settings.MEDIA_ROOT, *folders):
        Path(folder).mkdir(parents=True, exist_ok=True)
