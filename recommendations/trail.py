"""The drawing of a recommendation's trail: one line a council, solid as far as it has come. Pure geometry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 1152
TOP, STEP, BELOW = 84, 92, 50
START, FORK, FIRST = 16, 58, 150
COLUMNS = (296, 492, 704, 900)
JOIN, JOINED, END = 936, 1026, 1096
STROKES = ("#3f93a8", "#0d3a43", "#ad7a1b", "#186a7b", "#6b2d76")
LANES = ("water", "fen", "reed")
TRUNK = "#0d3a43"
WHEN_CLASSES = {"ask": "t3 task", "bad": "t3 tbad"}
TONES = {
    "ok": "#17673b",
    "part": "#55610a",
    "go": "#24519f",
    "warn": "#8a4b00",
    "bad": "#a51c2f",
    "ask": "#6b2d76",
    "mute": "#4a5b64",
    "no": "#26343b",
}


@dataclass(frozen=True)
class Station:
    """One stop of a line: its shape and colour, its word, the date or what it waits for, and whether it was reached."""

    icon: str
    tone: str
    word: str
    when: str = ""
    reached: bool = False
    narrow: str = ""

    @property
    def colour(self) -> str:
        return TONES[self.tone]

    @property
    def sentence(self) -> str:
        """Its word where it stands alone, without a heading above it."""
        return self.narrow or self.word


@dataclass(frozen=True)
class Line:
    """One council's line: its stations in the order of the columns, None where there is nothing to show."""

    name: str
    stations: Sequence[Station | None]


@dataclass(frozen=True)
class Stop:
    """A station where it is drawn, with the classes of its word and of its date.

    `place` is a text ("296 84"): of a number a template would look up how it is written in English.
    """

    station: Station
    place: str
    word_class: str
    when_class: str


def stop_at(station: Station, x: int, y: int) -> Stop:
    """Place a station. What is not there yet, or not on record, is told in a quieter hand."""
    quiet = station.tone == "mute" and not station.reached
    return Stop(station, f"{x} {y}", "t2" if quiet else "t1", WHEN_CLASSES.get(station.tone, "t3"))


@dataclass(frozen=True)
class Stroke:
    """A piece of a line: solid where it was travelled, dotted where it was not."""

    path: str
    colour: str
    solid: bool


@dataclass(frozen=True)
class Label:
    text: str
    x: str
    y: str


@dataclass(frozen=True)
class Drawing:
    """Everything the template writes out, in the order of drawing."""

    height: str
    headings: list[Label]
    names: list[Label]
    strokes: list[Stroke]
    stops: list[Stop]
    start: Stop
    end: Stop | None


def draw(lines: Sequence[Line], *, headings: Sequence[str], start: Station, end: Station | None) -> Drawing:
    """Lay out the trail: a trunk that splits into one line a council, and joins again at the next review.

    A line is solid up to the furthest station it reached and dotted after; with none reached it is dotted from the fork.
    """
    middle = TOP + STEP * (len(lines) - 1) // 2 if lines else TOP
    strokes = [Stroke(f"M14 {middle}H60", TRUNK, solid=True)]
    stops: list[Stop] = []
    for place, line in enumerate(lines):
        y = TOP + STEP * place
        colour = STROKES[place % len(STROKES)]
        strokes += _strokes(line, y=y, middle=middle, colour=colour, joins=end is not None)
        stops += [
            stop_at(station, x, y)
            for station, x in zip(line.stations, COLUMNS, strict=True)
            if station is not None
        ]
    if end is not None:
        strokes.append(Stroke(f"M{JOINED} {middle}H{END}", TRUNK, solid=False))
    return Drawing(
        height=str(TOP + STEP * max(0, len(lines) - 1) + BELOW),
        headings=[Label(text, str(x), "16") for text, x in zip(headings, (0, *COLUMNS, END), strict=True)],
        names=[Label(line.name, "146", str(TOP + STEP * place - 14)) for place, line in enumerate(lines)],
        strokes=sorted(strokes, key=lambda stroke: stroke.solid),
        stops=stops,
        start=stop_at(start, START, middle),
        end=stop_at(end, END, middle) if end else None,
    )


def furthest(stations: Iterable[Station | None]) -> int | None:
    """Where the furthest station that was reached stands, or None where none was."""
    reached = [x for station, x in zip(stations, COLUMNS, strict=True) if station and station.reached]
    return max(reached, default=None)


def _strokes(line: Line, *, y: int, middle: int, colour: str, joins: bool) -> list[Stroke]:
    fork = (
        f"M{FORK} {middle}H{FIRST}" if y == middle else f"M{FORK} {middle}C106 {middle} 102 {y} {FIRST} {y}"
    )
    join = f"M{JOIN} {y}H{JOINED}" if y == middle else f"M{JOIN} {y}C984 {y} 978 {middle} {JOINED} {middle}"
    last = _last(line)
    reached = furthest(line.stations)
    strokes = [Stroke(f"{fork}H{reached or last}", colour, solid=reached is not None)]
    if reached is not None and last > reached:
        strokes.append(Stroke(f"M{reached} {y}H{last}", colour, solid=False))
    if joins:
        strokes.append(Stroke(f"M{last} {y}H{JOIN}", colour, solid=False))
        strokes.append(Stroke(join, colour, solid=False))
    return strokes


def _last(line: Line) -> int:
    """Where the last station of the line stands; the fork's end where it has none."""
    places = [x for station, x in zip(line.stations, COLUMNS, strict=True) if station is not None]
    return max(places, default=FIRST)
