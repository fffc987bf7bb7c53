"""Requests: what members asked for outside any decision, with the points under it. Pure."""

import re

from meetings.minutes.found import Request
from meetings.minutes.passages import Kind, Passage
from meetings.minutes.points import Point, tree_of
from meetings.minutes.sentences import sentences
from meetings.minutes.words import join

_ASKS = re.compile(
    r"\b(?:requested|requests|asked)\s+(?:that\b|(?:for\s+)?[^.?]{2,90}?\bto be\b|for (?:a|an|the) (?:report"
    r"|paper|update|briefing|note|list|copy|breakdown)\b)|\b(?:requested|had requested)\s+(?:the|a|an"
    r"|further)\b(?!\s*clarif)"
    r"|\b(?:it was|was) requested that\b",
    re.IGNORECASE,
)
LONGEST = 2500
_BY = re.compile(
    r"(?:In conclusion,\s+)?(?P<by>(?:Some |The )?(?:Members?|Councillors?|Cllrs?|Chair\w*|Panel"
    r"|Committee)(?:\s+[A-Z][\w’'-]+)*)"
)


def requests_in(passages: list[Passage]) -> list[Request]:
    """The requests of an item in the paper's order."""
    found: list[Request] = []
    for passage in passages:
        if passage.kind is Kind.TALK:
            for point in tree_of(
                [block for block in passage.blocks if not block.cells and not block.is_label]
            ):
                _walk(point, found)
    return found


def _walk(point: Point, found: list[Request]) -> None:
    asked = False
    parts = sentences(point.own)
    for index, sentence in enumerate(parts):
        if len(sentence.text) > LONGEST or not _ASKS.search(sentence.text) or sentence.text.endswith("?"):
            continue
        by = _BY.match(sentence.text)
        subs = point.subs if index == len(parts) - 1 and sentence.text.endswith(":") else []
        words = join([sentence, *(sub.whole for sub in subs)])
        asked = asked or bool(subs)
        found.append(
            Request(
                by["by"] if by else None, sentence.text, tuple(sub.whole.text for sub in subs), words.span
            )
        )
    if not asked:
        for sub in point.subs:
            _walk(sub, found)
