"""When a strategy is looked at again."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from strategies.cycle import DueReview, ordinal, reviews_between
from strategies.enums import ReviewKind

DEEP, CHECK = ReviewKind.DEEP, ReviewKind.CHECK
DAYS = st.dates(date(2000, 1, 1), date(2150, 12, 31))
YEARS = st.integers(1, 6)
END = date(2029, 12, 31)


def test_the_digital_strategy_has_its_six_reviews() -> None:
    due = reviews_between(
        adopted_on=date(2023, 3, 21), ends_on=END, until=date(2040, 1, 1), due_month=3, due_day=31
    )
    assert list(due) == [
        DueReview(CHECK, date(2024, 3, 31), "First year after adoption in March 2023. Due by 31 March."),
        DueReview(DEEP, date(2025, 3, 31), "Second year after adoption in March 2023. Due by 31 March."),
        DueReview(CHECK, date(2026, 3, 31), "Third year after adoption in March 2023. Due by 31 March."),
        DueReview(DEEP, date(2027, 3, 31), "Fourth year after adoption in March 2023. Due by 31 March."),
        DueReview(CHECK, date(2028, 3, 31), "Fifth year after adoption in March 2023. Due by 31 March."),
        DueReview(DEEP, date(2029, 3, 31), "Sixth year after adoption in March 2023. Due by 31 March."),
    ]


def test_without_a_due_day_reviews_fall_on_the_anniversary() -> None:
    due = list(reviews_between(adopted_on=date(2023, 3, 21), ends_on=END, until=date(2024, 12, 31)))
    assert due == [
        DueReview(
            CHECK,
            date(2024, 3, 21),
            "First year after adoption in March 2023. Due by the anniversary, 21 March.",
        )
    ]


def test_a_strategy_adopted_on_29_february_is_counted_from_its_anchor() -> None:
    """Counted from the review before, it would never come back to the 29th."""
    due = reviews_between(
        adopted_on=date(2028, 2, 29), ends_on=date(2036, 12, 31), until=date(2040, 1, 1), check_every=None
    )
    assert [(review.kind, review.due_on) for review in due] == [
        (DEEP, date(2030, 2, 28)),
        (DEEP, date(2032, 2, 29)),
        (DEEP, date(2034, 2, 28)),
        (DEEP, date(2036, 2, 29)),
    ]


@pytest.mark.parametrize(
    ("month", "day", "due_on"),
    [(2, 30, date(2024, 2, 29)), (4, 31, date(2024, 4, 30)), (12, 31, date(2024, 12, 31))],
)
def test_a_due_day_that_a_month_does_not_have_is_its_last_day(month: int, day: int, due_on: date) -> None:
    due = reviews_between(
        adopted_on=date(2023, 3, 21), ends_on=END, until=date(2024, 12, 31), due_month=month, due_day=day
    )
    assert [review.due_on for review in due] == [due_on]


@pytest.mark.parametrize(("ends_on", "count"), [(date(2024, 3, 30), 0), (date(2024, 3, 31), 1)])
def test_none_is_due_after_the_strategy_ends(ends_on: date, count: int) -> None:
    due = reviews_between(
        adopted_on=date(2023, 3, 21), ends_on=ends_on, until=date(2040, 1, 1), due_month=3, due_day=31
    )
    assert len(list(due)) == count


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "First"), (10, "Tenth"), (11, "11th"), (12, "12th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (111, "111th")],
)  # fmt: skip
def test_years_are_counted_in_words(number: int, word: str) -> None:
    assert ordinal(number) == word


@given(adopted_on=DAYS, length=st.integers(0, 40), until=DAYS, deep=YEARS, check=YEARS)
def test_dates_follow_the_rhythm(adopted_on: date, length: int, until: date, deep: int, check: int) -> None:
    ends_on = adopted_on + relativedelta(years=length)
    due = list(
        reviews_between(
            adopted_on=adopted_on, ends_on=ends_on, until=until, deep_every=deep, check_every=check
        )
    )
    anniversaries = [(years, adopted_on + relativedelta(years=years)) for years in range(1, length + 1)]
    expected = [
        (DEEP if years % deep == 0 else CHECK, day)
        for years, day in anniversaries
        if (years % deep == 0 or years % check == 0) and day <= until
    ]
    assert [(review.kind, review.due_on) for review in due] == expected


@given(
    adopted_on=DAYS,
    until=DAYS,
    due=st.one_of(st.none(), st.tuples(st.integers(1, 12), st.integers(1, 31))),
)
def test_one_review_a_calendar_year_each_explained(
    adopted_on: date, until: date, due: tuple[int, int] | None
) -> None:
    month, day = due or (None, None)
    reviews = list(
        reviews_between(
            adopted_on=adopted_on, ends_on=date(2160, 1, 1), until=until, due_month=month, due_day=day
        )
    )
    years = [review.due_on.year for review in reviews]
    assert years == list(range(adopted_on.year + 1, adopted_on.year + 1 + len(years)))
    assert [review.kind for review in reviews] == [
        DEEP if n % 2 == 0 else CHECK for n in range(1, len(years) + 1)
    ]
    assert all(f"{review.due_on.day} {review.due_on:%B}." in review.why for review in reviews)


@given(adopted_on=DAYS, first=DAYS, days=st.integers(0, 2000))
def test_a_later_look_gives_the_same_dates_and_perhaps_more(adopted_on: date, first: date, days: int) -> None:
    ends_on = date(2200, 1, 1)
    early = list(reviews_between(adopted_on=adopted_on, ends_on=ends_on, until=first))
    late = list(reviews_between(adopted_on=adopted_on, ends_on=ends_on, until=first + timedelta(days=days)))
    assert late[: len(early)] == early
