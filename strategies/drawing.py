"""The cadence drawing: periods and reviews as shapes on a line of years. Pure: facts in, coordinates out.

The template writes them as SVG. The drawing is hidden from assistive technology; the list beside it tells the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

WIDTH = 1152.0
ROOM_FOR_DATES = 140.0
ROOM_FOR_WORDS = 112.0
BAR_TOP, BAR_STEP = 50, 33
LETTER = 7.6
WORDS_HALF = 62.0
INKS = {"ok": "#17673b", "part": "#55610a", "bad": "#a51c2f", "warn": "#8a4b00", "mute": "#4a5b64"}


@dataclass(frozen=True)
class Period:
    """Something that runs from a day to a day, both counted."""

    title: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Mark:
    """One review and what is written below it. `tone` is that of its status; `until` is the day it was held, if late."""

    on: date
    name: str
    word: str
    date_words: str
    tone: str
    is_deep: bool
    is_filled: bool
    until: date | None = None
    late_words: str = ""


@dataclass(frozen=True)
class Bar:
    x: float
    y: int
    width: float
    title: str
    kind: str


@dataclass(frozen=True)
class Shape:
    """A mark in its place. `lines` are the words below it, as far as there is room for them."""

    mark: Mark
    x: float
    lines: tuple[str, ...]
    late_from: float | None = None
    late_to: float | None = None

    @property
    def ink(self) -> str:
        return INKS[self.mark.tone]

    @property
    def sign(self) -> str:
        """What is drawn inside: a tick where it was held, an exclamation mark where it lapsed."""
        return {"ok": "tick", "part": "tick", "bad": "late"}.get(self.mark.tone, "")

    @property
    def shift(self) -> float:
        """How far the words move sideways, so that they stay inside the drawing."""
        return round(min(max(self.x, WORDS_HALF), WIDTH - WORDS_HALF) - self.x, 1)

    @property
    def late_middle(self) -> float:
        return ((self.late_from or 0) + (self.late_to or 0)) / 2


@dataclass(frozen=True)
class Drawing:
    """Everything the template needs, in the units of its view box."""

    years: list[tuple[float, int]]
    bars: list[Bar]
    shapes: list[Shape]
    line_y: int
    height: int
    start: float
    start_words: tuple[str, str]
    today: float | None
    today_words: str
    width: float = WIDTH
    below: tuple[int, ...] = field(default=(40, 60, 78))

    @property
    def text_ys(self) -> list[int]:
        return [self.line_y + below for below in self.below]

    @property
    def start_words_x(self) -> float:
        return max(self.start - 36, 0)

    @property
    def today_box_width(self) -> float:
        return round(len(self.today_words) * LETTER)

    @property
    def today_box(self) -> float:
        """Where the box begins: above the line, but inside the drawing."""
        left = (self.today or 0) - self.today_box_width / 2
        return round(min(max(left, 0), WIDTH - self.today_box_width), 1)

    @property
    def today_middle(self) -> float:
        return self.today_box + self.today_box_width / 2


@dataclass(frozen=True)
class Scale:
    """Days to units: whole years from the first of January to the last of December."""

    first: int
    last: int

    def x(self, day: date) -> float:
        start = date(self.first, 1, 1).toordinal()
        length = date(self.last + 1, 1, 1).toordinal() - start
        return round(min(max((day.toordinal() - start) / length, 0.0), 1.0) * WIDTH, 1)

    @property
    def year_width(self) -> float:
        return WIDTH / (self.last - self.first + 1)


def gaps_after(plans: Sequence[Period], whole: Period) -> Iterator[Period]:
    """The time at the end of a period for which no plan is agreed: from the day after the last plan to the end."""
    last = max((plan.ends_on for plan in plans), default=None)
    if last is not None and last < whole.ends_on:
        yield Period(f"Nothing agreed after {last:%B %Y}", last, whole.ends_on)


def draw(
    *,
    whole: Period,
    plans: Sequence[Period],
    marks: Sequence[Mark],
    today: date,
    today_words: str,
    begun: tuple[date, str] | None,
) -> Drawing:
    """Place a strategy's period, its plans and its reviews on a line of years. `begun` is when and how it was adopted."""
    scale = Scale(whole.starts_on.year, max(whole.ends_on.year, whole.starts_on.year))
    start = begun[0] if begun else whole.starts_on
    bars = list(bars_of(whole, plans, scale, begun_on=start))
    lanes = max((bar.y for bar in bars), default=BAR_TOP)
    line_y = lanes + 69
    at = scale.x(today) if whole.starts_on.year <= today.year <= scale.last else None
    return Drawing(
        years=[(scale.x(date(year, 1, 1)), year) for year in range(scale.first, scale.last + 1)],
        bars=bars,
        shapes=[shape_of(mark, scale) for mark in marks],
        line_y=line_y,
        height=line_y + 110,
        start=scale.x(start),
        start_words=("Adopted", begun[1]) if begun else ("", ""),
        today=at,
        today_words=today_words,
    )


def bars_of(whole: Period, plans: Sequence[Period], scale: Scale, *, begun_on: date) -> Iterator[Bar]:
    """The strategy's bar, its plans below it (one under the other where they overlap), and the gap after them."""
    left = scale.x(max(whole.starts_on, begun_on))
    yield Bar(left, BAR_TOP, round(scale.x(whole.ends_on) - left, 1), whole.title, "whole")
    lanes: list[date] = []
    for plan in sorted(plans, key=lambda plan: plan.starts_on):
        free = (number for number, ends_on in enumerate(lanes) if ends_on < plan.starts_on)
        lane = next(free, len(lanes))
        lanes[lane : lane + 1] = [plan.ends_on]
        x = scale.x(max(plan.starts_on, begun_on))
        width = round(scale.x(plan.ends_on) - x, 1)
        yield Bar(x, BAR_TOP + BAR_STEP * (lane + 1), width, plan.title, "plan")
    for gap in gaps_after(plans, whole):
        x = scale.x(gap.starts_on) + 3
        yield Bar(x, BAR_TOP + BAR_STEP, round(scale.x(gap.ends_on) - x - 1, 1), gap.title, "gap")


def shape_of(mark: Mark, scale: Scale) -> Shape:
    """One review in its place. Where years are narrow, its date and then its name are left to the list."""
    lines: tuple[str, ...] = (mark.name, mark.word, mark.date_words)
    if scale.year_width < ROOM_FOR_WORDS:
        lines = ()
    elif scale.year_width < ROOM_FOR_DATES:
        lines = lines[1:2]
    late = mark.until is not None and mark.until > mark.on
    return Shape(
        mark=mark,
        x=scale.x(mark.on),
        lines=lines,
        late_from=scale.x(mark.on) if late else None,
        late_to=scale.x(mark.until) if late and mark.until else None,
    )
