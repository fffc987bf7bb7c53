"""How many things stood where at the end of each period, replayed from what happened. Pure: events in, columns out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_AT_MOST = 18
QUARTERS_AT_MOST = 72
WIDTH, HEIGHT = 1152, 300
LEFT, TOP, FLOOR = 44, 16, 252
WIDEST = 96.0


@dataclass(frozen=True)
class Event:
    """One thing came to stand somewhere on a day. `number` orders what happened on one day."""

    on: date
    number: int
    thing: int
    state: str


@dataclass(frozen=True)
class Column:
    """How many things stood where at the end of a day."""

    label: str
    until: date
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def replay(events: Iterable[Event], *, until: date) -> list[Column]:
    """Count where everything stood at the end of each period from the first event to a day.

    Periods are months, quarters from a year and a half on, and years from six years on; the last one ends with `until`.
    What happened after `until` is left out.
    """
    ordered = sorted((event for event in events if event.on <= until), key=lambda one: (one.on, one.number))
    if not ordered:
        return []
    columns, stands, position = [], {}, 0
    for label, end in periods(ordered[0].on, until):
        while position < len(ordered) and ordered[position].on <= end:
            stands[ordered[position].thing] = ordered[position].state
            position += 1
        columns.append(Column(label, end, dict(Counter(stands.values()))))
    return columns


def periods(first: date, last: date) -> list[tuple[str, date]]:
    """The periods between two days: what each is called, and its last day."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = 1 if months <= MONTHS_AT_MOST else 3 if months <= QUARTERS_AT_MOST else 12
    found, month = [], (first.year * 12 + first.month - 1) // step * step
    while True:
        following = month + step
        end = date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
        begun = date(month // 12, month % 12 + 1, 1)
        found.append((named(begun, step), min(end, last)))
        if end >= last:
            return found
        month = following


def named(begun: date, step: int) -> str:
    """What a period is called: "Mar 2026", "Jan to Mar 2026", "2026"."""
    if step == 12:
        return f"{begun.year}"
    if step == 1:
        return f"{begun:%b %Y}"
    end = date(begun.year, begun.month + 2, 1)
    return f"{begun:%b} to {end:%b %Y}"


@dataclass(frozen=True)
class Block:
    """A piece of a drawn column."""

    x: float
    y: float
    width: float
    height: float
    state: str


@dataclass(frozen=True)
class Drawing:
    """Stacked columns in the units of a view box. `labels`: where a period's name is written, and which."""

    blocks: list[Block]
    labels: list[tuple[float, str]]
    lines: list[tuple[float, int]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = FLOOR


def draw(columns: Sequence[Column], states: Sequence[str]) -> Drawing | None:
    """Place each column, its states stacked in the given order from the floor up. None where there is nothing."""
    most = max((column.total for column in columns), default=0)
    if not most:
        return None
    step = (WIDTH - LEFT) / len(columns)
    each, wide = (FLOOR - TOP) / most, round(min(step * 0.7, WIDEST), 1)
    blocks, labels = [], []
    sparse = -(-len(columns) // 9)
    for place, column in enumerate(columns):
        x, y = round(LEFT + place * step + (step - wide) / 2, 1), float(FLOOR)
        for state in states:
            if count := column.counts.get(state, 0):
                y = round(y - count * each, 1)
                blocks.append(Block(x, y, wide, round(count * each, 1), state))
        if (len(columns) - 1 - place) % sparse == 0:
            labels.append((round(LEFT + place * step + step / 2, 1), column.label))
    return Drawing(blocks, labels, [(FLOOR, 0), (TOP, most)])
