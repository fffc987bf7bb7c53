"""The days of meetings: those that come round again and again, and those on which nothing stands in the way. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, groupby, islice, takewhile

from dateutil.relativedelta import relativedelta, weekday

from core.dates import spell
from meetings.enums import Rhythm

MOST_AT_ONCE = 26
LAST_DAY = date(2199, 12, 31)
ONE_DAY = timedelta(days=1)
# A long recess and an election together take less; who looks further has no free day to find.
FURTHEST = 400


def days_of_series(
    first: date, rhythm: str, *, every: int = 1, until: date | None = None, number: int | None = None
) -> list[date]:
    """Give the days of a series that begins with `first`, that day counted: at most 26, none after `until`.

    By weeks; on the same weekday of the month (the second Tuesday; a fifth one means the last); or on the same date, which
    in a month that has no such date is its last day.
    """
    most = min(number or MOST_AT_ONCE, MOST_AT_ONCE)
    last = min(until or LAST_DAY, LAST_DAY)
    return list(islice(takewhile(lambda day: day <= last, _days(first, rhythm, every)), most))


def _days(first: date, rhythm: str, every: int) -> Iterator[date]:
    which = (first.day - 1) // 7 + 1
    same_weekday = weekday(first.weekday(), which if which < 5 else -1)
    for step in count():
        if rhythm == Rhythm.WEEKS:
            yield first + timedelta(weeks=step * every)
        elif rhythm == Rhythm.DATE:
            yield first + relativedelta(months=step * every)
        else:
            month = first.replace(day=1) + relativedelta(months=step * every)
            edge = relativedelta(day=31) if which == 5 else relativedelta(day=1)
            yield month + edge + relativedelta(weekday=same_weekday)


@dataclass(frozen=True)
class PassedOver:
    """Days in a row that were passed over for the same reason, both ends counted."""

    first: date
    last: date
    reason: str

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{spell(self.first)}: {self.reason}"
        return f"{spell(self.first)} to {spell(self.last)}: {self.reason}"


@dataclass(frozen=True)
class ProposedDay:
    """A day on which nothing stands in the way, what it was looked for from, and what was passed over on the way."""

    day: date
    wanted: date
    passed: tuple[PassedOver, ...] = ()

    @property
    def why(self) -> str:
        """Why it is this day, in words: "Moved on from 24 December 2026. Passed over: 24 December 2026: recess"."""
        if not self.passed:
            return "Nothing stands in the way"
        return f"Moved on from {spell(self.wanted)}. Passed over: {'; '.join(map(str, self.passed))}"


def free_days(
    first: date, *, number: int, weeks_apart: int, obstacle: Callable[[date], str]
) -> list[ProposedDay]:
    """Propose so many days, the first on or after `first`, each at least so many weeks after the one before.

    `obstacle` says what stands in the way of a day (a weekend, a recess, another meeting), or nothing. A day that is not
    free moves on to the next one that is. Gives fewer days when none is free within 400 days, and none after 2199.
    """
    found: list[ProposedDay] = []
    wanted = first
    while len(found) < number:
        proposed = _first_free(wanted, obstacle)
        if proposed is None:
            break
        found.append(proposed)
        if proposed.day > LAST_DAY - timedelta(weeks=weeks_apart):
            break
        wanted = proposed.day + timedelta(weeks=weeks_apart)
    return found


def _first_free(wanted: date, obstacle: Callable[[date], str]) -> ProposedDay | None:
    passed: list[tuple[date, str]] = []
    room = min(FURTHEST, (LAST_DAY - wanted).days + 1)
    for day in (wanted + step * ONE_DAY for step in range(room)):
        reason = obstacle(day)
        if not reason:
            return ProposedDay(day, wanted, _in_rows(passed))
        passed.append((day, reason))
    return None


def _in_rows(passed: list[tuple[date, str]]) -> tuple[PassedOver, ...]:
    """Put days that follow each other and have the same reason together."""
    rows = []
    for reason, days in groupby(passed, key=lambda one: one[1]):
        of_it = [day for day, _ in days]
        rows.append(PassedOver(of_it[0], of_it[-1], reason))
    return tuple(rows)
