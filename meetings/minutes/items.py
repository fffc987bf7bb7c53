"""Agenda items: where one begins, what its title is, and which blocks stand under it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from meetings.minutes.blocks import SMALL, Block
from meetings.minutes.signs import Part, sign_of
from meetings.minutes.titles import FILE, LONGEST_TITLE, NO_TITLE, looks_title, report_title
from meetings.minutes.words import NOTHING, Words, same

_NUMBERED = re.compile(
    r"(?:[A-Z]{1,6}[ /.-]?)?(?P<number>\d{1,4}(?:/\d{1,4}){0,2}(?:/[A-Z]{1,5})?[a-z]?)\s*[.:–-]?\s+(?=[A-Z‘“'\"(])"
)
# The heads of pages about one item.
_PAGE = re.compile(
    r"issue\s*(?:[-–]\s*(?:meetings|items at meetings)|details|history)?|issue\s*-\s*decisions"
    r"|decision details|agenda item"
    r"|decision\s*-\s*details|(?:[\w ]{0,40} )?decision (?:notice|record)(?: form)?"
    r"|record of (?:an? |the )?(?:\w+ ){0,2}decision|item(?: details)?",
    re.IGNORECASE,
)


@dataclass
class Section:
    """An item's blocks, with its title and number where they are printed."""

    title: Words | None
    number: str | None
    blocks: list[Block] = field(default_factory=list)


def sections_of(blocks: Sequence[Block], *, minutes: bool) -> tuple[list[Block], list[Section]]:
    """The heading of a meeting, and its items. `minutes` says that the paper records a meeting, and is no report."""
    heading: list[Block] = []
    sections: list[Section] = []
    awaits = False
    skip = 0
    for index, block in enumerate(blocks):
        if skip:
            skip -= 1
            continue
        if awaits:
            awaits = False
            if title := _title_text(block):
                _begin(sections, title, block.mark.label if block.mark else None)
                continue
            _begin(sections, None, None)
        if _labels_item(block):
            rest = _rest_of_label(block)
            if rest and len(rest.text) < LONGEST_TITLE:
                _begin(sections, rest, _label_number(block))
            else:
                awaits = True
            continue
        if minutes and (begun := _heads_item(blocks, index, sections)):
            _begin(sections, begun[0], begun[1])
            continue
        if sections:
            sections[-1].blocks.append(block)
        else:
            heading.append(block)
    if not sections and minutes and (plain := _plain_titles(heading)):
        return heading[: plain[0]], [
            Section(heading[start].words, None, heading[start + 1 : end])
            for start, end in zip(plain, [*plain[1:], len(heading)], strict=True)
        ]
    if not sections:
        return heading, [_whole(heading)]
    return heading, sections


def _begin(sections: list[Section], title: Words | None, number: str | None) -> None:
    """Begin an item; a title printed twice in a row begins one only."""
    if sections and title and sections[-1].title and same(sections[-1].title.text) == same(title.text):
        sections[-1].number = sections[-1].number or number
        return
    if sections and title and sections[-1].title is None and not sections[-1].blocks:
        sections[-1] = Section(title, number)
        return
    sections.append(Section(title, number))


def _labels_item(block: Block) -> bool:
    if block.cells or block.mark:
        return False
    if _PAGE.fullmatch(block.text):
        return True
    sign = sign_of(block.text)
    return sign is not None and sign.part is Part.ITEM


def _rest_of_label(block: Block) -> Words:
    if _PAGE.fullmatch(block.text):
        return NOTHING
    sign = sign_of(block.text)
    rest = block.words.part(sign.rest) if sign and sign.part is Part.ITEM else NOTHING
    return _unfiled(rest)


def _label_number(block: Block) -> str | None:
    found = re.search(r"\d+[a-z]?", block.text[:30])
    return found[0] if found else None


def _unfiled(words: Words) -> Words:
    """A title without the name and size of the file behind it."""
    found = FILE.search(words.text)
    return words.part(0, found.start()) if found and found.start() > 3 else words


def _title_text(block: Block) -> Words | None:
    """The title in the line behind "Agenda item", unless that line is something else."""
    words = _unfiled(block.words)
    if block.cells or not words or len(words.text) > LONGEST_TITLE or NO_TITLE.match(words.text):
        return None
    sign = sign_of(words.text)
    told = len(words.text.split()) > 3 or (sign is not None and sign.rest < len(words.text))
    if sign is not None and (not told or sign.part not in (Part.ASIDE, Part.ADVICE, Part.ANSWERS)):
        return None
    numbered = _NUMBERED.match(words.text)
    return words.part(numbered.end()) if numbered and not block.mark else words


