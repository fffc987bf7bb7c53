"""A paper as a Word file: real styles, headings and lists, so that it can be read aloud, searched and edited."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from core.papers import tree
from core.papers.text import is_address, plain
from core.papers.word_lists import Lists
from core.papers.word_styles import LABEL, RECORD, RECORD_POINT, SIGNED, SMALL, WITHHELD, begin

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
EARLIEST = (1980, 1, 1, 0, 0, 0)
# What python-docx brings along and no paper of ours has: a picture of its own template.
LEFT_OUT = {"docProps/thumbnail.jpeg"}
THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def word_of(paper: tree.Paper) -> bytes:
    """Write the paper as .docx: A4, British English, titled, without a name of who made it (promise U5).

    The same paper is the same file, byte for byte.
    """
    return _Writer(paper).written()


class _Writer:
    """Writes one paper. Styles are looked up once: by name each time, a long record takes minutes."""

    def __init__(self, paper: tree.Paper) -> None:
        self.paper = paper
        self.doc, self.styles = begin(paper)
        self.lists = Lists(self.doc)

    def written(self) -> bytes:
        self.head()
        for block in self.paper.blocks:
            self.block(block)
        self.properties()
        packed = BytesIO()
        self.doc.save(packed)
        return _without_the_clock(packed)

    def head(self) -> None:
        paper = self.paper
        for text, style in (
            (paper.issuer, "Issuer"),
            (paper.title, "Title"),
            (paper.subtitle, "Subtitle"),
            (paper.mark, "Mark"),
        ):
            if text:
                self.paragraph(style, tree.runs(text))

    def properties(self) -> None:
        """The title, the language and a date that says when the record was published, and nothing about who or where."""
        core = self.doc.core_properties
        moment = (self.paper.dated_at or UNDATED).astimezone(UTC).replace(tzinfo=None, microsecond=0)
        core.title, core.language = plain(self.paper.running or self.paper.title)[:255], "en-GB"
        core.author = core.last_modified_by = core.comments = core.keywords = core.subject = core.category = (
            ""
        )
        core.revision, core.created, core.modified = 1, moment, moment
        for key, part in list(self.doc.part.package.rels.items()):
            if part.reltype == THUMBNAIL:
                del self.doc.part.package.rels[key]

    def block(self, block: tree.Block) -> None:
        match block:
            case tree.Heading():
                self.heading(block)
            case tree.Paragraph():
                made = self.paragraph(SMALL if block.small else "Body Text", block.runs)
                made.paragraph_format.left_indent = self.styles.inset if block.inside else None
            case tree.Record():
                self.record(block)
            case tree.Points():
                self.points(block, level=1 if block.inside else 0)
            case tree.Table():
                self.table(block)
            case tree.Facts():
                for label, runs in block.rows:
                    self.paragraph(LABEL, tree.runs(tree.bold(f"{label}\t"), *runs))
            case tree.Withheld():
                words = tree.runs(tree.bold(block.summary), "\n" if block.summary else "", block.text)
                self.paragraph(WITHHELD, words).paragraph_format.keep_together = True
            case tree.Signature():
                for label in block.labels:
                    self.paragraph(SIGNED, tree.runs(f"{label}\t"))
            case tree.PageBreak():
                self.doc.add_page_break()  # type: ignore[no-untyped-call]

    def heading(self, block: tree.Heading) -> None:
        label = f"{block.number}.\t" if block.number else ""
        made = self.paragraph(f"Heading {block.level}", tree.runs(f"{label}{block.text}"))
        if label:
            made.paragraph_format.left_indent = self.styles.hanging
            made.paragraph_format.first_line_indent = -self.styles.hanging

    def record(self, block: tree.Record) -> None:
        """The body's word and its resolution, in the record's own face; votes and dates below in ours."""
        words = tuple(tree.Run(run.text, block.strong, run.italic, run.link) for run in block.runs)
        lead = tree.bold(f"{block.lead}  ") if block.lead else tree.Run("")
        shape = self.paragraph(RECORD, tree.runs(lead, *words)).paragraph_format
        shape.keep_together, shape.keep_with_next = True, bool(block.points or block.notes)
        if block.points:
            number = self.lists.numbering("letter")
            for point in block.points:
                self.lists.put(self.paragraph(RECORD_POINT, tree.runs(point)), number, level=1)
        for note in block.notes:
            self.paragraph(SMALL, tree.runs(note)).paragraph_format.left_indent = self.styles.inset

    def points(self, block: tree.Points, *, level: int) -> None:
        style = "List Bullet" if block.kind == "bullet" else "List Number"
        number = self.lists.numbering(block.kind)
        for item in block.items:
            if item.number:
                made = self.paragraph(style, tree.runs(f"{item.number}\t", *item.runs))
                self.lists.put(made, 0, level=level)
            else:
                self.lists.put(self.paragraph(style, item.runs), number, level=level)
            for inner in item.inside:
                self.points(inner, level=level + 1)

    def table(self, block: tree.Table) -> None:
        """A grid whose first row is told as headings, and stands again on every page; no row breaks across pages."""
        self.paragraph("Caption", tree.runs(block.caption))
        made = self.doc.add_table(rows=0, cols=len(block.header))
        made.style, made.autofit = self.styles.of["Table Grid"], False
        _describe(made, block.caption)
        shares = block.widths or (1,) * len(block.header)
        widths = [self.styles.width * share // sum(shares) for share in shares]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        rows = [tuple(tree.runs(tree.bold(label)) for label in block.header), *block.rows]
        for number, row in enumerate(rows):
            line = made.add_row()
            marks = line._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no call for these marks
            marks.append(OxmlElement("w:cantSplit"))
            if number == 0:
                marks.append(OxmlElement("w:tblHeader"))
            for cell, runs, width in zip(line.cells, row, widths, strict=True):
                cell.width = width
                self.cell(cell, runs)

    def cell(self, cell: _Cell, runs: tree.Runs) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = self.styles.of["Table Text"]
        self.say(paragraph, runs)

    def paragraph(self, style: str, runs: tree.Runs) -> WordParagraph:
        made = self.doc.add_paragraph()
        made.style = self.styles.of[style]
        self.say(made, runs)
        return made

    def say(self, paragraph: WordParagraph, runs: tree.Runs) -> None:
        for run in runs:
            text = plain(run.text)
            if not text:
                continue
            made = paragraph.add_run(text)
            made.bold, made.italic = run.bold or None, run.italic or None
            if is_address(plain(run.link)):
                made.style = self.styles.of["Hyperlink"]
                self.lead(made._r, run.link)  # noqa: SLF001 - python-docx makes no links

    def lead(self, run: Any, address: str) -> None:
        """Make a run a link: python-docx reads links but has no call that makes one."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        made = OxmlElement("w:hyperlink")
        made.set(qn("r:id"), self.doc.part.relate_to(plain(address), kind, is_external=True))
        run.addprevious(made)
        made.append(run)


def _describe(table: Any, caption: str) -> None:
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no call for the words about a table
    made = OxmlElement("w:tblCaption")
    made.set(qn("w:val"), plain(caption))
    properties.append(made)


def _without_the_clock(packed: BytesIO) -> bytes:
    """Pack again with one date for every part: a file tells nothing of when and where it was made."""
    written = BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in LEFT_OUT:
                target.writestr(zipfile.ZipInfo(name, EARLIEST), source.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
