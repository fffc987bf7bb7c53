"""What a paper is made of. Pure data: words in their order, nothing about looks.

Whoever builds a paper says only what the words are: a heading, a fact, the record's own words, something withheld. Text
may hold anything: what writes it makes it safe.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

Level: TypeAlias = Literal[1, 2, 3]
Numbering: TypeAlias = Literal["bullet", "number", "letter", "roman"]


@dataclass(frozen=True)
class Run:
    """Words of one kind inside a paragraph. `link` is a whole address."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of the first, second or third level below the paper's title. Levels are not skipped."""

    text: str
    level: Level = 1
    number: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Words of ours. `small` is for notes about the paper; `inside` sets an answer in under its question."""

    runs: Runs
    small: bool = False
    inside: bool = False


@dataclass(frozen=True)
class Record:
    """Words of the record, in serif: a resolution, a recommendation. `lead` is its word: RESOLVED. Notes stand below."""

    lead: str
    runs: Runs
    points: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    strong: bool = True


@dataclass(frozen=True)
class Item:
    """A line of a list. `number` is as the paper prints it, where counting would not give it."""

    runs: Runs
    number: str = ""
    inside: tuple["Points", ...] = ()


@dataclass(frozen=True)
class Points:
    """A list: bullets, or numbered 1. 2. 3., (a) (b) (c) or (i) (ii) (iii)."""

    items: tuple[Item, ...]
    kind: Numbering = "bullet"
    inside: bool = False


@dataclass(frozen=True)
class Table:
    """A table with one row of headings, which is repeated on each page. `caption` says what it shows.

    `widths` are shares of the page's width, one for each column.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Labels with what stands to them: Place, Present, Apologies."""

    rows: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True)
class Withheld:
    """Says that something was withheld, and by which paragraph. Never a word of what."""

    text: str
    summary: str = ""


@dataclass(frozen=True)
class Signature:
    """Lines to be filled in by hand on the printed paper: who signs, and when."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


Block: TypeAlias = Heading | Paragraph | Record | Points | Table | Facts | Withheld | Signature | PageBreak


@dataclass(frozen=True)
class Paper:
    """A whole paper.

    `issuer` stands above the title (the council), `mark` says in one sentence what the paper is not yet ("DRAFT: …").
    `running` stands at the head of every page and is what the file itself is called. `dated_at` is the moment that the
    file itself tells, so that the same paper is the same file whenever it is made.
    """

    title: str
    subtitle: str = ""
    issuer: str = ""
    mark: str = ""
    running: str = ""
    dated_at: datetime | None = None
    blocks: tuple[Block, ...] = field(default=())
    is_wide: bool = False


def runs(*parts: str | Run) -> Runs:
    """Words of several kinds in a row. What is empty is left out."""
    made = (Run(part) if isinstance(part, str) else part for part in parts)
    return tuple(run for run in made if run.text)


def bold(text: str) -> Run:
    return Run(text, bold=True)


def italic(text: str) -> Run:
    return Run(text, italic=True)


def link(text: str, address: str) -> Run:
    """Words that lead somewhere. In print the address is written out by whoever needs it there."""
    return Run(text, link=address)
