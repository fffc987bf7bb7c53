"""Lines of text as they are put together from the blocks of a page: paragraphs, headings, list items, rows."""

import re
from dataclasses import dataclass, field

WORD_SPACE = re.compile(r"[ \t\r\f\xa0]+")
TYPED_MARK = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]|[•·▪–-])(?:\s|$)")
SHORT_CELL = 8
NARROW = 2
PARAGRAPHS_OF_A_VALUE = {True: 2, False: 6}
"""How many paragraphs a cell may hold and still be one value, in a table of one or two columns and in a wider one."""


@dataclass
class Lines:
    """Written from top to bottom. A gap asked for stands once, between two lines that hold something."""

    lines: list[str] = field(default_factory=list)
    wants_gap: bool = False

    def gap(self) -> None:
        self.wants_gap = True

    def write(self, text: str, *, indent: int = 0) -> None:
        folded = [WORD_SPACE.sub(" ", line).strip() for line in text.split("\n")]
        kept = [line for line in folded if line]
        if not kept:
            return
        if self.wants_gap and self.lines:
            self.lines.append("")
        self.wants_gap = False
        self.lines.extend("  " * indent + line for line in kept)

    def row(self, cells: list[str]) -> None:
        """One row of a table, on one line, its cells parted by tabs."""
        texts = [" ".join(cell.split()) for cell in cells]
        if any(texts):
            if self.wants_gap and self.lines:
                self.lines.append("")
            self.wants_gap = False
            self.lines.append("\t".join(texts).rstrip("\t"))

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n" if self.lines else ""


def arranges_page(paragraphs: list[list[int]]) -> bool:
    """Does a table only arrange the page, its cells holding running text? Given the number of paragraphs of each cell."""
    narrow = max((len(row) for row in paragraphs), default=0) <= NARROW
    return any(count > PARAGRAPHS_OF_A_VALUE[narrow] for row in paragraphs for count in row)


def marked(mark: str, text: str) -> str:
    """Put the mark that a list gives before a text, unless the text was typed with one."""
    return text if not mark or TYPED_MARK.match(text.strip()) else f"{mark} {text.strip()}"


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa, as word processors and browsers count."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    name = ""
    for value, numeral in ROMAN:
        count, number = divmod(number, value)
        name += numeral * count
    return name
