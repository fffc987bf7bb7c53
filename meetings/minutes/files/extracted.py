"""What comes out of a file: its text, and where in it a page begins. Or one sentence that says why nothing does."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int], None]

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\u0085\x0b]")


@dataclass(frozen=True)
class Extracted:
    """The text of a paper. `pages`: the offset at which each page begins; empty where the kind of file has none."""

    text: str
    pages: tuple[int, ...] = ()


class Unreadable(Exception):
    """The file gives no text. `sentence` tells the officer why, and what would help."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def place_of(extracted: Extracted, offset: int) -> str:
    """Name the place of an offset as a reader of the paper finds it: "page 3, line 12", or "line 12" without pages."""
    page = bisect_right(extracted.pages, offset)
    start = extracted.pages[page - 1] if page else 0
    line = extracted.text.count("\n", start, max(start, offset)) + 1
    return f"page {page}, line {line}" if page else f"line {line}"


def cleaned(text: str) -> str:
    """Give line ends one form, take ligatures apart, and drop what no page shows: form feeds, NULs, lone surrogates."""
    one_form = LINE_ENDS.sub("\n", text.replace("\f", "\n")).translate(LIGATURES)
    if one_form.isascii() and one_form.isprintable():
        return one_form
    return "".join(
        letter for letter in one_form if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"}
    )
