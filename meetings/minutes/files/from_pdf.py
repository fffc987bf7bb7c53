"""PDF: the text layer, page by page. Running heads and feet stay in; the reader knows them by their repetition."""

import logging
import re
import time
from collections.abc import Callable
from io import BytesIO
from itertools import accumulate
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import DecodedStreamObject, NameObject

from meetings.minutes.files.extracted import Extracted, Progress, Unreadable, cleaned
from meetings.minutes.files.pdf_lines import PageLines, spaced

PAGES_AT_MOST = 500
SECONDS_AT_MOST = 20
PAGE_BYTES_AT_MOST = 4 * 1024 * 1024
LETTERS_OF_A_PAGE = 15
# Between two letters placed one by one, nearer than a space: `<0041>0<0042>`, `<41> -12 <42>`.
LETTER_BY_LETTER = re.compile(rb"(?<=[0-9a-fA-F])>\s*(?:-?\d{1,2}(?:\.\d+)?\s*)?<(?=[0-9a-fA-F])")

LOCKED = "The PDF is locked with a password. Save it without one"
BROKEN = "The PDF is broken and cannot be read. Save it again from the program it was made with"
SCANNED = "The PDF is a scan: it holds pictures of pages and no text. Choose the file that the pages were printed from"
TOO_LONG = f"The PDF has more than {PAGES_AT_MOST} pages. Choose the part with the minutes"
TOO_SLOW = f"The PDF takes more than {SECONDS_AT_MOST} seconds to read. Choose the part with the minutes"

logging.getLogger("pypdf").setLevel(logging.ERROR)


def from_pdf(content: bytes, tell: Progress) -> Extracted:
    """Read the text of each page. Raises Unreadable for a locked, scanned, broken, too long or too laborious file."""
    pages = pages_of(content)
    if len(pages) > PAGES_AT_MOST:
        raise Unreadable(TOO_LONG)
    ends_at = time.monotonic() + SECONDS_AT_MOST

    def in_time(*_: Any) -> None:
        if time.monotonic() > ends_at:
            raise Unreadable(TOO_SLOW)

    lines = []
    for number, page in enumerate(pages, start=1):
        lines.append(lines_of(page, number, in_time))
        in_time()
        tell(number, len(pages))
    texts = [cleaned(text).strip("\n") + "\n" for text in spaced(lines)]
    starts = accumulate((len(text) for text in texts[:-1]), initial=0)
    found = "".join(texts)
    if sum(letter.isalpha() for letter in found) < LETTERS_OF_A_PAGE * len(pages):
        raise Unreadable(SCANNED)
    return Extracted(text=found, pages=tuple(starts))


def pages_of(content: bytes) -> list[PageObject]:
    try:
        reader = PdfReader(BytesIO(content))
        locked = reader.is_encrypted
        pages = [] if locked else list(reader.pages)
    except Exception as fault:  # whatever a broken file makes the library stumble over
        raise Unreadable(BROKEN) from fault
    if locked:
        raise Unreadable(LOCKED)
    if not pages:
        raise Unreadable(BROKEN)
    return pages


def lines_of(page: PageObject, number: int, in_time: Callable[..., None]) -> list[tuple[str, float | None]]:
    drawing = PageLines()
    try:
        drawn = page.get_contents()
        if drawn is not None:
            page[NameObject("/Contents")] = joined(drawn.get_data(), number)
        text = page.extract_text(visitor_operand_before=in_time, visitor_text=drawing.draw)
        return drawing.lines(text)
    except Unreadable:
        raise
    except Exception as fault:  # as above: one broken page would leave a hole that nobody sees
        raise Unreadable(BROKEN) from fault


def joined(drawn: bytes, number: int) -> DecodedStreamObject:
    """What is drawn on a page, with its letters joined into words: reading it letter by letter takes five times as long."""
    if len(drawn) > PAGE_BYTES_AT_MOST:
        raise Unreadable(
            f"Page {number} of the PDF is too large a drawing to be read. Choose the part with the minutes"
        )
    stream = DecodedStreamObject()
    stream.set_data(LETTER_BY_LETTER.sub(b"", drawn))
    return stream
