"""Saved web pages: headings, paragraphs, lists with their numbers, and tables row by row; without what frames the page."""

import re
from typing import Any

from lxml import etree, html

from meetings.minutes.files.blocks import SHORT_CELL, Lines, arranges_page, letters, marked, roman
from meetings.minutes.files.extracted import Extracted, Unreadable, cleaned

UNREAD = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "aside", "iframe", "object", "embed", "svg", "math", "head",
     "select", "option", "button", "input", "textarea", "canvas", "audio", "video", "map", "link", "meta", "title"}
)  # fmt: skip
FRAME_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"})
FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:bread-?crumbs?|nav|navbar|navigation|menu|footer|skip|skip-?links?|cookies?|cookie-?banner|share|"
    r"sidebar|mg-?hide|visually-?hidden|sr-?only|mgbreadcrumb\w*|mgfooter\w*|mgnav\w*|mghelp\w*|mglinks)(?:$|[\s_-])",
    re.I,
)
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend"})
PARAGRAPHS = HEADINGS | {"p", "blockquote", "dl", "figure", "hr", "address"}
BLOCKS = PARAGRAPHS | {
    "div", "section", "article", "main", "header", "form", "fieldset", "ul", "ol", "li", "dt", "dd", "table", "tr", "td",
    "th", "thead", "tbody", "tfoot", "pre", "body", "html", "center", "details", "summary",
}  # fmt: skip
LIST_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
LATIN_1 = frozenset({"iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii"})
DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
MAIN = (
    "//main",
    "//*[@role='main']",
    "//*[contains(concat(' ', @class, ' '), ' mgContent ')]",
    "//*[@id='modgov']",
)
LETTERS_OF_A_MAIN_PART = 200
DEEPEST = 150
MANY = 100


def from_html(content: bytes) -> Extracted:
    """Read a saved web page. Raises Unreadable when there is no page in it."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(text_of(content).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable("The web page is empty or broken. Save it again from the browser") from fault
    for node in [node for node in page.iter() if frames_page(node)]:
        if node.getparent() is not None:
            node.drop_tree()
    written = Writer()
    for node in main_part(page):
        written.block(node)
    return Extracted(text=cleaned(written.lines.text))


def text_of(content: bytes) -> str:
    declared = DECLARED.search(content[:4096])
    named = declared[1].decode("ascii").lower() if declared else "cp1252"
    # Browsers read what calls itself Latin 1 as Windows-1252, and pages rely on it.
    for encoding in ("utf-8-sig", "cp1252" if named in LATIN_1 else named):
        try:
            return content.decode(encoding).replace("\x00", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", errors="replace").replace("\x00", "")


def frames_page(node: Any) -> bool:
    """Is this a part that frames every page of a site (navigation, foot), is not seen, or only runs?"""
    if node.tag in UNREAD or node.get("hidden") is not None or node.get("role") in FRAME_ROLES:
        return True
    if node.tag in {"html", "body", "main", "h1"}:
        return False
    if UNSEEN.search(node.get("style") or ""):
        return True
    if node.tag == "header" and not any(
        above.tag in {"main", "article", "section"} for above in node.iterancestors()
    ):
        return node.find(".//h1") is None
    return any(FRAME_NAMES.search(node.get(name) or "") for name in ("class", "id"))


def main_part(page: Any) -> list[Any]:
    """The part of the page that is its own, with the page's heading before it; the whole page when it names no such part."""
    for path in MAIN:
        for found in page.xpath(path)[:1]:
            if len(found.text_content().strip()) >= LETTERS_OF_A_MAIN_PART:
                outside = [head for head in page.xpath("//h1") if found not in head.iterancestors()]
                return [*outside[:1], found]
    return [page]


class Writer:
    """Writes a page block by block: what stands inside a paragraph is gathered and written when a block begins or ends."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.gathered: list[str] = []
        self.mark = ""
        self.indent = 0

    def flush(self) -> None:
        text = "".join(self.gathered)
        self.gathered = []
        if text.strip():
            self.lines.write(marked(self.mark, text), indent=max(self.indent - 1, 0))
            self.mark = ""

    def block(self, node: Any, depth: int = 0) -> None:
        self.flush()
        if node.tag in PARAGRAPHS and not self.mark:
            self.lines.gap()
        if depth > DEEPEST:
            self.gathered.append(node.text_content())
        elif node.tag in {"ol", "ul"}:
            self.numbered(node, depth)
        elif node.tag == "table":
            self.table(node, depth)
        else:
            self.inside(node, depth)
        self.flush()
        if node.tag in PARAGRAPHS and not self.indent:
            self.lines.gap()

    def inside(self, node: Any, depth: int) -> None:
        self.gathered.append(folded(node.text))
        for child in node:
            if child.tag == "br":
                self.gathered.append("\n")
            elif child.tag in BLOCKS:
                self.block(child, depth + 1)
            elif depth > DEEPEST:
                self.gathered.append(folded(child.text_content()))
            elif isinstance(child.tag, str):
                self.inside(child, depth + 1)
            self.gathered.append(folded(child.tail))

    def numbered(self, node: Any, depth: int) -> None:
        number = whole(node.get("start"), 1)
        style = style_of(node)
        self.indent += 1
        for item in node:
            if item.tag != "li":
                self.block(item, depth + 1)
                continue
            number = whole(item.get("value"), number)
            self.mark = mark_of(number, style) if node.tag == "ol" else "•"
            self.block(item, depth + 1)
            self.mark = ""
            number += 1
        self.indent -= 1
        if not self.indent:
            self.lines.gap()

    def table(self, node: Any, depth: int) -> None:
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in rows_of(node)]
        as_text = arranges_page([[paragraphs_of(cell) for cell in cells] for cells in rows])
        self.lines.gap()
        for cells in rows:
            if as_text and any(cell.tag == "td" for cell in cells):
                self.cells(cells, depth)
            else:
                self.lines.row([cell_text(cell) for cell in cells])
        self.lines.gap()

    def cells(self, cells: list[Any], depth: int) -> None:
        """A table that only arranges the page: the cells one after the other, a short number before what it numbers."""
        for cell in cells:
            text = cell_text(cell)
            if text and len(text) <= SHORT_CELL and not self.mark:
                self.mark = text
                self.lines.gap()
            else:
                self.block(cell, depth + 1)
        self.mark = ""


def folded(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f\xa0]+", " ", text or "")


def whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*\d{1,6}\s*", text) else otherwise


def style_of(node: Any) -> str:
    styled = LIST_STYLE.search(node.get("style") or "")
    return styled[1] if styled else LIST_TYPES.get(node.get("type") or "1", "decimal")


def mark_of(number: int, style: str) -> str:
    if style.endswith(("-alpha", "-latin")):
        name = letters(number)
    elif style.endswith("-roman"):
        name = roman(number)
    elif style in {"none", "disc", "circle", "square"}:
        return "" if style == "none" else "•"
    else:
        name = str(number)
    return f"{name.upper() if style.startswith('upper') else name}."


def rows_of(table: Any) -> list[Any]:
    return [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]


def paragraphs_of(cell: Any) -> int:
    """How many paragraphs with words a cell holds; a table, a heading or a numbered list inside it counts as many."""
    if next(cell.iter("table", "ol", "h1", "h2", "h3", "h4"), None) is not None:
        return MANY
    return sum(bool(node.text_content().strip()) for node in cell.iter("p", "div", "li"))


def cell_text(cell: Any) -> str:
    return " ".join(" ".join(cell.itertext()).split())