def _heads_item(
    blocks: Sequence[Block], index: int, sections: list[Section]
) -> tuple[Words, str | None] | None:
    """Whether a block is the numbered or printed-out heading of an item."""
    block = blocks[index]
    if block.is_title:
        return _unfiled(block.words), block.mark.label if block.mark else None
    if block.cells:
        filled = [cell for cell in block.cells if cell]
        if (
            len(filled) == 2
            and re.fullmatch(r"\d{1,4}[a-z]?\.?", filled[0].text)
            and looks_title(filled[1].text)
        ):
            return _unfiled(filled[1]), filled[0].text.strip(".")
        return None
    filed = bool(FILE.search(block.text)) and block.mark is None
    words = _unfiled(block.words)
    number = (
        block.mark.label if block.mark and not block.mark.is_bullet and not block.mark.names_what else None
    )
    if block.mark and number is None:
        return None
    if block.mark is None and (found := _NUMBERED.match(words.text)):
        number, words = found["number"], words.part(found.end())
        if not (words.text.isupper() or filed or block.strong or _stands_apart(blocks, index)):
            return None
    if not looks_title(words.text) or (
        block.mark and block.mark.style not in ("1.", "1.1", "1)", "A.", "I.")
    ):
        return None
    if number and _in_list(blocks, index, words.text):
        return None
    if number or block.strong or (words.text.isupper() and len(words.text) > 8 and sections):
        return (
            (words, number)
            if not (number is None and sign_of(words.text))
            and (number is None or (_may_head(block, words) or _minutes_follow(blocks, index)))
            else None
        )
    return None


def _minutes_follow(blocks: Sequence[Block], index: int) -> bool:
    """Whether "Minutes:" stands within the lines behind a number, before any other number: then it is an item's."""
    for block in blocks[index + 1 : index + 6]:
        if block.mark and not block.mark.is_bullet:
            return False
        sign = sign_of(block.text)
        if sign and sign.part is Part.MINUTES and sign.rest >= len(block.text):
            return True
    return False


def _may_head(block: Block, words: Words) -> bool:
    return words.text.isupper() or block.gap or block.strong or bool(FILE.search(block.text))


def _stands_apart(blocks: Sequence[Block], index: int) -> bool:
    behind = blocks[index + 1] if index + 1 < len(blocks) else None
    return blocks[index].gap and behind is not None and behind.gap


_FINITE = re.compile(r"\b(?:be|is|are|was|were|should|will|would|has|have|had)\b")
_ORDER = re.compile(
    r"(?:approve|note|agree|endorse|adopt|delegate|receive|recommend|authorise|support|accept|refer|defer"
    r"|request|instruct|welcome|ask|confirm)s?\s+(?:the|that|a|an|its|to|all|any|for)\b",
    re.IGNORECASE,
)


def _in_list(blocks: Sequence[Block], index: int, text: str) -> bool:
    """Whether a numbered line is a point of a list and no heading: it orders or tells something, stands behind a lead, or
    has the next number right behind it.
    """
    if text.isupper():
        return False
    if _FINITE.search(text) or _ORDER.match(text):
        return True
    before = blocks[index - 1] if index else None
    behind = blocks[index + 1] if index + 1 < len(blocks) else None
    mark = blocks[index].mark
    if (
        before is not None
        and not before.cells
        and not before.strong
        and (
            before.text.endswith((":", ";", ",", "; and"))
            and not re.match(
                r"(?:minutes|supporting|accompanying|additional)\b.*:$", before.text, re.IGNORECASE
            )
        )
    ):
        return True
    if (
        before is not None
        and (sign := sign_of(before.text))
        and sign.rest >= len(before.text)
        and sign.part is not Part.MINUTES
    ):
        return True
    if (
        behind is not None
        and mark is not None
        and behind.mark is not None
        and behind.mark.style == mark.style
        and not behind.gap
    ):
        return True
    return behind is not None and behind.is_label and not blocks[index].gap


def _plain_titles(blocks: Sequence[Block]) -> list[int]:
    """Where items begin that only a line in capitals of its own heads: each such line with a decision below it."""
    found: list[int] = []
    for index, block in enumerate(blocks):
        apart = _stands_apart(blocks, index) and not (block.mark or block.cells or block.is_label)
        words = block.text.split()
        capital = all(word[0].isupper() or word in SMALL for word in words)
        if not apart or index < 2 or not 0 < len(words) < 10 or not capital or not looks_title(block.text):
            continue
        if not sign_of(block.text) and not _PERSON.match(block.text):
            found.append(index)
    parts = zip(found, [*found[1:], len(blocks)], strict=False)
    kept = [start for start, end in parts if _settles(blocks[start:end])]
    return [] if not kept or _settles(blocks[: kept[0]]) else kept


_PERSON = re.compile(
    r"(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr|Chair\w*|Present|Attendees|Officers|Apologies|Guests?)\b"
)


def _settles(blocks: Sequence[Block]) -> bool:
    return any(
        (sign := sign_of(block.text)) and sign.part in (Part.DECISION, Part.RECOMMENDED) for block in blocks
    )


def _whole(heading: list[Block]) -> Section:
    """A paper without items is one; of a report, the line behind the group's name is its title."""
    title = report_title(heading)
    return Section(title, None, list(heading))
