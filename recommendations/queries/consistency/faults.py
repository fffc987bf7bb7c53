"""What the consistency check looks for, and what it finds. Sentences name things by reference, never by their words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window


@dataclass(frozen=True)
class Fault:
    """One thing that does not add up, and the page on which to look at it."""

    sentence: str
    address: str


@dataclass(frozen=True)
class Found:
    """What one rule found: at most as many as were asked for, and how many there are."""

    faults: list[Fault]
    total: int


@dataclass(frozen=True)
class Rule:
    """One thing that must hold. `name` stays the same for those who read the check by machine.

    `look` gives what breaks it on a day, at most so many, in a number of queries that does not grow.
    """

    name: str
    title: str
    why: str
    look: Callable[[date, int], Found]


def among(
    rows: Callable[[date], QuerySet[Any]], tell: Callable[[Any], Fault]
) -> Callable[[date, int], Found]:
    """Look by one query: the rows that break the rule, each told by `tell`."""

    def look(on: date, most: int) -> Found:
        found = list(rows(on).annotate(in_all=Window(Count("pk")))[:most])
        return Found([tell(row) for row in found], found[0].in_all if found else 0)

    return look
