"""How a paper looks in Word: an A4 page, typefaces that every office has, and our colours on white."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from core.papers.text import plain
from core.papers.tree import Paper

SANS, SERIF = "Arial", "Georgia"
INK, QUIET, FEN = RGBColor(0x15, 0x24, 0x2B), RGBColor(0x45, 0x56, 0x5F), RGBColor(0x11, 0x52, 0x60)
LINK, WARN = RGBColor(0x0B, 0x55, 0x77), RGBColor(0x8A, 0x4B, 0x00)
LABEL, RECORD, RECORD_POINT, SMALL, WITHHELD = "Fact", "Record", "Record Point", "Small Note", "Withheld"
SIGNED = "Signed"
SIDE, TOP, HANGING, INSET = Mm(22), Mm(20), Mm(11), Mm(8)


@dataclass(frozen=True)
class Look:
    """A style's type: size in points, colour, weight, face, and the space before and after it in points."""

    size: float
    colour: RGBColor = INK
    bold: bool = False
    face: str = SANS
    before: float = 0
    after: float = 6
    keeps_next: bool = False


LOOKS: Final[dict[str, Look]] = {
    "Normal": Look(11),
    "Body Text": Look(11),
    "Issuer": Look(11, FEN, bold=True, after=2, keeps_next=True),
    "Title": Look(22, INK, bold=True, face=SERIF, after=4, keeps_next=True),
    "Subtitle": Look(12, QUIET, after=10),
    "Mark": Look(11, WARN, bold=True, after=10),
    "Heading 1": Look(14, INK, bold=True, before=16, after=5, keeps_next=True),
    "Heading 2": Look(12, INK, bold=True, before=10, after=4, keeps_next=True),
    "Heading 3": Look(11, FEN, bold=True, before=8, after=3, keeps_next=True),
    "List Number": Look(11, after=4),
    "List Bullet": Look(11, after=4),
    LABEL: Look(11, after=4),
    RECORD: Look(11.5, face=SERIF, before=3, after=5),
    RECORD_POINT: Look(11.5, face=SERIF, after=4),
    SMALL: Look(9.5, QUIET, after=5),
    WITHHELD: Look(11, INK, before=4, after=8),
    SIGNED: Look(11, before=20, after=0, keeps_next=True),
    "Caption": Look(11, INK, bold=True, before=10, after=4, keeps_next=True),
    "Table Text": Look(9.5, before=2, after=2),
    "Header": Look(9, QUIET, after=0),
    "Footer": Look(9, QUIET, after=0),
}


KNOWN: Final = {*LOOKS, "Table Grid", "Hyperlink"}


@dataclass(frozen=True)
class Styles:
    """The styles of one file by name, and the lengths that its paragraphs share."""

    of: dict[str, Any]
    width: Length
    hanging: Length = HANGING
    inset: Length = INSET


def begin(paper: Paper) -> tuple[WordDocument, Styles]:
    """Give an empty file with page, language, styles, header and footer of the paper, and its styles by name."""
    document = Document(BytesIO(_empty_file(is_wide=paper.is_wide)))
    section = document.sections[0]
    section.header.paragraphs[0].add_run(plain(paper.running))
    of = {style.name: style for style in document.styles if style.name in KNOWN}
    return document, Styles(of=of, width=Length(_page(is_wide=paper.is_wide)[0] - 2 * SIDE))


def _page(*, is_wide: bool) -> tuple[Length, Length]:
    """Width and height of A4, lying or standing."""
    return (Mm(297), Mm(210)) if is_wide else (Mm(210), Mm(297))


@cache
def _empty_file(*, is_wide: bool) -> bytes:
    """Set up an empty file once for each shape of page: it takes longer than writing a paper into it."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = _page(is_wide=is_wide)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = SIDE
    section.top_margin = section.bottom_margin = TOP
    width = Length(_page(is_wide=is_wide)[0] - 2 * SIDE)
    of = {name: _styled(document, name, look) for name, look in LOOKS.items()}
    _link_style(document)
    _speak_english(document)
    _tab(of[LABEL].paragraph_format, Mm(42), hangs=True)
    of[SIGNED].paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    of["Title"].paragraph_format.space_before = Pt(0)
    _rule(of[RECORD], left="115260")
    _rule(of[WITHHELD], left="687982")
    for name in (RECORD, WITHHELD):
        of[name].paragraph_format.left_indent = Mm(3)
    _running(section, of, width)
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def _styled(document: WordDocument, name: str, look: Look) -> Any:
    known = {style.name for style in document.styles}
    style: Any = (
        document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    if name not in known:
        style.base_style = document.styles["Normal"]
    style.hidden, style.quick_style = False, True
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = look.face, Pt(look.size), look.bold, False
    font.color.rgb = look.colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), look.face)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = 1.15 if look.size <= 12 else 1.05
    shape.keep_with_next = look.keeps_next
    shape.widow_control = True
    borders = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if borders is not None:
        style.element.pPr.remove(borders)
    return style


def _link_style(document: WordDocument) -> None:
    style: Any = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb, style.font.underline = LINK, True


def _tab(shape: Any, at: Length, *, hangs: bool) -> None:
    shape.tab_stops.add_tab_stop(at)
    if hangs:
        shape.left_indent, shape.first_line_indent = at, -at


def _rule(style: Any, *, left: str) -> None:
    """A line down the left of a paragraph, as the portal's own pages have it."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", left)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(
        borders,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
    )


def _speak_english(document: WordDocument) -> None:
    """Set the language of every style that says none: British English."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "en-GB")
    properties.append(language)


def _running(section: Any, of: dict[str, Any], width: Length) -> None:
    """What stands on every page: what it is a page of, above; which page of how many, below."""
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    for name, paragraph in (("Header", head), ("Footer", foot)):
        paragraph.style = of[name]
        stops = paragraph.paragraph_format.tab_stops
        of[name].paragraph_format.tab_stops.clear_all()
        stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("\tPage ")
    _count(foot, "PAGE")
    foot.add_run(" of ")
    _count(foot, "NUMPAGES")


def _count(paragraph: Any, field: str) -> None:
    """A number that Word fills in."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", f" {field} "), ("separate", ""), ("value", "1"), ("end", "")):
        if kind == "value":
            made = OxmlElement("w:t")
            made.text = text
        elif kind:
            made = OxmlElement("w:fldChar")
            made.set(qn("w:fldCharType"), kind)
        else:
            made = OxmlElement("w:instrText")
            made.set(qn("xml:space"), "preserve")
            made.text = text
        run._r.append(made)  # noqa: SLF001 - python-docx makes no fields
