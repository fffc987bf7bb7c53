"""When a strategy is looked at again (rule 16). Pure: dates in, dates out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from strategies.enums import ReviewKind

ORDINALS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"]


@dataclass(frozen=True)
class DueReview:
    """One review that falls due: what kind, the last day to hold it, and why that day."""

    kind: ReviewKind
    due_on: date
    why: str


def reviews_between(
    *,
    adopted_on: date,
    ends_on: date,
    until: date,
    deep_every: int | None = 2,
    check_every: int | None = 1,
    due_month: int | None = None,
    due_day: int | None = None,
) -> Iterator[DueReview]:
    """Give the reviews due after adoption, up to `until` and up to the end of the strategy, both days counted.

    Source: rule 16, from the task group's first recommendation. Every `deep_every` years after adoption a deep
    review, every `check_every` years a light-touch check; a deep review satisfies that year's check. None leaves that
    kind out. With `due_month` and `due_day` each falls on that day of its calendar year, or on the last day of a
    month that is shorter; otherwise on the anniversary. Counted from the anchor each time, never from the review
    before: two years after 29 February 2028 is 28 February 2030, and two more are 29 February 2032.
    """
    last = min(ends_on, until)
    for years in range(1, last.year - adopted_on.year + 1):
        kind = kind_in(years, deep_every=deep_every, check_every=check_every)
        due_on = adopted_on + relativedelta(years=years)
        by_setting = bool(due_month and due_day)
        if due_month and due_day:
            due_on = date(due_on.year, due_month, 1) + relativedelta(day=due_day)
        if kind is not None and due_on <= last:
            yield DueReview(kind, due_on, why(adopted_on, due_on, years=years, by_setting=by_setting))


def kind_in(years: int, *, deep_every: int | None, check_every: int | None) -> ReviewKind | None:
    """Say which review falls in a year after adoption: a deep one satisfies the check of its year."""
    if deep_every and years % deep_every == 0:
        return ReviewKind.DEEP
    if check_every and years % check_every == 0:
        return ReviewKind.CHECK
    return None


def why(adopted_on: date, due_on: date, *, years: int, by_setting: bool) -> str:
    """Give the reason for a date: "Second year after adoption in March 2023. Due by 31 March" and so on."""
    day = f"{due_on.day} {due_on:%B}"
    by = day if by_setting else f"the anniversary, {day}"
    return f"{ordinal(years)} year after adoption in {adopted_on:%B %Y}. Due by {by}."


def ordinal(number: int) -> str:
    """First, Second, … Tenth, 11th, 21st, 22nd."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
