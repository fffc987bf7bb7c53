"""Two small drawings: readings of a measure over time, and how a project has fared. Pure: facts in, coordinates out.

The templates write them as SVG, hidden from assistive technology: the table or list beside each tells the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from strategies.drawing import INKS, LETTER

WIDTH = 720.0
LEFT, RIGHT = 10.0, 130.0
TOP, FLOOR = 34.0, 196.0
HEIGHT = 236
ROOM_FOR_WORDS = 74.0
STRIP_HEIGHT = 82
ICON = 34.0
TINTS = {"ok": "#e4f2e9", "warn": "#fdf0d8", "bad": "#fbe8e8", "mute": "#eaeff1"}


@dataclass(frozen=True)
class Dot:
    """One reading in its place. `words` is its value where there is room to write it."""

    x: float
    y: float
    words: str

    @property
    def words_y(self) -> float:
        return self.y - 12

    @property
    def anchor(self) -> str:
        """From which side the words are written, so that they stay inside the drawing."""
        return "start" if self.x < LEFT + 30 else "middle"


@dataclass(frozen=True)
class Trend:
    """Readings as a line, with the target as another, in the units of a view box."""

    dots: list[Dot]
    target_y: float | None
    target_words: str
    first_words: str
    last_words: str
    width: float = WIDTH
    height: int = HEIGHT
    floor: float = FLOOR
    left: float = LEFT
    right: float = WIDTH - RIGHT

    @property
    def points(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def trend(
    readings: Sequence[tuple[date, float, str]],
    *,
    target: float | None,
    target_words: str,
    until: date,
    first_words: str,
    last_words: str,
) -> Trend | None:
    """Place readings (day, value, the value in words), the oldest first, on a line of days that ends with `until`.

    Values begin at nothing, or at the lowest below it. None where nothing was read.
    """
    if not readings:
        return None
    values = [value for _, value, _ in readings] + ([target] if target is not None else [])
    low, high = min(0.0, *values), max(0.0, *values)
    begun = readings[0][0]
    days = max((until - begun).days, 1)
    dots: list[Dot] = []
    for day, value, words in readings:
        x = round(LEFT + (WIDTH - RIGHT - LEFT) * (day - begun).days / days, 1)
        dots.append(Dot(x, height_of(value, low, high), words))
    return Trend(
        dots=spaced(dots),
        target_y=height_of(target, low, high) if target is not None else None,
        target_words=target_words,
        first_words=first_words,
        last_words=last_words,
    )


def height_of(value: float, low: float, high: float) -> float:
    """A value as a height: the lowest on the floor, the highest near the top."""
    return round(FLOOR - (FLOOR - TOP) * (value - low) / ((high - low) or 1.0), 1)


def spaced(dots: list[Dot]) -> list[Dot]:
    """Keep the words of the last dot, and of those before it that have room."""
    kept: list[Dot] = []
    free_to = WIDTH
    for dot in reversed(dots):
        has_room = dot.x + ROOM_FOR_WORDS <= free_to or not kept
        kept.append(dot if has_room else Dot(dot.x, dot.y, ""))
        free_to = dot.x if has_room else free_to
    return kept[::-1]


@dataclass(frozen=True)
class Stretch:
    """For how long a health was the newest. `words` is empty where there is no room for it."""

    x: float
    width: float
    word: str
    icon: str
    tone: str
    since: str

    @property
    def ink(self) -> str:
        return INKS[self.tone]

    @property
    def tint(self) -> str:
        return TINTS[self.tone]

    @property
    def says(self) -> str:
        return self.word if self.width >= ICON + LETTER * len(self.word) else ""

    @property
    def dated(self) -> str:
        return self.since if self.width >= LETTER * len(self.since) else ""

    @property
    def icon_x(self) -> float:
        return self.x + 8

    @property
    def shows_icon(self) -> bool:
        return self.width >= ICON


@dataclass(frozen=True)
class Strip:
    """How a project has fared from its first report to a day."""

    stretches: list[Stretch]
    width: float = WIDTH
    height: int = STRIP_HEIGHT


def strip(reports: Sequence[tuple[date, str, str, str, str]], *, until: date) -> Strip | None:
    """Place reports (day, word, icon, tone, the day in words), the oldest first, up to a day. None without any."""
    if not reports:
        return None
    begun = reports[0][0]
    days = max((until - begun).days, 1)

    def at(day: date) -> float:
        return round(WIDTH * min(max((day - begun).days / days, 0.0), 1.0), 1)

    ends = [day for day, *_ in reports[1:]] + [until]
    stretches = [
        Stretch(at(day), round(at(end) - at(day), 1), word, icon, tone, since)
        for (day, word, icon, tone, since), end in zip(reports, ends, strict=True)
    ]
    if days == 1 and len(stretches) == 1:
        stretches = [Stretch(0.0, WIDTH, *reports[0][1:])]
    return Strip([one for one in stretches if one.width > 0])
