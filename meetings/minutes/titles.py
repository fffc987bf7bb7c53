"""Titles of items: what looks like one, and which line is the title of a paper without items. Pure."""

import re

from meetings.minutes.blocks import Block
from meetings.minutes.bodies import NOUN
from meetings.minutes.dates import MONTH, WEEKDAY, days_in
from meetings.minutes.heading import meeting_line
from meetings.minutes.signs import sign_of
from meetings.minutes.words import Words

LONGEST_TITLE = 170


FILE = re.compile(r"\s*(?:PDF|DOCX?)\s+[\d.,]+\s*(?:[KM]B)\s*$|\s*\bPDF\b.*$", re.IGNORECASE)


_DAY = re.compile(
    rf"\s*(?:{WEEKDAY}\s*,?\s*)?(?:the\s+)?(?:(?:\d{{1,2}})?(?:st|nd|rd|th)?\s*(?:of\s+)?(?:{MONTH})\b"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|{WEEKDAY}\b)",
    re.IGNORECASE,
)


NO_TITLE = re.compile(
    r"(?:to\s+(?:receive|consider|provide|note|approve|agree|confirm|review|scrutinise|update)\b|\("
    r"|report (?:of|by|from)\b|\(?a report by|portfolio holder\b.*:|councillors?\b.*:|present\b"
    r"|apologies\s*:|in attendance|members\s*:|officers\s*:|also present"
    r"|decision maker|meeting\s*:|venue|contact|wards?\b.*:|consideration was|the\s+(?:committee|panel|chair"
    r"|leader|cabinet|portfolio)\b.{60,})",
    re.IGNORECASE,
)


_KIND = re.compile(
    r"(?:draft |final |interim |joint )*(?:report|minutes|agenda|notes?|decisions?)\b.{0,60}", re.IGNORECASE
)


_CALLED = re.compile(
    r"(?:(?:final |draft |interim |scrutiny )*(?:report|review|inquiry|topic|subject|title)(?: title"
    r"| of report| to [^:]{3,60})?)\s*:\s+(?=\S)",
    re.IGNORECASE,
)


def looks_title(text: str) -> bool:
    """Whether a line can be the title of an item: short, begun with a capital, without an end, and no order or label."""
    text = FILE.sub("", text)
    if (
        not 3 < len(text) < LONGEST_TITLE
        or _DAY.match(text)
        or text[-1] in ".;:,?"
        or not (text[0].isupper() or text[0] in "‘“'\"(")
    ):
        return False
    if NO_TITLE.match(text) or re.match(
        r"(?:That|To|The (?:officer|head|assistant|panel|committee|cabinet))\b", text
    ):
        return False
    return text.isupper() or len(text.split()) <= 18


def report_title(heading: list[Block]) -> Words | None:
    """The title of a paper without items: behind a label such as "Review:", else the first line that names no body."""
    from_group = re.compile(
        r"\b(?:group|committee|panel|council|cabinet|board|executive|commission|forum|party|scrutiny)\b",
        re.IGNORECASE,
    )
    behind: Words | None = None
    for block in heading[:6]:
        text = block.text
        if text.startswith("Dear ") or (behind is None and (behind := _behind_body(block))):
            continue
        if block.cells or block.mark or len(text) > LONGEST_TITLE or text.endswith((".", ":", ";")):
            return behind
        if re.search(r"\b(?:19|20)\d\d\b", text) and re.search(
            r"\bday\b|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}", text
        ):
            continue
        if named := _CALLED.match(text):
            return block.words.part(named.end())
        if re.match(r"\(?(?:joint )?report (?:of|by|from|to)\b", text, re.IGNORECASE):
            continue
        if from_group.search(text) and (text.isupper() or from_group.search(text.split()[-1])):
            continue
        if NO_TITLE.match(text) or re.match(r"[A-Z][\w ]{2,40}:\s", text):
            return behind
        if meeting_line(text) or _KIND.fullmatch(text):
            continue
        return behind if sign_of(text) is not None else block.words
    return behind


def _behind_body(block: Block) -> Words | None:
    """What a line says behind the body's name: "Oversight Board - Recommendation tracker". A day is no title."""
    found = re.match(
        rf"(?:the )?(?:[\w’'&,()-]+ ){{0,9}}{NOUN}(?:\s+[-–—]|:)\s+(?P<rest>\S.*)", block.text, re.IGNORECASE
    )
    if (
        not found
        or block.mark
        or block.cells
        or _DAY.match(found["rest"])
        or next(iter(days_in(found["rest"])), None)
    ):
        return None
    rest = block.words.part(found.start("rest"))
    return None if _KIND.fullmatch(rest.text) or _CALLED.match(block.text) else rest
