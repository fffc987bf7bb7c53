"""Meetings on one page: where the record of each begins. Pure."""

import re

from meetings.minutes.blocks import Block
from meetings.minutes.bodies import NOUN
from meetings.minutes.dates import days_in
from meetings.minutes.heading import meeting_line
from meetings.minutes.words import same

_OPENS = re.compile(
    rf"(?:(?:draft |public )?(?:agenda and )?(?:minutes|notes|decisions)\s+of\s+(?:a|an"
    rf"|the)?\s*(?:\w+ ){{0,3}}(?:meeting|proceedings)\b.*|at a (?:\w+ )?meeting of .*\bheld\b.*"
    rf"|.{{3,90}}\b{NOUN}\s*[-–—,:]\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s.*)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:previous|last|next) |\bbe (?:agreed|approved|confirmed|signed)|\bto (?:confirm|approve|agree"
    r"|receive|sign)\b",
    re.IGNORECASE,
)


def meetings_in(blocks: list[Block]) -> list[list[Block]]:
    """The blocks of each meeting. A new one begins where a line names a meeting again, with another body or another day."""
    starts: list[int] = []
    names: list[tuple[str, str]] = []
    for index in range(len(blocks)):
        name = _names(blocks, index)
        if name is None or (names and not _differs(name, names[-1])):
            continue
        starts.append(_title_before(blocks, index, starts))
        names.append(name)
    if len(starts) < 2:
        return [blocks] if blocks else []
    starts[0] = 0
    return [blocks[start:end] for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)]


def _differs(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Another body, or another day. A day that one of two lines leaves out tells nothing."""
    if one[1] and other[1]:
        return one[1] != other[1] or (bool(one[0]) and bool(other[0]) and one[0] != other[0])
    return False


def _names(blocks: list[Block], index: int) -> tuple[str, str] | None:
    """Body and day of the meeting that a line names, as far as it says them."""
    block = blocks[index]
    if block.cells or len(block.text) > 260:
        return None
    if pair := meeting_line(block.text):
        return same(re.sub(r"\(Item.*", "", pair[1])), pair[0]
    if block.mark or _OTHERS.search(block.text):
        return None
    days = [day.isoformat() for _, _, day in days_in(block.text)]
    if (_OPENS.fullmatch(block.text) and not block.text.endswith((".", ";"))) or (
        _OPENS.fullmatch(block.text) and days
    ):
        return same(re.sub(r"\bheld\b.*", "", block.text)) if not days else "", days[
            0
        ] if days else _day_behind(blocks, index)
    heads = (
        block.gap
        and len(block.text) < 100
        and re.search(rf"\b{NOUN}$", block.text, re.IGNORECASE)
        and (block.text.isupper() or block.text.istitle() or block.strong or _caps(block.text))
    )
    if heads and (day := _day_behind(blocks, index)):
        return same(block.text), day
    return None


def _caps(text: str) -> bool:
    return all(
        word[:1].isupper() or word in {"and", "of", "the", "for", "on", "&", "–", "-"}
        for word in text.split()
    )


def _day_behind(blocks: list[Block], index: int) -> str:
    """The day alone on one of the next lines."""
    for block in blocks[index + 1 : index + 4]:
        if block.cells or len(block.text) > 90 or block.mark:
            break
        if (
            (days := list(days_in(block.text)))
            and days[0][0] < 30
            and not _OTHERS.search(block.text)
            and not re.search(r"\b(?:publi|effective)", block.text, re.IGNORECASE)
        ):
            return days[0][2].isoformat()
    return ""


def _title_before(blocks: list[Block], index: int, starts: list[int]) -> int:
    """Take the title and the council's name above the line that names a meeting to that meeting."""
    at = index
    while at > 0 and index - at < 3 and (not starts or at - 1 > starts[-1]):
        block = blocks[at - 1]
        if (
            block.cells
            or block.mark
            or block.is_label
            or len(block.text) > 150
            or block.text.endswith((".", ";", ":", "?", ","))
        ):
            break
        at -= 1
    return at
