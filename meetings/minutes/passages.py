"""Passages: which blocks of an item are resolution, recommendation, response, reason, action or talk. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from meetings.minutes.advice import leads_to_advice, whose_advice
from meetings.minutes.blocks import Block
from meetings.minutes.numbering import follows
from meetings.minutes.sentences import sentences
from meetings.minutes.signs import THAT_BODY, Part, Sign, sign_of, sign_within
from meetings.minutes.verdicts import verdict_of
from meetings.minutes.words import NOTHING, Words


class Kind(Enum):
    """What a passage is. `ASIDE` are reasons and options; `QUOTED` what others recommended, or what was said before."""

    DECISION = "decision"
    RECOMMENDED = "recommended"
    ADVICE = "advice"
    ANSWERS = "answers"
    ACTIONS = "actions"
    ASIDE = "aside"
    QUOTED = "quoted"
    TALK = "talk"


@dataclass
class Passage:
    """Blocks that belong together. `lead` is the block with the sign, `first` what stands behind the sign on its line,
    `to` the text of what leads to it, in which an addressee may be named.
    """

    kind: Kind
    lead: Words
    first: Words
    blocks: list[Block]
    verb: str = ""
    before: str = ""


_ORDERS = (
    r"approves?|notes?|agrees?|endorses?|delegates?|adopts?|authori[sz]es?|recommends?|receives?|refers?"
    r"|defers?|supports?|accepts?|confirms?|appoints?|requests?"
    r"|instructs?|asks?|grants?|publish|reviews?|thanks?|welcomes?|invites?|commissions?|continues?"
    r"|considers?|submits?|establish|sets?|extends?|allocates?|ratif(?:y|ies)|declares?"
    r"|nominates?|reaffirms?|retains?|rejects?|amends?|directs?|undertakes?|writes?|includes?|pursues?|proceeds?"
)
OPENING = re.compile(
    rf"(?:(?:and\s+)?that\b|to\s+[a-z]+\b|(?:{_ORDERS})\s+(?:the|that|a|an|its|this|and|any|to|on|all|in|with"
    rf"|for|their|[A-Z£\d])|subject to\b|in the event\b)",
    re.IGNORECASE,
)
_ASIDE_TALK = re.compile(
    r"\(?(?:(?:The )?(?:Chair(?:man|woman|person)?|Leader|Mayor)\b|Councillors?\b|Cllrs?\b|Members\b"
    r"|The meeting\b|Following\b|At this (?:point|juncture)|Proposed\b|Moved\b|Seconded\b"
    r"|(?:The )?motion\b|Upon\b|Voting\b|N\.?B\.?\b|Note:|The (?:Committee|Panel|Board"
    r"|Cabinet)(?: then)? (?:adjourned|moved|thanked|discussed|considered)|There (?:was|were|being)|Having\b"
    r"|In accordance with)",
)


def passages_of(blocks: Sequence[Block], *, report: bool) -> list[Passage]:
    """The passages of an item in order. `report` says that the paper is a task group's report, whose own numbered
    recommendations count.
    """
    parts = _split(blocks)
    has_resolution = any(
        (sign := sign_of(block.text)) and sign.part in (Part.DECISION, Part.RECOMMENDED, Part.MINUTES)
        for block in parts
    )
    passages: list[Passage] = []
    for index, block in enumerate(parts):
        sign = None if block.cells else sign_of(block.text) or _late(block)
        previous = passages[-1] if passages else None
        if block.mark and not block.mark.names_what and previous and _holds(previous, block, sign):
            previous.blocks.append(
                _settled(block, sign) if sign and previous.kind is Kind.DECISION else block
            )
        elif block.mark and block.mark.names_what and (kind := _labelled(block, previous)):
            passages.append(Passage(kind, block.marking, NOTHING, [block], before=_before(passages)))
        elif previous and sign and not previous.blocks and not previous.first and THAT_BODY.match(block.text):
            previous.blocks.append(block)
        elif previous and sign and _completes(previous, block, sign):
            previous.blocks.append(_settled(block, sign))
        elif sign and sign.part is not Part.ITEM:
            passages.append(_begun(block, sign, passages, report=report, judged=has_resolution))
        elif previous and previous.kind is not Kind.ASIDE and _belongs(previous, block):
            previous.blocks.append(block)
        elif kind := _led(block, parts[index + 1 : index + 2], report=report, judged=has_resolution):
            passages.append(Passage(kind, block.words, NOTHING, [], before=_before(passages)))
        elif (previous and _belongs(previous, block)) or (previous and previous.kind is Kind.TALK):
            previous.blocks.append(block)
        else:
            passages.append(Passage(Kind.TALK, NOTHING, NOTHING, [block]))
    return passages


def _completes(passage: Passage, block: Block, sign: Sign) -> bool:
    """Whether a word of decision is what was decided: "Decision:" and below it "Approved.", or the next number of a list."""
    if passage.kind is not Kind.DECISION or sign.part is not Part.DECISION:
        return False
    if not passage.blocks and not passage.first:
        if block.mark and block.mark.value == 1 and not block.mark.is_bullet:
            return True
        heads = sign.verb in ("resolved", "recommended") or (block.text.isupper() and sign.verb == "agreed")
        return (
            sign.rest >= len(block.text)
            and (block.text.endswith(".") or not heads)
            and not block.text.endswith(":")
        )
    last = passage.blocks[-1].mark if passage.blocks else None
    return bool(last and block.mark and not block.mark.is_bullet and follows(block.mark, last))


def _settled(block: Block, sign: Sign) -> Block:
    """A point without the word of decision before "that" and "to": "(1) Agreed to …"."""
    behind = 0 < sign.rest < len(block.text) and sign.part is Part.DECISION and bool(sign.verb)
    return replace(block, words=block.words.part(sign.rest)) if behind else block


def _labelled(block: Block, previous: Passage | None) -> Kind | None:
    """What "Recommendation 3: …" or "Decision 1: …" opens: it, an answer to it, or one more of those that others made."""
    if block.mark is None:
        return None
    if verdict_of(block.text):
        return Kind.ANSWERS
    if previous and previous.kind is Kind.QUOTED:
        return Kind.QUOTED
    return Kind.ADVICE if block.mark.recommends else Kind.DECISION


def _late(block: Block) -> Sign | None:
    return sign_within(block.text) if len(block.text) < 3000 and _may_settle(block.text) else None


_CUES = re.compile(
    r"RESOLVED|AGREED|NOTED|APPROVED|DECIDED|RECOMMENDED|ENDORSED|DEFERRED|ADOPTED|REFERRED|\b(?:resolved"
    r"|agreed|recommended|decided)\b|CONFIRMED|ACCEPTED|DETERMINED|GRANTED|REFUSED"
)


def _may_settle(text: str) -> bool:
    return bool(_CUES.search(text))


def _split(blocks: Sequence[Block]) -> list[Block]:
    """Part a paragraph before the sentence that decides, and behind it where the talk goes on."""
    parts: list[Block] = []
    for block in blocks:
        if block.cells or not _may_settle(block.text):
            parts.append(block)
            continue
        parts.extend(_parted(block))
    return parts


def _parted(block: Block) -> list[Block]:
    pieces: list[tuple[bool, list[Words]]] = []
    for index, sentence in enumerate(sentences(block.words)):
        sign = sign_of(sentence.text) if index == 0 else None
        settles = (sign or sign_within(sentence.text)) is not None and _may_settle(sentence.text)
        if settles and (
            block.mark is None or index == 0 or sentence.text.isupper() or _shouts(sentence.text)
        ):
            pieces.append((True, [sentence]))
        elif pieces and not (pieces[-1][0] and _ASIDE_TALK.match(sentence.text)):
            pieces[-1][1].append(sentence)
        else:
            pieces.append((False, [sentence]))
    if len(pieces) < 2:
        return [block]
    out: list[Block] = []
    for index, (_, piece) in enumerate(pieces):
        start = piece[0].places[0]
        end = piece[-1].places[-1]
        first = block.words.places.index(start)
        words = block.words.part(
            first, len(block.words.places) - list(reversed(block.words.places)).index(end)
        )
        out.append(
            replace(block, words=words)
            if index == 0
            else replace(block, words=words, mark=None, marking=NOTHING)
        )
    return out


def _shouts(text: str) -> bool:
    return bool(re.search(r"\b(?:RESOLVED|AGREED|RECOMMENDED|NOTED|APPROVED|DECIDED)\b", text))


def _begun(block: Block, sign: Sign, passages: list[Passage], *, report: bool, judged: bool) -> Passage:
    rest = block.words.part(sign.rest)
    kinds = {
        Part.DECISION: Kind.DECISION, Part.RECOMMENDED: Kind.RECOMMENDED, Part.ASIDE: Kind.ASIDE,
        Part.MINUTES: Kind.TALK, Part.ANSWERS: Kind.ANSWERS, Part.ACTIONS: Kind.ACTIONS,
    }  # fmt: skip
    if sign.part is Part.RECOMMENDED and _TO_ITSELF.match(rest.text):
        return Passage(Kind.QUOTED, block.words, rest, [], before=_before(passages))
    if sign.part is Part.ADVICE:
        kind = whose_advice(block.text, _before(passages), report=report, judged=judged)
        if (
            kind
            and not report
            and _TO_OTHERS.match(block.text)
            and (block.text[: sign.rest].isupper() or passages)
        ):
            return Passage(Kind.RECOMMENDED, block.words, rest, [], "recommended", _before(passages))
        return Passage(Kind.ADVICE if kind else Kind.QUOTED, block.words, rest, [], before=_before(passages))
    if sign.part is Part.DECISION and _orders(block, sign):
        return Passage(Kind.DECISION, NOTHING, NOTHING, [block], sign.verb, _before(passages))
    if sign.part is Part.MINUTES:
        return Passage(Kind.TALK, block.words, NOTHING, [replace(block, words=rest)] if rest else [])
    return Passage(kinds[sign.part], block.words, rest, [], sign.verb, _before(passages))


# What a report asks of the meeting that receives it: "Recommended: That the Panel (a) notes …".
_TO_ITSELF = re.compile(
    r"that\s+(?:the\s+|this\s+)?(?:scrutiny\s+)?(?:committee|panel|board|members|group|sub-committee"
    r"|working group)\s*"
    r"(?:[:–-]|$|\(|(?:is asked|are asked|is invited|are invited|to\b|notes?|approves?|agrees?"
    r"|considers?|endorses?|supports?|comments?|makes?"
    r"|receives?|reviews?|scrutinises?)\b)",
    re.IGNORECASE,
)
_TO_OTHERS = re.compile(r"recommend(?:ations?|ed)(?:\(s\))?\s+(?:to|for)\b", re.IGNORECASE)


def _orders(block: Block, sign: Sign) -> bool:
    """Whether a numbered point says with a word in capitals what was done: "1. NOTED the report"."""
    verb = block.text.split(" ", 1)
    return bool(
        block.mark
        and block.mark.value == 1
        and not block.mark.is_bullet
        and verb[0].isupper()
        and verb[0].casefold() == sign.verb
        and verb[1:]
        and verb[1][:1].islower()
        and not re.match(r"(?:that|to)\b", verb[1])
    )


def _before(passages: list[Passage]) -> str:
    """The text just before, in which a lead may stand: "the recommendations were as follows"."""
    if not passages:
        return ""
    last = passages[-1]
    if last.blocks and (mark := last.blocks[0].mark) and mark.names_what:
        return f"{last.blocks[0].marking.text} {last.blocks[-1].text}"
    return last.blocks[-1].text if last.blocks else last.lead.text


def _is_advice(block: Block) -> bool:
    """Whether a point says what shall be, and does not only name a topic."""
    shall = re.search(
        r"^(?:That|To|[A-Z]?[a-z]+s?\s(?:the|a|an)\b)|\b(?:should|must|be|shall|will)\b", block.text
    )
    return block.mark is not None and (len(block.text) > 30 or shall is not None)


_ANSWERING = re.compile(
    r"\b(?:respon(?:ded|se|ses)|repl(?:y|ies|ied)|answer(?:s|ed)?|recommendations?)\b", re.IGNORECASE
)


def _led(block: Block, behind: Sequence[Block], *, report: bool, judged: bool) -> Kind | None:
    """A sentence that leads to a list of recommendations, and does not tell of an earlier one."""
    if block.cells or not behind:
        return None
    if block.text.endswith(":") and _ANSWERING.search(block.text) and verdict_of(behind[0].text):
        return Kind.ANSWERS
    return {True: Kind.ADVICE, False: Kind.QUOTED, None: None}[
        leads_to_advice(block.text, report=report, judged=judged, listed=_is_advice(behind[0]))
    ]


def _holds(passage: Passage, block: Block, sign: Sign | None) -> bool:
    """Whether a marked block is a point of a passage that is open."""
    if passage.kind is Kind.TALK or _heads_chapter(passage, block):
        return False
    if passage.kind is Kind.ANSWERS and verdict_of(block.text):
        return True
    if (
        sign
        and sign.part in (Part.ASIDE, Part.MINUTES, Part.ADVICE)
        and sign.rest < len(block.text)
        and ":" in block.text[: sign.rest]
    ):
        return False
    if not passage.blocks:
        if (
            sign
            and sign.part in (Part.DECISION, Part.RECOMMENDED)
            and passage.kind not in (Kind.DECISION, Kind.RECOMMENDED)
        ):
            return False
        return (
            passage.lead.text.rstrip().endswith((":", "-", "–", "that", "to"))
            or not passage.first
            or _is_lead(passage.first.text)
        )
    return not (sign and sign.part in (Part.DECISION, Part.RECOMMENDED) and _shouts(block.text))


def _heads_chapter(passage: Passage, block: Block) -> bool:
    """Whether a number is that of the next chapter, and none of the points of a passage: it heads something, and the list
    does not go on with it.
    """
    if block.mark is None or block.mark.style.strip("().") not in ("1", "11"):
        return False
    first = passage.blocks[0].mark if passage.blocks else None
    last = passage.blocks[-1] if passage.blocks else None
    if first and last and first.names_what:
        if last.mark and last.mark.style == block.mark.style:
            return not follows(block.mark, last.mark)
        return block.mark.value != 1 or not last.text.endswith(":")
    if (
        not block.gap
        or len(block.text.split()) > 6
        or not block.text[-1:].isalnum()
        or not block.text[0].isupper()
    ):
        return False
    if sign_of(block.text) is not None or (
        last and last.mark and last.mark.style == "1.1" and block.mark.style == "1."
    ):
        return True
    return bool(last and last.mark and last.mark.style == block.mark.style and block.mark.value == 1)


def _is_lead(text: str) -> bool:
    return text.endswith(":") or len(text) < 3


def _belongs(passage: Passage, block: Block) -> bool:
    """Whether a block without a mark is still part of a passage."""
    if passage.kind is Kind.TALK or block.cells or block.is_label:
        return False
    if (
        block.text.startswith(("(", "["))
        and passage.kind is not Kind.ASIDE
        and (passage.blocks or passage.first)
    ):
        return False
    if passage.kind is Kind.ASIDE:
        begun = bool(passage.first or passage.blocks)
        return not (block.strong or block.level or (begun and _ASIDE_TALK.match(block.text)))
    if not passage.blocks and (not passage.first or _is_lead(passage.first.text)):
        return not block.strong
    last = passage.blocks[-1] if passage.blocks else None
    last_text = last.text if last else passage.first.text
    if block.text[:1].islower():
        return True
    if block.strong or block.level or _ASIDE_TALK.match(block.text):
        return False
    if last is not None and last.mark is not None and block.indent > last.indent and not block.gap:
        return True
    if last_text.endswith(":"):
        return True
    if passage.kind in (Kind.ANSWERS, Kind.ACTIONS):
        return False
    return bool(OPENING.match(block.text)) or (
        last_text.endswith((";", "; and", ", and")) and len(block.text) > 12
    )
