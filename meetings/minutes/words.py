"""Words with their places: a folded text in which every character still knows where it stood in the paper. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.minutes.found import Span

# What a paper's layout leaves in a text without being a word of it: soft hyphens, zero-width spaces, marks of a byte order.
SILENT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
EMPHASIS = "*_"


@dataclass(frozen=True)
class Words:
    """A text folded to single spaces. `places[i]` is the offset of `text[i]` in the paper."""

    text: str
    places: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.text)

    def part(self, start: int, end: int | None = None) -> "Words":
        """The words from one character to another, without the spaces at both ends."""
        end = len(self.text) if end is None else end
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        return Words(self.text[start:end], self.places[start:end])

    @property
    def span(self) -> Span:
        """From the first character to behind the last. Of no words, the place 0."""
        if not self.places:
            return Span(0, 0)
        return Span(self.places[0], self.places[-1] + 1)


NOTHING = Words("", ())


def fold(text: str, start: int, end: int) -> Words:
    """`text[start:end]` with white space of every kind folded, and without silent characters and marks of emphasis."""
    out: list[str] = []
    places: list[int] = []
    for offset in range(start, end):
        char = text[offset]
        if ord(char) in SILENT or _is_emphasis(text, offset, start, end):
            continue
        if char.isspace() or char < " ":
            if out and out[-1] != " ":
                out.append(" ")
                places.append(offset)
            continue
        out.append(char)
        places.append(offset)
    if out and out[-1] == " ":
        out.pop()
        places.pop()
    return Words("".join(out), tuple(places))


def _is_emphasis(text: str, offset: int, start: int, end: int) -> bool:
    """Two stars or two strokes together, one that touches a word on one side only, or the stroke that shields a sign."""
    char = text[offset]
    if char == "\\":
        return offset + 1 < end and text[offset + 1] in ".()*_#-[]+&|"
    if char not in EMPHASIS:
        return False
    before = text[offset - 1] if offset > start else " "
    after = text[offset + 1] if offset + 1 < end else " "
    if char in (before, after):
        return True
    return before.isalnum() != after.isalnum() and not (before.isspace() and after.isspace())


def join(parts: Iterable[Words], glue: str = " ") -> Words:
    """Words one after another. The glue stands at the place of the character before it."""
    text: list[str] = []
    places: list[int] = []
    for part in parts:
        if not part:
            continue
        if text:
            text.append(glue)
            places.extend([places[-1]] * len(glue))
        text.append(part.text)
        places.extend(part.places)
    return Words("".join(text), tuple(places))


def same(text: str) -> str:
    """What is left of a text for comparing: letters and digits, in lower case."""
    return "".join(char for char in text.casefold() if char.isalnum())
