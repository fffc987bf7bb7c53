"""Days as papers write them. Pure."""

import re
from collections.abc import Iterator
from datetime import date

from core.months import MONTHS

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH = rf"(?P<month>{MONTH})\.?"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
PATTERNS = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s-]+{_MONTH}\s*,?[\s-]*{_YEAR}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"(?<!\d){_YEAR}(?P<sep>[-/])(?P<month>\d\d)(?P=sep)(?P<day>\d\d)\b"),
    re.compile(rf"(?<![\d/.])(?P<day>\d{{1,2}})(?P<sep>[/.])(?P<month>\d{{1,2}})(?P=sep){_YEAR}\b"),
    re.compile(r"(?<![\d/.])(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d\d)(?![\d/])"),
)


BEFORE = re.compile(
    r"\b(?:by|before|until|no later than|not later than|on or before)\s+(?:\w+day,?\s+)?(?:the\s+)?$", re.I
)


def _year(text: str) -> int:
    """A year, in full or as two figures of this century."""
    return int(text) if len(text) > 2 else 2000 + int(text)


def days_in(text: str) -> Iterator[tuple[int, int, date]]:
    """The days a text names in full, each with where it stands. A day without its year is none."""
    found: list[tuple[int, int, date]] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            name = match["month"].lower()
            try:
                day = date(_year(match["year"]), MONTHS.get(name) or int(name), int(match["day"]))
            except ValueError:
                continue
            found.append((match.start(), match.end(), day))
    yield from sorted(found)


def due_in(text: str) -> date | None:
    """The day by which a promise is to be kept: the one day that the text names in full behind "by" or the like."""
    named = [day for start, _, day in days_in(text) if BEFORE.search(text[max(0, start - 40) : start])]
    return named[0] if len(named) == 1 else None
