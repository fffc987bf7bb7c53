"""How much is under way in each month, and what would make it fit. Pure: pieces of work in, figures and sentences out.

A piece of work counts in every month in which it is under way.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import TypeVar

from work_programme.months import distance, months_between, shifted, spell_month

FARTHEST = 3
AnyPiece = TypeVar("AnyPiece", bound="Piece")


@dataclass(frozen=True)
class Piece:
    """A piece of work and the months in which it is under way, both ends counted.

    `councils` are the ids of those concerned: one council's own work, or joint work. `latest` is the month in which it must
    end, where a rule says so.
    """

    key: str
    title: str
    first: date
    last: date
    councils: frozenset[int]
    is_movable: bool = False
    latest: date | None = None

    @property
    def council(self) -> int | None:
        """The one council whose it is, or None where it is joint."""
        return next(iter(self.councils)) if len(self.councils) == 1 else None

    def is_under_way_in(self, month: date) -> bool:
        return self.first <= month <= self.last

    def moved(self, by: int) -> "Piece":
        return replace(self, first=shifted(self.first, by), last=shifted(self.last, by))


@dataclass(frozen=True)
class Limits:
    """How many pieces of work at a time: all together, and of single councils that set a limit of their own."""

    together: int
    councils: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class MonthChange:
    """One month that a move touches: how many pieces before and after, and the limit."""

    month: date
    before: int
    after: int
    limit: int

    @property
    def over_before(self) -> int:
        return max(self.before - self.limit, 0)

    @property
    def over_after(self) -> int:
        return max(self.after - self.limit, 0)


@dataclass(frozen=True)
class Suggestion:
    """One move that would take the most off the months over the limit. Nothing moves by itself."""

    piece: Piece
    first: date
    last: date
    changes: tuple[MonthChange, ...]

    @property
    def words(self) -> str:
        """ "start “The budget” in September 2026, not October 2026."."""
        return (
            f"start “{self.piece.title}” in {spell_month(self.first)}, not {spell_month(self.piece.first)}."
        )

    @property
    def relieved(self) -> list[MonthChange]:
        """The months that come down."""
        return [change for change in self.changes if change.over_after < change.over_before]

    @property
    def effect(self) -> str:
        """ "October drops from 9 to 8."."""
        parts = [
            f"{spell_month(change.month)} drops from {change.before} to {change.after}"
            for change in self.relieved
        ]
        return f"{listed(parts)}." if parts else ""


def counted_in(pieces: Iterable[Piece], months: Sequence[date]) -> list[int]:
    """How many pieces are under way in each of the months."""
    pieces = list(pieces)
    return [sum(piece.is_under_way_in(month) for piece in pieces) for month in months]


def concerning(pieces: Iterable[Piece], council: int) -> list[Piece]:
    """The pieces that concern a council: its own, and joint ones."""
    return [piece for piece in pieces if council in piece.councils]


@dataclass(frozen=True)
class Gauge:
    """Counts by month against one limit: of everything, or of what concerns one council."""

    counts: list[int]
    limit: int
    council: int | None = None

    def over(self) -> int:
        return sum(max(count - self.limit, 0) for count in self.counts)

    def over_after(self, piece: Piece, moved: Piece, months: Sequence[date]) -> int:
        """By how much the months together would go over the limit if the piece were moved."""
        if self.council is not None and self.council not in piece.councils:
            return self.over()
        return sum(
            max(count - piece.is_under_way_in(month) + moved.is_under_way_in(month) - self.limit, 0)
            for count, month in zip(self.counts, months, strict=True)
        )


def gauges_of(pieces: Collection[Piece], months: Sequence[date], limits: Limits) -> list[Gauge]:
    """What is measured against which limit: everything, and what concerns each council with a limit of its own."""
    return [
        Gauge(counted_in(pieces, months), limits.together),
        *(
            Gauge(counted_in(concerning(pieces, council), months), limit, council)
            for council, limit in limits.councils.items()
        ),
    ]


def effect_of(
    pieces: Collection[Piece], piece: Piece, *, first: date, last: date, limit: int
) -> list[MonthChange]:
    """What a move does to each month that it touches."""
    others = [one for one in pieces if one.key != piece.key]
    moved = replace(piece, first=first, last=last)
    months = list(months_between(min(piece.first, first), max(piece.last, last)))
    rest = counted_in(others, months)
    return [
        MonthChange(month, count + piece.is_under_way_in(month), count + moved.is_under_way_in(month), limit)
        for month, count in zip(months, rest, strict=True)
        if piece.is_under_way_in(month) != moved.is_under_way_in(month)
    ]


def possible_moves(piece: Piece, months: Sequence[date]) -> Iterator[Piece]:
    """A piece that has not begun, up to three months earlier or later, after the first month and as a rule allows."""
    if not piece.is_movable or not months or piece.first <= months[0]:
        return
    for by in range(-FARTHEST, FARTHEST + 1):
        moved = piece.moved(by)
        if by == 0 or moved.first <= months[0] or moved.last > months[-1]:
            continue
        if piece.latest is None or moved.last <= piece.latest:
            yield moved


def best_move(pieces: Collection[Piece], months: Sequence[date], limits: Limits) -> Suggestion | None:
    """The move that takes the most off the months over the limit; of several the smallest, of these the earliest.

    None when everything fits, or when no move makes it better.
    """
    gauges = gauges_of(pieces, months, limits)
    least = sum(gauge.over() for gauge in gauges)
    if not least:
        return None
    best: tuple[Piece, Piece] | None = None
    for piece, moved in smallest_first(pieces, months):
        excess = sum(gauge.over_after(piece, moved, months) for gauge in gauges)
        if excess < least:
            best, least = (piece, moved), excess
    if best is None:
        return None
    piece, moved = best
    changes = effect_of(pieces, piece, first=moved.first, last=moved.last, limit=limits.together)
    return Suggestion(piece, moved.first, moved.last, tuple(changes))


def smallest_first(pieces: Collection[Piece], months: Sequence[date]) -> list[tuple[Piece, Piece]]:
    """Every possible move, the smallest first, of these the earliest piece."""
    moves = [(piece, moved) for piece in pieces for moved in possible_moves(piece, months)]
    return sorted(
        moves, key=lambda one: (abs(distance(one[0].first, one[1].first)), one[0].first, one[0].key)
    )


def answer(pieces: Collection[Piece], months: Sequence[date], limit: int) -> tuple[str, str]:
    """Can we fit it all in? The first words of the answer, and the rest of it."""
    counts = counted_in(pieces, months)
    named = month_names(months)
    over = [place for place, count in enumerate(counts) if count > limit]
    if over:
        first, last = over[0], over[-1]
        if first == last:
            excess = counts[first] - limit
            return (
                f"Not in {named[first]}.",
                f"It goes {excess} over the limit of {limit} pieces of work at a time.",
            )
        span = last - first + 1
        every = "Both" if span == 2 else "All"
        which = f"{every} of those months go" if len(over) == span else f"{len(over)} of those months go"
        return (
            f"Not from {named[first]} to {named[last]}.",
            f"{which} over the limit of {limit} pieces of work at a time.",
        )
    most = max(counts, default=0)
    if not most:
        return "Yes.", "Nothing is planned in these months."
    busiest = [named[place] for place, count in enumerate(counts) if count == most]
    if len(busiest) > FARTHEST:
        return "Yes.", f"The busiest months have {most} of {limit}, the first is {busiest[0]}."
    months_are = "month is" if len(busiest) == 1 else "months are"
    return "Yes.", f"The busiest {months_are} {listed(busiest)}, with {most} of {limit}."


def over_own_limit(
    pieces: Collection[Piece], months: Sequence[date], limits: Limits, names: Mapping[int, str]
) -> list[str]:
    """A sentence for each council that goes over a limit of its own, its own and joint work counted."""
    sentences = []
    for council, limit in limits.councils.items():
        counts = counted_in(concerning(pieces, council), months)
        over = [spell_month(month) for month, count in zip(months, counts, strict=True) if count > limit]
        if over:
            sentences.append(
                f"{names[council]} goes over its own limit of {limit}, joint work counted, in {listed(over)}."
            )
    return sentences


def month_names(months: Sequence[date]) -> list[str]:
    """The months by name, with their years only where a name stands for two of them."""
    has_twins = len(months) > 12
    return [spell_month(month) if has_twins else f"{month:%B}" for month in months]


def by_first_month(pieces: Iterable[AnyPiece], *, earliest: date) -> list[tuple[date, list[AnyPiece]]]:
    """The pieces under the month in which they begin; those begun earlier under the first month shown."""

    def month(piece: AnyPiece) -> date:
        return max(piece.first, earliest)

    inside = sorted(pieces, key=lambda piece: (month(piece), piece.first, piece.key))
    return [(first, list(group)) for first, group in groupby(inside, key=month)]


def listed(words: Sequence[str]) -> str:
    """ "October", "October and November", "October, November and January"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
