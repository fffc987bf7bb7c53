"""On which day of its year a review falls, and why not on another. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.working_days import why_not_working
from strategies.enums import DayMove

ONE_DAY = timedelta(days=1)
STEP = {DayMove.EARLIER: -ONE_DAY, DayMove.LATER: ONE_DAY}
OTHER = {DayMove.EARLIER: DayMove.LATER, DayMove.LATER: DayMove.EARLIER}


@dataclass(frozen=True)
class Quiet:
    """A time in which no review is to fall, both days counted. `name` as a sentence names it: "the pre-election period
    for the elections on 6 May 2027".
    """

    starts_on: date
    ends_on: date
    name: str

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def touches(self, year: int) -> bool:
        return self.starts_on.year <= year <= self.ends_on.year


@dataclass(frozen=True)
class Settled:
    """The day that a review falls on, and the sentence that explains it where there is something to explain."""

    on: date
    words: str = ""


def settle(day: date, *, move: DayMove, avoid: Sequence[Quiet] = (), last: date) -> Settled:
    """Settle a review due on `day` by the rhythm: move it off weekends, bank holidays and times to be avoided.

    Earlier or later as `move` says; `KEEP` leaves it and only explains. Never into another calendar year and never past
    `last`, the end of the strategy: where that way is barred, the other way.
    """
    held_by = next((quiet for quiet in avoid if quiet.holds(day)), None)
    if move == DayMove.KEEP:
        kept = f"Falls in {held_by.name}, and this rhythm keeps its day." if held_by else outside(day, avoid)
        return Settled(day, kept)
    if is_free(day, avoid):
        return Settled(day, outside(day, avoid))
    for way in (move, OTHER[move]):
        free = nearest(day, way=way, avoid=avoid, last=last)
        if free is not None:
            barred = way != move
            return Settled(free, moved_words(day, free, held_by=held_by, avoid=avoid, barred=barred))
    return Settled(day, "No other day of that year would do.")


def is_free(day: date, avoid: Sequence[Quiet]) -> bool:
    """Whether a day is a working day outside every time to be avoided."""
    return not why_not_working(day) and not any(quiet.holds(day) for quiet in avoid)


def nearest(day: date, *, way: DayMove, avoid: Sequence[Quiet], last: date) -> date | None:
    """The nearest free day of the same calendar year in one direction, not after `last`; None when there is none."""
    free = day
    while free.year == day.year and free <= last:
        if is_free(free, avoid):
            return free
        free += STEP[way]
    return None


def moved_words(day: date, free: date, *, held_by: Quiet | None, avoid: Sequence[Quiet], barred: bool) -> str:
    """ "Moved from Saturday 21 March 2026 to Monday 23 March 2026." and so on."""
    reason = why_not_working(day)
    named = "" if reason in {"", f"{day:%A}"} else f", {reason},"
    words = f"Moved from {with_weekday(day)}{named} to {with_weekday(free)}"
    if held_by is not None:
        words += f", out of {held_by.name}"
    if barred:
        words += ", since the other way would leave the year or the strategy's period"
    return " ".join(filter(None, (f"{words}.", "" if held_by else outside(free, avoid))))


def outside(day: date, avoid: Sequence[Quiet]) -> str:
    """Say that a day lies outside the times to be avoided that touch its year, or nothing where none does."""
    names = [quiet.name for quiet in avoid if quiet.touches(day.year)]
    return f"Outside {names[0]}." if names else ""


def with_weekday(day: date) -> str:
    """ "Saturday 21 March 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"
