"""What comes out of the files that officers hand in: words in order, numbers as printed, or one sentence why not."""

import zipfile
from io import BytesIO

import docx
import pytest
import weasyprint
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter

from meetings.minutes.files import Extracted, Unreadable, extract, place_of


def word(document: docx.document.Document) -> bytes:
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def printed(html: str) -> bytes:
    return bytes(weasyprint.HTML(string=html).write_pdf())


def sentence_for(content: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as refused:
        extract(content, name)
    return refused.value.sentence


def numbered(document: docx.document.Document, text: str, list_id: int, level: int = 0) -> None:
    """Add a paragraph that Word numbers: the number itself stands nowhere in the file."""
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    given = properties._add_numPr()
    given._add_ilvl().val = level
    given._add_numId().val = list_id


def define_list(
    document: docx.document.Document, levels: list[tuple[str, str]], restart: int | None = None
) -> int:
    """Add a list definition of (form, text) per level and give its id; with `restart`, a second list on the last one."""
    root = document.part.numbering_part.element
    identity = str(900 + len(root))
    if restart is None:
        definition = OxmlElement("w:abstractNum")
        definition.set(qn("w:abstractNumId"), identity)
        for depth, (form, text) in enumerate(levels):
            level = OxmlElement("w:lvl")
            level.set(qn("w:ilvl"), str(depth))
            for name, given in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
                child = OxmlElement(name)
                child.set(qn("w:val"), given)
                level.append(child)
            definition.append(level)
        root.insert(0, definition)
    else:
        identity = root.findall(qn("w:abstractNum"))[0].get(qn("w:abstractNumId"))
    kept = root.add_num(int(identity))
    if restart is not None:
        kept.add_lvlOverride(0).add_startOverride(restart)
    return int(kept.numId)


def test_plain_text_is_read_as_utf_8_with_or_without_its_mark_and_else_as_windows_1252() -> None:
    words = "RESOLVED – that the “plan” be noted\n"

    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        assert extract(words.encode(encoding), "minutes.txt") == Extracted(text=words)


def test_lines_end_in_one_way_and_unseen_letters_go() -> None:
    assert (
        extract(b"one\r\ntwo\rthree\x0cfour \xef\xac\x81ve\x01" + b" on" * 30, "MINUTES.TXT").text
        == "one\ntwo\nthree\nfour five" + " on" * 30
    )


def test_a_place_is_named_by_its_line_and_where_there_are_pages_by_its_page() -> None:
    text = "first\nsecond\nthird\nfourth"

    assert place_of(Extracted(text=text), text.index("third")) == "line 3"
    assert place_of(Extracted(text=text, pages=(0, 13)), text.index("second")) == "page 1, line 2"
    assert place_of(Extracted(text=text, pages=(0, 13)), text.index("fourth")) == "page 2, line 2"


def test_word_headings_paragraphs_and_tables_come_in_order_without_heads_and_feet() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Running head"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_heading("Parks Panel", 1)
    document.add_paragraph("Held on 4 May 2023")
    table = document.add_table(2, 3)
    for row, texts in zip(
        table.rows, [("No", "Asked", "Answer"), ("1", "That gates\nstay open", "")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("The end")

    assert extract(word(document), "minutes.docx").text == (
        "Parks Panel\n\nHeld on 4 May 2023\n\nNo\tAsked\tAnswer\n1\tThat gates stay open\n\nThe end\n"
    )


def test_a_word_table_that_only_arranges_the_page_reads_as_the_text_it_is() -> None:
    document = docx.Document()
    row = document.add_table(1, 2).rows[0]
    row.cells[0].text = "54."
    row.cells[1].text = "Market rents"
    for text in ("The officer explained the rents.", "RESOLVED that the rents be noted"):
        row.cells[1].add_paragraph(text)

    assert extract(word(document), "minutes.docx").text == (
        "54. Market rents\n\nThe officer explained the rents.\n\nRESOLVED that the rents be noted\n"
    )


def test_the_numbers_that_word_makes_are_made_again_nested_restarted_and_in_every_form() -> None:
    document = docx.Document()
    first = define_list(document, [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%3)")])
    numbered(document, "Report noted", first)
    numbered(document, "Costs", first, 1)
    numbered(document, "Risks", first, 1)
    numbered(document, "Flood", first, 2)
    numbered(document, "Plan agreed", first)
    numbered(document, "Times", first, 1)
    again = define_list(document, [], restart=1)
    numbered(document, "Fees noted", again)
    other = define_list(document, [("upperRoman", "%1"), ("decimal", "%1.%2")])
    numbered(document, "Part", other)
    numbered(document, "Section", other, 1)
    document.add_paragraph("A point", style="List Bullet")
    document.add_paragraph("(a) typed by hand", style="List Number")

    assert extract(word(document), "minutes.docx").text.splitlines() == [
        "1. Report noted",
        "  (a) Costs",
        "  (b) Risks",
        "    i) Flood",
        "2. Plan agreed",
        "  (a) Times",
        "1. Fees noted",
        "I Part",
        "  I.1 Section",
        "• A point",
        "(a) typed by hand",
    ]


def test_what_was_deleted_in_a_word_file_under_tracked_changes_is_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("That the plan be ")._p
    for name, letters, text in (("w:del", "w:delText", "refused"), ("w:ins", "w:t", "agreed")):
        change, run, words = OxmlElement(name), OxmlElement("w:r"), OxmlElement(letters)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph.append(change)

    assert extract(word(document), "minutes.docx").text == "That the plan be agreed\n"


PAGE = """<!DOCTYPE html><html><head><title>Decisions</title><style>p { color: red }</style></head><body>
<header><a href="/">Home</a></header><nav><ul><li>Councillors</li></ul></nav>
<div class="mgBreadCrumbs">Home &gt; Meetings</div><h1>Agenda item</h1>
<div class="mgContent"><h2>Market rents</h2><script>track()</script>
<p>To consider&nbsp;the rents<br>for the year.</p><p>Minutes:</p>
<p>Members said that the rents were high and that a third of the stalls were empty on most days of the week, which
nobody had expected when the market was moved to the quay two summers ago.</p>
<ol type="a" start="2"><li><p>That the rents be noted</p><ul><li>on Tuesdays</li></ul></li><li>That fees stay</li></ol>
<ol style="list-style-type: upper-roman"><li>(1) typed</li><li value="4">That all be thanked</li></ol>
<table><tr><th>No</th><th>Answer</th></tr><tr><td>1</td><td>Accepted <b>in part</b></td></tr></table>
<p style="display:none">Unseen</p></div><div id="footer">Contact us</div></body></html>"""


def test_a_saved_web_page_reads_as_its_headings_paragraphs_lists_and_rows() -> None:
    for ending in ("html", "htm", "txt"):
        assert extract(PAGE.encode(), f"page.{ending}").text.splitlines() == [
            "Agenda item",
            "",
            "Market rents",
            "",
            "To consider the rents",
            "for the year.",
            "",
            "Minutes:",
            "",
            "Members said that the rents were high and that a third of the stalls were empty on most days of the week, "
            "which nobody had expected when the market was moved to the quay two summers ago.",
            "",
            "b. That the rents be noted",
            "  • on Tuesdays",
            "c. That fees stay",
            "",
            "(1) typed",
            "IV. That all be thanked",
            "",
            "No\tAnswer",
            "1\tAccepted in part",
        ]


def test_a_meeting_page_laid_out_in_a_table_keeps_its_items_apart() -> None:
    page = """<html><body><table><tr><td>54.</td><td><p>Market rents</p><p>Minutes:</p><p>A third were empty.</p>
    <p>RESOLVED:</p><ol><li>That rents fall</li></ol></td></tr>
    <tr><td>55.</td><td><p>Next</p><p>In May.</p></td></tr></table></body></html>"""

    assert extract(page.encode("cp1252"), "page.html").text.splitlines() == [
        "54. Market rents",
        "",
        "Minutes:",
        "",
        "A third were empty.",
        "",
        "RESOLVED:",
        "",
        "1. That rents fall",
        "",
        "55. Next",
        "",
        "In May.",
    ]


def test_a_web_page_says_its_own_encoding_and_fetches_nothing() -> None:
    page = """<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><head>
    <meta charset="iso-8859-1"></head><body><p>Café &x; <img src="http://example.org/x.png"> “open”</p></body></html>"""

    assert extract(page.encode("cp1252"), "page.html").text.splitlines()[-1] == "Café &x; “open”"


def test_a_deeply_nested_page_is_read_or_refused_and_never_fallen_over() -> None:
    def nested(depth: int) -> bytes:
        return (
            f"<html><body>{'<div>' * depth}That the plan be agreed{'</div>' * depth}</body></html>".encode()
        )

    assert extract(nested(200), "page.html").text == "That the plan be agreed\n"
    assert sentence_for(nested(20_000), "page.html") == "The file holds no text that can be read"


def test_a_pdf_reads_page_by_page_and_each_place_is_found() -> None:
    pdf = printed(
        "<style>@page { @top-center { content: 'Parks Panel' } }</style><p>First page of the minutes, with its "
        "words.</p><h2 style='break-before: page'>7. Gates</h2><p>RESOLVED that the gates stay open until ten.</p>"
    )
    told: list[tuple[int, int]] = []

    found = extract(pdf, "minutes.pdf", progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 2), (2, 2)]
    assert len(found.pages) == 2
    assert found.text[found.pages[1] :].splitlines() == [
        "7. Gates",
        "RESOLVED that the gates stay open until ten.",
        "",
        "Parks Panel",
    ]
    assert place_of(found, found.text.index("RESOLVED")) == "page 2, line 2"


def test_a_pdf_has_a_blank_line_where_its_lines_stand_further_apart() -> None:
    pdf = printed(
        "<style>p { margin: 0 0 0.6em; width: 20em }</style><p>7. Gates</p>"
        "<p>The warden said that the gates had been left open for most of the nights in May.</p>"
        "<p>RESOLVED<br>1. That the gates be closed at ten; and<br>2. That a sign be put up.</p>"
    )

    assert extract(pdf, "minutes.pdf").text.splitlines() == [
        "7. Gates",
        "",
        "The warden said that the gates had",
        "been left open for most of the nights in",
        "May.",
        "",
        "RESOLVED",
        "1. That the gates be closed at ten; and",
        "2. That a sign be put up.",
    ]


def test_a_pdf_of_300_pages_is_read() -> None:
    one = PdfReader(
        BytesIO(printed("<p>RESOLVED that the gates of the park stay open until ten.</p>"))
    ).pages[0]
    long = PdfWriter()
    for _ in range(300):
        long.add_page(one)
    kept = BytesIO()
    long.write(kept)

    assert len(extract(kept.getvalue(), "pack.pdf").pages) == 300
    for _ in range(201):
        long.add_page(one)
    kept = BytesIO()
    long.write(kept)
    assert sentence_for(kept.getvalue(), "pack.pdf") == (
        "The PDF has more than 500 pages. Choose the part with the minutes"
    )


def test_a_locked_pdf_a_scan_and_a_broken_one_say_so() -> None:
    plain = printed("<p>RESOLVED that the gates stay open.</p>")
    locked, scanned = PdfWriter(clone_from=BytesIO(plain)), PdfWriter()
    locked.encrypt("secret")
    scanned.add_blank_page(200, 300)
    files = []
    for writer in (locked, scanned):
        kept = BytesIO()
        writer.write(kept)
        files.append(kept.getvalue())

    assert sentence_for(files[0], "a.pdf") == "The PDF is locked with a password. Save it without one"
    assert sentence_for(files[1], "a.pdf") == (
        "The PDF is a scan: it holds pictures of pages and no text. Choose the file that the pages were printed from"
    )
    assert sentence_for(plain[:900], "a.pdf") == (
        "The PDF is cut off, or something is added after its end. Save it again"
    )
    assert sentence_for(b"%PDF-1.7\nnothing\n%%EOF", "a.pdf") == (
        "The PDF is broken and cannot be read. Save it again from the program it was made with"
    )


def test_what_is_empty_unknown_or_not_what_its_name_says_is_refused() -> None:
    choose = "Choose a text, web page, Word or PDF file: its name ends in .txt, .html, .docx or .pdf"
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("readme.txt", "words")

    assert sentence_for(b"", "a.txt") == "The file is empty"
    assert sentence_for(b"\xef\xbb\xbf \r\n", "a.txt") == "The file is empty"
    assert sentence_for(b"<html><body><script>run()</script></body></html>", "a.html") == (
        "The file holds no text that can be read"
    )
    assert sentence_for(b"words", "a.rtf") == choose
    assert sentence_for(b"words", "minutes") == choose
    assert sentence_for(b"words", "a.pdf") == "It is not a PDF file, though its name says so. Save it again"
    assert sentence_for(b"%PDF-1.7", "a.docx") == (
        "It is a PDF file, but its name does not say so. Give it the right ending"
    )
    assert sentence_for(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc") == (
        "Save it without a password as .docx: old Word files and locked ones cannot be read"
    )
    assert sentence_for(bytes(range(32)) * 9, "a.txt") == (
        "The file is not plain text. Choose a text, web page, Word or PDF file"
    )
    assert sentence_for(kept.getvalue(), "a.docx") == choose


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "word/document.xml",
            b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>',
            "The Word file is broken and cannot be read. Save it again from Word",
        ),
        (
            "word/document.xml",
            b"<w:document",
            "The Word file is broken and cannot be read. Save it again from Word",
        ),
        (
            "word/bomb.xml",
            b" " * 120_000_000,
            "The file unpacks to far more than it is. Save it again from the program it was made with",
        ),
        (
            "word/vbaProject.bin",
            b"macro",
            "The file holds macros or other programs. Save it without them",
        ),
    ],
)
def test_a_word_file_with_entities_a_bomb_or_macros_is_refused(
    name: str, content: bytes, sentence: str
) -> None:
    kept = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(word(docx.Document()))) as good,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for entry in good.namelist():
            if entry != name:
                bad.writestr(entry, good.read(entry))
        bad.writestr(name, content)

    assert sentence_for(kept.getvalue(), "minutes.docx") == sentence
