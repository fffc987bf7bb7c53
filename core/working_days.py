"""Working days of England and Wales, and how many of them lie clear between two days. Pure: dates in, dates out."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5
ONE_DAY = timedelta(days=1)
# LGA 1972 ss.100A(6) and 100B(3): five clear days at least before the meeting; read as working days (rule 14).
NOTICE_DAYS = 5


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> dict[date, str]:
    """Bank holidays of a year in England and Wales with their names, substitute days too."""
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def why_not_working(day: date, *, closed: Collection[date] = ()) -> str:
    """Say why a day is no working day: "Saturday", "Good Friday", "offices closed". Empty when it is one.

    A bank holiday that falls on a weekend counts by its substitute day. `closed` are days on which the offices are shut.
    """
    if name := bank_holidays(day.year).get(day):
        return name
    if day.weekday() >= SATURDAY:
        return f"{day:%A}"
    return "offices closed" if day in closed else ""


def is_working(day: date, *, closed: Collection[date] = ()) -> bool:
    """Whether the day is neither a weekend, nor a bank holiday, nor one on which the offices are shut."""
    return not why_not_working(day, closed=closed)


def clear_working_days(first: date, last: date, *, closed: Collection[date] = ()) -> int:
    """Count the working days between two days, neither of them counted. Nought when they do not lie apart.

    Notice given on 6 January for a meeting on Wednesday 14 January 2026 leaves five: 7, 8, 9, 12 and 13 January.
    """
    between = range(1, (last - first).days)
    return sum(is_working(first + days * ONE_DAY, closed=closed) for days in between)


def last_day_of_notice(meeting_on: date, *, days: int = NOTICE_DAYS, closed: Collection[date] = ()) -> date:
    """Give the last working day on which notice leaves so many clear working days before the meeting.

    Neither that day nor the day of the meeting counts (LGA 1972 ss.100A(6) and 100B(3); rule 14).
    """
    day, clear = meeting_on - ONE_DAY, 0
    while clear < days or not is_working(day, closed=closed):
        clear += is_working(day, closed=closed)
        day -= ONE_DAY
    return day
