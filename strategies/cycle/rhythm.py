"""The rhythm of a strategy's reviews, and the reviews that it asks for (rule 16). Pure."""

from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.dates import spell
from core.enums import Precision
from strategies.cycle.days import Quiet, settle
from strategies.enums import DayMove, ReviewKind

ORDINALS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"]


@dataclass(frozen=True)
class DueReview:
    """One review that falls due: what kind, the last day to hold it, and why that day."""

    kind: ReviewKind
    due_on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """When a strategy is looked at again. Years between reviews; None leaves that kind out.

    `anchor_on` is the day of adoption, known as exactly as `precision` says. `counts_from` is the day from which a changed
    rhythm applies: what it would have asked for before that day is not asked for.
    """

    anchor_on: date
    ends_on: date
    precision: str = Precision.DAY
    deep_every: int | None = 2
    check_every: int | None = 1
    due_month: int | None = None
    due_day: int | None = None
    day_move: DayMove = DayMove.KEEP
    counts_from: date | None = None


def reviews_between(rhythm: Rhythm, *, until: date, avoid: Sequence[Quiet] = ()) -> Iterator[DueReview]:
    """Give the reviews due after adoption, up to `until` and up to the end of the strategy, both days counted.

    Source: rule 16, from the task group's first recommendation. Every `deep_every` years after adoption a deep
    review, every `check_every` years a light-touch check; a deep review satisfies that year's check. With `due_month`
    and `due_day` each falls on that day of its calendar year, or on the last day of a month that is shorter; otherwise
    on the anniversary. Counted from the anchor each time, never from the review before: two years after 29 February
    2028 is 28 February 2030, and two more are 29 February 2032. `avoid` are times in which no review is to fall.
    """
    last_year = min(rhythm.ends_on, until).year
    for years in range(1, last_year - rhythm.anchor_on.year + 1):
        kind = kind_in(years, deep_every=rhythm.deep_every, check_every=rhythm.check_every)
        if kind is None or (day := day_by_rhythm(rhythm, years=years)) > rhythm.ends_on:
            continue
        settled = settle(day, move=rhythm.day_move, avoid=avoid, last=rhythm.ends_on)
        too_early = rhythm.counts_from is not None and settled.on < rhythm.counts_from
        if settled.on <= until and not too_early:
            why = " ".join(filter(None, (reason_for(rhythm, day, years=years), settled.words)))
            yield DueReview(kind, settled.on, why)


def missing_reviews(
    rhythm: Rhythm, *, years: Collection[int], until: date, avoid: Sequence[Quiet] = ()
) -> list[DueReview]:
    """The reviews due by a day in whose calendar year there is none. A year has one review, whatever its day."""
    return [due for due in reviews_between(rhythm, until=until, avoid=avoid) if due.due_on.year not in years]


def day_by_rhythm(rhythm: Rhythm, *, years: int) -> date:
    """The day that the rhythm gives a year after adoption, before anything moves it."""
    year, month, day = rhythm.anchor_on.year + years, rhythm.anchor_on.month, rhythm.anchor_on.day
    if rhythm.due_month and rhythm.due_day:
        month, day = rhythm.due_month, rhythm.due_day
    return date(year, month, min(day, monthrange(year, month)[1]))


def kind_in(years: int, *, deep_every: int | None, check_every: int | None) -> ReviewKind | None:
    """Say which review falls in a year after adoption: a deep one satisfies the check of its year."""
    if deep_every and years % deep_every == 0:
        return ReviewKind.DEEP
    if check_every and years % check_every == 0:
        return ReviewKind.CHECK
    return None


def reason_for(rhythm: Rhythm, day: date, *, years: int) -> str:
    """Give the reason for a date: "Second year after adoption in March 2023. Due by 31 March." and so on."""
    by = f"{day.day} {day:%B}"
    if not (rhythm.due_month and rhythm.due_day):
        by = f"the anniversary, {by}"
    adopted = adoption_words(rhythm.anchor_on, rhythm.precision)
    return f"{ordinal(years)} year after adoption {adopted}. Due by {by}."


def adoption_words(anchor_on: date, precision: str = Precision.DAY) -> str:
    """The day of adoption as exactly as it is known: "on 21 March 2023", "in March 2023", "in 2023"."""
    match precision:
        case Precision.DAY:
            return f"on {spell(anchor_on)}"
        case Precision.MONTH:
            return f"in {anchor_on:%B %Y}"
        case Precision.YEAR:
            return f"in {anchor_on:%Y}"
        case Precision.BEFORE:
            return f"before {spell(anchor_on)}"
    return "on a day not on record"


def ordinal(number: int) -> str:
    """First, Second, … Tenth, 11th, 21st, 22nd."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
