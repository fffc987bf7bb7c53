"""Papers to take away: the same words in Word, in the PDF and on the page, in their order, and safe whatever they are."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.cache import cache
from docx.oxml.ns import qn
from pypdf import PdfReader

from core.papers import (
    Facts,
    Heading,
    Item,
    NotMade,
    PageBreak,
    Paper,
    Paragraph,
    Points,
    Record,
    Signature,
    Table,
    Withheld,
    bold,
    file_name,
    italic,
    link,
    markup_of,
    pdf_of,
    plain,
    runs,
    word_of,
)
from core.papers import pdf as setting
from core.papers.pdf import NOT_HERE, TOO_LONG
from tests.core.markup import read

PAPER = Paper(
    title="Scrutiny Panel",
    subtitle="Minutes of the meeting",
    issuer="Fenland Council",
    mark="DRAFT: to be agreed at a later meeting",
    running="Scrutiny Panel: draft minutes",
    dated_at=datetime(2026, 4, 15, 9, 0, tzinfo=UTC),
    blocks=(
        Facts((("Place", runs("Town Hall")), ("Present", runs("Councillor Łukasz Ñandú")))),
        Heading("Training", number="1"),
        Paragraph(runs(bold("Question"), " (Members): ", "Who ", italic("pays"), "?")),
        Paragraph(runs("The council."), inside=True),
        Heading("Details", 2),
        Record("AGREED 1", runs("That it be noted."), ("First point", "Second point"), ("Vote: 5 to 2",)),
        Points(
            (Item(runs("One"), inside=(Points((Item(runs("Inner")),), "letter"),)), Item(runs("Two"))),
            "number",
        ),
        Points((Item(runs("As printed"), "4A"),)),
        Points(
            (
                Item(
                    runs("See "),
                ),
                Item(runs(link("the paper", "https://example.org/a?b=1&c=2"))),
            )
        ),
        Withheld("Something is withheld here.", "What a bidder offered"),
        PageBreak(),
        Table(
            "Actions", ("Who", "What"), tuple((runs("Officer"), runs(f"Task {n}")) for n in range(3)), (1, 3)
        ),
        Signature(("Signed", "Date")),
    ),
)
IN_ORDER = [
    "Fenland Council", "Scrutiny Panel", "Minutes of the meeting", "DRAFT: to be agreed at a later meeting", "Place",
    "Town Hall", "Present", "Councillor Łukasz Ñandú", "Training", "Question", "Who pays?", "The council.", "Details",
    "AGREED 1", "That it be noted.", "First point", "Second point", "Vote: 5 to 2", "One", "Inner", "Two", "4A",
    "As printed", "See", "the paper", "What a bidder offered", "Something is withheld here.", "Who", "What", "Officer",
    "Task 0", "Task 1", "Task 2", "Signed", "Date",
]  # fmt: skip


def said(text: str) -> list[str]:
    """Which of the paper's words are found, each behind the one before it."""
    flat, at, found = " ".join(text.split()), 0, []
    for words in IN_ORDER:
        place = flat.find(words, at)
        if place >= 0:
            found.append(words)
            at = place + len(words)
    return found


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def in_reading_order(document: Any) -> str:
    """The text of a Word file as a screen reader goes through it: paragraphs and tables, one after the other."""
    parts = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            parts += [cell.text for row in block.rows for cell in row.cells]
        else:
            parts.append(block.text)
    return "\n".join(parts)


def test_word_reads_in_order() -> None:
    assert said(in_reading_order(opened(word_of(PAPER)))) == IN_ORDER


def test_word_has_real_styles_and_lists() -> None:
    document = opened(word_of(PAPER))
    styles = [(one.style.name, one.text) for one in document.paragraphs if one.text]
    assert [name for name, text in styles if text.startswith(("Scrutiny", "1.\t", "Details"))] == [
        "Title", "Heading 1", "Heading 2",
    ]  # fmt: skip
    listed = [one for one in document.paragraphs if one.style.name.startswith("List")]
    assert [(one.style.name, one.text) for one in listed] == [
        ("List Number", "One"), ("List Number", "Inner"), ("List Number", "Two"), ("List Bullet", "4A\tAs printed"),
        ("List Bullet", "See "), ("List Bullet", "the paper"),
    ]  # fmt: skip
    numbered = [one._p.pPr.numPr for one in listed]
    assert [one.ilvl.val for one in numbered] == [0, 1, 0, 0, 0, 0]
    first, inner, second, printed, *bullets = [one.numId.val for one in numbered]
    assert first == second != inner
    assert printed == 0
    assert len({first, *bullets}) == 2


