"""The lines of a PDF page and the gaps between them: a PDF stores no blank lines, only where each line stands."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

WIDER = 1.3
TENTH = 10
"""A distance counts as that from line to line when at least every tenth line of the file keeps it."""


@dataclass
class PageLines:
    """The pieces of text of one page as they are drawn, each with its height on the page and the size of its letters."""

    pieces: list[tuple[str, float, float]] = field(default_factory=list)

    def draw(self, text: str, page: Any, line: Any, font: Any, size: float) -> None:
        """Take one piece. `page` and `line` are the two matrices that say where it stands, as the PDF library gives them."""
        height = line[4] * page[1] + line[5] * page[3] + page[5]
        self.pieces.append((text, height, abs(size * (line[3] or line[1]) * (page[3] or page[1]))))

    def lines(self, text: str) -> list[tuple[str, float | None]]:
        """Each line of the page's text with the distance from the one above in sizes of its letters; None where unknown."""
        if "".join(piece for piece, _, _ in self.pieces) != text:
            return [(line, None) for line in text.split("\n")]
        found: list[tuple[str, float | None]] = []
        above = 0.0
        for line, height, size in self.placed():
            known = bool(line.strip()) and size > 0
            found.append((line, (above - height) / size if known and found else None))
            above = height if known else above
        return found

    def placed(self) -> Iterator[tuple[str, float, float]]:
        line, height, size = "", 0.0, 0.0
        for text, piece_height, piece_size in self.pieces:
            for number, part in enumerate(text.split("\n")):
                if number:
                    yield line, height, size
                    line = ""
                if not line.strip():
                    height, size = piece_height, piece_size
                line += part
        yield line, height, size


def spaced(pages: list[list[tuple[str, float | None]]]) -> list[str]:
    """The text of each page, with a blank line where the distance is wider than that from line to line in this file."""
    usual = line_to_line([gap for page in pages for _, gap in page if gap])
    return ["\n".join(with_gaps(page, usual)) for page in pages]


def line_to_line(gaps: list[float]) -> float | None:
    """The smallest distance that many lines keep; None when there is none."""
    counted = Counter(round(gap, 1) for gap in gaps if gap > 0)
    often = [gap for gap in counted if near(counted, gap) * TENTH >= counted.total()]
    return min(often, default=None)


def near(counted: Counter[float], gap: float) -> int:
    return sum(counted[round(gap + step, 1)] for step in (-0.1, 0, 0.1))


def with_gaps(lines: list[tuple[str, float | None]], usual: float | None) -> Iterator[str]:
    for text, gap in lines:
        if usual is not None and gap is not None and (gap > usual * WIDER or gap < -usual):
            yield ""
        yield text
