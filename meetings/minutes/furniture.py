"""What a page carries beside its words: page numbers, running headers and footers, labels of a web page. Pure."""

import re
from collections import Counter

from meetings.minutes.lines import Line
from meetings.minutes.words import same

_PAGE = re.compile(
    r"[-–—\s]*(?:page|pg\.?|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*|[-–—]\s*\d{1,4}\s*[-–—]"
    r"|\d{1,4}\s+(?:of|/)\s+\d{1,4}"
    r"|\[\s*page\s*\d+\s*\]|page\s+\d{1,4}\s*[|·–-]\s*.{0,80}|.{0,80}[|·–-]\s*page\s+\d{1,4}(?:\s+of\s+\d{1,4})?"
    r"|.{4,80}\s(?:page\s+)\d{1,4}(?:\s+of\s+\d{1,4})?",
    re.IGNORECASE,
)
_LONE = re.compile(r"\d{1,4}")
_LABELS = re.compile(
    r"(?:supporting documents|publication date|date published|decision published|date of publication"
    r"|(?:is )?(?:this |it )?(?:an? )?key decision\??.{0,20}"
    r"|is subject to call[ -]?in\??|call[ -]?in (?:date|deadline|expires?)|effective from|effective date"
    r"|decision status"
    r"|decision type|decision due date|current status|wards? affected|wards? affected\b.*|classification"
    r"|contact officer|contact"
    r"|accompanying documents|related (?:meetings|decisions|documents|items)|report author|lead officer contact"
    r"|reason key|notice of (?:proposed )?decision|first published|last updated|printer[ -]friendly.*"
    r"|print this page|share this page"
    r"|breadcrumb.*|skip to (?:main )?content|home\s*>.*|you are here.*|back to top|follow us.*|cookies?.*policy"
    r"|view the background.*|additional documents|officer contact(?: details)?|comments? can be made.*"
    r"|for call[ -]?in|urgency|urgent decision\??|confidential\??|exempt(?: information)?\??)\s*(?::.*)?",
    re.IGNORECASE,
)
_FILE = re.compile(r".{0,200}\b(?:PDF|DOCX?|XLSX?|ODT|KB|MB)\b[\s\d.,KMB)]*", re.IGNORECASE)
_BODYISH = re.compile(
    r"\b(?:council|committee|panel|cabinet|executive|board|minutes|scrutiny|task group|commission|forum)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.?!:;]['\"’”)]*$")


def is_page_number(line: Line) -> bool:
    return bool(not line.cells and _PAGE.fullmatch(line.whole.strip()) and not line.words.text.endswith(":"))


def is_label(line: Line) -> bool:
    """A label of a published page ("Effective from: …"), or the name of a file beside it."""
    if line.mark and line.mark.names_what:
        return False
    text = line.whole.strip()
    return bool(_LABELS.fullmatch(text)) or (
        len(text) < 200 and bool(_FILE.fullmatch(text)) and "PDF" in text.upper()
    )


