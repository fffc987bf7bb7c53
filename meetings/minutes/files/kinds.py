"""Which kind of file this is, by its content and its name, and the reader for it. Everything else is refused."""

import re
from pathlib import PurePosixPath

from django.conf import settings

from core.refusals import Refused
from core.uploads import check_pdf, kind_of_archive, wrong_kind
from meetings.minutes.files.extracted import Extracted, Progress, Unreadable
from meetings.minutes.files.from_docx import from_docx
from meetings.minutes.files.from_html import from_html
from meetings.minutes.files.from_pdf import from_pdf
from meetings.minutes.files.plain import from_text

LETTERS_AT_MOST = 3_000_000

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
KINDS = {".txt": "text", ".html": "web page", ".htm": "web page", ".docx": "Word", ".pdf": "PDF"}
CHOOSE = "Choose a text, web page, Word or PDF file: its name ends in .txt, .html, .docx or .pdf"


def extract(
    content: bytes, name: str, *, progress: Progress | None = None, any_name: bool = False
) -> Extracted:
    """Take the text out of a file. `progress` is told how many parts are done, and of how many.

    `any_name`: the name need not fit the content, as on the command line. A name of no known kind is then one of plain text.

    Raises Unreadable for an empty, scanned, locked, broken, too large, active or unknown file.
    """
    tell = progress or (lambda done, total: None)
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Unreadable("The file is empty")
    if len(content) > settings.UPLOAD_LIMIT_MB * 1024 * 1024:
        raise Unreadable(f"Choose a file smaller than {settings.UPLOAD_LIMIT_MB} MB")
    found = by_kind(content, likely_kind(content, name) if any_name else kind_of(content, name), tell)
    if not found.text.strip():
        raise Unreadable("The file holds no text that can be read")
    if len(found.text) > LETTERS_AT_MOST:
        raise Unreadable(
            f"The file holds more than {LETTERS_AT_MOST:,} letters. Choose the part with the minutes"
        )
    return found


def by_kind(content: bytes, kind: str, tell: Progress) -> Extracted:
    try:
        if kind == "PDF":
            check_pdf(content)
            return from_pdf(content, tell)
        if kind == "Word":
            if kind_of_archive(content) != "docx":
                raise Unreadable(CHOOSE)
            return from_docx(content, tell)
    except Refused as refusal:
        other_kind = refusal.sentence == wrong_kind().sentence
        raise Unreadable(CHOOSE if other_kind else refusal.sentence) from refusal
    found = from_html(content) if kind == "web page" else from_text(content)
    tell(1, 1)
    return found


def kind_of(content: bytes, name: str) -> str:
    """Name the kind of a file. Raises Unreadable when it is none of ours, or not what its name says."""
    named = KINDS.get(PurePosixPath(name.lower()).suffix)
    if content.startswith(OLD_OFFICE):
        raise Unreadable("Save it without a password as .docx: old Word files and locked ones cannot be read")
    if named is None:
        raise Unreadable(CHOOSE)
    if content.startswith(b"%PDF-"):
        really = "PDF"
    elif content.startswith(b"PK\x03\x04"):
        really = "Word"
    elif named in {"PDF", "Word"}:
        raise Unreadable(f"It is not a {named} file, though its name says so. Save it again")
    else:
        return "web page" if WEB_PAGE.match(content[:4096]) else named
    if really != named:
        raise Unreadable(f"It is a {really} file, but its name does not say so. Give it the right ending")
    return really


def likely_kind(content: bytes, name: str) -> str:
    """Name the kind of a file by its content alone, if that shows it. Raises Unreadable for an old Word file."""
    if content.startswith(OLD_OFFICE):
        return kind_of(content, name)
    if content.startswith(b"%PDF-"):
        return "PDF"
    if content.startswith(b"PK\x03\x04"):
        return "Word"
    named = KINDS.get(PurePosixPath(name.lower()).suffix)
    return "web page" if named == "web page" or WEB_PAGE.match(content[:4096]) else "text"
