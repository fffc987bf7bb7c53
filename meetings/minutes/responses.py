"""Responses: what was answered to a recommendation, in words. Pure."""

import re

from meetings.minutes.found import Response
from meetings.minutes.passages import Kind, Passage
from meetings.minutes.points import tree_of
from meetings.minutes.verdicts import VERDICT, verdict_of
from meetings.minutes.words import Words, join

_NUMBER = re.compile(
    r"\brecommendations?\s+(?:no\.?\s*|number\s*)?(?P<number>[a-z]?\d{1,3}[a-z]?|[a-z](?=\b\s*[:.)–-]))",
    re.IGNORECASE,
)
_RESPONSE = re.compile(
    rf"(?:.{{0,60}}?\bresponse\s+to\s+)?(?:recommendation|rec"
    rf"|r)\s*\.?(?:no\.?\s*)?(?P<number>\d{{1,3}}[a-z]?)\s*(?:(?:was|is|be|has been|had been)\s+"
    rf"|[:.–—-]+\s*)+(?:(?:the )?(?:Cabinet|Executive|Council)\s+)?(?P<verdict>{VERDICT})\b\s*[.:;,–—-]*\s*",
    re.IGNORECASE,
)


def responses_in(passages: list[Passage]) -> list[Response]:
    """Answers that stand as points below "Response", or as "Recommendation 2: accepted in part. …"."""
    found: list[Response] = []
    for passage in passages:
        if passage.kind is Kind.ANSWERS:
            found.extend(_listed(passage))
        else:
            found.extend(_labelled(passage))
    return found


def _listed(passage: Passage) -> list[Response]:
    found: list[Response] = []
    number = _NUMBER.search(passage.lead.text) or _NUMBER.search(passage.before[:60])
    points = tree_of(passage.blocks)
    for words, label in [(passage.first, None), *((point.whole, point.label) for point in points)]:
        if words and (verdict := verdict_of(words.text)):
            found.append(response(label or (number["number"] if number else None), verdict, words))
        elif words and (said := _said(words, label)):
            found.append(said)
        elif found and words and label is None and not found[-1].text:
            last = found.pop()
            found.append(Response(last.number, last.verdict, words.text, words.span))
    return found


def response(number: str | None, verdict: tuple[str, int], words: Words) -> Response:
    rest = words.part(verdict[1])
    return Response(number, verdict[0], rest.text, words.span)


def _said(words: Words, label: str | None) -> Response | None:
    found = _RESPONSE.match(words.text)
    if not found:
        return None
    number = f"R{found['number']}" if re.match(r"R\d", words.text) else found["number"]
    return Response(number, found["verdict"].lower(), words.part(found.end()).text, words.span)


def _labelled(passage: Passage) -> list[Response]:
    found: list[Response] = []
    for block in passage.blocks:
        if block.cells:
            continue
        whole = join([block.marking, block.words]) if block.mark else block.words
        if said := _said(whole, None):
            found.append(said)
        elif block.mark and block.mark.names_what and (verdict := verdict_of(block.text)):
            found.append(response(block.mark.label, verdict, block.words))
    return found
