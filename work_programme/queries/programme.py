"""The page of the programme: can we fit it all in?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from councils.models import Council
from councils.queries import councils_in_order, the_partnership
from work_programme.drawing import Drawing, draw, fill_of
from work_programme.enums import BY_HAND, WorkKind
from work_programme.months import (
    distance,
    month_of,
    months_between,
    read_month,
    shifted,
    spell_month,
    spell_months,
)
from work_programme.queries.lines import Line, lines_on
from work_programme.queries.work import limits_on
from work_programme.workload import (
    Limits,
    Suggestion,
    answer,
    best_move,
    by_first_month,
    counted_in,
    over_own_limit,
)

JOINT = "joint"
SHOWN, MOST_SHOWN = 12, 24
BACK, AHEAD = 12, 36


@dataclass(frozen=True)
class Wanted:
    """What the reader looks for, as far as it exists. `ignored` counts values that name nothing."""

    first: date
    last: date
    council: str = ""
    kind: str = ""
    ignored: int = 0
    choices: list[tuple[str, str]] = field(default_factory=list)

    @property
    def months(self) -> list[date]:
        return list(months_between(self.first, self.last))

    @property
    def span(self) -> str:
        return spell_months(self.first, self.last)

    @property
    def from_value(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def to_value(self) -> str:
        return f"{self.last:%Y-%m}"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.council or self.kind)


def read_wanted(query: Mapping[str, str], councils: Sequence[Council], *, on: date) -> Wanted:
    """Read `council` (a slug, or "joint"), `type`, and the months `from` and `to`. What names nothing is counted.

    Twelve months from this one on where nothing else is asked for, and twenty-four at most.
    """
    asked = {name: query.get(name, "") for name in ("council", "type", "from", "to")}
    now = month_of(on)
    earliest, latest = shifted(now, -BACK), shifted(now, AHEAD)
    begins, ends = read_month(asked["from"]), read_month(asked["to"])
    begins = begins if begins and earliest <= begins <= latest else None
    first = begins or now
    ends = ends if ends and first <= ends and distance(first, ends) < MOST_SHOWN else None
    last = ends or shifted(first, SHOWN - 1)
    council = asked["council"] if asked["council"] in {JOINT, *(one.slug for one in councils)} else ""
    kind = asked["type"] if asked["type"] in WorkKind.values else ""
    found: dict[str, object] = {"council": council, "type": kind, "from": begins, "to": ends}
    ignored = sum(bool(value) and not found[name] for name, value in asked.items())
    choices = [(f"{month:%Y-%m}", spell_month(month)) for month in months_between(earliest, latest)]
    return Wanted(first, last, council, kind, ignored, choices)


@dataclass(frozen=True)
class Row:
    """The work of one council, or joint work, in each month."""

    name: str
    counts: list[int]
    fill: str

    @property
    def cells(self) -> list[tuple[int, int]]:
        """Each count with how dark its cell is."""
        return [(count, min(count, 3)) for count in self.counts]


@dataclass(frozen=True)
class MonthHead:
    month: date
    count: int
    over: int

    @property
    def short(self) -> str:
        return f"{self.month:%b}"

    @property
    def name(self) -> str:
        return spell_month(self.month)


@dataclass
class Programme:
    """Everything that the page shows. The drawing, the table and the sentence come from the same counts."""

    lines: list[Line]
    wanted: Wanted
    councils: list[Council]
    limits: Limits
    today: date

    @cached_property
    def months(self) -> list[date]:
        return self.wanted.months

    @cached_property
    def inside(self) -> list[Line]:
        """What is under way in one of the months shown."""
        first, last = self.wanted.first, self.wanted.last
        return [line for line in self.lines if line.first <= last and line.last >= first]

    @cached_property
    def answer(self) -> tuple[str, str]:
        return answer(self.inside, self.months, self.limits.together)

    @cached_property
    def of_councils(self) -> list[str]:
        names = {council.pk: council.short_name for council in self.councils}
        return over_own_limit(self.inside, self.months, self.limits, names)

    @cached_property
    def rows(self) -> list[Row]:
        joint = [line for line in self.inside if line.council is None]
        rows = [Row("Joint", counted_in(joint, self.months), fill_of(0))]
        for place, council in enumerate(self.councils, start=1):
            own = [line for line in self.inside if line.council == council.pk]
            rows.append(Row(council.short_name, counted_in(own, self.months), fill_of(place)))
        return rows

    @cached_property
    def totals(self) -> list[MonthHead]:
        counts = counted_in(self.inside, self.months)
        return [
            MonthHead(month, count, max(count - self.limits.together, 0))
            for month, count in zip(self.months, counts, strict=True)
        ]

    @cached_property
    def drawing(self) -> Drawing:
        return draw(self.months, [row.counts for row in self.rows], limit=self.limits.together)

    @cached_property
    def suggestion(self) -> Suggestion | None:
        """One move that would help, of what is still to begin. Nothing moves by itself."""
        now = month_of(self.today)
        ahead = [month for month in self.months if month >= now]
        return best_move(self.lines, ahead, self.limits) if ahead else None

    @cached_property
    def chosen(self) -> list[Line]:
        """The pieces that the reader wants listed, in the order of the months in which they begin."""
        found: list[Line] = []
        for _, lines in by_first_month(filter(self.is_wanted, self.inside), earliest=self.wanted.first):
            found.extend(lines)
        return found

    def is_wanted(self, line: Line) -> bool:
        if self.wanted.kind and line.kind != self.wanted.kind:
            return False
        if not self.wanted.council:
            return True
        if self.wanted.council == JOINT:
            return line.council is None
        return any(one.slug == self.wanted.council and one.pk in line.councils for one in self.councils)

    @property
    def last_planned(self) -> date | None:
        """The last month for which somebody put work on the programme, where the months shown go beyond it."""
        by_hand = [line.last for line in self.inside if not line.is_by_rule]
        last = max(by_hand, default=None)
        return last if last is not None and last < self.wanted.last else None

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds that are on the programme, to choose from."""
        present = {line.kind for line in self.lines}
        return [(kind.value, kind.label) for kind in WorkKind if kind in present or kind in BY_HAND]

    def by_month(self, lines: Sequence[Line]) -> list[tuple[MonthHead, list[Line]]]:
        """A page of the list under its months."""
        heads = {head.month: head for head in self.totals}
        return [(heads[month], group) for month, group in by_first_month(lines, earliest=self.wanted.first)]


def programme_page(user: Any, query: Mapping[str, str], *, on: date) -> Programme:
    """The programme as the reader wants to see it. A constant number of queries."""
    councils = councils_in_order()
    return Programme(
        lines=lines_on(user, on=on),
        wanted=read_wanted(query, councils, on=on),
        councils=councils,
        limits=limits_on(the_partnership()),
        today=on,
    )
