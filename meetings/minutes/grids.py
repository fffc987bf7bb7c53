"""Minutes that are set as a table, with a row for each item: unfolded into headings and paragraphs. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.minutes.blocks import Block
from meetings.minutes.numbering import mark_of
from meetings.minutes.signs import Part, sign_of
from meetings.minutes.tables import columns_of
from meetings.minutes.words import NOTHING, Words

_NUMBER = re.compile(r"(?:(?:item|agenda|minute|agenda item)\s*)?(?:no\.?|number|ref\.?|#)", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:agenda )?items?|subjects?|topics?|titles?|headings?|agenda|business|matter", re.IGNORECASE
)
_SETTLED = re.compile(
    r"(?:outcomes?|decisions?(?: (?:made|taken))?|resolutions?|resolved|agreed|recommendations?)(?: ?/ ?\w+)?",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:discussions?|minutes?|notes?|summary|details?|comments?|points raised|key points|debate"
    r"|discussion points|text)"
    r"(?:\s*(?:/|and|&)\s*\w+)?",
    re.IGNORECASE,
)


def unfolded(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a paper, in which each row below the heads "Item", "Discussion", "Outcome" is an item of its own."""
    flat = [_FLAT.match(block.text) for block in blocks]
    several = sum(map(bool, flat)) > 1
    out: list[Block] = []
    heads: tuple[str, ...] | None = None
    named: dict[str, Words] = {}
    for block, found in zip(blocks, flat, strict=True):
        if found and several and not block.mark:
            out.extend(_flattened(block, found))
            continue
        if not block.cells:
            heads = None if block.strong or block.level else heads
            out.append(block)
        elif names := _heads(block):
            heads, named = names, dict(zip(names, block.cells, strict=True))
        elif heads and len(block.cells) == len(heads):
            out.extend(_row(block, heads, named))
        else:
            out.append(block)
    return out


def _heads(block: Block) -> tuple[str, ...] | None:
    texts = [cell.text.strip(" :*.") for cell in block.cells]
    names = tuple(
        next((name for name, pattern in _KINDS if pattern.fullmatch(text)), f"other {at}")
        for at, text in enumerate(texts)
    )
    if "title" not in names or not {"said", "settled"} & set(names) or len(set(names)) < len(names):
        return None
    known = columns_of(texts)
    return (
        None
        if known and {"recommendation", "question", "verdict"} & set(known) - {"recommendation"}
        else names
    )


# A row that became one line: "Parking PDF 90 KB To consider the fees. Minutes: RESOLVED that …".
_FLAT = re.compile(
    r"(?P<title>[A-Z][^:]{2,200}?)(?:\s+PDF [\d.]+ [KM]B)?(?:\s+(?:To|Report of"
    r"|Report by) [^:]{5,600}?)?\s+(?P<minutes>Minutes:)\s+(?=\S)"
)


def _flattened(block: Block, found: re.Match[str]) -> list[Block]:
    """The heading and the minutes out of such a row."""
    said = [replace(block, words=block.words.part(*found.span("minutes")), gap=True, cells=())]
    said.append(_paragraph(block, block.words.part(found.end())))
    title = block.words.part(*found.span("title"))
    return [replace(block, words=title, strong=True, level=2, gap=True, cells=(), is_title=True), *said]


_KINDS = (("number", _NUMBER), ("title", _TITLE), ("settled", _SETTLED), ("said", _SAID))


def _row(block: Block, heads: tuple[str, ...], named: dict[str, Words]) -> list[Block]:
    """One row: its title as a heading, then its cells as paragraphs, what was settled below the head of its column."""
    cells = dict(zip(heads, block.cells, strict=True))
    out: list[Block] = []
    title = cells.pop("title")
    number = cells.pop("number", NOTHING)
    if title:
        mark = mark_of(f"{number.text.rstrip('.')}. {title.text}") if number else mark_of(title.text)
        words = title if number or not mark else title.part(mark.length)
        out.append(
            replace(
                block,
                words=words,
                mark=mark,
                marking=number,
                strong=True,
                level=2,
                gap=True,
                cells=(),
                is_title=True,
            )
        )
    for name, cell in cells.items():
        if not cell:
            continue
        sign = sign_of(cell.text)
        if name == "settled" and (sign is None or sign.part not in (Part.DECISION, Part.RECOMMENDED)):
            out.append(_paragraph(block, named[name]))
        out.append(_paragraph(block, cell))
    return out


def _paragraph(block: Block, words: Words) -> Block:
    return replace(block, words=words, gap=True, cells=())
