"""The points of a resolution or of a list of recommendations, out of its passage. Pure."""

import re
from dataclasses import dataclass, replace

from meetings.minutes.blocks import Block
from meetings.minutes.bodies import NAME
from meetings.minutes.numbering import mark_of
from meetings.minutes.passages import OPENING, Kind, Passage
from meetings.minutes.points import Point, inline_points, tree_of
from meetings.minutes.words import NOTHING, Words, join

_TAIL = re.compile(r"\s*[;,]?\s*\b(?:and|or)\s*[;,:]?$|\s*[;,]$")
_LEADING = re.compile(
    rf"(?:that|to)?\s*(?:(?:the|this)\s+)?(?:{NAME}|[a-z]*\s?(?:committee|panel|members|board"
    rf"|group))?(?:\s+[Mm]embers)?\s*(?:\([^)]{{0,60}}\))?\s*[:–—-]*",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"(?:\brecommend\w*|\basked|\brequested|\bagreed|\bresolved|\bto|\bthat|\bbe|\bshould"
    r"|\bfollowing(?: recommendations?)?(?: be made)?(?: to \w+)?|\bas follows|"
    rf"\brecommend\w*\s+(?:to\s+)?(?:the\s+)?{NAME}(?:\s+(?:that|to))?)\s*[:–—-]*\s*$",
    re.IGNORECASE,
)
_NO_POINT = re.compile(
    r"(?:none|n/?a|not applicable|nil|see (?:above|below|minutes).*|\(?(?:proposed|moved|seconded)\b.*"
    r"|\(?(?:the )?(?:vote|voting)\b.*|(?:for|against|abstain\w*)\s*[:–-]\s*\d.*"
    r"|\(?(?:\d+ )?(?:in favour|for)[,;].*|[\W\d]*)\.?\)?",
    re.IGNORECASE,
)


# "That Cabinet: approve the plan": the body that decides, before what it decides.
_HEADED = re.compile(rf"That\s+(?:the\s+)?{NAME}(?:\s+[Mm]embers)?\s*:\s+(?=\S)")


@dataclass(frozen=True)
class Resolved:
    """One point: its number as said, and its words with the points under it."""

    number: str | None
    words: Words


LONGEST_LEAD = 500


def is_lead(text: str) -> bool:
    """Whether words only lead to a list: "that:", "That Cabinet:", "that Cabinet be recommended to:"."""
    if len(text) > LONGEST_LEAD:
        return False
    if _LEADING.fullmatch(text):
        return True
    return (
        text.endswith((":", "-", "–"))
        and bool(_LEADS_ON.search(text))
        and not re.search(r"\bfollowing\b.*\bbe (?!made|recommended|submitted|put)\w+", text)
    )


def points_in(passage: Passage) -> tuple[Words, list[Resolved]]:
    """What leads to the points of a passage, and the points."""
    blocks = [block for block in passage.blocks if not block.is_label]
    lead, first = NOTHING, passage.first
    intro, inline = inline_points(first)
    if inline and (not intro or is_lead(intro.text)):
        found = [Resolved(label, words) for label, words in inline]
        return intro, _kept([*found[:-1], *_appended(found[-1], blocks)])
    if first and is_lead(first.text):
        lead, first = first, NOTHING
    elif first and (headed := _HEADED.match(first.text)):
        lead, first = first.part(0, headed.end()), first.part(headed.end())
    if first:
        blocks = [_as_block(first, blocks), *blocks]
    elif blocks and blocks[0].mark is None and _leads(passage, blocks):
        lead, blocks = join([lead, blocks[0].words]), blocks[1:]
    if not blocks:
        return lead, []
    found = []
    for point in tree_of(_threaded(blocks)):
        found.extend(_resolved(point))
    return lead, _kept(found)


def _leads(passage: Passage, blocks: list[Block]) -> bool:
    """Whether the first paragraph below a head only leads to the points behind it."""
    text = blocks[0].text
    if is_lead(text):
        return True
    return (
        passage.kind is Kind.ADVICE
        and text.endswith((":", "follows.", "follows"))
        and "recommend" in text.casefold()
    )


def _appended(last: Resolved, blocks: list[Block]) -> list[Resolved]:
    """The last point of a list in one paragraph, and the points in the blocks behind it."""
    if not blocks:
        return [last]
    return [last, *(item for point in tree_of(_threaded(blocks)) for item in _resolved(point))]


def _as_block(words: Words, behind: list[Block]) -> Block:
    mark = mark_of(words.text)
    if mark and mark.length >= len(words.text):
        mark = None
    indent = (
        behind[0].indent if behind and mark and behind[0].mark and behind[0].mark.style == mark.style else 0
    )
    rest = words.part(mark.length) if mark else words
    return Block(rest, mark, indent, 0, False, False, words.part(0, mark.length) if mark else NOTHING)


def _threaded(blocks: list[Block]) -> list[Block]:
    """Join to a point the paragraphs that go on with it, and lose nothing of where they stand."""
    out: list[Block] = []
    for block in blocks:
        before = out[-1] if out else None
        if before is not None and block.mark is None and _runs_on(before.text, block.text):
            out[-1] = replace(before, words=join([before.words, block.words]))
        else:
            out.append(block)
    return out


def _runs_on(before: str, after: str) -> bool:
    """Whether a paragraph without a number goes on with the one before, instead of being the next point."""
    tail = _TAIL.search(before)
    if OPENING.match(after) and (tail or before.endswith((".", ":"))):
        return False
    return after[:1].islower() or before.endswith((" of", " the", " and", ","))


def _resolved(point: Point) -> list[Resolved]:
    """A point as one decision; or, where it only leads to others and has no number, these."""
    own = point.own
    if point.subs and point.block.mark is None and is_lead(own.text):
        return [item for sub in point.subs for item in _resolved(sub)]
    intro, inline = inline_points(own)
    if inline and point.label is None and (not intro or is_lead(intro.text)):
        return [Resolved(label, words) for label, words in inline]
    return [Resolved(point.label, point.whole)]


def _kept(found: list[Resolved]) -> list[Resolved]:
    out: list[Resolved] = []
    for item in found:
        words = tidy(item.words)
        if words and not _NO_POINT.fullmatch(words.text):
            out.append(Resolved(item.number, words))
    return out


def tidy(words: Words) -> Words:
    """Words without the "; and" that only ties them to the next point."""
    while tail := _TAIL.search(words.text):
        if not tail[0]:
            break
        words = words.part(0, tail.start())
    return words
