"""Cards: recommendations one below the other, each with labelled lines for addressee, verdict and answer. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.minutes.blocks import Block
from meetings.minutes.numbering import Mark, mark_of
from meetings.minutes.tables import Rows, column_of
from meetings.minutes.verdicts import verdict_of
from meetings.minutes.words import NOTHING, Words, join

_FIELD = re.compile(r"(?P<label>[A-Z][\w’'/&(), -]{1,48}?\??)\s*(?::|\s[–—-]\s)\s*(?P<value>.*)", re.DOTALL)
_KNOWN = frozenset({"to", "verdict", "response", "comment", "progress", "owner", "other"})
_ANSWERS = frozenset({"verdict", "response", "to"})


@dataclass(frozen=True)
class Line:
    """A labelled line of a card: which column of a table it would be, and its words."""

    name: str
    words: Words


def field_of(block: Block) -> Line | None:
    """A block as a labelled line: "Response: Accepted", or a row of two cells that says the same."""
    if len(block.cells) == 2:
        name = column_of(block.cells[0].text)
        return Line(name, block.cells[1]) if name in _KNOWN else None
    if block.cells or (block.mark and not block.mark.is_bullet):
        return None
    short = len(block.text.split()) < 4 and not _FIELD.fullmatch(block.text) and not verdict_of(block.text)
    if short and (alone := column_of(block.text)) in ("response", "verdict", "progress"):
        return Line(str(alone), NOTHING)
    found = _FIELD.fullmatch(block.text)
    name = column_of(found["label"]) if found else None
    if found and name in _KNOWN:
        return Line(str(name), block.words.part(found.start("value")))
    return None


def cards_in(blocks: Sequence[Block]) -> tuple[list[Rows], list[Block]]:
    """The cards of an item, as a table, and the blocks that belong to none."""
    rows: list[dict[str, Words]] = []
    rest: list[Block] = []
    index = 0
    while index < len(blocks):
        taken = _card(blocks, index)
        if taken is None:
            rest.append(blocks[index])
            index += 1
        else:
            rows.append(taken[0])
            index = taken[1]
    heads = tuple(dict.fromkeys(head for row in rows for head in row))
    return ([Rows(heads, tuple(rows))] if rows else []), rest


def _card(blocks: Sequence[Block], start: int) -> tuple[dict[str, Words], int] | None:
    """One card, and where the next block stands. The recommendation may have points under it; an answer may run over
    paragraphs that begin small, or stand below its label.
    """
    begun = _begins(blocks[start])
    if begun is None:
        return None
    row, at = dict(begun), start + 1
    while at < len(blocks) and _is_point(blocks[at], blocks[start]):
        row["recommendation"] = join([row["recommendation"], blocks[at].marking, blocks[at].words])
        at += 1
    if (
        not row["recommendation"]
        and at < len(blocks)
        and not blocks[at].cells
        and not _FIELD.fullmatch(blocks[at].text)
    ):
        row["recommendation"] = blocks[at].words
        at += 1
    last: str | None = None
    names: set[str] = set()
    while at < len(blocks):
        if not row["recommendation"] and (named := _begins(blocks[at])) and "number" not in named:
            row["recommendation"] = named["recommendation"]
            at += 1
            continue
        if _begins(blocks[at]) and not _begins_bare(blocks[at]):
            break
        line = field_of(blocks[at]) or _spoken(blocks[at], row) or _other(blocks[at], row)
        if line is not None:
            last = line.name if line.name not in names else "other"
            names.add(last)
            row[last] = join([row.get(last, NOTHING), line.words])
        elif last and not blocks[at].cells and not blocks[at].mark and _goes_on(row[last], blocks[at]):
            last = "response" if last == "verdict" else last
            row[last] = join([row.get(last, NOTHING), blocks[at].words])
        else:
            break
        at += 1
    return (row, at) if row["recommendation"] and _is_whole(row, names, blocks[start]) else None


def _is_whole(row: dict[str, Words], names: set[str], first: Block) -> bool:
    """Whether the lines make a card. Below what is not labelled with a number, only a response does, so that an officer's
    recommendation with the decision below it stays what it is.
    """
    mark = first.mark or (mark_of(first.cells[0].text) if first.cells else None)
    if (mark and mark.names_what) or (mark is None and row.get("number")):
        return bool(names & _ANSWERS)
    whole = re.match(r"(?:That|To)\b", row["recommendation"].text) or row["recommendation"].text.endswith(
        (".", ";")
    )
    return bool(names & {"response", "verdict"} and "response" in row) and bool(whole)


def _begins(block: Block) -> dict[str, Words] | None:
    """The number and words with which a card begins: "Recommendation 3: …", "Recommendation: …", or a numbered point."""
    if len(block.cells) == 2:
        mark = mark_of(block.cells[0].text)
        if mark and mark.recommends:
            return {"number": _number(block.cells[0], mark), "recommendation": block.cells[1]}
        if column_of(block.cells[0].text) == "recommendation":
            return {"recommendation": block.cells[1]}
        return None
    if block.cells:
        return None
    if block.mark and (block.mark.recommends or not block.mark.is_bullet):
        return {"number": _number(block.marking, block.mark), "recommendation": block.words}
    found = _FIELD.fullmatch(block.text)
    name = column_of(found["label"]) if found else None
    if found and name == "recommendation":
        return {"recommendation": block.words.part(found.start("value"))}
    if found and name == "number" and len(found["value"]) < 20:
        return {"number": block.words.part(found.start("value")), "recommendation": NOTHING}
    return None


def _begins_bare(block: Block) -> bool:
    """Whether a block begins a card only by a number of its own, as a point of a list does."""
    return bool(block.mark and not block.mark.names_what and field_of(block))


def _number(marking: Words, mark: Mark) -> Words:
    at = marking.text.rfind(mark.label or "")
    return marking.part(at, at + len(mark.label or ""))


def _is_point(block: Block, first: Block) -> bool:
    if block.mark is None or block.cells or first.mark is None or block.mark.names_what:
        return False
    return block.mark.is_bullet or (
        block.mark.style != first.mark.style and block.mark.style.strip("().") in "aiAI"
    )


def _spoken(block: Block, row: dict[str, Words]) -> Line | None:
    """An answer in a sentence below the recommendation: "I accept this recommendation. …"."""
    if block.cells or block.mark or not row["recommendation"] or {"verdict", "response"} & set(row):
        return None
    verdict = verdict_of(block.text)
    opens = verdict and (verdict[1] > 0 or "recommendation" in block.text[:90])
    if not verdict or not opens:
        return None
    return Line("verdict" if verdict[1] >= len(block.text) else "response", block.words)


def _other(block: Block, row: dict[str, Words]) -> Line | None:
    """A labelled line of a card that says nothing we read: "Raised: 6 June"."""
    found = None if block.cells or block.mark or row["recommendation"] else _FIELD.fullmatch(block.text)
    return (
        Line("other", block.words.part(found.start("value"))) if found and len(found["label"]) < 24 else None
    )


def _goes_on(words: Words, block: Block) -> bool:
    verdict = verdict_of(words.text)
    return not words or block.text[:1].islower() or (verdict is not None and verdict[1] >= len(words.text))
