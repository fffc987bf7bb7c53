"""Decisions: what the meeting itself resolved, agreed, noted or approved. Pure."""

import re

from meetings.minutes.blocks import Block
from meetings.minutes.bodies import SUBJECT
from meetings.minutes.found import Decision
from meetings.minutes.passages import Kind, Passage
from meetings.minutes.points import tree_of
from meetings.minutes.resolutions import points_in, tidy
from meetings.minutes.sentences import sentences
from meetings.minutes.signs import EARLIER
from meetings.minutes.words import Words, join, same

_KINDS = (
    ("deferred", r"\b(?:be |was |were )?(?:deferred?|defers|adjourned|postponed)\b"),
    ("referred", r"\b(?:be |was |were )?(?:referred|refers?|refer back)\b"),
    (
        "approved",
        r"\b(?:approved?|approves|adopt(?:ed|s)?|endorse[ds]?|authoris\w+|ratif\w+|confirmed as a correct"
        r"|correct record)\b",
    ),
    ("noted", r"\b(?:noted|notes?|received?|receives)\b"),
)
_PAPER = (
    r"(?:(?:the|this|its|their|an?)\s+)?(?:[\w’'-]+\s+){0,6}?(?:report|update|minutes|contents?|position"
    r"|presentation|work programme|work plan|forward plan|programme|recommendations?|findings"
    r"|progress|information|strategy|plan|policy|proposals?|budget|figures|briefing|item|matter|response"
    r"|responses|review|scope|terms of reference|annual report|performance|document|appointment"
    r"|draft|exemption|application|request|answers?|comments?|views|outcomes?|concerns|changes?"
    r"|amendments?|timetable|calendar|statement)"
)
_STATED = re.compile(
    rf"(?:(?:The|That the|Members of the)\s+)?(?:{SUBJECT})\s+(?:(?:then|therefore|unanimously|subsequently"
    rf"|duly|formally|also|accordingly)\s+)*"
    rf"(?:considered and |received and |discussed and )?(?:noted|approved|endorsed|adopted|accepted"
    rf"|received and noted|agreed and noted|agreed|ratified|deferred|supported)\s+(?:{_PAPER})\b",
)
_PASSIVE = re.compile(
    rf"(?:{_PAPER})\b[^.]{{0,120}}?\s(?:was|were)\s+(?:(?:then|therefore|unanimously|duly|formally|subsequently)\s+)*"
    r"(?:noted|agreed|approved|confirmed|adopted|endorsed|accepted|received and noted|signed|deferred"
    r"|taken as read)\b(?! (?:in|that|to|by the (?:auditor|government)))[^.]{0,120}\.?",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:noted|agreed|accepted)\s+(?:that|with|how|the (?:suggestion|comment|concern|point|importance|need"
    r"|difficult)\w*)\b"
)


def word_of(text: str, verb: str) -> str:
    """The word of a decision, as a value of `DecisionKind`: what its words say first, else the word at its head."""
    for kind, pattern in _KINDS:
        if re.search(pattern, text, re.IGNORECASE):
            return kind
    return {
        "agreed": "agreed",
        "noted": "noted",
        "approved": "approved",
        "deferred": "deferred",
        "referred": "referred",
    }.get(verb, "resolved")


def decisions_in(passages: list[Passage]) -> list[Decision]:
    """The decisions of an item in the paper's order, each once, though a page prints the block twice."""
    found: list[Decision] = []
    for passage in passages:
        if passage.kind in (Kind.DECISION, Kind.RECOMMENDED):
            _, points = points_in(passage)
            found.extend(
                Decision(
                    point.number, point.words.text, word_of(point.words.text, passage.verb), point.words.span
                )
                for point in points
            )
        elif passage.kind is Kind.TALK:
            found.extend(_stated(passage, resolved=bool(found)))
    if not found:
        found = _bare(passages) or _closing(passages)
    return _once(found)


def _stated(passage: Passage, *, resolved: bool) -> list[Decision]:
    """Sentences that decide without a head: "The Panel noted the report.", "The minutes were agreed as a correct record."

    Only in paragraphs of one or two sentences, so that the telling of a debate decides nothing.
    """
    found: list[Decision] = []
    for block in passage.blocks:
        if block.cells or block.is_label or len(block.text) > 420 or (block.mark and block.mark.is_bullet):
            continue
        for sentence in sentences(block.words):
            if states_decision(sentence.text):
                words = sentence
                found.append(Decision(None, words.text, word_of(words.text, ""), words.span))
    return found


def states_decision(sentence: str) -> bool:
    if len(sentence) > 260 or EARLIER.search(sentence) or _OPINION.search(sentence) or sentence.endswith("?"):
        return False
    if re.match(r"(?:If|When|Once|Where|Although|While|As|Should)\b", sentence):
        return False
    return bool(_STATED.match(sentence) or _PASSIVE.fullmatch(sentence))


_BARE = re.compile(r"That\b.{3,}", re.DOTALL)


def _bare(passages: list[Passage]) -> list[Decision]:
    """Decisions without any head: paragraphs that begin with "That", with nothing before that leads to them."""
    found: list[Decision] = []
    for passage in passages:
        if passage.kind is not Kind.TALK:
            continue
        led = False
        for block in passage.blocks:
            if block.mark is None or not block.marking:
                led = block.text.endswith(":") and not _BARE.match(block.text)
            if (
                not led
                and not block.cells
                and _BARE.match(block.text)
                and re.search(r"\bbe\b|\b(?:approve|note|agree|endorse|adopt)s?\b", block.text)
            ):
                words: Words = block.words
                label = block.mark.label if block.mark else None
                found.append(Decision(label, words.text.rstrip(";"), word_of(words.text, ""), words.span))
    return found


_SHALL = re.compile(
    r"\b(?:be|not be)\s+(?:\w+ly\s+)?[a-z]+(?:ed|en|t)\b|^(?:the|a|an|all|that|subject"
    r"|this)\b.{3,200}?\b(?:be|ask|report|write|review|meet|continue|submit|provide)\b",
    re.IGNORECASE,
)


def _closing(passages: list[Passage]) -> list[Decision]:
    """Decisions whose head is lost: numbered points at the end of an item that led nobody on, and say what shall be."""
    talk = [passage for passage in passages if passage.kind is Kind.TALK]
    if not talk or talk[-1] is not passages[-1]:
        return []
    blocks = [block for block in talk[-1].blocks if not block.is_label and not _CLOSED.match(block.text)]
    start = max((at for at, block in enumerate(blocks) if _first(block)), default=None)
    if start is None or (start and blocks[start - 1].text.endswith((":", "?"))):
        return []
    points = [point for point in tree_of(blocks[start:]) if point.label]
    last = points[-1].block if points else None
    tail = blocks[start:]
    if last is None or len(points) < 2 or not all(_SHALL.search(point.whole.text) for point in points):
        return []
    words = [
        _until(tail, one.block, other.block if other else None)
        for one, other in zip(points, [*points[1:], None], strict=True)
    ]
    return [
        Decision(point.label, text.text, word_of(text.text, ""), text.span)
        for point, text in zip(points, map(tidy, words), strict=True)
    ]


_CLOSED = re.compile(r"The meeting (?:closed|ended|concluded|finished)", re.IGNORECASE)


def _first(block: Block) -> bool:
    return block.mark is not None and not block.mark.is_bullet and block.mark.value == 1 and not block.cells


def _until(blocks: list[Block], one: Block, other: Block | None) -> Words:
    """The words from one point to the next, with the lines between them."""
    start = blocks.index(one)
    end = blocks.index(other) if other is not None else start + 1
    return join([one.words, *(join([block.marking, block.words]) for block in blocks[start + 1 : end])])


def _once(found: list[Decision]) -> list[Decision]:
    seen: set[str] = set()
    out: list[Decision] = []
    for decision in found:
        key = same(re.sub(r"^that\s+", "", decision.text, flags=re.IGNORECASE))
        if key in seen or not key:
            continue
        seen.add(key)
        out.append(decision)
    return out