def test_lists_count_each_for_themselves() -> None:
    twice = (Points((Item(runs("a")),), "letter"), Points((Item(runs("b")),), "letter"))
    document = opened(word_of(Paper("T", blocks=twice)))
    ids = [one._p.pPr.numPr.numId.val for one in document.paragraphs if one.style.name == "List Number"]
    assert len(set(ids)) == 2
    numbering = document.part.numbering_part.element
    for number in ids:
        (counted,) = numbering.xpath(f'./w:num[@w:numId="{number}"]')
        assert counted.xpath("./w:lvlOverride/w:startOverride/@w:val")[0] == "1"
        kind = counted.xpath("./w:abstractNumId/@w:val")[0]
        (level, *_) = numbering.xpath(f'./w:abstractNum[@w:abstractNumId="{kind}"]/w:lvl/w:lvlText/@w:val')
        assert level == "(%1)"


def test_word_is_british_english_on_a4_with_numbered_pages() -> None:
    document = opened(word_of(PAPER))
    (section,) = document.sections
    assert (section.page_width.mm, section.page_height.mm) == (
        pytest.approx(210, abs=0.1),
        pytest.approx(297, abs=0.1),
    )
    language = document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val")
    assert language == ["en-GB"]
    assert section.header.paragraphs[0].text == "Scrutiny Panel: draft minutes"
    fields = [one.text.strip() for one in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    wide = opened(word_of(Paper("T", is_wide=True))).sections[0]
    assert wide.page_width > wide.page_height


def test_a_table_repeats_its_headings_and_says_what_it_shows() -> None:
    (table,) = opened(word_of(PAPER)).tables
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False, False]
    assert table._tbl.xpath("./w:tblPr/w:tblCaption/@w:val") == ["Actions"]


def test_word_tells_nothing_of_who_or_where(settings: Any) -> None:
    """Promise U5: the title and the day of publication, and no author, company, template picture, comment or time."""
    content = word_of(PAPER)
    told = opened(content).core_properties
    published = datetime(2026, 4, 15, 9, 0, tzinfo=UTC)
    assert (told.title, told.language) == ("Scrutiny Panel: draft minutes", "en-GB")
    assert (told.created, told.modified) == (published, published)
    assert (told.author, told.last_modified_by, told.comments, told.keywords) == ("", "", "", "")
    with zipfile.ZipFile(BytesIO(content)) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in packed.namelist() if "thumbnail" in name or "comments" in name]
        assert b"thumbnail" not in packed.read("_rels/.rels")


def test_the_same_paper_is_the_same_file() -> None:
    assert word_of(PAPER) == word_of(PAPER)


NASTY = "a\x00b\x0bc\ufffe\ud800d\r\ne <script>alert(1)</script> & \"q\" 'p' ]]>"


def everything(text: str) -> Paper:
    """A paper with these words in every place that takes any."""
    said_by = runs(text, bold(text), italic(text), link(text, "https://example.org"))
    return Paper(
        text, text, text, text, text, PAPER.dated_at,
        (
            Heading(text, 1, text), Heading(text, 2), Heading(text, 3), Paragraph(said_by), Facts(((text, said_by),)),
            Record(text, said_by, (text,), (text,)), Points((Item(said_by, text),)), Withheld(text, text),
            Table(text, (text, text), ((said_by, said_by),)),
        ),
    )  # fmt: skip


