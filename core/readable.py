"""What may be handed in to be read: PDF, Word (.docx), plain text and saved web pages, told apart by their content.

Plain text and web pages are allowed here and nowhere else: of these files only the words are read, by a parser that runs
nothing, and no page ever gives the file out again. Everything else holds as for any upload (`core.uploads`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.conf import settings

from core.uploads import CONTENT_TYPES, Checked, kind_of, refused, safe_name

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

READABLE_TYPES = {
    "pdf": CONTENT_TYPES["pdf"],
    "docx": CONTENT_TYPES["docx"],
    "txt": "text/plain",
    "html": "text/html",
}
OTHER_ENDINGS = {"htm": "html", "xhtml": "html", "text": "txt"}
WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
SERVER_CODE = re.compile(rb"<\?php|<%[@=\s]", re.I)
NAMES = {"pdf": "PDF", "docx": "Word", "txt": "plain text", "html": "web page"}
BEGINS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}
LOOKED_AT = 200_000


def check_paper(upload: UploadedFile[Any]) -> Checked:
    """Look at the content of a paper that is to be read. Raises Refused, beside the file field, for any other kind."""
    limit = settings.UPLOAD_LIMIT_MB * 1024 * 1024
    if not upload.size:
        raise refused("The file is empty")
    upload.seek(0)
    content = upload.read(limit + 1)
    if len(content) > limit:
        raise refused(f"Choose a file smaller than {settings.UPLOAD_LIMIT_MB} MB")
    ending = PurePosixPath(str(upload.name or "").lower()).suffix.lstrip(".")
    ending = OTHER_ENDINGS.get(ending, ending)
    if ending not in READABLE_TYPES:
        raise wrong_kind()
    if not content.startswith(BEGINS.get(ending, b"")):
        raise wrong_kind()
    extension = kind_of_text(content) if ending in {"txt", "html"} else kind_of(content)
    if extension != ending:
        found = NAMES.get(extension, extension.upper())
        raise refused(f"The name ends in “.{ending}”, but it is a {found} file. Choose another")
    return Checked(
        extension=extension,
        content_type=READABLE_TYPES[extension],
        name=safe_name(str(upload.name), extension),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def wrong_kind() -> Exception:
    return refused(
        f"Choose a PDF, Word (.docx), text or web page file smaller than {settings.UPLOAD_LIMIT_MB} MB"
    )


def kind_of_text(content: bytes) -> str:
    """Plain text, or a web page. Raises Refused for what is neither, and for code that a server would run."""
    if b"\x00" in content or content.startswith((b"%PDF-", b"PK\x03\x04")):
        raise wrong_kind()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if not text.strip():
        raise refused("The file is empty")
    if any(
        unicodedata.category(letter) == "Cc" and letter not in "\r\n\t\f\v" for letter in text[:LOOKED_AT]
    ):
        raise wrong_kind()
    if SERVER_CODE.search(content):
        raise refused("The file holds program code. Save the words only")
    return "html" if WEB_PAGE.match(content.removeprefix(b"\xef\xbb\xbf")) else "txt"
