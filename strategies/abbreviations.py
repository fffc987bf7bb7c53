"""Finding abbreviations that a text does not explain (rule 25). Pure: text in, abbreviations out."""

import re
from collections.abc import Container, Iterator

# Two capitals or more in a short word: ICT, MoA, S&ELCP, KPIs. Not a part of a reference such as DS23-1.
ABBREVIATION = re.compile(
    r"(?<![\w&/-])(?=(?:[a-z]?[A-Z]){2}|[A-Z][a-z]?[&A-Z])[A-Za-z][A-Za-z&]{1,9}(?![\w&/-]*\d|[\w&])"
)
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
    if is_in_capitals(text):
        return
    seen: set[str] = set()
    for found in ABBREVIATION.finditer(text):
        word = found[0].rstrip("&")
        word = word[:-1] if word.endswith("s") and word[:-1].isupper() else word
        if word in seen or not is_abbreviation(word):
            continue
        seen.add(word)
        yield word


def is_in_capitals(text: str) -> bool:
    """Whether a text shouts: most of its words, of five or more, are in capitals."""
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    return len(words) >= 5 and sum(word.isupper() for word in words) > IN_CAPITALS * len(words)


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
    for found in re.finditer(rf"\({re.escape(word)}\)", text):
        if begins_like(word, text[: found.start()].split()[-2 * len(word) :]):
            return True
    for found in re.finditer(rf"{re.escape(word)}\s*\(([^)]{{4,120}})\)", text):
        if begins_like(word, found[1].split()):
            return True
    return False


def begins_like(word: str, words: list[str]) -> bool:
    """Whether the capitals of an abbreviation are first letters of these words, in their order, ending with the last."""
    wanted = [letter for letter in word.casefold() if letter.isalpha()]
    parts = [part for one in words for part in re.split(r"[-/]", one.strip("“”\"'(,;:.").casefold()) if part]
    for part in reversed(parts):
        if wanted and part.startswith(wanted[-1]):
            wanted.pop()
    return not wanted
