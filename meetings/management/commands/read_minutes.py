"""`manage.py read_minutes FILE... [--json]`: says what minutes, decisions and reports hold. It writes nothing."""

import io
import json
import sys
import traceback
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.minutes import as_json, read
from meetings.minutes.files import Unreadable, extract

NO_FILE = "There is no file with this name"
NOT_OPENED = "The file cannot be opened"
NOT_UNDERSTOOD = "The text is there, but reading it failed. Please report this paper"


class Missing(Exception):
    """A path on the command line leads to no file that can be opened."""


class Command(BaseCommand):
    help = (
        "Reads minutes, decisions and reports (.txt .html .docx .pdf) and prints what stands in them. Writes nothing. "
        "A file without readable text has a line with no items and an `error`; the exit code is 1 only if a file is missing."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="the papers, in the order to print them")
        parser.add_argument(
            "--json", action="store_true", dest="in_json", help="one JSON object for each file, on one line"
        )

    def handle(self, *args: Any, files: list[str], in_json: bool, **options: Any) -> None:
        """Print what each file says, whatever the one before was like. Raises CommandError at the end if one is missing."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        missing = 0
        for file in files:
            try:
                said = self.said_by(file)
            except Missing as reason:
                missing += 1
                said = self.nothing(file, str(reason))
            # Letters beyond ASCII are escaped: so no locale and no line separator inside a text breaks a line.
            self.stdout.write(json.dumps(said) if in_json else in_words(said))
            self.stdout.flush()
        if missing:
            raise CommandError(f"{missing} of {len(files)} files could not be opened.")

    def said_by(self, file: str) -> dict[str, Any]:
        """Read one file. A fault of the reader in one paper is told, and costs the others nothing. Raises Missing."""
        try:
            content = Path(file).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as fault:
            raise Missing(NO_FILE) from fault
        except (OSError, ValueError) as fault:
            raise Missing(NOT_OPENED) from fault
        try:
            return as_json(read(extract(content, file, any_name=True).text), file)
        except Unreadable as refusal:
            return self.nothing(file, refusal.sentence)
        except Exception:
            self.stderr.write(traceback.format_exc())
            return self.nothing(file, NOT_UNDERSTOOD)

    def nothing(self, file: str, sentence: str) -> dict[str, Any]:
        self.stderr.write(f"{file}: {sentence}.")
        return {**as_json((), file), "error": sentence}


def in_words(said: dict[str, Any]) -> str:
    """What a file says, for reading on a screen."""
    lines = [said["file"]]
    if "error" in said:
        return "\n".join([*lines, f"  {said['error']}."])
    lines += [f"  Body: {said['body'] or 'not said'}", f"  Date: {said['date'] or 'not said'}"]
    for item in said["items"]:
        lines.append(f"  {item['title'] or 'Without a title'}")
        lines.extend(f"    {line}" for line in lines_of(item))
    return "\n".join(lines)


def lines_of(item: dict[str, Any]) -> list[str]:
    lines = [f"Decision{number(row)}: {row['text']}" for row in item["decisions"]]
    lines += [f"Recommendation{number(row)}{to(row)}: {row['text']}" for row in item["recommendations"]]
    lines += [f"Response{number(row)}: {row['verdict']}. {row['text']}".rstrip() for row in item["responses"]]
    for question in item["questions"]:
        lines.append(f"Question: {question['text']}")
        lines.extend(f"  Answer{by(answer)}: {answer['text']}" for answer in question["answers"])
    return lines + [f"Undertaking{by(row)}: {row['text']}" for row in item["undertakings"]]


def number(row: dict[str, Any]) -> str:
    return f" {row['number']}" if row["number"] else ""


def to(row: dict[str, Any]) -> str:
    return f" to {row['to']}" if row["to"] else ""


def by(row: dict[str, Any]) -> str:
    return f" by {row['by']}" if row["by"] else ""
