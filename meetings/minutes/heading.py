"""The heading of a paper: which body met, of which council, and on which day. What it does not say stays empty. Pure."""

import re
from collections.abc import Sequence

from meetings.minutes.blocks import Block
from meetings.minutes.bodies import GENERIC, NAME, NOUN, council_in, is_generic
from meetings.minutes.dates import WEEKDAY, days_in
from meetings.minutes.found import Dated, Named
from meetings.minutes.words import Words

TOP = 14
LONGEST_SENTENCE = 1200
_MEETING_LABEL = re.compile(
    r"(?:meeting|committee|body|decision[- ]?(?:maker|taker)|name of (?:meeting|committee|body)|panel|name"
    r"|(?:decision )?(?:taken|made) by|meeting of|decision[- ]making body|meeting (?:name|title"
    r"|body))\s*[:–-]+\s*(?:the\s+)?(?P<what>.+)",
    re.IGNORECASE,
)
_FULL_COUNCIL = re.compile(r"(?:Full )?Council|(?:FULL )?COUNCIL")
_DATE_LABEL = re.compile(
    r"(?:(?:meeting|decision) date|date(?: (?:of|and time(?: of)?|&|\/) ?(?:the )?(?:meeting|decision"
    r"|time(?: of meeting)?|sitting))?|date(?: decision)? (?:taken|made)|date of (?:the )?(?:meeting"
    r"|decision)(?: and time)?|held(?: on)?|decision (?:taken|made)(?: on)?|meeting(?: held)?(?: on)?|when"
    r"|day)\s*[:–-]+\s*",
    re.IGNORECASE,
)
_MINUTES_OF = re.compile(
    r"\b(?:minutes|notes|record|proceedings|decisions?(?: list| notice| sheet| taken)?|report|action notes?"
    r"|summary|extract|draft minutes)\b[\w ,]{0,40}?\b(?:of|from|at|by)\s+(?:(?:a|an"
    r"|the)\s+)?(?:(?:\w+\s+){0,4}?(?:meeting|proceedings|sitting)\s+of\s+)?(?:the\s+)?(?P<what>.+)"
    r"|\b(?:at )?(?:a |the )?(?:\w+ ){0,3}meeting of (?:the )?(?P<what2>.+)",
    re.IGNORECASE,
)
_EXTRACT = re.compile(r"(?:an )?extract (?:from|of) (?:the )?(?:draft )?(?=minutes\b)", re.IGNORECASE)
_HELD = re.compile(r"\b(?:held|which met|met|took place|commenc\w+|on)\b", re.IGNORECASE)
_OTHER_DAY = re.compile(
    r"\b(?:next|last|previous|preceding|future|following|due|published|publication|effective|called?[- ]?in"
    r"|deadline|by|until|from|since|before|after|expires?|updated|printed|reported|scheduled|to be held"
    r"|will be held|adopted|agreed by)\b",
    re.IGNORECASE,
)
_TITLE_BODY = re.compile(
    rf"(?P<name>(?:(?:The|THE)\s+)?{NAME}(?:\s+(?:for|FOR)\s+(?:the\s+"
    rf"|THE\s+)?[A-Z][\w’'&]*(?:\s+(?:[A-Z&][\w’'&]*|and|of|the))*)?(?:\s*\([A-Z][^)]{{1,50}}\))?)"
)
_KIND = re.compile(
    r"\s*[-–—:,|]*\s*(?:draft |public |confidential |final )?(?:agenda and (?:draft )?minutes"
    r"|agenda and decisions|printed (?:draft )?minutes|minutes|decisions?(?: list| notice| sheet)?|agenda"
    r"|printed decisions|meeting|held|issue details)\s*[-–—:,|]*\s*",
    re.IGNORECASE,
)
_DAY_ONLY = re.compile(rf"(?:held\s+)?(?:on\s+)?(?:the\s+)?(?:{WEEKDAY}\b,?\s*)?(?:the\s+)?$", re.IGNORECASE)
_AFTER_DAY = re.compile(
    r"[\s,.;:–—()@-]*(?:(?:at|from|commencing|starting|to|until|between|and|in|\d{1,2}[.:]\d\d|\d{1,2}"
    r"|[ap]\.?m\.?|noon|midday|hrs|hours)\b[\s,.()–-]*)*(?:(?:at|in|the|via|by|council|[A-Z]).*)?$",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    rf"\b(?:(?:asked|invited|requested|enabled?|allow(?:ed)?|for)\s+the\s+(?P<a>{NAME})\s+to\s+(?:receive"
    rf"|consider|note|review|scrutinise|comment)"
    rf"|(?:asked|sought)\s+the\s+(?P<d>{NAME})\s+for\s+(?:its|their)\b"
    rf"|(?:updates?|report|presentation|presented?|advise|inform|provide[ds]?|brief)\s+(?:(?:an? "
    rf"|the )?(?:\w+ ){{0,3}})?(?:to|for)\s+(?:the\s+)?(?P<b>{NAME})\s+(?:on|about|with|regarding|of)\b"
    rf"|^(?:The\s+)?(?P<c>{NAME})\s+(?:considered|received|noted|agreed|resolved|RESOLVED|AGREED|NOTED"
    rf"|discussed|was (?:reminded|told|shown|updated|given|asked|provided|informed|advised|presented"
    rf"|invited)|welcomed|heard|examined|reviewed"
    rf"|scrutinised|thanked)\b)"
)
_THAT = re.compile(
    rf"That\s+(?:the\s+)?(?P<name>{NAME})(?:\s+Members)?\s*(?::|[–-]|$|\s(?:approves?|notes?|agrees?"
    rf"|endorses?|adopts?)\b)"
)


