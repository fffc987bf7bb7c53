"""Finding abbreviations that a text does not explain (rule 25). Pure: text in, abbreviations out."""

import re
from collections.abc import Container, Iterator

TOKEN = re.compile(r"[\w&/-]+")
# Two capitals or more in a short word: ICT, MoA, S&ELCP, KPIs.
ABBREVIATION = re.compile(r"(?=(?:[a-z]?[A-Z]){2}|[A-Z][a-z]?[&A-Z])[A-Za-z][A-Za-z&]{1,9}")
# What minutes write in capitals for its weight, and what everybody reads without help.
PLAIN = {
    "RESOLVED", "AGREED", "NOTED", "APPROVED", "DEFERRED", "REFERRED", "RECOMMENDED", "DECISION", "MINUTES", "EXEMPT",
    "NOTE", "NOT", "AND", "OR", "THAT", "THE", "UK", "OK", "PC", "TV", "UNANIMOUSLY", "CARRIED", "LOST", "VOTE",
}  # fmt: skip
ROMAN = re.compile(r"[IVXLCDM]+")
IN_CAPITALS = 0.6


def abbreviations_in(text: str) -> Iterator[str]:
    """Give each abbreviation of a text once, in the order of its first use, without a plural's s.

    Left out are Roman numbers, words that minutes write in capitals, names such as McDonald, and a text that is written in
    capitals as a whole.
    """
    candidates = [token for token in TOKEN.findall(text) if not token.islower() and not token.istitle()]
    if not candidates or is_in_capitals(text):
        return
    seen: set[str] = set()
    for part in parts_of(candidates):
        word = part.rstrip("&")
        word = word[:-1] if word.endswith("s") and word[:-1].isupper() else word
        if word not in seen and ABBREVIATION.fullmatch(word) and is_abbreviation(word):
            seen.add(word)
            yield word


def parts_of(tokens: list[str]) -> Iterator[str]:
    """Words that a dash or a stroke joins, one by one; nothing of a reference with figures in it, such as DS23-1."""
    for token in tokens:
        if not any(letter.isdigit() for letter in token):
            yield from re.split(r"[/-]", token)


def is_in_capitals(text: str) -> bool:
    """Whether a text shouts: most of its words, of five or more, are in capitals."""
    words = text.split()
    return len(words) >= 5 and sum(map(str.isupper, words)) > IN_CAPITALS * len(words)


def is_abbreviation(word: str) -> bool:
    capitals = sum(letter.isupper() for letter in word)
    small = sum(letter.islower() for letter in word)
    return capitals >= 2 and small <= 1 and word.upper() not in PLAIN and not ROMAN.fullmatch(word)


def unexplained(text: str, known: Container[str]) -> Iterator[str]:
    """Give the abbreviations of a text that neither the glossary nor the text itself explains.

    `known` holds what the glossary explains, in small letters. A text explains an abbreviation itself where the words that
    it stands for are written beside it: "Memorandum of Agreement (MoA)".
    """
    for word in abbreviations_in(text):
        if word.casefold() not in known and not is_explained_there(word, text):
            yield word


def is_explained_there(word: str, text: str) -> bool:
    """Whether the abbreviation stands in brackets after words of its first letters, or such words in brackets after it."""
    before, mark, _ = text.partition(f"({word})")
    if mark and begins_like(word, before.split()[-2 * len(word) :]):
        return True
    _, mark, after = text.partition(f"{word} (")
    return bool(mark) and begins_like(word, after.partition(")")[0].split())


def begins_like(word: str, words: list[str]) -> bool:
    """Whether the capitals of an abbreviation are first letters of these words, in their order, ending with the last."""
    wanted = [letter for letter in word.casefold() if letter.isalpha()]
    parts = [part for one in words for part in re.split(r"[-/]", one.strip("“”\"'(,;:.").casefold()) if part]
    for part in reversed(parts):
        if wanted and part.startswith(wanted[-1]):
            wanted.pop()
    return not wanted
