"""The days of meetings that come round again and again. Pure: dates in, dates out."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice, takewhile

from dateutil.relativedelta import relativedelta, weekday

from meetings.enums import Rhythm

MOST_AT_ONCE = 26
LAST_DAY = date(2199, 12, 31)


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
