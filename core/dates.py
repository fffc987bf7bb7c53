"""Dates as the law and the papers count them. Pure: dates in, dates out."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from core.enums import Precision


def last_day_of_months_beginning_with(day: date, *, months: int) -> date:
    """Give the last day of a period of whole months that begins with `day`, that day counted.

    The corresponding-date rule: the period ends on the day before the same day of the month, or on the last day of a
    month that has no such day. Two months beginning with 21 March end on 20 May; with 31 December, on 28 or 29 February.
    """
    same_day = day + relativedelta(months=months)
    return same_day if same_day.day < day.day else same_day - timedelta(days=1)


def spell(day: date | None, precision: str = Precision.DAY) -> str:
    """Write a date as exactly as the source gives it: "24 April 2026", "March 2023, day not on record"."""
    if day is None or precision == Precision.UNKNOWN:
        return "Not on record"
    match precision:
        case Precision.MONTH:
            return f"{day:%B %Y}, day not on record"
        case Precision.YEAR:
            return f"{day:%Y}, day not on record"
        case Precision.BEFORE:
            return f"Before {spell(day)}, day not on record"
    return f"{day.day} {day:%B %Y}"


def london_date(moment: datetime) -> date:
    """Give the calendar day in London on which a moment falls: 23:30 UTC in June is already tomorrow."""
    return timezone.localtime(moment).date()
