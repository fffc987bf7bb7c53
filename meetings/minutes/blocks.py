"""Blocks: the paragraphs, points and table rows of a paper, put together from its lines. Pure."""

import re
from dataclasses import dataclass, replace

from meetings.minutes.bodies import NOUN
from meetings.minutes.dates import days_in
from meetings.minutes.furniture import ends_sentence, is_label, without_furniture
from meetings.minutes.lines import Line, coded, headed, lines_of
from meetings.minutes.numbering import Mark, as_letter, follows, mark_of
from meetings.minutes.signs import is_sign, stands_alone
from meetings.minutes.words import NOTHING, Words, join

MOST_OF_A_LINE = 0.72


@dataclass(frozen=True)
class Block:
    """One paragraph or point, or one row of a table. `gap` says that a blank line stands before it; `strong` that the
    paper shows it as a heading, `is_title` that it is the title of an item.
    """

    words: Words
    mark: Mark | None
    indent: int
    level: int
    strong: bool
    gap: bool
    marking: Words = NOTHING
    cells: tuple[Words, ...] = ()
    is_label: bool = False
    is_title: bool = False

    @property
    def text(self) -> str:
        return self.words.text

    @property
    def start(self) -> int:
        return self.words.span.start

    @property
    def end(self) -> int:
        return self.words.span.end


def blocks_of(text: str) -> list[Block]:
    """The blocks of a paper in order, without what belongs to the page only."""
    lines = headed(coded(without_furniture(lines_of(text))))
    width = _width(lines)
    known = _spellings(text)
    blocks: list[Block] = []
    held: list[Line] = []
    gap = held_gap = False
    for line in lines:
        if line.is_blank:
            gap = True
            continue
        if held and _goes_on(held, line, width, gap=gap):
            held.append(line)
        else:
            if held:
                blocks.append(_block(held, known, gap=held_gap))
            held, held_gap = [line], gap
        gap = False
    if held:
        blocks.append(_block(held, known, gap=held_gap))
    return _turns(_letters(_listed(blocks)))


def _width(lines: list[Line]) -> int:
    """How wide the paper's lines are where it breaks its paragraphs over several; 0 where each stands on one line."""
    lengths = sorted(line.end - line.start for line in lines if line.words and not line.cells)
    if not lengths:
        return 0
    widest = lengths[int(len(lengths) * 0.97)]
    return widest if widest <= 130 else 0


def _goes_on(held: list[Line], line: Line, width: int, *, gap: bool) -> bool:
    """Whether a line continues the paragraph before it."""
    last = held[-1]
    if line.cells or last.cells or line.mark or line.level or (line.strong and not last.strong):
        return bool(
            line.mark and not line.mark.is_bullet and not line.cells and _breaks_off(held, line, gap=gap)
        )
    if not last.words:  # a number alone on its line: its words follow
        return not is_sign(line.words.text) or not last.mark
    if (
        last.level
        or is_label(last)
        or is_label(line)
        or is_sign(line.words.text)
        or stands_alone(last.words.text)
    ):
        return False
    if last.strong != line.strong:
        return False
    text = line.words.text
    unfinished = not ends_sentence(last.words.text)
    if gap:
        return unfinished and text[0].islower() and len(last.words.text) > 25
    if text[0].islower():
        return not last.words.text.endswith(":")
    if _LABELLED.match(text) and _LABELLED.match(held[0].words.text):
        return False
    if _CARD.match(text) and (_CARD.match(last.words.text) or held[0].mark):
        return False
    if text.isupper() and last.words.text.isupper() and re.fullmatch(NOUN, text, re.IGNORECASE):
        return not gap
    if not width or gap or _stands_for_itself(last, line):
        return False
    full = (last.end - last.start) >= MOST_OF_A_LINE * width
    return full and (unfinished or len(held) > 0)


_LABELLED = re.compile(r"[A-Z][\w’'/&() -]{1,40}:(?:\s|$)")
# A labelled line of a tracker: "Response: Accepted".
_CARD = re.compile(
    r"(?:(?:cabinet|executive|council|officer|lead|portfolio holder)['’]?s?\s+)?(?:addressed to"
    r"|directed to|made to|to|response|decision|verdict|status|outcome|progress|comments?|reasons?|rag"
    r"|owner"
    r"|lead officer|officer|due(?: date)?|target(?: date)?|deadline|portfolio holder|update|action"
    r"|accepted\??|agreed\??)\s*:\s",
    re.IGNORECASE,
)


