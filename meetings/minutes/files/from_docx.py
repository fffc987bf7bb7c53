"""Word documents (.docx): paragraphs in order, with the numbers that Word makes; tables row by row; no heads and feet.

The parts are read straight out of the archive. Document types, entities and relations to elsewhere are never followed.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from meetings.minutes.files.blocks import SHORT_CELL, Lines, arranges_page, marked
from meetings.minutes.files.extracted import Extracted, Progress, Unreadable, cleaned
from meetings.minutes.files.word_numbers import Numbers, local, only, value

PART_BYTES_AT_MOST = 30 * 1024 * 1024
TELL_EVERY = 200
MANY = 100

BROKEN = "The Word file is broken and cannot be read. Save it again from Word"
TOO_LARGE = "The Word file is too long to be read. Choose the part with the minutes"
UNREAD = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "footnoteReference", "pPr", "rPr"})
LETTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def from_docx(content: bytes, tell: Progress) -> Extracted:
    """Read a Word document. Raises Unreadable for a broken one."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            document = part(archive, main_part(archive))
            folder = main_part(archive).rpartition("/")[0]
            numbers = Numbers(
                optional_part(archive, f"{folder}/numbering.xml"),
                optional_part(archive, f"{folder}/styles.xml"),
            )
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, etree.XMLSyntaxError) as fault:
        raise Unreadable(BROKEN) from fault
    body = only(document, "body") if document is not None else None
    if body is None:
        raise Unreadable(BROKEN)
    written = Lines()
    blocks = list(blocks_of(body))
    for count, block in enumerate(blocks, start=1):
        write_block(block, numbers, written)
        if count % TELL_EVERY == 0 or count == len(blocks):
            tell(count, len(blocks))
    return Extracted(text=cleaned(written.text))


def main_part(archive: zipfile.ZipFile) -> str:
    relations = part(archive, "_rels/.rels")
    for relation in relations:
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    raise KeyError("officeDocument")


def part(archive: zipfile.ZipFile, name: str) -> Any:
    if archive.getinfo(name).file_size > PART_BYTES_AT_MOST:
        raise Unreadable(TOO_LARGE)
    content = archive.read(name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable(BROKEN)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(content, parser)


def optional_part(archive: zipfile.ZipFile, name: str) -> Any:
    return part(archive, name) if name in archive.namelist() else None


def blocks_of(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside content controls and accepted insertions."""
    for child in parent:
        name = local(child)
        if name in {"p", "tbl"}:
            yield child
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            yield from blocks_of(child)


def write_block(block: Any, numbers: Numbers, written: Lines) -> None:
    if local(block) == "tbl":
        write_table(block, numbers, written)
        return
    text, boxes = (
        words(block),
        [box for box in block.iter() if local(box) == "txbxContent" and seen(box, block)],
    )
    mark, level = numbers.next_for(block) if text.strip() else ("", 0)
    if not mark:
        written.gap()
    written.write(marked(mark, text), indent=level if mark else 0)
    if not mark:
        written.gap()
    for box in boxes:
        for inner in blocks_of(box):
            write_block(inner, numbers, written)


def write_table(table: Any, numbers: Numbers, written: Lines) -> None:
    """Row by row with tabs; a table that only arranges the page is written cell by cell, as the text it is."""
    rows = [[list(blocks_of(cell)) for cell in cells_of(row)] for row in parts_of(table, "tr")]
    as_text = arranges_page([[paragraphs_of(cell) for cell in cells] for cells in rows])
    written.gap()
    for cells in rows:
        if as_text:
            write_cells(cells, numbers, written)
        else:
            written.row([" ".join(marked(numbers.next_for(p)[0], words(p)) for p in cell) for cell in cells])
    written.gap()


def cells_of(row: Any) -> list[Any]:
    return parts_of(row, "tc")


def parts_of(parent: Any, wanted: str) -> list[Any]:
    found = []
    for child in parent:
        if local(child) == wanted:
            found.append(child)
        elif local(child) in {"sdt", "sdtContent", "ins", "customXml"}:
            found.extend(parts_of(child, wanted))
    return found


def paragraphs_of(cell: list[Any]) -> int:
    """How many paragraphs with words a cell holds; a table inside it counts as many."""
    return sum(MANY if local(block) == "tbl" else bool(words(block).strip()) for block in cell)


def write_cells(cells: list[list[Any]], numbers: Numbers, written: Lines) -> None:
    number = ""
    for cell in cells:
        text = (
            " ".join(marked(numbers.next_for(p)[0], words(p)) for p in cell).strip() if len(cell) == 1 else ""
        )
        if text and len(text) <= SHORT_CELL and not number:
            number = text
            continue
        for block in cell:
            if number and local(block) == "p" and words(block).strip():
                written.gap()
                written.write(f"{number} {words(block).strip()}")
                written.gap()
                number = ""
            else:
                write_block(block, numbers, written)
    if number:
        written.write(number)


def seen(node: Any, within: Any) -> bool:
    above = node.getparent()
    while above is not None and above is not within:
        if local(above) in UNREAD:
            return False
        above = above.getparent()
    return True


def words(paragraph: Any) -> str:
    """The letters of a paragraph, without deleted ones, field codes and text boxes."""
    found: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        node = waiting.pop()
        name = local(node)
        if name in UNREAD or name == "txbxContent":
            continue
        if name == "t":
            found.append(node.text or "")
        elif name in LETTERS:
            found.append(LETTERS[name] if value(node, "type") != "page" else "\n")
        else:
            waiting.extend(reversed(node))
    return "".join(found)
