"""Ten thousand strategies: whatever order and number of runs, gaps, repeats and changes, the reviews on record are right.

The ledger here is pure: it does with the rules of the cycle what the database does in `test_scheduling` and `test_rhythm`.
It is compared with a portal that looked every day and never missed one.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from strategies.cycle import Act, DueReview, OnRecord, Quiet, Rhythm, missing_reviews, replan, reviews_between
from strategies.enums import DayMove, ReviewKind

STRATEGIES_IN_AN_EXAMPLE = 50
EXAMPLES = 200
FIRST, LAST = date(2024, 1, 1), date(2044, 12, 31)


@dataclass(frozen=True)
class Change:
    """On this day the rhythm becomes another one, from a day on that is not later."""

    on: date
    rhythm: Rhythm
    counts_from: date


@dataclass
class Ledger:
    """The reviews on record of one strategy, by calendar year, and the rhythm in force."""

    rhythm: Rhythm
    avoid: Sequence[Quiet]
    reviews: dict[int, OnRecord] = field(default_factory=dict)

    def run(self, today: date) -> None:
        for due in missing_reviews(self.rhythm, years=self.reviews, until=today, avoid=self.avoid):
            self.open(OnRecord(due.kind, due.due_on, pk=1))

    def open(self, review: OnRecord) -> None:
        assert review.due_on.year not in self.reviews, "two reviews in one year"
        self.reviews[review.due_on.year] = review

    def change(self, change: Change) -> None:
        told = replan(
            self.rhythm, change.rhythm, self.reviews.values(), counts_from=change.counts_from, today=change.on,
            avoid=self.avoid,
        )  # fmt: skip
        self.rhythm = replace(change.rhythm, counts_from=change.counts_from)
        for one in told:
            if one.after and (one.opens or one.act == Act.REDATED):
                self.reviews[one.year] = OnRecord(one.after.kind, one.after.due_on, pk=1)
        self.run(change.on)

    def dates(self) -> list[tuple[ReviewKind, date]]:
        return [(one.kind, one.due_on) for _, one in sorted(self.reviews.items())]


def a_day(dice: random.Random, first: date = FIRST, last: date = LAST) -> date:
    return first + timedelta(days=dice.randrange((last - first).days + 1))


def a_rhythm(dice: random.Random) -> Rhythm:
    """Any rhythm: with or without a due day, deep or light or both or none, ending early or late; often on 29 February
    or at New Year.
    """
    awkward = [date(2024, 2, 29), date(2024, 12, 31), date(2025, 1, 1), date(2028, 2, 29)]
    anchor = dice.choice(awkward) if dice.random() < 0.2 else a_day(dice, FIRST, date(2034, 12, 31))
    due = dice.choice([None, (3, 31), (2, 29), (12, 31), (1, 1), (dice.randint(1, 12), dice.randint(1, 31))])
    return Rhythm(
        anchor_on=anchor,
        ends_on=a_day(dice, anchor, LAST),
        deep_every=dice.choice([None, 1, 2, 3, 5]),
        check_every=dice.choice([None, 1, 2, 3]),
        due_month=due[0] if due else None,
        due_day=due[1] if due else None,
        day_move=dice.choice(list(DayMove)),
    )


def elections(dice: random.Random) -> list[Quiet]:
    days = [a_day(dice) for _ in range(dice.randrange(3))]
    return [Quiet(day, day + timedelta(days=dice.randrange(50)), "the elections") for day in days]


def changes(dice: random.Random) -> list[Change]:
    """Up to three changes on days of their own, some of them counting from an earlier day."""
    made = []
    for on in sorted({a_day(dice) for _ in range(dice.randrange(4))}):
        counts_from = on if dice.random() < 0.6 else a_day(dice, FIRST, on)
        made.append(Change(on, a_rhythm(dice), counts_from))
    return made


class Daily(Ledger):
    """A portal that looks every day: it holds the whole plan and opens what has its day."""

    def run(self, today: date) -> None:
        for due in self.plan:
            if due.due_on <= today and due.due_on.year not in self.reviews:
                self.open(OnRecord(due.kind, due.due_on, pk=1))

    @property
    def plan(self) -> tuple[DueReview, ...]:
        return plan_of(self.rhythm, tuple(self.avoid))


@lru_cache(maxsize=64)
def plan_of(rhythm: Rhythm, avoid: tuple[Quiet, ...]) -> tuple[DueReview, ...]:
    return tuple(reviews_between(rhythm, until=LAST, avoid=avoid))


def looked_at_on(ledger: Ledger, days: Sequence[date], changed: Sequence[Change]) -> Ledger:
    """Run on each of the days and make each change on its day, in the order of the calendar.

    A day that comes again, or earlier than one before (a clock put back), is one more run.
    """
    left = list(changed)
    for day in days:
        while left and left[0].on <= day:
            ledger.change(left.pop(0))
        ledger.run(day)
    for change in left:
        ledger.change(change)
    ledger.run(LAST)
    return ledger


def every_day_that_matters(rhythms: Sequence[Rhythm], avoid: Sequence[Quiet]) -> list[date]:
    """The days on which a portal that looks every day has anything to do."""
    return sorted({due.due_on for rhythm in rhythms for due in plan_of(rhythm, tuple(avoid))})


def check_one(dice: random.Random) -> None:
    rhythm, avoid, changed = a_rhythm(dice), elections(dice), changes(dice)
    days = every_day_that_matters([rhythm, *(change.rhythm for change in changed)], avoid)
    right = looked_at_on(Daily(rhythm, avoid), days, changed).dates()
    seldom = [a_day(dice) for _ in range(dice.randrange(4))]
    ledger = looked_at_on(Ledger(rhythm, avoid), sorted([*seldom, *seldom]), changed)
    assert ledger.dates() == right
    for day in dice.sample(days, min(len(days), 3)):
        ledger.run(day)
    assert ledger.dates() == right
    if not changed:
        asked_for = [(due.kind, due.due_on) for due in plan_of(rhythm, tuple(avoid))]
        assert right == asked_for


@given(seed=st.integers(0, 2**32))
@settings(max_examples=EXAMPLES, deadline=None)
def test_ten_thousand_strategies_have_the_right_reviews(seed: int) -> None:
    """Each example is fifty strategies, so that together there are ten thousand."""
    dice = random.Random(seed)
    for _ in range(STRATEGIES_IN_AN_EXAMPLE):
        check_one(dice)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_review_lies_in_its_year_within_the_strategy(seed: int) -> None:
    dice = random.Random(seed)
    rhythm, avoid = a_rhythm(dice), elections(dice)
    due = list(reviews_between(rhythm, until=LAST, avoid=avoid))
    years = [one.due_on.year for one in due]
    assert years == sorted(set(years))
    assert all(rhythm.anchor_on < one.due_on <= rhythm.ends_on for one in due)