def _stands_for_itself(last: Line, line: Line) -> bool:
    """Whether a line begins anew though the one before is full: a day, or the line behind a name in capitals."""
    text = line.words.text
    if text[0] in "([" and ends_sentence(last.words.text):
        return True
    if text[0].isupper() and last.words.text.endswith(("”", '."', '?"')):
        return True
    first = next(iter(days_in(text[:60])), None)
    if first and first[0] < 14 and len(text) < 60:
        return True
    return text[0].isupper() and _is_name(last.whole)


def _is_name(text: str) -> bool:
    words = [word for word in text.split() if word not in SMALL]
    return 1 < len(words) < 12 and all(word[0].isupper() or not word[0].isalpha() for word in words)


# Small words that names and titles keep in small letters.
SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "&", "–", "-"}
)


def _breaks_off(held: list[Line], line: Line, *, gap: bool) -> bool:
    """A line that only looks marked: "section\\n2.1 of the report" is one sentence."""
    last = held[-1]
    if gap or not last.words or ends_sentence(last.words.text) or line.mark is None:
        return False
    return line.mark.style == "1.1" and bool(
        re.search(r"\b(?:section|paragraph|appendix|item|of|and|to|in|at)$", last.words.text)
    )


def _spellings(text: str) -> set[str]:
    """The words and the hyphenated words of a paper, by which a word broken over two lines is put together."""
    return set(re.findall(r"[a-z]+(?:[-\u2010][a-z]+)*", text.casefold()))


def _block(lines: list[Line], known: set[str], *, gap: bool) -> Block:
    first = lines[0]
    if first.cells:
        return Block(join(first.cells), None, 0, 0, False, gap, cells=first.cells)
    words = NOTHING
    for line in lines:
        piece = line.words if line is first else join([line.marking, line.words])
        words = _glued(words, piece, known)
    return Block(
        words, first.mark, first.indent, first.level, first.strong, gap, first.marking, (), is_label(first)
    )


def _glued(before: Words, after: Words, known: set[str]) -> Words:
    """Two lines as one. A hyphen at the end of the first goes where the paper knows the word without it."""
    broken = re.search(r"([A-Za-z]{2,})[-\u2010]$", before.text)
    onward = re.match(r"[a-z]{2,}", after.text)
    if not broken or not onward:
        return join([before, after])
    apart, together = f"{broken[1]}-{onward[0]}".casefold(), f"{broken[1]}{onward[0]}".casefold()
    if apart in known or (together not in known and broken[1].casefold() in COMPOUNDS):
        return join([before, after], glue="")
    return join([before.part(0, len(before.text) - 1), after], glue="")


# First halves of words that keep their hyphen when a line ends there.
COMPOUNDS = frozenset(
    {
        "back",
        "well",
        "self",
        "long",
        "short",
        "non",
        "cross",
        "end",
        "year",
        "two",
        "three",
        "four",
        "five",
        "follow",
        "high",
        "low",
        "light",
        "cyber",
        "mid",
        "part",
        "full",
        "task",
        "half",
        "decision",
        "evidence",
    }
)


def _listed(blocks: list[Block]) -> list[Block]:
    """Take rows of a number and a text, below no heads of a table, as the points of a list."""
    out: list[Block] = []
    table = False
    for block in blocks:
        mark = mark_of(f"{block.cells[0].text.rstrip('.')}. ") if len(block.cells) == 2 else None
        if block.cells and (table or mark is None or mark.is_bullet):
            table = True
            out.append(block)
        elif block.cells and mark:
            out.append(replace(block, words=block.cells[1], mark=mark, marking=block.cells[0], cells=()))
        else:
            table = False
            out.append(block)
    return out


def _turns(blocks: list[Block]) -> list[Block]:
    """Take "A. …" behind "Q1. …" as the turn of a transcript, not as the first point of a list."""
    asked = [bool(_ASKED.match(f"{block.marking.text} {block.text}".strip())) for block in blocks]
    pairs = zip(asked, blocks[1:], strict=False)
    if not any(first and block.mark and block.mark.label == "A" for first, block in pairs):
        return blocks
    return [
        replace(block, words=join([block.marking, block.words]), mark=None, marking=NOTHING)
        if block.mark and block.mark.label in ("A", "Q")
        else block
        for block in blocks
    ]


_ASKED = re.compile(r"Q\.?\s*\d{0,3}\s*[.:)]")


def _letters(blocks: list[Block]) -> list[Block]:
    """Take "(i)" after "(h)" as a letter."""
    out: list[Block] = []
    last: dict[str, Mark] = {}
    for block in blocks:
        mark = block.mark
        if mark and mark.label and len(mark.label) == 1 and mark.style.strip("().") in "iI":
            other = as_letter(mark)
            before = last.get(other.style)
            if before and before.value > 1 and follows(mark, before):
                mark = other
                block = replace(block, mark=mark)
        if mark:
            last[mark.style] = mark
        out.append(block)
    return out
