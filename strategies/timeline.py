"""The drawing of contracts on one axis of time. Pure: facts in, coordinates out.

The template writes it as SVG, hidden from assistive technology; the table beside it tells the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from strategies.contracts import Contract, Window, purpose_key

WIDTH = 1152.0
LEFT = 330.0
TOP, ROW, HEAD, GAP = 44, 30, 30, 14
LETTERS_OF_A_NAME = 38
SHORTEST_YEARS, LONGEST_YEARS = 3, 12


@dataclass(frozen=True)
class Line:
    """One contract: its bar from today to the end, the part of it after the last day for notice, and its words."""

    y: int
    label: str
    width: float
    end: float
    notice: float | None
    end_words: str
    goes_on: bool

    @property
    def words_before(self) -> bool:
        """Whether the date stands inside the bar, since there is no room after it."""
        return self.end > WIDTH - 130


@dataclass(frozen=True)
class Shade:
    """A window: the time between the first and the last end, behind the lines of its contracts."""

    x: float
    y: int
    width: float
    height: int


@dataclass(frozen=True)
class Heading:
    y: int
    text: str


@dataclass(frozen=True)
class Timeline:
    years: list[tuple[float, int]]
    headings: list[Heading]
    lines: list[Line]
    shades: list[Shade]
    height: int
    width: float = WIDTH
    left: float = LEFT


@dataclass(frozen=True)
class Axis:
    """Days to units: from today to the last of December of the last year shown."""

    first: date
    last_year: int

    def x(self, day: date) -> float:
        length = date(self.last_year + 1, 1, 1).toordinal() - self.first.toordinal()
        part = (day.toordinal() - self.first.toordinal()) / length
        return round(LEFT + min(max(part, 0.0), 1.0) * (WIDTH - LEFT), 1)

    @property
    def years(self) -> list[tuple[float, int]]:
        """Where each year begins, from the next one on; every second one where they lie close."""
        step = 1 if self.last_year - self.first.year <= 8 else 2
        return [
            (self.x(date(year, 1, 1)), year) for year in range(self.first.year + 1, self.last_year + 1, step)
        ]


def draw(contracts: Sequence[Contract], windows: Sequence[Window], *, today: date) -> Timeline | None:
    """Place contracts that run on an axis from today on, purpose by purpose. None when there is nothing to place."""
    running = [contract for contract in contracts if contract.ends_on >= today]
    if not running:
        return None
    last = max(contract.ends_on.year for contract in running)
    years = min(max(last, today.year + SHORTEST_YEARS), today.year + LONGEST_YEARS)
    axis = Axis(today, years)
    headings: list[Heading] = []
    lines: list[Line] = []
    places: dict[int, int] = {}
    y, purpose = TOP, None
    for contract in running:
        if purpose_key(contract.purpose) != purpose:
            y += GAP if headings else 0
            headings.append(Heading(y + 19, contract.purpose or "Not said what for"))
            y, purpose = y + HEAD, purpose_key(contract.purpose)
        places[contract.system] = y
        lines.append(line_of(contract, axis, y))
        y += ROW
    return Timeline(axis.years, headings, lines, list(shades_of(windows, places, axis)), y + GAP)


def line_of(contract: Contract, axis: Axis, y: int) -> Line:
    end = axis.x(contract.ends_on)
    name = f"{contract.council}: {contract.name}"
    if len(name) > LETTERS_OF_A_NAME:
        name = f"{name[: LETTERS_OF_A_NAME - 1].rstrip()}…"
    notice = axis.x(contract.notice_on) if contract.notice_months else None
    return Line(
        y=y,
        label=name,
        width=round(max(end - LEFT, 2.0), 1),
        end=end,
        notice=notice,
        end_words=f"{contract.ends_on.day} {contract.ends_on:%b %Y}",
        goes_on=contract.ends_on.year > axis.last_year,
    )


def shades_of(windows: Sequence[Window], places: dict[int, int], axis: Axis) -> Iterator[Shade]:
    """The windows whose contracts are all in the drawing."""
    for window in windows:
        rows = [places[one.system] for one in window.contracts if one.system in places]
        if len(rows) == len(window.contracts):
            x = axis.x(window.first_end)
            width = max(axis.x(window.last_end) - x, 6.0)
            yield Shade(round(x - 3, 1), min(rows) - 3, round(width + 6, 1), max(rows) - min(rows) + ROW + 2)
