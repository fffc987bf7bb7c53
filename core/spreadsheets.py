"""Rows for spreadsheets: written line by line while they are read, and never run as formulas (promise U4)."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\0")


class Echo:
    """Gives back what the CSV writer writes, instead of keeping it."""

    def write(self, value: str) -> str:
        return value


def written(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table as CSV, a line at a time, with the mark by which spreadsheets know that it is UTF-8."""
    writer = csv.writer(Echo())
    yield "\ufeff" + str(writer.writerow(headings))
    for line in lines:
        yield str(writer.writerow([spreadsheet_safe(text) for text in line]))


def spreadsheet_safe(text: str) -> str:
    """Text that no spreadsheet runs as a formula: one that begins like a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(RUN_BY_SPREADSHEETS) else text


def day(value: date | None) -> str:
    """A date as spreadsheets read it: 2026-05-20."""
    return value.isoformat() if value else ""
