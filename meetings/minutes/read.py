"""Reading a paper: from its text to the meetings or reports in it, with everything found. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.minutes import tables
from meetings.minutes.attendance import attendance_in
from meetings.minutes.blocks import Block, blocks_of
from meetings.minutes.bodies import is_executive
from meetings.minutes.cards import cards_in
from meetings.minutes.decisions import decisions_in
from meetings.minutes.found import Found, Item, Question, Span, Undertaking
from meetings.minutes.grids import unfolded
from meetings.minutes.heading import body_of, council_of, day_of
from meetings.minutes.items import Section, sections_of
from meetings.minutes.meetings import meetings_in
from meetings.minutes.passages import Kind, Passage, passages_of
from meetings.minutes.points import tree_of
from meetings.minutes.promising import undertakings_of
from meetings.minutes.recommendations import once, recommendations_in
from meetings.minutes.requests import requests_in
from meetings.minutes.responses import responses_in
from meetings.minutes.signs import Part, sign_of
from meetings.minutes.talk import questions_in
from meetings.minutes.words import same

# A longer line at the top of a paper is no heading of it.
LONGEST_HEADING = 150


def read(text: str) -> tuple[Found, ...]:
    """The meetings or reports in a text, one at least. Offsets are into exactly this text."""
    blocks = unfolded(blocks_of(text))
    return tuple(_found(part) for part in meetings_in(blocks)) or (Found(None, None, None),)


def _found(blocks: list[Block]) -> Found:
    report = _is_report(blocks)
    heading, sections = sections_of(blocks, minutes=not report)
    top = heading if heading and len(sections) and sections[0].blocks is not heading else blocks
    whole = (
        [*heading, *(block for section in sections for block in section.blocks)]
        if heading is not sections[0].blocks
        else blocks
    )
    body = body_of(top if heading else blocks, blocks) or body_of(blocks, blocks)
    executive = body is not None and is_executive(body.text)
    return Found(
        body=body,
        council=council_of(top) or council_of(blocks),
        day=day_of(top) or day_of(blocks[:40] if not report else top),
        attendance=attendance_in(whole),
        items=tuple(_item(section, report=report, executive=executive) for section in sections),
    )


def _is_report(blocks: Sequence[Block]) -> bool:
    """Whether a paper reports instead of recording a meeting: it says so at its top, and nothing in it was resolved."""
    signs = [
        sign.part
        for block in blocks
        if not block.cells and (sign := sign_of(block.text)) and (sign.verb or sign.part is not Part.DECISION)
    ]
    if Part.DECISION in signs or Part.MINUTES in signs:
        return False
    if any(re.search(r"\b(?:RESOLVED|AGREED)\b", block.text) for block in blocks):
        return False
    top = " ".join(block.text for block in blocks[:8] if len(block.text) < LONGEST_HEADING)
    return bool(
        re.search(
            r"\b(?:task (?:and finish )?group|working group|review group|working party|inquiry|review|scrutiny)\b",
            top,
            re.IGNORECASE,
        )
        and re.search(r"\breport\b|\breview\b|\binquiry\b|\bfindings\b", top, re.IGNORECASE)
    )


def _item(section: Section, *, report: bool, executive: bool) -> Item:
    cards, blocks = cards_in(section.blocks)
    passages = passages_of(blocks, report=report)
    rows = [*cards, *tables.tables_in(blocks)]
    recommendations = [
        *recommendations_in(passages, executive=executive),
        *(item for table in rows for item in tables.recommendations_of(table)),
    ]
    responses = [*responses_in(passages), *(item for table in rows for item in tables.responses_of(table))]
    questions = [*questions_in(passages), *(item for table in rows for item in tables.questions_of(table))]
    undertakings = [
        *([] if report else _undertakings(passages, questions)),
        *(item for table in rows for item in tables.undertakings_of(table)),
    ]
    places = [block for block in section.blocks if block.words]
    spans = [section.title.span] if section.title else []
    spans.extend(Span(block.start, block.end) for block in (places[:1] + places[-1:]))
    return Item(
        title=section.title.text if section.title else None,
        number=section.number,
        span=Span(
            min((span.start for span in spans), default=0), max((span.end for span in spans), default=0)
        ),
        decisions=tuple(decisions_in(passages)),
        recommendations=tuple(once(recommendations)),
        responses=tuple(responses),
        questions=tuple(questions),
        undertakings=tuple(undertakings),
        requests=tuple(requests_in(passages)),
    )


def _undertakings(passages: list[Passage], questions: list[Question]) -> list[Undertaking]:
    """Promises in the talk and below "Actions", each once. One without a speaker takes that of the answer it stands in."""
    found: list[Undertaking] = []
    for passage in passages:
        if passage.kind is Kind.TALK:
            for block in passage.blocks:
                if not block.cells and not block.is_label:
                    found.extend(undertakings_of(block.words))
        elif passage.kind is Kind.ACTIONS:
            found.extend(_actions(passage))
    seen: set[str] = set()
    out: list[Undertaking] = []
    for item in found:
        if same(item.text) not in seen:
            seen.add(same(item.text))
            out.append(_spoken(item, questions))
    return out


def _spoken(item: Undertaking, questions: list[Question]) -> Undertaking:
    if item.by is not None:
        return item
    for question in questions:
        for answer in question.answers:
            if answer.span.start <= item.span.start and item.span.end <= answer.span.end:
                return replace(item, by=answer.by)
    return item


_TO_DO = re.compile(
    r"(?:the\s+)?(?P<by>[A-Z][^:;.]{1,70}?)\s+(?:to|will|would)\s+(?=[a-z])|(?P<named>[A-Z][^:;.]{1,60}):\s+"
)


def _actions(passage: Passage) -> list[Undertaking]:
    found: list[Undertaking] = []
    for words in (passage.first, *(point.whole for point in tree_of(passage.blocks))):
        if not words:
            continue
        by = _TO_DO.match(words.text)
        name = (by["by"] or by["named"]) if by else None
        text = words.part(by.end()) if by and by["named"] else words
        found.append(Undertaking(re.sub(r"^[Tt]he\s+", "", name) if name else None, text.text, text.span))
    return found
