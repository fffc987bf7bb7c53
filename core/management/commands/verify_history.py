"""Check the history: its chain, its seals, and the seals that others hold."""

import json
from argparse import ArgumentParser, FileType
from typing import IO, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core import sealing
from core.models import HistoryEntry, HistorySeal


class Command(BaseCommand):
    help = (
        "Check that no entry of the history was changed, removed, inserted or moved, and that it is the one that was "
        "sealed. Ends with 1 and names the first bad entry when something does not fit."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seals",
            type=FileType("r", encoding="utf-8", errors="replace"),
            action="append",
            default=[],
            help="a saved letter, or the public list of seals as text; may be given several times",
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="write the faults as JSON")

    def handle(self, *, seals: list[IO[str]], as_json: bool, **options: Any) -> None:
        held = [one for file in seals for one in sealing.read_words(file.read())]
        if seals and not held:
            raise CommandError("No seal was found in what was given.")
        found = sealing.faults(
            keys=[settings.SEAL_KEY, *settings.SEAL_KEYS_BEFORE], held=held, today=timezone.localdate()
        )
        counts = {
            "entries": HistoryEntry.objects.count(),
            "seals": HistorySeal.objects.count(),
            "held": len(held),
        }
        if as_json:
            faults = [{"entry": fault.number, "fault": fault.sentence} for fault in found]
            self.stdout.write(json.dumps({**counts, "faults": faults}))
        else:
            for fault in found:
                self.stdout.write(f"Entry {fault.number}: {fault.sentence}")
            if not found:
                self.stdout.write(
                    f"Everything fits: {counts['entries']} entries, {counts['seals']} seals, "
                    f"{counts['held']} held elsewhere."
                )
        if found:
            raise CommandError(f"The history does not fit from entry {found[0].number}.")
