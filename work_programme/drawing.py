"""The drawing of the workload: a stacked column for each month. Pure: counts in, coordinates out.

The template writes it as SVG, hidden from assistive technology: the table below it, whose columns stand under these, tells
the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, LEFT = 1152.0, 132.0
TOP, FLOOR, HEIGHT = 44.0, 246.0, 252
GAP = 1.0
# Joint work and up to three councils have a fill of their own; further councils begin again.
FILLS = ("#0d3a43", "#3f93a8", "url(#of-second)", "url(#of-third)")


@dataclass(frozen=True)
class Block:
    """The work of one council in one month."""

    y: float
    height: float
    fill: str


@dataclass(frozen=True)
class Column:
    """One month. `over` says by how much it goes over the limit, in words."""

    x: float
    width: float
    top: float
    blocks: list[Block]
    over: str
    over_height: float = 0.0

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def words_y(self) -> float:
        return self.top - 8


@dataclass(frozen=True)
class Drawing:
    """Everything the template needs, in the units of its view box."""

    columns: list[Column]
    ticks: list[tuple[float, int]]
    limit_y: float
    limit: int
    width: float = WIDTH
    height: int = HEIGHT
    left: float = LEFT

    @property
    def over(self) -> list[Column]:
        return [column for column in self.columns if column.over]


def draw(months: Sequence[date], rows: Sequence[Sequence[int]], *, limit: int) -> Drawing:
    """Stack the rows' counts of each month, the first row at the bottom. The scale leaves room for the limit."""
    totals = [sum(counts) for counts in zip(*rows, strict=True)] if rows else [0] * len(months)
    most = max([*totals, limit, 1])
    unit = (FLOOR - TOP) / most
    step = (WIDTH - LEFT) / max(len(months), 1)
    width = round(min(step * 0.5, 60.0), 1)
    columns = []
    for place, total in enumerate(totals):
        x = round(LEFT + step * place + (step - width) / 2, 1)
        blocks, y = [], FLOOR
        for row, counts in enumerate(rows):
            height = counts[place] * unit
            if height:
                blocks.append(Block(round(y - height, 1), round(height - GAP, 1), fill_of(row)))
            y -= height
        over = f"{total - limit} over" if total > limit else ""
        columns.append(
            Column(x, width, round(y, 1), blocks, over, round((total - limit) * unit, 1) if over else 0.0)
        )
    ticks = [(round(FLOOR - unit * value, 1), value) for value in tick_values(most)]
    return Drawing(columns, ticks, round(FLOOR - unit * limit, 1), limit)


def fill_of(row: int) -> str:
    """The fill of a row: joint work first, then the councils in their order."""
    return FILLS[0] if row == 0 else FILLS[1 + (row - 1) % (len(FILLS) - 1)]


def tick_values(most: int) -> list[int]:
    """Nothing, and a few round numbers up to the most."""
    step = next((step for step in (1, 2, 4, 5, 10, 20, 50) if most <= step * 4), 100)
    return list(range(0, most + 1, step))