def meeting_line(text: str) -> tuple[str, str] | None:
    """The two halves of a line that names a meeting: "Meeting: 17/03/2022 - Cabinet (Item 112)"."""
    found = re.match(r"Meeting\s*:\s*(?P<day>\d{1,2}/\d{1,2}/\d{4})\s*[-–—]\s*(?P<what>.+)", text)
    return (found["day"], found["what"]) if found else None


def body_of(blocks: Sequence[Block], talk: Sequence[Block]) -> Named | None:
    """The body that met, as named at the top, by a label, or by the resolution; else the one to which the item was put."""
    for block in blocks:
        if named := _labelled(block):
            return named
    top = _top(blocks)
    for block in top:
        if (named := _minutes_of(block)) or (named := _titled(block)):
            return named
    return _told(talk) or _resolving(talk) or _received(top)


def _top(blocks: Sequence[Block]) -> list[Block]:
    """The lines of the heading: short ones before the first paragraph of talk."""
    out: list[Block] = []
    for block in blocks[:TOP]:
        if block.cells:
            continue
        if re.match(
            r"agenda item\b|issue\b|decision details|minutes\s*:$", block.text, re.IGNORECASE
        ) and not re.search(r"\bof\b|[-–]", block.text):
            if out:
                break
            continue
        if len(block.text) > 260 or (block.mark and not block.mark.is_bullet and len(out) > 0):
            break
        out.append(block)
    return out


def _labelled(block: Block) -> Named | None:
    if block.cells and len(block.cells) == 2:
        label = re.sub(r"^minutes(?: of)?$", "meeting", block.cells[0].text.rstrip(" :"), flags=re.IGNORECASE)
        text, words = f"{label}: {block.cells[1].text}", block.cells[1]
        found = _MEETING_LABEL.fullmatch(text)
        return _named(words, 0, len(words.text)) if found else None
    if pair := meeting_line(block.text):
        return _named(block.words, len(block.text) - len(pair[1]), len(block.text), loose=True)
    found = _MEETING_LABEL.fullmatch(block.text) if len(block.text) < 160 and ":" in block.text[:30] else None
    if not found or block.mark:
        return None
    return _named(
        block.words,
        found.start("what"),
        len(block.text),
        loose=bool(
            re.match(r"decision[- ]?(?:maker|taker)|(?:decision )?(?:taken|made) by", found[0], re.IGNORECASE)
        ),
    )


def _minutes_of(block: Block) -> Named | None:
    extract = _EXTRACT.match(block.text)
    found = _MINUTES_OF.match(block.text, extract.end() if extract else 0)
    if not found or _is_of_another(block.text):
        return None
    start = found.start("what") if found["what"] else found.start("what2")
    return _named(block.words, start, len(block.text))


def _is_of_another(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:previous|last|next|preceding) (?:\w+ )?meeting\b|\bbe (?:agreed|approved|confirmed"
            r"|signed)\b|\bto (?:confirm|approve|agree|receive)\b",
            text,
            re.IGNORECASE,
        )
    )


