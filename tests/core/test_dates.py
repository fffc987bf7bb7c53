"""The two-month clock and dates as exactly as the papers give them."""

from datetime import UTC, date, datetime

import pytest

from core.dates import last_day_of_months_beginning_with, london_date, spell
from core.enums import Precision


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        (date(2026, 3, 21), date(2026, 5, 20)),
        (date(2025, 12, 31), date(2026, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2025, 12, 29), date(2026, 2, 28)),
        (date(2027, 12, 29), date(2028, 2, 28)),
        (date(2027, 12, 30), date(2028, 2, 29)),
        (date(2026, 1, 1), date(2026, 2, 28)),
        (date(2026, 6, 30), date(2026, 8, 29)),
        (date(2026, 7, 31), date(2026, 9, 30)),
    ],
)
def test_two_months_begin_with_the_day_itself(received: date, last_day: date) -> None:
    assert last_day_of_months_beginning_with(received, months=2) == last_day


@pytest.mark.parametrize(
    ("day", "precision", "words"),
    [
        (date(2023, 3, 21), Precision.DAY, "21 March 2023"),
        (date(2023, 3, 1), Precision.MONTH, "March 2023, day not on record"),
        (date(2023, 1, 1), Precision.YEAR, "2023, day not on record"),
        (date(2023, 3, 21), Precision.BEFORE, "Before 21 March 2023, day not on record"),
        (date(2023, 3, 21), Precision.UNKNOWN, "Not on record"),
        (None, Precision.DAY, "Not on record"),
    ],
)
def test_a_date_is_spelt_as_exactly_as_the_source_gives_it(
    day: date | None, precision: str, words: str
) -> None:
    assert spell(day, precision) == words


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), date(2027, 10, 31)),
        (datetime(2027, 10, 31, 1, 30, tzinfo=UTC), date(2027, 10, 31)),
    ],
)
def test_days_are_london_days(moment: datetime, day: date) -> None:
    assert london_date(moment) == day
