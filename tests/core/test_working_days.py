"""Clear working days in England and Wales (Local Government Act 1972, ss.100A(6) and 100B(3); rule 14)."""

from datetime import date

import pytest

from core.working_days import clear_working_days, is_working, last_day_of_notice, why_not_working

CLOSED = frozenset({date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)})


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 4, 14), ""),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 4, 11), "Saturday"),
        (date(2026, 12, 29), "offices closed"),
        (date(2026, 11, 30), ""),  # Saint Andrew's Day is a holiday in Scotland alone
        (date(2026, 7, 13), ""),  # and the Battle of the Boyne in Northern Ireland
    ],
)
def test_a_day_says_why_nobody_works(day: date, why: str) -> None:
    assert why_not_working(day, closed=CLOSED) == why
    assert is_working(day, closed=CLOSED) == (why == "")


def test_a_holiday_on_a_weekend_is_kept_on_the_next_working_day() -> None:
    assert why_not_working(date(2027, 12, 27)) != ""
    assert why_not_working(date(2027, 12, 28)) != ""
    assert is_working(date(2027, 12, 29))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 1, 6), date(2026, 1, 14), 5),
        (date(2026, 1, 7), date(2026, 1, 14), 4),
        (date(2026, 3, 26), date(2026, 4, 9), 7),  # Easter lies between
        (date(2026, 4, 13), date(2026, 4, 14), 0),
        (date(2026, 4, 14), date(2026, 4, 14), 0),
        (date(2026, 4, 20), date(2026, 4, 14), 0),
    ],
)
def test_neither_the_first_nor_the_last_day_counts(first: date, last: date, days: int) -> None:
    assert clear_working_days(first, last) == days


def test_days_on_which_the_offices_are_shut_do_not_count() -> None:
    plain = clear_working_days(date(2026, 12, 23), date(2027, 1, 6))
    assert (plain, clear_working_days(date(2026, 12, 23), date(2027, 1, 6), closed=CLOSED)) == (6, 3)


@pytest.mark.parametrize(
    ("meets", "by"),
    [
        (date(2026, 1, 14), date(2026, 1, 6)),
        (date(2026, 4, 9), date(2026, 3, 30)),
        (date(2027, 1, 6), date(2026, 12, 24)),
        (date(2026, 4, 18), date(2026, 4, 10)),  # it meets on a Saturday
    ],
)
def test_the_last_day_of_notice_is_the_latest_that_leaves_five(meets: date, by: date) -> None:
    assert last_day_of_notice(meets) == by
    assert clear_working_days(by, meets) >= 5
    later = [
        day for day in (date.fromordinal(by.toordinal() + step) for step in range(1, 5)) if is_working(day)
    ]
    assert all(clear_working_days(day, meets) < 5 for day in later)


def test_a_closure_brings_the_last_day_of_notice_forward() -> None:
    assert last_day_of_notice(date(2027, 1, 6), closed=CLOSED) == date(2026, 12, 21)
