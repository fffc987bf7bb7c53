"""Write the history into a file that can be checked without the portal."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core import history_file


class Command(BaseCommand):
    help = "Write the whole history, one JSON object a line, for scripts/verify_history.py. It holds exempt words."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="where to write it; to standard output without"
        )

    def handle(self, *, file: Path | None, **options: Any) -> None:
        if file is None:
            self.stdout.writelines(history_file.lines())
            sys.stdout.flush()
            return
        with file.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(history_file.lines())