def _named(words: Words, start: int, end: int, *, loose: bool = False) -> Named | None:
    """The body's name within a part of a line: without day, place, item number and the council's own name before a dash."""
    part = words.part(start, end)
    text = part.text
    for first, _, _ in days_in(text):
        text = text[:first]
        break
    held = re.search(r"\s+at (?:a|the|its) (?:\w+ )?meeting\b", text) or _HELD.search(text)
    text = text[: held.start()] if held else text
    text = re.sub(
        rf"[\s,–—-]*\(?(?:item|agenda item)\b.*$|[\s,–—-]+{WEEKDAY}\b.*$", "", text, flags=re.IGNORECASE
    ).rstrip(" ,-–—:;(")
    lead = len(text)
    text = re.sub(r"^(?:the\s+)", "", text, flags=re.IGNORECASE)
    lead -= len(text)
    council = council_in(text)
    if (
        council
        and council.start() == 0
        and (rest := re.match(r"\s*(?:[-–—:,]|['’]s)\s*", text[council.end() :]))
        and council.end() + rest.end() < len(text)
    ):
        lead += council.end() + rest.end()
        text = text[council.end() + rest.end() :]
    of = re.search(r"\s+(?:of|for|at)\s+(?:the\s+)?(?=[A-Z])", text)
    if of and council_in(text[of.end() :]) and re.search(rf"{NOUN}$", text[: of.start()], re.IGNORECASE):
        text = text[: of.start()]
    text = re.sub(r"\s+meeting$", "", text.rstrip(" ,-–—:;."), flags=re.IGNORECASE)
    if not text or len(text) > 120 or (is_generic(text) and not _FULL_COUNCIL.fullmatch(text)):
        return None
    if not loose and not re.search(rf"\b{NOUN}s?\b", text, re.IGNORECASE):
        return None
    if council_in(text) and re.fullmatch(council_in(text).re, text):  # type: ignore[union-attr]
        return None
    found = part.part(lead, lead + len(text))
    return Named(found.text, found.span)


def _titled(block: Block) -> Named | None:
    """A line that is a body's name, perhaps with "Minutes", the council before it, and the day behind it."""
    text = block.text
    if (
        block.mark
        or len(text) > 170
        or text.endswith((".", ";", "?"))
        or _is_of_another(text)
        or re.match(
            r"(?:To|Report|Present|Portfolio|Councillors?|Members|Officers?|Purpose|Contact|Venue|Wards?|\()\b",
            text,
        )
    ):
        return None
    start = _behind_day(text)
    while (kind := _KIND.match(text, start)) and kind.end() > start:
        start = kind.end()
    council = council_in(text[start:])
    if council and council.start() == 0:
        if not text[start + council.end() :].strip():
            return None
        if gap := re.match(r"\s*[-–—:,|]\s*", text[start + council.end() :]):
            start += council.end() + gap.end()
    shown = text[start:]
    for first, _, _ in days_in(shown):
        shown = shown[:first]
        break
    shown = re.sub(
        rf"[\s,:–—|-]*(?:\b(?:held )?on\s+)?(?:{WEEKDAY})?\s*,?\s*$", "", shown, flags=re.IGNORECASE
    )
    shown = re.sub(
        r"[\s,:–—|-]*(?:draft |printed )?(?:minutes|decisions|agenda)\s*$", "", shown, flags=re.IGNORECASE
    )
    if parted := re.match(rf"(.*?\b{NOUN})(?::|\s[–—-])\s+\S", shown, re.IGNORECASE):
        shown = parted[1]
    if not re.search(rf"\b{NOUN}(?:\s*\([^)]*\))?$|\b{NOUN}\s+(?:for|FOR)\s", shown, re.IGNORECASE) or (
        is_generic(shown) and not _FULL_COUNCIL.fullmatch(shown)
    ):
        return None
    if re.search(
        r"\b(?:of|on|to|from|by|with)\s+(?:the\s+)?(?:draft|report|findings|work|progress|response"
        r"|scrutiny of)\b|^(?:report|final|update|response|progress|review|scrutiny) (?:of|on|to|from"
        r"|report)\b|\b(?:considered|received|noted|was|were|is|are)\b",
        shown,
        re.IGNORECASE,
    ):
        return None
    if not shown.isupper() and not _TITLE_BODY.fullmatch(shown.strip()):
        return None
    found = block.words.part(start, start + len(shown))
    return Named(re.sub(r"^(?:The|THE)\s+", "", found.text), found.span)


def _behind_day(text: str) -> int:
    """Where a body's name can begin behind the day and hour: "Tuesday 4 May 2021 10.00 am, Scrutiny Committee"."""
    first = next(iter(days_in(text)), None)
    if first is None or not _DAY_ONLY.fullmatch(text[: first[0]]):
        return 0
    hour = re.match(
        r"[\s,]*(?:at\s+)?(?:\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|noon)?)?[\s,–—-]*", text[first[1] :]
    )
    behind = first[1] + (hour.end() if hour else 0)
    return behind if behind < len(text) else 0


def _received(blocks: Sequence[Block]) -> Named | None:
    """The body to which a report goes: "Report to: Growth Scrutiny Committee"."""
    for block in blocks:
        if found := re.match(r"(?:report )?to\s*:\s*(?:the\s+)?", block.text, re.IGNORECASE):
            return _named(block.words, found.end(), len(block.text))
    return None


