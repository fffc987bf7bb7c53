"""Months, by which the work programme plans. A month is written as its first day. Pure."""

import re
from collections.abc import Iterator
from datetime import date

from core.months import MONTHS

SPELT = re.compile(r"([a-z]+)\.?,?\s+(\d{4})")
FIGURES = re.compile(r"(\d{1,2})[/.\- ](\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?")
FIRST_YEAR, LAST_YEAR = 2000, 2099


def month_of(day: date) -> date:
    return day.replace(day=1)


def shifted(month: date, by: int) -> date:
    """The month so many months later, or earlier where `by` is below nothing."""
    years, rest = divmod(month.year * 12 + month.month - 1 + by, 12)
    return date(years, rest + 1, 1)


def distance(first: date, last: date) -> int:
    """How many months lie from one to another: from October to December 2."""
    return (last.year - first.year) * 12 + last.month - first.month


def months_between(first: date, last: date) -> Iterator[date]:
    """Each month from the first to the last, both counted."""
    for number in range(distance(first, last) + 1):
        yield shifted(first, number)


def spell_month(month: date) -> str:
    """ "October 2026"."""
    return f"{month:%B %Y}"


def spell_months(first: date, last: date) -> str:
    """ "October 2026", or "October 2026 to January 2027"."""
    return spell_month(first) if first == last else f"{spell_month(first)} to {spell_month(last)}"


def read_month(text: str) -> date | None:
    """Read a month as people write it: "October 2026", "Oct 2026", "10/2026", "2026-10". None when it is none."""
    text = " ".join(text.lower().split())
    if found := ISO.fullmatch(text):
        year, month = int(found[1]), int(found[2])
    elif found := FIGURES.fullmatch(text):
        month, year = int(found[1]), int(found[2])
    elif found := SPELT.fullmatch(text):
        month, year = MONTHS.get(found[1], 0), int(found[2])
    else:
        return None
    if not (1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    return date(year, month, 1)