@pytest.mark.usefixtures("pango")
def test_any_character_can_be_written() -> None:
    paper = everything(NASTY)
    document = opened(word_of(paper))
    assert in_reading_order(document).count("<script>alert(1)</script>") > 20
    page = str(markup_of(paper))
    assert "<script" not in page
    assert read(page).all("script") == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;q&quot;" in page
    assert "alert(1)" in text_of(pdf_of(paper))
    assert plain("a\x00\r\nb\u2028c\x85d\te") == "a\nb\nc\nd\te"


def test_only_web_and_mail_addresses_become_links() -> None:
    for address in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " https://x", ""):
        assert "<a " not in markup_of(Paper("T", blocks=(Paragraph(runs(link("x", address))),)))
        assert (
            len(
                opened(word_of(Paper("T", blocks=(Paragraph(runs(link("x", address))),))))
                .paragraphs[-1]
                .hyperlinks
            )
            == 0
        )
    good = Paper("T", blocks=(Paragraph(runs(link("x", "https://example.org/?a=1&b=2"))),))
    assert [one.attributes["href"] for one in read(str(markup_of(good))).all("a")] == [
        "https://example.org/?a=1&b=2"
    ]
    (made,) = opened(word_of(good)).paragraphs[-1].hyperlinks
    assert (made.text, made.address) == ("x", "https://example.org/?a=1&b=2")


def test_the_page_has_one_first_heading_lists_and_a_table_with_scope() -> None:
    page = read(str(markup_of(PAPER)))
    assert said(re.sub(r"<[^>]+>", " ", str(markup_of(PAPER))).replace("Who  pays", "Who pays")) == [
        words for words in IN_ORDER if words != "Who pays?"
    ]
    assert [len(page.all(name)) for name in ("h1", "h2", "h3", "ol", "ul", "table", "caption")] == [
        1,
        1,
        1,
        3,
        2,
        1,
        1,
    ]
    assert [one.attributes.get("scope") for one in page.all("th")] == ["col", "col"]
    assert [one.attributes.get("type") for one in page.all("ol")] == ["a", "1", "a"]


def reader_of(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader_of(content).pages)


