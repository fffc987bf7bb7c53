"""`manage.py check_record [--on DATE] [--json]`: says what on the record does not add up, and ends with 1 if anything."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recommendations.queries.consistency import Result, check_record

MOST = 1_000


class Command(BaseCommand):
    help = (
        "Looks for what does not add up on the record. Changes nothing. Ends with 1 where it finds anything."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DATE", help="the day, as 2029-04-01; today if left out"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="for machines")

    def handle(self, *args: Any, on: date | None, as_json: bool, **options: Any) -> None:
        result = check_record(on=on or timezone.localdate(), most=MOST)
        self.stdout.write(as_data(result) if as_json else as_words(result))
        if result.total:
            raise CommandError(result.sentence)


def as_data(result: Result) -> str:
    """One object: the day, how many were found, and by each rule what."""
    rules = [
        {
            "rule": one.rule.name,
            "found": one.total,
            "faults": [{"sentence": fault.sentence, "address": fault.address} for fault in one.faults],
        }
        for one in result.checked
    ]
    return json.dumps({"on": result.on.isoformat(), "found": result.total, "rules": rules}, indent=2)


def as_words(result: Result) -> str:
    """A heading for each rule that found something, and below it a line for each thing."""
    lines = []
    for one in result.broken:
        lines.append(f"{one.rule.title} ({one.total:,})")
        lines += [f"  {fault.sentence} {fault.address}" for fault in one.faults]
    return "\n".join(lines) if lines else result.sentence
