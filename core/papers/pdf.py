"""A paper as a PDF that can be read aloud: tagged, titled, in British English (PDF/UA-1)."""

import re
from contextlib import redirect_stdout
from ctypes import CDLL
from ctypes.util import find_library
from functools import cache as remembered
from hashlib import sha256
from html import escape
from io import StringIO
from pathlib import Path
from threading import Lock
from typing import Any

from django.contrib.staticfiles import finders

from core import caching
from core.papers.markup import markup_of
from core.papers.text import plain
from core.papers.tree import Paper
from core.refusals import Refused

SHEET = "paper.css"
OURS = "https://paper.invalid/"  # no such place: what is asked for there is read from this machine
FOLDER = "portal"
FILES = re.compile(r"paper\.css|fonts/portal-(?:sans|serif)-latin(?:-ext)?\.woff2")
KINDS = {"css": "text/css", "woff2": "font/woff2"}
KEPT_FOR = 3600
LONGEST = 1_500_000
NOT_HERE = (
    "A PDF cannot be made here, because Pango, the library that sets the type, is not installed on this machine. "
    "Use Word, or print the page."
)
TOO_LONG = "This paper is too long to be made as a PDF. Use Word, or print the page."
# Setting type takes a core and much memory: one paper at a time in each process.
ALONE = Lock()


def has_pango() -> bool:
    """Whether this machine has the library that sets type, with all that it needs itself."""
    name = find_library("pangoft2-1.0")
    try:
        return name is not None and bool(CDLL(name))
    except OSError:
        return False


class NotMade(Refused):
    """No PDF could be made. The sentence says what to use instead."""


def pdf_of(paper: Paper) -> bytes:
    """Set the paper as PDF. Raises NotMade where the machine lacks Pango, or when the paper is too long.

    Nothing is fetched: only our own style sheet and typefaces are read, from this machine. The same paper is the same file;
    it is kept for an hour, under what it says and how it looks, since setting it takes a second or more.
    """
    page = whole_page(paper)
    if len(page) > LONGEST:
        raise NotMade(TOO_LONG)
    key = f"paper:{sha256(page.encode() + _file(SHEET)).hexdigest()}"
    kept: bytes | None = caching.read(key)
    if kept is not None:
        return kept
    with ALONE:
        made = _set(page)
    caching.write(key, made, seconds=KEPT_FOR)
    return made


def whole_page(paper: Paper) -> str:
    """The page that is set: language, title, date, and the words."""
    dated = f'<meta name="dcterms.created" content="{paper.dated_at.date()}">' if paper.dated_at else ""
    shape = "paper is-wide" if paper.is_wide else "paper"
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(plain(paper.running or paper.title))}</title>{dated}"
        f'</head><body><main class="{shape}" data-running="{escape(plain(paper.running))}">'
        f"{markup_of(paper)}</main></body></html>"
    )


def _set(page: str) -> bytes:
    library = _library()
    if library is None:
        raise NotMade(NOT_HERE)
    fonts, sheet = _look()
    html = library.HTML(string=page, base_url=OURS, url_fetcher=_fetcher(library)())
    made: bytes = html.write_pdf(
        stylesheets=[sheet],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=sha256(page.encode()).digest()[:16],
    )
    return made


@remembered
def _look() -> tuple[Any, Any]:
    """The typefaces and the style sheet of every paper, read once: unpacking them takes longer than setting a page."""
    library = _library()
    fonts = library.text.fonts.FontConfiguration()
    sheet = library.CSS(url=f"{OURS}{SHEET}", url_fetcher=_fetcher(library)(), font_config=fonts)
    return fonts, sheet


@remembered
def _library() -> Any:
    """What sets type, or None without Pango. It is imported here alone, at the first PDF: the portal starts without it.

    Where Pango is missing it prints advice for developers, which is nothing for the portal's own output.
    """
    try:
        with redirect_stdout(StringIO()):
            import weasyprint
    except OSError:
        return None
    return weasyprint


def _fetcher(library: Any) -> Any:
    """What reads files for the page: our style sheet and typefaces, and nothing else from anywhere."""

    class Ours(library.urls.URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(OURS)
            if not url.startswith(OURS) or not FILES.fullmatch(name):
                raise library.urls.FatalURLFetchingError(f"{url[:80]} is not read for a paper")
            return library.urls.URLFetcherResponse(
                url, _file(name), {"Content-Type": KINDS[name.rpartition(".")[2]]}
            )

    return Ours


def _file(name: str) -> bytes:
    found = finders.find(f"{FOLDER}/{name}")
    assert isinstance(found, str)  # noqa: S101 - the files are part of the portal
    return Path(found).read_bytes()
