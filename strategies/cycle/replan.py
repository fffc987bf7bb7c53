"""What a change of rhythm, period or adoption date does to each year's review. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from strategies.cycle.days import Quiet
from strategies.cycle.rhythm import DueReview, Rhythm, reviews_between
from strategies.enums import ReviewKind


class Act(Enum):
    """What happens to the review of one calendar year. The value is the word that a page shows."""

    STAYS = "Stays as it is"
    OPENED = "Opened: it was due before the change"
    KEPT = "Keeps its day: the new one has passed"
    REDATED = "Gets the new day"
    SAME = "Same day"
    MOVED = "Moves"
    NEW = "New"
    GONE = "No longer asked for"


@dataclass(frozen=True)
class OnRecord:
    """A review that was opened. `is_settled` when it is concluded, or when something was done in it."""

    kind: ReviewKind
    due_on: date
    why: str = ""
    is_settled: bool = False
    pk: int | None = None


@dataclass(frozen=True)
class YearChange:
    """One calendar year before and after the change. `on_record` is the review that was opened, where one was."""

    year: int
    act: Act
    before: DueReview | None
    after: DueReview | None
    on_record: OnRecord | None = None

    @property
    def opens(self) -> bool:
        """Whether the change itself puts this year's review on record."""
        by_itself = self.act in {Act.OPENED, Act.KEPT, Act.REDATED}
        return by_itself and (self.on_record is None or self.on_record.pk is None)


def replan(
    before: Rhythm | None,
    after: Rhythm | None,
    record: Iterable[OnRecord],
    *,
    counts_from: date,
    today: date,
    avoid: Sequence[Quiet] = (),
) -> list[YearChange]:
    """Say for each calendar year what a change made on `today` does, the change counting from `counts_from`.

    What is concluded, begun or lapsed stays. What was due by the rhythm before and not opened yet is opened first, so that
    a change never hides a lapse, however long nobody looked. An open review in which nothing was done, and whose day
    had not passed when the change counts, gets the new day of its year. A year whose new day had passed by then keeps
    its old one. `counts_from` must not be after `today`.
    """
    known = {one.due_on.year: one for one in record}
    old = by_year(before, avoid=avoid)
    new = by_year(replace(after, counts_from=None) if after else None, avoid=avoid)
    for year, due in old.items():
        if due.due_on <= today and year not in known:
            known[year] = OnRecord(due.kind, due.due_on, due.why)
    return [
        change_of(year, known.get(year), old.get(year), new.get(year), counts_from=counts_from)
        for year in sorted({*known, *old, *new})
        if year in known or year in old or new[year].due_on >= counts_from
    ]


def by_year(rhythm: Rhythm | None, *, avoid: Sequence[Quiet]) -> dict[int, DueReview]:
    """All reviews that a rhythm asks for, by their calendar year."""
    if rhythm is None:
        return {}
    due = reviews_between(rhythm, until=rhythm.ends_on, avoid=avoid)
    return {review.due_on.year: review for review in due}


def change_of(
    year: int, known: OnRecord | None, old: DueReview | None, new: DueReview | None, *, counts_from: date
) -> YearChange:
    """Say what becomes of one calendar year's review."""
    if known is not None:
        before = DueReview(known.kind, known.due_on, known.why)
        if new is not None and may_be_redated(known, new, counts_from=counts_from):
            return YearChange(year, Act.REDATED, before, new, known)
        return YearChange(year, Act.STAYS if known.pk else Act.OPENED, before, before, known)
    if new is None:
        return YearChange(year, Act.GONE, old, None)
    if old is None:
        return YearChange(year, Act.NEW, None, new)
    if new.due_on < counts_from:
        return YearChange(year, Act.KEPT, old, old)
    same = (old.kind, old.due_on) == (new.kind, new.due_on)
    return YearChange(year, Act.SAME if same else Act.MOVED, old, new)


def may_be_redated(known: OnRecord, new: DueReview, *, counts_from: date) -> bool:
    """Whether an opened review gets a new day: nothing was done in it, and its kind is that of the plan."""
    is_ahead = known.due_on >= counts_from
    return is_ahead and not known.is_settled and known.kind == new.kind and known.due_on != new.due_on
