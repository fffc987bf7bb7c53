"""When a strategy is looked at again."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from core.working_days import is_working
from strategies.cycle import DueReview, Quiet, Rhythm, ordinal, reviews_between, settle
from strategies.enums import DayMove, ReviewKind

DEEP, CHECK = ReviewKind.DEEP, ReviewKind.CHECK
DAYS = st.dates(date(2000, 1, 1), date(2150, 12, 31))
YEARS = st.integers(1, 6)
END = date(2029, 12, 31)
ADOPTED = date(2023, 3, 21)
DIGITAL = Rhythm(anchor_on=ADOPTED, ends_on=END, precision="month", due_month=3, due_day=31)
ELECTIONS = Quiet(
    date(2027, 3, 29), date(2027, 5, 6), "the pre-election period for the elections on 6 May 2027"
)


def all_of(
    rhythm: Rhythm, *, until: date = date(2200, 1, 1), avoid: tuple[Quiet, ...] = ()
) -> list[DueReview]:
    return list(reviews_between(rhythm, until=until, avoid=avoid))


def why(day: date, **fields: Any) -> tuple[date, str]:
    """The first review of a strategy adopted a year before the day."""
    rhythm = Rhythm(anchor_on=day - relativedelta(years=1), ends_on=date(2040, 12, 31))
    [review] = list(
        reviews_between(replace(rhythm, **fields), until=date(day.year, 12, 31), avoid=(ELECTIONS,))
    )
    return review.due_on, review.why


def test_the_digital_strategy_has_its_six_reviews() -> None:
    assert all_of(DIGITAL) == [
        DueReview(CHECK, date(2024, 3, 31), "First year after adoption in March 2023. Due by 31 March."),
        DueReview(DEEP, date(2025, 3, 31), "Second year after adoption in March 2023. Due by 31 March."),
        DueReview(CHECK, date(2026, 3, 31), "Third year after adoption in March 2023. Due by 31 March."),
        DueReview(DEEP, date(2027, 3, 31), "Fourth year after adoption in March 2023. Due by 31 March."),
        DueReview(CHECK, date(2028, 3, 31), "Fifth year after adoption in March 2023. Due by 31 March."),
        DueReview(DEEP, date(2029, 3, 31), "Sixth year after adoption in March 2023. Due by 31 March."),
    ]


def test_without_a_due_day_reviews_fall_on_the_anniversary() -> None:
    rhythm = Rhythm(anchor_on=ADOPTED, ends_on=END)
    assert all_of(rhythm, until=date(2024, 12, 31)) == [
        DueReview(
            CHECK,
            date(2024, 3, 21),
            "First year after adoption on 21 March 2023. Due by the anniversary, 21 March.",
        )
    ]


@pytest.mark.parametrize(
    ("precision", "adopted"),
    [
        ("day", "on 21 March 2023"),
        ("month", "in March 2023"),
        ("year", "in 2023"),
        ("before", "before 21 March 2023"),
        ("unknown", "on a day not on record"),
    ],
)
def test_adoption_is_spelt_as_exactly_as_it_is_known(precision: str, adopted: str) -> None:
    first = next(reviews_between(replace(DIGITAL, precision=precision), until=END))
    assert first.why == f"First year after adoption {adopted}. Due by 31 March."


@pytest.mark.parametrize(
    ("deep", "check", "expected"),
    [
        (None, 1, [(CHECK, 2024), (CHECK, 2025), (CHECK, 2026), (CHECK, 2027), (CHECK, 2028), (CHECK, 2029)]),
        (3, None, [(DEEP, 2026), (DEEP, 2029)]),
        (3, 2, [(CHECK, 2025), (DEEP, 2026), (CHECK, 2027), (DEEP, 2029)]),
        (None, None, []),
    ],
    ids=["annual", "three-yearly", "mixed", "none"],
)
def test_another_rhythm_is_only_data(
    deep: int | None, check: int | None, expected: list[tuple[ReviewKind, int]]
) -> None:
    found = all_of(replace(DIGITAL, deep_every=deep, check_every=check))
    assert [(review.kind, review.due_on.year) for review in found] == expected


def test_a_strategy_adopted_on_29_february_is_counted_from_its_anchor() -> None:
    """Counted from the review before, it would never come back to the 29th."""
    rhythm = Rhythm(anchor_on=date(2028, 2, 29), ends_on=date(2036, 12, 31), check_every=None)
    assert [(review.kind, review.due_on) for review in all_of(rhythm)] == [
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
    rhythm = replace(DIGITAL, due_month=month, due_day=day)
    assert [review.due_on for review in all_of(rhythm, until=date(2024, 12, 31))] == [due_on]


@pytest.mark.parametrize(("ends_on", "count"), [(date(2024, 3, 30), 0), (date(2024, 3, 31), 1)])
def test_none_is_due_after_the_strategy_ends(ends_on: date, count: int) -> None:
    assert len(all_of(replace(DIGITAL, ends_on=ends_on))) == count


def test_a_changed_rhythm_asks_for_nothing_before_it_counts() -> None:
    assert [review.due_on.year for review in all_of(replace(DIGITAL, counts_from=date(2027, 3, 31)))] == [
        2027,
        2028,
        2029,
    ]


@pytest.mark.parametrize(
    ("day", "move", "due_on", "words"),
    [
        (
            date(2026, 3, 21), DayMove.LATER, date(2026, 3, 23),
            "Moved from Saturday 21 March 2026 to Monday 23 March 2026.",
        ),
        (
            date(2026, 3, 21), DayMove.EARLIER, date(2026, 3, 20),
            "Moved from Saturday 21 March 2026 to Friday 20 March 2026.",
        ),
        (date(2026, 3, 21), DayMove.KEEP, date(2026, 3, 21), ""),
        (
            date(2026, 4, 3), DayMove.LATER, date(2026, 4, 7),
            "Moved from Friday 3 April 2026, Good Friday, to Tuesday 7 April 2026.",
        ),
        (
            date(2027, 4, 5), DayMove.EARLIER, date(2027, 3, 25),
            "Moved from Monday 5 April 2027 to Thursday 25 March 2027, "
            "out of the pre-election period for the elections on 6 May 2027.",
        ),
        (
            date(2027, 4, 5), DayMove.LATER, date(2027, 5, 7),
            "Moved from Monday 5 April 2027 to Friday 7 May 2027, "
            "out of the pre-election period for the elections on 6 May 2027.",
        ),
        (
            date(2027, 4, 5), DayMove.KEEP, date(2027, 4, 5),
            "Falls in the pre-election period for the elections on 6 May 2027, and this rhythm keeps its day.",
        ),
        (
            date(2027, 6, 1), DayMove.LATER, date(2027, 6, 1),
            "Outside the pre-election period for the elections on 6 May 2027.",
        ),
        (
            date(2027, 3, 20), DayMove.LATER, date(2027, 3, 22),
            "Moved from Saturday 20 March 2027 to Monday 22 March 2027. "
            "Outside the pre-election period for the elections on 6 May 2027.",
        ),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_moved_and_says_so(
    day: date, move: DayMove, due_on: date, words: str
) -> None:
    due, said = why(day, day_move=move)
    adopted = day - relativedelta(years=1)
    basis = (
        f"First year after adoption on {adopted.day} {adopted:%B %Y}. "
        f"Due by the anniversary, {day.day} {day:%B}."
    )
    assert (due, said) == (due_on, f"{basis} {words}".strip())


@pytest.mark.parametrize(
    ("day", "move", "last", "due_on"),
    [
        (date(2028, 12, 31), DayMove.LATER, END, date(2028, 12, 29)),  # a Sunday: 1 January is another year
        (
            date(2028, 1, 1),
            DayMove.EARLIER,
            END,
            date(2028, 1, 4),
        ),  # a Saturday, whose substitute day is Monday
        (
            date(2026, 3, 21),
            DayMove.LATER,
            date(2026, 3, 22),
            date(2026, 3, 20),
        ),  # the strategy ends on Sunday
    ],
)
def test_a_day_leaves_neither_its_year_nor_the_strategy(
    day: date, move: DayMove, last: date, due_on: date
) -> None:
    settled = settle(day, move=move, last=last)
    assert settled.on == due_on
    assert settled.words.endswith(", since the other way would leave the year or the strategy's period.")


def test_where_no_day_would_do_the_day_stays() -> None:
    whole_year = Quiet(date(2026, 1, 1), date(2026, 12, 31), "a year without scrutiny")
    settled = settle(date(2026, 3, 21), move=DayMove.LATER, avoid=(whole_year,), last=END)
    assert (settled.on, settled.words) == (date(2026, 3, 21), "No other day of that year would do.")


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "First"), (10, "Tenth"), (11, "11th"), (12, "12th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (111, "111th")],
)  # fmt: skip
def test_years_are_counted_in_words(number: int, word: str) -> None:
    assert ordinal(number) == word


@given(adopted_on=DAYS, length=st.integers(0, 40), until=DAYS, deep=YEARS, check=YEARS)
def test_dates_follow_the_rhythm(adopted_on: date, length: int, until: date, deep: int, check: int) -> None:
    ends_on = adopted_on + relativedelta(years=length)
    rhythm = Rhythm(anchor_on=adopted_on, ends_on=ends_on, deep_every=deep, check_every=check)
    anniversaries = [(years, adopted_on + relativedelta(years=years)) for years in range(1, length + 1)]
    expected = [
        (DEEP if years % deep == 0 else CHECK, day)
        for years, day in anniversaries
        if (years % deep == 0 or years % check == 0) and day <= until
    ]
    assert [(review.kind, review.due_on) for review in all_of(rhythm, until=until)] == expected


@given(
    adopted_on=DAYS,
    until=DAYS,
    due=st.one_of(st.none(), st.tuples(st.integers(1, 12), st.integers(1, 31))),
)
def test_one_review_a_calendar_year_each_explained(
    adopted_on: date, until: date, due: tuple[int, int] | None
) -> None:
    month, day = due or (None, None)
    rhythm = Rhythm(anchor_on=adopted_on, ends_on=date(2160, 1, 1), due_month=month, due_day=day)
    reviews = all_of(rhythm, until=until)
    years = [review.due_on.year for review in reviews]
    assert years == list(range(adopted_on.year + 1, adopted_on.year + 1 + len(years)))
    assert [review.kind for review in reviews] == [
        DEEP if n % 2 == 0 else CHECK for n in range(1, len(years) + 1)
    ]
    assert all(f"{review.due_on.day} {review.due_on:%B}." in review.why for review in reviews)


@given(adopted_on=DAYS, first=DAYS, days=st.integers(0, 2000), move=st.sampled_from(DayMove))
def test_a_later_look_gives_the_same_dates_and_perhaps_more(
    adopted_on: date, first: date, days: int, move: DayMove
) -> None:
    rhythm = Rhythm(anchor_on=adopted_on, ends_on=date(2200, 1, 1), day_move=move)
    early, late = all_of(rhythm, until=first), all_of(rhythm, until=first + timedelta(days=days))
    assert late[: len(early)] == early


@given(
    day=st.dates(date(2020, 1, 1), date(2040, 12, 31)),
    move=st.sampled_from([DayMove.EARLIER, DayMove.LATER]),
    begins=st.integers(-60, 60),
    length=st.integers(0, 60),
    left=st.integers(0, 30),
)
def test_a_moved_day_is_the_nearest_that_is_free(
    day: date, move: DayMove, begins: int, length: int, left: int
) -> None:
    quiet = Quiet(day + timedelta(days=begins), day + timedelta(days=begins + length), "elections")
    last = day + timedelta(days=left)
    of_the_year = [date(day.year, 1, 1) + timedelta(days=days) for days in range(366)]
    free = [
        one
        for one in of_the_year
        if one.year == day.year and one <= last and is_working(one) and not quiet.holds(one)
    ]
    sides = {
        DayMove.EARLIER: max((one for one in free if one <= day), default=None),
        DayMove.LATER: min((one for one in free if one >= day), default=None),
    }
    other = DayMove.LATER if move == DayMove.EARLIER else DayMove.EARLIER
    assert settle(day, move=move, avoid=(quiet,), last=last).on == (sides[move] or sides[other] or day)