def _told(talk: Sequence[Block]) -> Named | None:
    """The body to which the item was put, where the text names one and the rest of it agrees."""
    names: dict[str, Named] = {}
    for block in talk[:12]:
        if block.cells:
            continue
        found = _HAPPENS.search(block.text[:LONGEST_SENTENCE])
        if not found:
            continue
        group = next(name for name in "abcd" if found[name])
        words = block.words.part(found.start(group), found.end(group))
        if (
            not is_generic(words.text)
            and not re.search(r"\bGroup$", words.text)
            and not re.fullmatch(r"(?:\w+ )?Council", words.text)
        ):
            names.setdefault(words.text.casefold(), Named(words.text, words.span))
    return next(iter(names.values())) if len(names) == 1 else None


def _resolving(talk: Sequence[Block]) -> Named | None:
    """The body that a resolution names as its subject: "That Cabinet: …", unless it is recommended to it."""
    recommended = False
    names: dict[str, Named] = {}
    for block in talk:
        if re.search(r"\bRECOMMEND|\brecommend(?:ed|s|ations?)\b", block.text) and len(block.text) < 160:
            recommended = True
        if (found := _THAT.match(block.text)) and not recommended and not is_generic(found["name"]):
            words = block.words.part(found.start("name"), found.end("name"))
            if not re.search(rf"^That (?:the )?{re.escape(found['name'])}(?: Members)? be\b", block.text):
                names.setdefault(words.text.casefold(), Named(words.text, words.span))
    return next(iter(names.values())) if len(names) == 1 else None


def council_of(blocks: Sequence[Block]) -> Named | None:
    """The council that the heading names as its own."""
    for block in _top(blocks):
        found = council_in(block.text)
        if (
            found
            and not re.match(r"(?:Leader|Portfolio|Report|\()", block.text)
            and not _is_sentence(block.text)
            and not re.search(r"\bLeader of\b", block.text)
        ):
            words = block.words.part(found.start(1), found.end(1))
            return Named(words.text, words.span)
    return None


def _is_sentence(text: str) -> bool:
    return text.endswith(".") or bool(re.search(r"\b(?:had|has|have|was|were|is|are|would|will)\b", text))


def day_of(blocks: Sequence[Block]) -> Dated | None:
    """The day of the meeting: by a label, in the line that names the meeting, or alone on a line of the heading."""
    for block in blocks:
        if dated := _labelled_day(block):
            return dated
    for block in _top(blocks):
        for start, end, day in days_in(block.text):
            if _is_of_meeting(block, start, end):
                return Dated(day, block.words.part(start, end).span)
            break
    return None


def _labelled_day(block: Block) -> Dated | None:
    if block.cells:
        if len(block.cells) == 2 and _DATE_LABEL.fullmatch(block.cells[0].text.rstrip(" :") + ": "):
            for start, end, day in days_in(block.cells[1].text):
                return Dated(day, block.cells[1].part(start, end).span)
        return None
    if len(block.text) > 160 or block.mark:
        return None
    label = _DATE_LABEL.match(block.text)
    if not label or _OTHER_DAY.search(label[0]):
        return None
    for start, end, day in days_in(block.text):
        if start <= label.end() + 60 and not _OTHER_DAY.search(block.text[label.end() : start]):
            return Dated(day, block.words.part(start, end).span)
    return None


def _is_of_meeting(block: Block, start: int, end: int) -> bool:
    text = block.text
    before, after = text[:start], text[end:]
    if _is_of_another(text) or text.endswith(("?", ";")):
        return False
    if _MINUTES_OF.match(text) and not re.search(r"\b(?:next|previous|last)\b", before, re.IGNORECASE):
        return True
    if _OTHER_DAY.search(before):
        return False
    if _DAY_ONLY.fullmatch(before) and _AFTER_DAY.match(after) and len(text) < 160:
        return not re.match(r"\s*(?:to|and|[-–])\s*\d", after) and not re.search(
            r"\b(?:was|were|is|will|had)\b", after
        )
    if re.match(r"(?:meeting )?held\b", text, re.IGNORECASE) and len(text) < 160:
        return True
    if (
        re.search(rf"\b(?:{NOUN}|meeting|minutes|session|hearing|sitting)\b", before, re.IGNORECASE)
        and len(text) < 200
    ):
        return bool(
            re.search(
                rf"\b{NOUN}(?:\s*\([^)]*\))?\s*$|[-–—,:(|]\s*(?:{WEEKDAY}\s*,?\s*)?(?:the\s+)?$|\b(?:held|on"
                rf"|at)\s+(?:on\s+)?(?:{WEEKDAY}\s*,?\s*)?(?:the\s+)?$|\s{WEEKDAY}\s*,?\s*$",
                before,
                re.IGNORECASE,
            )
        )
    return False


__all__ = ["GENERIC", "body_of", "council_of", "day_of", "meeting_line"]
