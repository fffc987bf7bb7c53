"""Questions with their answers, over the paragraphs, points and transcripts of an item. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.minutes.actors import opening
from meetings.minutes.asking import Asked, Told, answers, asks, exchanges, is_clear_answer
from meetings.minutes.found import Answer, Question
from meetings.minutes.passages import Kind, Passage
from meetings.minutes.points import Point, tree_of
from meetings.minutes.promising import promises
from meetings.minutes.sentences import sentences
from meetings.minutes.words import Words, join

_LEADS = re.compile(
    r"\b(?:following|these|number of|several|asked the following"
    r"|raised the following)\s+(?:\w+\s+)?(?:questions|queries)\b|\bclarification (?:was|had been) (?:sought"
    r"|requested) (?:for|on|about|regarding)\b.*"
    r"|\b(?:questions|queries) (?:and \w+ |\w+ )?(?:were|included|from|raised)\b|\basked(?: the following)?\s*:"
    r"|^(?:members['’]? )?(?:questions|queries)\s*:?$",
    re.IGNORECASE,
)
# A lead that says who answered, and so opens statements: "Following questions, the officer highlighted the following:".
_TELLS = re.compile(
    r"\b(?:highlighted|advised|confirmed|responded|replied|answered|explained|stated|said|clarified"
    r"|reported|outlined|informed|noted|told)\b"
)
_TURN = re.compile(
    r"(?P<kind>Q|A|Question|Answer|Reply|Response|Supplementary(?: question)?"
    r"|Supplementary answer)\s*(?P<number>\d{0,2}[a-z]?)\s*(?P<from>(?:\([^)]{1,80}\)|(?:from|by"
    r"|of)\s[^:]{2,80}))?"
    r"\s*(?::|[.)](?=\s)|\s[–—-](?=\s)|$)\s*",
)
_PUT = re.compile(
    r"(?:The following|A|One|Another|The (?:first|second|third|next))?\s*(?:public |written |oral "
    r"|further )*(?:supplementary )?[Qq]uestions?\b.{0,80}?\b(?:by|from)\s+"
    r"(?P<by>(?!Members|Councillors\b|The )[A-Z][^:,]{2,60}?)(?:,[^:]{2,60})?\s*:"
)
_REPLIED = re.compile(
    r"(?:In (?:reply|response),? )?(?:The )?(?P<by>[A-Z][^:,.]{2,80}?)\s+(?:replied|responded|answered"
    r"|gave the following (?:answer|reply|response))"
    r"(?: as follows| in the following terms| that)?\s*:"
)
_ASKER = re.compile(
    r"(?P<by>(?:Councillors?|Cllrs?|Members?|(?:[Aa]|[Oo]ne|[Aa]nother|[Tt]he) [Mm]ember"
    r"|(?:The )?Chair(?:man|woman|person)?|(?:The )?Panel|(?:The )?Committee)(?: [A-Z][\w’'.-]*){0,3})\b"
)
_OPINION = re.compile(r"\bwould\b|\bshould\b", re.IGNORECASE)


def questions_in(passages: list[Passage]) -> list[Question]:
    """The questions of an item in order, each with its answers. Comments and opinions are none."""
    found: list[Asked] = []
    for passage in passages:
        if passage.kind is not Kind.TALK:
            continue
        roots = tree_of([block for block in passage.blocks if not block.cells and not block.is_label])
        _walk(roots, found, led=False)
    return [_question(asked) for asked in found]


def _question(asked: Asked) -> Question:
    by = _ASKER.match(asked.words.text)
    return Question(
        asked.words.text,
        asked.by or (by["by"] if by else None),
        tuple(Answer(told.by, told.words.text, told.words.span) for told in asked.answers),
        asked.words.span,
    )


def _walk(points: Iterable[Point], found: list[Asked], *, led: bool) -> None:
    last: Asked | None = None
    turn: str | None = None
    awaited: Awaited | None = None
    for point in points:
        own = point.own
        if not point.subs and (waits := _awaits(own.text)):
            awaited, turn = waits, None
            continue
        if awaited and own:
            last, awaited = _taken(awaited, point.whole, last, found), None
            continue
        if spoken := _TURN.match(_said(point)):
            last, turn = _take_turn(point, spoken, last, found)
            continue
        if turn and last and not point.block.mark and not asks(own.text) and not point.block.gap:
            _append(last, Told(last.answers[-1].by if last.answers else None, own))
            continue
        turn = None
        if point.subs and own.text.endswith(":") and _LEADS.search(own.text) and not _TELLS.search(own.text):
            _walk(point.subs, found, led="comment" not in own.text.casefold())
            last = None
        else:
            last = _exchange(point, last, found, led=led)


@dataclass(frozen=True)
class Awaited:
    """What the next paragraph holds: a question or an answer, and whose."""

    asks: bool
    by: str | None


def _awaits(text: str) -> Awaited | None:
    """What a line announces: "The following question was put by Mrs Green:", "The Leader replied:", "Reply:"."""
    if len(text) > 200 or not text.endswith((":", "Question", "Answer", "Reply", "Response")):
        return None
    turn = _TURN.fullmatch(text)
    if turn and (turn["from"] or not turn["number"]):
        return Awaited("uestion" in turn["kind"] or turn["kind"] == "Q", _from(turn))
    if found := _PUT.fullmatch(text):
        return Awaited(asks=True, by=found["by"])
    if found := _REPLIED.fullmatch(text):
        return Awaited(asks=False, by=found["by"])
    return None


def _from(turn: re.Match[str]) -> str | None:
    return _bare(re.sub(r"^(?:from|by|of)\s+", "", (turn["from"] or "").strip("() ")) or None)


def _taken(awaited: Awaited, words: Words, last: Asked | None, found: list[Asked]) -> Asked | None:
    if awaited.asks:
        found.append(Asked(words, by=awaited.by))
        return found[-1]
    if last is not None:
        last.answers.append(Told(awaited.by, words))
    return last


def _said(point: Point) -> str:
    return point.own.text


def _take_turn(
    point: Point, spoken: re.Match[str], last: Asked | None, found: list[Asked]
) -> tuple[Asked | None, str]:
    """A line of a transcript: "Q1: …", "Answer (Head of ICT): …"."""
    words = join([point.own.part(spoken.end()), *(sub.whole for sub in point.subs)])
    who = re.sub(r"^(?:from|by|of)\s+", "", (spoken["from"] or "").strip("() ")) or None
    if spoken["kind"].startswith(("Q", "Sup")) and "answer" not in spoken["kind"]:
        named = re.match(r"(?:The )?(?P<by>[A-Z][^:?!]{1,40}):\s+", words.text)
        last = Asked(words.part(named.end()), by=named["by"]) if named else Asked(words, by=_bare(who))
        if words:
            found.append(last)
        return last, "question"
    if last is None:
        return None, "answer"
    named = re.match(r"(?:The )?(?P<by>[A-Z][^:.?!]{2,60}):\s+", words.text)
    if named:
        who, words = who or named["by"], words.part(named.end())
    is_answer, by = answers(words.text)
    _append(last, Told(_bare(who) or (by if is_answer else None), words))
    return last, "answer"


def _bare(who: str | None) -> str | None:
    return re.sub(r"^(?:the|an?)\s+", "", who, flags=re.IGNORECASE) if who else None


def _append(asked: Asked, told: Told) -> None:
    if not told.words:
        return
    if not asked.words:
        asked.words = told.words
        return
    asked.answers.append(told)


def _exchange(point: Point, last: Asked | None, found: list[Asked], *, led: bool) -> Asked | None:
    """A paragraph or point with what stands under it, after the question before it."""
    own = point.own
    here = exchanges(own, led=led)
    if here:
        found.extend(item for item in here if item.words)
        current: Asked | None = here[-1]
    elif last is not None and _is_answer_to(point, last):
        _, by = answers(own.text)
        last.answers.append(Told(by, own))
        current = last
    elif _is_promised(point):
        current = Asked(own)
        found.append(current)
    else:
        current = None
    if current is None:
        _walk(point.subs, found, led=led and bool(point.subs) and own.text.endswith(":"))
    else:
        _answered(point.subs, current, found)
    return current if current is not last or current is None else last


def _is_answer_to(point: Point, last: Asked) -> bool:
    """Whether the paragraph after a question answers it: with a word of answering, by somebody or in the passive."""
    first = sentences(point.own)[0].text if point.own else ""
    if not is_clear_answer(first):
        return False
    if re.match(r"(?:Councillor|Cllr|The Chair|Members?\b|A member)", first) and not re.match(
        r".{0,90}\((?:Portfolio|Cabinet|Executive|Leader)", first
    ):
        return bool(re.search(r"\b(?:replied|responded|answered|in (?:response|reply))\b", first))
    if last.answers:
        return bool(
            re.search(r"\b(?:added|further|also|replied|responded|answered|in (?:response|reply))\b", first)
        )
    return True


def _is_promised(point: Point) -> bool:
    """Whether a member's point that asks nothing in words was answered with a promise: then it was put to somebody."""
    if not point.subs or point.own.text.endswith(":"):
        return False
    first = point.subs[0].own
    if not first or not answers(first.text)[0] or not promises(sentences(first)[0]):
        return False
    opened = opening(first.text)
    return opened is None or opened["verb"] not in ("undertook", "agreed", "promised", "offered")


def _answered(subs: list[Point], asked: Asked, found: list[Asked]) -> None:
    """The points under a question are its answers, unless one asks in turn."""
    for sub in subs:
        own = sub.whole
        first = sentences(own)[0].text if own else ""
        is_answer, by = answers(first)
        if asks(first) and not (is_answer and is_clear_answer(first)):
            asked_here = exchanges(own)
            found.extend(asked_here)
            asked = asked_here[-1] if asked_here else asked
        elif is_answer or not asked.answers:
            asked.answers.append(Told(by, own))
        else:
            last = asked.answers[-1]
            asked.answers[-1] = Told(last.by, join([last.words, own]))


__all__ = ["Words", "questions_in"]
