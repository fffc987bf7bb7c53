"""Attendance: who was there, who sent apologies and who came instead of whom. Pure."""

import re
from collections.abc import Sequence

from meetings.minutes.blocks import Block
from meetings.minutes.found import Present
from meetings.minutes.words import Words

# The values of `meetings.enums.Presence`.
_LABELS = (
    ("apologies", r"(?:apologies(?: for absence)?|absent)(?: (?:were )?received from)?"),
    ("substitute", r"substitutes?(?: members?)?"),
    (
        "in_attendance",
        r"(?:also )?in attendance|also present|officers?(?: (?:present|in attendance|support))?"
        r"|other (?:members|councillors)(?: present| in attendance)?|observers?",
    ),
    ("witness", r"(?:guest |expert |external )?witness(?:es)?|guests?|invited guests?"),
    (
        "present",
        r"(?:members )?present|(?:committee |panel |task group )?members(?: present)?|membership"
        r"|councillors(?: present)?(?: [A-Z&]{2,8})?|attendance",
    ),
)
_LABEL = re.compile(r"(?P<label>[A-Za-z][A-Za-z &]{3,40}?)\s*[:–-]\s*(?P<names>.*)", re.DOTALL)
_TITLE = re.compile(r"^(?:and\s+)?(?:Councillors?|Cllrs?\.?|Members?)\s+", re.IGNORECASE)
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Professor"
    r"|Alderman)\.?\s+)?(?:[A-Z]\.?\s*){0,3}[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3}"
)
_FOR = re.compile(
    r"\b(?:substituting\s+for|substitute\s+for|in place of|for)\s+(?:Councillor\s+"
    r"|Cllr\.?\s+)?(?P<name>[A-Z][\w.'’ -]+)",
    re.IGNORECASE,
)
MOST = 25


def attendance_in(blocks: Sequence[Block]) -> tuple[Present, ...]:
    """Who was there, from the labelled lines of the heading ("Present: …"), in the paper's order."""
    found: list[Present] = []
    label: str | None = None
    council: str | None = None
    for block in blocks[: MOST + 15]:
        if block.cells:
            label = None
            continue
        labelled = _LABEL.match(block.text)
        presence, said = _presence(labelled["label"]) if labelled else (None, None)
        if labelled and presence:
            label, council = presence, said
            words = block.words.part(labelled.start("names"))
        elif (
            label and not labelled and (block.mark is None or block.mark.is_bullet) and _is_names(block.text)
        ):
            words = block.words
        elif (alone := _presence(block.text)[0]) and not block.text.endswith("."):
            label, council = alone, None
            continue
        else:
            label = None
            continue
        found.extend(_people(words, label, council))
    return tuple(found)


def _presence(label: str) -> tuple[str | None, str | None]:
    text = label.strip(" :")
    for value, pattern in _LABELS:
        if re.fullmatch(
            pattern, text, re.IGNORECASE if not re.search(r"[A-Z]{2,8}$", text) else 0
        ) or re.fullmatch(pattern, text[:1].upper() + text[1:]):
            council = re.search(r"\s([A-Z&]{2,8})$", text)
            return value, council[1] if council and value == "present" else None
    found = re.fullmatch(r"Councillors ([A-Z&]{2,8})", text)
    return ("present", found[1]) if found else (None, None)


def _is_names(text: str) -> bool:
    return (
        len(text) < 200
        and bool(re.match(r"(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Dr)\b", text))
        and not text.rstrip(".").endswith(("left", "arrived"))
        and not re.search(r"\b(?:was|were|had|asked|said|would)\b", text)
    )


def _people(words: Words, presence: str, council: str | None) -> list[Present]:
    found: list[Present] = []
    depth = start = 0
    text = words.text
    cuts: list[tuple[int, int]] = []
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        tied = (
            depth <= 0
            and text.startswith(" and ", index)
            and re.match(r" and (?:Councillor|Cllr|[A-Z])", text[index:])
        )
        if depth <= 0 and (
            char in ",;"
            or tied
            or (char == ")" and re.match(r"\)\s+\(?[A-Z]", text[index:]) and presence != "substitute")
        ):
            stop = index + 1 if char == ")" else index
            cuts.append((start, stop))
            start = index + (5 if tied else 1)
    cuts.append((start, len(text)))
    for begin, end in cuts:
        piece = words.part(begin, end)
        if person := _person(piece, presence, council):
            found.append(person)
    return found


def _person(piece: Words, presence: str, council: str | None) -> Present | None:
    text = piece.text
    titled = _TITLE.match(text)
    at = titled.end() if titled else len(text) - len(text.lstrip("( "))
    name = re.split(r"\s*\(", text[at:].rstrip(" ."), maxsplit=1)[0].strip()
    if (
        not name
        or len(name) > 80
        or not name[0].isupper()
        or re.search(r"\b(?:was|were|had|received|none)\b", name, re.IGNORECASE)
    ):
        return None
    if not _NAME.fullmatch(name) and presence in ("present", "substitute", "apologies"):
        return None
    instead = _FOR.search(text[at + len(name) :])
    begin = text.find(name, at)
    span = piece.part(begin, begin + len(name)).span
    return Present(name, presence, span, council, instead["name"].strip(" )") if instead else None)
