"""What changed between two texts, paragraph by paragraph and word by word. Pure: texts in, lines out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORDS_COMPARED = 400
WORD = re.compile(r"\s+|[^\s]+")


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Piece:
    """Words of one side of a line; `differs` marks those that the other side does not have."""

    text: str
    differs: bool = False


@dataclass(frozen=True)
class Line:
    """One paragraph before and after, or several that stayed as they were (`unchanged`)."""

    change: Change
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()
    unchanged: int = 0


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, without empty lines and with single spaces."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def differences(before: str, after: str) -> list[Line]:
    """Compare two texts. Paragraphs that stayed as they were are counted, not repeated."""
    old, new = paragraphs_of(before), paragraphs_of(after)
    lines: list[Line] = []
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if what == "equal":
            lines.append(Line(Change.SAME, unchanged=old_to - old_from))
        else:
            lines += _replaced(old[old_from:old_to], new[new_from:new_to])
    return lines


def _replaced(old: list[str], new: list[str]) -> Iterator[Line]:
    """Paragraphs that stand where others stood: in pairs, and what is over on one side alone."""
    for before, after in zip(old, new, strict=False):
        yield _pair(before, after)
    for text in old[len(new) :]:
        yield Line(Change.REMOVED, before=(Piece(text, differs=True),))
    for text in new[len(old) :]:
        yield Line(Change.ADDED, after=(Piece(text, differs=True),))


def _pair(before: str, after: str) -> Line:
    """One paragraph beside the one it became, word by word; very long ones as a whole."""
    old, new = WORD.findall(before), WORD.findall(after)
    if max(len(old), len(new)) > WORDS_COMPARED * 2:
        return Line(Change.CHANGED, (Piece(before, differs=True),), (Piece(after, differs=True),))
    left: list[Piece] = []
    right: list[Piece] = []
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        differs = what != "equal"
        if old_from != old_to:
            left.append(Piece("".join(old[old_from:old_to]), differs))
        if new_from != new_to:
            right.append(Piece("".join(new[new_from:new_to]), differs))
    return Line(Change.CHANGED, tuple(left), tuple(right))