def tags(of: Any) -> list[str]:
    """The tags of a PDF in the order in which they are read aloud."""
    node = of.get_object() if hasattr(of, "get_object") else of
    if isinstance(node, list):
        return [tag for one in node for tag in tags(one)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (tags(node["/K"]) if "/K" in node else [])


@pytest.mark.usefixtures("pango")
def test_the_pdf_is_tagged_titled_and_reads_in_order() -> None:
    content = pdf_of(PAPER)
    reader: Any = reader_of(content)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == "Scrutiny Panel: draft minutes"
    assert reader.metadata.author is None
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()
    structure = tags(root["/StructTreeRoot"])
    headings = [tag for tag in structure if tag in {"/H1", "/H2", "/H3"}]
    assert headings == ["/H1", "/H2", "/H3"]
    assert {"/L", "/LI", "/Table", "/TH", "/TD", "/P", "/Link"} <= set(structure)
    assert said(text_of(content)) == IN_ORDER


HOLDS = {
    "/L": {"/L", "/LI", "/Caption"}, "/LI": {"/Lbl", "/LBody"}, "/THead": {"/TR"}, "/TBody": {"/TR"}, "/TR": {"/TH", "/TD"},
    "/Table": {"/Caption", "/THead", "/TBody", "/TR"},
}  # fmt: skip


def elements(of: Any) -> Iterator[Any]:
    """Every element of the structure of a PDF."""
    node = of.get_object() if hasattr(of, "get_object") else of
    for one in node if isinstance(node, list) else [node]:
        inner = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(inner, dict):
            if "/S" in inner:
                yield inner
            yield from elements(inner["/K"]) if "/K" in inner else ()


def parts_of(element: Any) -> set[str]:
    kept = element.get("/K", [])
    inside = [
        one.get_object() for one in (kept if isinstance(kept, list) else [kept]) if hasattr(one, "get_object")
    ]
    return {str(one["/S"]) for one in inside if isinstance(one, dict) and "/S" in one}


@pytest.mark.usefixtures("pango")
def test_lists_and_tables_of_the_pdf_hold_what_they_may_hold() -> None:
    """ISO 14289-1, 7.5 and 7.6: what reads aloud counts the items of a list and the rows of a table by this."""
    reader: Any = reader_of(pdf_of(PAPER))
    found = list(elements(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))
    for element in found:
        tag = str(element["/S"])
        assert parts_of(element) <= HOLDS.get(tag, parts_of(element)), tag
    headings = [element["/ID"] for element in found if element["/S"] == "/TH"]
    cells = [element["/A"]["/Headers"][0] for element in found if element["/S"] == "/TD"]
    assert cells == headings * 3, "each cell says under which heading it stands"


@pytest.mark.usefixtures("pango")
def test_every_typeface_is_in_the_pdf_and_letters_beyond_latin_are_themselves() -> None:
    content = pdf_of(
        Paper("Łódź", blocks=(Record("AGREED", runs("Žižkov")), Paragraph(runs("Ægir Ŝŵansea"))))
    )
    for words in ("Łódź", "Žižkov", "Ægir Ŝŵansea"):
        assert words in text_of(content)
    pages: Any = reader_of(content).pages
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    embedded = [one["/DescendantFonts"][0].get_object()["/FontDescriptor"] for one in fonts]
    assert all("/FontFile2" in one or "/FontFile3" in one for one in embedded)
    assert {str(one["/FontName"]).partition("+")[2].split("-")[0] for one in embedded} == {"Paper"}


@pytest.mark.usefixtures("pango")
def test_nothing_is_fetched_for_a_pdf() -> None:
    """A style sheet or picture of anywhere else is not read, were one ever in the page."""
    import weasyprint

    fetcher = setting._fetcher(weasyprint)()
    for address in ("https://example.org/a.css", "file:///etc/passwd", "https://paper.invalid/../settings.py",
                    "https://paper.invalid/fonts/../../x.woff2", "data:text/css,x"):  # fmt: skip
        with pytest.raises(weasyprint.urls.FatalURLFetchingError):
            fetcher.fetch(address)


@pytest.mark.usefixtures("pango")
def test_a_pdf_is_set_once_and_kept_under_what_it_says() -> None:
    first = pdf_of(PAPER)
    assert pdf_of(PAPER) is first or pdf_of(PAPER) == first
    assert pdf_of(Paper("Other")) != first
    cache.clear()


def test_a_paper_too_long_for_a_pdf_says_so() -> None:
    with pytest.raises(NotMade) as refusal:
        pdf_of(Paper("T", blocks=(Paragraph(runs("word " * 400_000)),)))
    assert refusal.value.sentence == TOO_LONG


WITHOUT_PANGO = """
import cffi

def without(self, name, flags=0, load=cffi.FFI.dlopen):
    if "pango" in str(name):
        raise OSError(f"cannot load library {name!r}")
    return load(self, name, flags)

cffi.FFI.dlopen = without
import django
django.setup()
from django.urls import get_resolver
from core.papers import NotMade, Paper, pdf_of, word_of
assert get_resolver().url_patterns
assert word_of(Paper("T"))[:2] == b"PK"
for _ in range(2):
    try:
        pdf_of(Paper("Never set before"))
    except NotMade as refusal:
        print(refusal.sentence)
"""


def test_a_portal_without_pango_starts_writes_word_and_says_what_is_missing() -> None:
    """In a program of its own, where no library of that name can be loaded: every address is there."""
    settings = {"DJANGO_SETTINGS_MODULE": "scrutiny_portal.settings"}
    command = [sys.executable, "-c", WITHOUT_PANGO]
    ran = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.returncode) == (f"{NOT_HERE}\n{NOT_HERE}\n", 0), ran.stderr


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("2026-04-14 Panel minutes", "2026-04-14 Panel minutes.docx"),
        ('../a\\b:c*?"<>|d', "a b c d.docx"),
        ("x\r\ny\u202egpj", "x y gpj.docx"),
        ("...", "paper.docx"),
        ("a" * 300, f"{'a' * 120}.docx"),
        ("Łódź", "Łódź.docx"),
    ],
)
def test_names_of_files_are_clean(stem: str, name: str) -> None:
    assert file_name(stem, "docx") == name
