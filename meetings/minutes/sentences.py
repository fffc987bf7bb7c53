"""Sentences of a paragraph. Pure."""

import re
from functools import lru_cache

from meetings.minutes.words import Words

_END = re.compile(r"[.?!][\"'’”)\]]*\s+(?=[\"'‘“(\[]?[A-Z0-9£])")
_SHORTENED = re.compile(
    r"(?:\b(?:Cllrs?|Mr|Mrs|Ms|Dr|Prof|Rev|Hon|No|Nos|St|Ltd|Inc|Co|Dept|approx|e\.g|i\.e|etc|viz|vs|p\.?m"
    r"|a\.?m|para|paras|fig|app|Min|Ref|s|ss|c)"
    r"|\b[A-Z]|^\(?\d{1,2}|[:;.?]\s\d{1,2})\.$"
)


@lru_cache(maxsize=4096)
def cuts(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence begins and ends. A full stop behind a title, an initial or "Ltd" ends nothing."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        before = text[max(start, match.start() - 12) : match.start() + 1]
        short = _SHORTENED.search(before)
        if short and not (
            short[0].lower().endswith(("m.", "td.", "tc.")) and _opens_sentence(text[match.end() :])
        ):
            continue
        found.append((start, match.start() + len(match[0].rstrip())))
        start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return tuple(found)


def _opens_sentence(text: str) -> bool:
    return bool(re.match(r"(?:The|It|Members|In|This|There|A|He|She|They|Councillor|That|RESOLVED)\b", text))


def sentences(words: Words) -> list[Words]:
    """The sentences of a paragraph, in order."""
    return [words.part(start, end) for start, end in cuts(words.text)]
