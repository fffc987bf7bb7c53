"""Lines of a paper, each with its indent, its mark, its cells where it is the row of a table, and its words. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from meetings.minutes.numbering import CODE, Mark, mark_of
from meetings.minutes.numbering import coded as code_of
from meetings.minutes.words import NOTHING, Words, fold

# Line ends of every kind. A form feed is one too: it stands between two pages.
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029])?")
_HEADING = re.compile(r"\s*(#{1,6})[ \xa0]+")
_QUOTED = re.compile(r"\s*>+\s?")
_RULE = re.compile(r"[\s|:+=_*~–—-]{3,}$")
_PIPES = re.compile(r"\s*\|.*\||[^|]*\S\s\|\s[^|]*\S.*|[^|]+\|[^|]+\|.*")


@dataclass(frozen=True)
class Line:
    """One line. `level` counts the # of a heading; `strong` is a line that is bold as a whole; `page` begins a page."""

    start: int
    end: int
    indent: int
    level: int
    strong: bool
    page: bool
    mark: Mark | None
    words: Words
    marking: Words = NOTHING
    cells: tuple[Words, ...] = ()

    @property
    def whole(self) -> str:
        """The line as said, with its mark."""
        if self.cells:
            return " ".join(cell.text for cell in self.cells if cell)
        label = f"{self.mark.label} " if self.mark and self.mark.label else ""
        return f"{label}{self.words.text}"

    @property
    def is_blank(self) -> bool:
        return not self.words and self.mark is None and not self.cells


def lines_of(text: str) -> list[Line]:
    """Every line of a paper, the blank ones too. A bracket alone on its line belongs to the number on the next."""
    lines: list[Line] = []
    page = False
    opened: int | None = None
    for match in _LINE.finditer(text):
        if match.start() == match.end():
            continue
        if opened is None and match[0].strip() in ("(", "["):
            opened = match.start()
            continue
        start, opened = match.start() if opened is None else opened, None
        lines.append(_line(text, start, match.end(), page=page))
        page = match[0].endswith("\f")
    if opened is not None:
        lines.append(_line(text, opened, len(text), page=page))
    return lines


def coded(lines: list[Line]) -> list[Line]:
    """The lines with "FP1", "FP2" at their start as marks, where such numbers run from one in a paper."""
    last: dict[str, int] = {}
    for line in lines:
        found = None if line.cells or line.mark else CODE.match(line.words.text)
        if found and int(found["number"]) == last.get(found["prefix"], 0) + 1:
            last[found["prefix"]] = int(found["number"])
    known = {prefix for prefix, number in last.items() if number > 1 and prefix not in ("Q", "A")}
    return [_recoded(line, known) for line in lines] if known else lines


def _recoded(line: Line, known: set[str]) -> Line:
    found = None if line.cells or line.mark else CODE.match(line.words.text)
    mark = code_of(line.words.text, found["prefix"]) if found and found["prefix"] in known else None
    if mark is None:
        return line
    return replace(
        line, mark=mark, words=line.words.part(mark.length), marking=line.words.part(0, mark.length)
    )


_HEADED = re.compile(r"(?P<number>\d{1,2})\s+(?=[A-Z‘“])[^.;:?]{3,70}")


def headed(lines: list[Line]) -> list[Line]:
    """The lines with "1 Welcome", "2 Tablets" marked as headings, where three such numbers at least run from one."""
    found: list[int] = []
    for index, line in enumerate(lines):
        named = None if line.cells or line.mark else _HEADED.fullmatch(line.words.text)
        if named and int(named["number"]) == len(found) + 1:
            found.append(index)
    if len(found) < 3:
        return lines
    return [_as_heading(line) if at in found else line for at, line in enumerate(lines)]


def _as_heading(line: Line) -> Line:
    number, rest = line.words.text.split(" ", 1)
    at = len(line.words.text) - len(rest)
    mark = Mark("1.", number, int(number), at)
    return replace(line, mark=mark, words=line.words.part(at), marking=line.words.part(0, at), strong=True)


def _line(text: str, start: int, end: int, *, page: bool) -> Line:
    raw = text[start:end]
    if _RULE.fullmatch(raw):
        return Line(start, end, 0, 0, False, page, None, NOTHING)
    at = start
    if quoted := _QUOTED.match(raw):
        at += quoted.end()
    level = 0
    if heading := _HEADING.match(text, at, end):
        level, at = len(heading[1]), heading.end()
    cells = tuple(_cells(text, at, end))
    if len(cells) > 1:
        return Line(start, end, 0, 0, False, page, None, NOTHING, cells=cells)
    words = fold(text, at, end)
    if words.text.startswith("| ") or words.text.endswith(" |"):
        words = words.part(
            2 if words.text.startswith("| ") else 0, len(words.text) - 2 * words.text.endswith(" |")
        )
    indent = _indent(text[at:end])
    mark = mark_of(words.text)
    shown = raw.strip()
    strong = len(shown) > 4 and shown.startswith(("**", "__")) and shown.endswith(("**", "__", "**:", "**."))
    rest = words.part(mark.length) if mark else words
    return Line(
        start,
        end,
        indent,
        level,
        strong or level > 0,
        page,
        mark,
        rest,
        words.part(0, mark.length) if mark else NOTHING,
    )


def _indent(raw: str) -> int:
    """How far a line is set in. A tab counts as four."""
    width = 0
    for char in raw:
        if char == "\t":
            width += 4
        elif char.isspace():
            width += 1
        else:
            break
    return width


def _cells(text: str, start: int, end: int) -> Iterator[Words]:
    """The cells of a row: between upright strokes, or between tabs where no mark of a list stands before the first."""
    raw = text[start:end].rstrip("\r\n\v\f")
    if "|" in raw and _PIPES.fullmatch(raw.strip()):
        yield from _between(text, start, start + len(raw.rstrip()), "|")
    elif "\t" in raw.strip():
        first = raw.strip("\t ").split("\t", 1)[0].strip()
        mark = mark_of(first)
        if mark and mark.length >= len(first) and not re.fullmatch(r"R?\d{1,2}\.?", first):
            return
        if "\t" in raw.strip("\r\n ").strip("\t") and not (mark and mark.is_bullet):
            cells = list(_between(text, start, start + len(raw), "\t"))
            # "1.<tab>That …" is a point of a list; a row has words in two further cells.
            if not (mark and mark.length >= len(first) and sum(map(bool, cells)) < 3):
                yield from cells


def _between(text: str, start: int, end: int, sign: str) -> Iterator[Words]:
    raw = text[start:end]
    if sign == "|":
        lead = len(raw) - len(raw.lstrip())
        if raw.lstrip().startswith("|"):
            start += lead + 1
        if raw.rstrip().endswith("|") and len(raw.strip()) > 1:
            end = start + len(text[start:end].rstrip()) - 1
    at = start
    while at <= end:
        stop = text.find(sign, at, end)
        stop = end if stop < 0 else stop
        yield fold(text, at, stop)
        at = stop + 1