def ends_sentence(text: str) -> bool:
    return bool(_ENDED.search(text))


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines of the paper itself. What is taken out of the middle of a sentence leaves no gap, not even a blank line."""
    seen = Counter(_key(line) for line in lines if _may_run(line))
    first: set[str] = set()
    away: set[int] = set()
    for index, line in enumerate(lines):
        if is_page_number(line) or _is_lone_number(lines, index):
            away.add(index)
        elif _may_run(line):
            key = _key(line)
            again = key in first
            first.add(key)
            at_edge = _near_page(lines, index) and (again or seen[key] > 1)
            if (at_edge and (again or index > 3)) or (
                _interrupts(lines, index)
                and (seen[key] > 1 or (_BODYISH.search(key) and _is_alone(lines, index)))
            ):
                away.add(index)
        if index in away and is_page_number(line):
            away |= _around_page(lines, index)
    return _closed_up(lines, away)


def _around_page(lines: list[Line], index: int) -> set[int]:
    """The names and days beside a page number, where the sentence before them goes on in small letters behind them."""
    first = last = index
    while (
        index - first < RUNNING and first > 0 and (lines[first - 1].is_blank or _names_page(lines[first - 1]))
    ):
        first -= 1
    while (
        last - index < RUNNING
        and last + 1 < len(lines)
        and (lines[last + 1].is_blank or _names_page(lines[last + 1]))
    ):
        last += 1
    before, after = (
        (lines[first - 1] if first else None),
        (lines[last + 1] if last + 1 < len(lines) else None),
    )
    if before is None or after is None or not before.words or not after.words or after.mark or after.cells:
        return set()
    broken = not ends_sentence(before.words.text) and after.words.text[0].islower()
    return set(range(first, last + 1)) if broken and len(before.words.text) > 25 else set()


# How many lines a header or footer has beside the page number.
RUNNING = 5


def _names_page(line: Line) -> bool:
    """A line of words in capitals, or a day: what stands at the head or foot of a page."""
    words = [
        word for word in line.whole.split() if word not in ("and", "of", "the", "for", "on", "&", "–", "-")
    ]
    return (
        not line.cells
        and 0 < len(words) < 12
        and all(not word[0].islower() for word in words)
        and not ends_sentence(line.whole)
    )


def _closed_up(lines: list[Line], away: set[int]) -> list[Line]:
    """Leave lines out. A blank line beside one left out goes too where the sentence runs on behind it."""
    kept: list[Line] = []
    cut = False
    for index, line in enumerate(lines):
        if index in away:
            cut = True
            continue
        if cut and not line.is_blank:
            words = next((other for other in reversed(kept) if not other.is_blank), None)
            if words is not None and _runs_on(words, line):
                while kept[-1].is_blank:
                    kept.pop()
            cut = False
        kept.append(line)
    return kept


def _runs_on(before: Line, after: Line) -> bool:
    if after.mark or after.cells or before.cells or not after.words or not before.words:
        return False
    text = after.words.text
    return (
        not ends_sentence(before.words.text)
        and not before.strong
        and (text[0].islower() or not text[0].isalpha() or len(before.words.text) > 60)
    )


def _key(line: Line) -> str:
    """A running line without its page number."""
    return re.sub(r"\d+\s*$|^\s*\d+", "", line.whole).strip().casefold()


def _may_run(line: Line) -> bool:
    text = line.whole
    if line.cells or (line.mark and line.mark.names_what) or not 8 <= len(text) <= 130:
        return False
    return len(same(text)) > 6 and not text.rstrip().endswith((":", ";", "?")) and not text[0].islower()


def _beside(lines: list[Line], index: int, step: int) -> Line | None:
    """The next line with words, before or after, page numbers passed over."""
    at = index + step
    while 0 <= at < len(lines) and abs(at - index) < 8:
        line = lines[at]
        if not line.is_blank and not is_page_number(line) and not _LONE.fullmatch(line.whole.strip()):
            return line
        at += step
    return None


def _near_page(lines: list[Line], index: int) -> bool:
    """Whether a page ends or begins within two lines."""
    near = range(max(0, index - 2), min(len(lines), index + 3))
    return (
        any(
            is_page_number(lines[at])
            or (lines[at].page and at <= index + 1)
            or _LONE.fullmatch(lines[at].whole.strip())
            for at in near
            if at != index
        )
        or lines[index].page
    )


def _interrupts(lines: list[Line], index: int) -> bool:
    """Whether the sentence before goes on behind this line."""
    before, after = _beside(lines, index, -1), _beside(lines, index, 1)
    if before is None or after is None or before.cells or after.cells or after.mark:
        return False
    if not before.words or not after.words or ends_sentence(before.words.text) or before.strong:
        return False
    neighbours = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    if all(not line.is_blank and not is_page_number(line) for line in neighbours):
        return False
    return after.words.text[0].islower() and len(before.words.text) > 25


def _is_alone(lines: list[Line], index: int) -> bool:
    """Whether a line without a number stands between blank lines or page numbers, so that the next is not its own end."""
    around = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    return lines[index].mark is None and all(
        line.is_blank or is_page_number(line) or line.page for line in around
    )


def _is_lone_number(lines: list[Line], index: int) -> bool:
    """A number alone on its line is the page's, unless it counts the points of a list."""
    line = lines[index]
    if line.cells or not _LONE.fullmatch(line.whole.strip()) or (line.mark and line.mark.length):
        return False
    after = _beside(lines, index, 1)
    before = _beside(lines, index, -1)
    if after is None or before is None:
        return True
    return not (
        int(line.whole) <= 20
        and ends_sentence(before.whole)
        and re.match(r"(?:That|To|The)\b", after.whole)
        and not line.page
    )
