"""Stories of files: what is let in by its content, what is refused and why, and what becomes of names (U1, U2)."""

import time
import tracemalloc
import zipfile
import zlib
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from core.refusals import Refused
from core.uploads import check, safe_name

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 60 + b"\xff\xd9"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
CSV = b"Day,Residents\n1 May 2026,14\n2 May 2026,-3\n"
HTML = b"<html><script>alert(1)</script></html>"


def png(*pieces: tuple[bytes, bytes]) -> bytes:
    def piece(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = piece(b"IHDR", b"\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00")
    body = b"".join(piece(kind, data) for kind, data in pieces)
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + body
        + piece(b"IDAT", zlib.compress(b"\x00" * 4))
        + piece(b"IEND", b"")
    )


def archive(files: dict[str, bytes], *, comment: bytes = b"") -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.comment = comment
        for name, content in files.items():
            opened.writestr(name, content)
    return packed.getvalue()


def office(kind: str = WORD, **more: bytes) -> bytes:
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'.encode()
    named = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in more.items()}
    return archive({"[Content_Types].xml": types, "word/document.xml": b"<w:document/>"} | named)


def open_document(kind: str, manifest: bytes = b"<manifest/>") -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive({"mimetype": mime, "content.xml": b"<c/>", "META-INF/manifest.xml": manifest})


def locked(content: bytes) -> bytes:
    """Mark the first entry of an archive as encrypted, in both of its headers."""
    data = bytearray(content)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("report.pdf", PDF, "application/pdf"),
        ("report.PDF", PDF, "application/pdf"),
        ("letter.docx", office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("sheet.xlsx", office(SHEET), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("text.odt", open_document("text"), "application/vnd.oasis.opendocument.text"),
        ("table.ods", open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
        ("list.csv", CSV, "text/csv"),
        ("list.csv", "Name;Überschuss\nBöhm;−5\n".encode(), "text/csv"),
        ("photo.png", png(), "image/png"),
        ("photo.jpg", JPEG, "image/jpeg"),
        ("photo.jpeg", JPEG, "image/jpeg"),
    ],
)
def test_a_real_file_is_let_in(name: str, content: bytes, content_type: str) -> None:
    checked = check(SimpleUploadedFile(name, content, content_type="text/html"))
    assert (checked.content_type, checked.size, len(checked.sha256)) == (content_type, len(content), 64)


BOMB = archive(
    {
        "[Content_Types].xml": f'<Override ContentType="{WORD}"/>'.encode(),
        "word/document.xml": b"0" * (120 * 1024 * 1024),
    }
)
CROWD = archive({f"word/{number}.xml": b"" for number in range(12_000)})
REMOTE = (
    b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
    b' Target="https://example.org/t.dotm" TargetMode="External"/>'
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", HTML),
        ("page.pdf", HTML),
        ("page.csv", HTML),
        ("picture.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("picture.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("both.pdf", PDF + HTML),
        ("both.pdf", PDF.replace(b"trailer", HTML + b"\ntrailer")),
        ("both.pdf", HTML + PDF),
        ("both.pdf", PDF + archive({"a.txt": b"a"})),
        ("cut.pdf", PDF[:40]),
        ("script.pdf", PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (alert) >>")),
        ("script.pdf", PDF.replace(b"/Catalog", b"/Catalog /J#61vaScript (alert)")),
        ("files.pdf", PDF.replace(b"/Catalog", b"/Catalog /EmbeddedFiles 2 0 R")),
        ("locked.pdf", PDF.replace(b"/Root", b"/Encrypt 3 0 R /Root")),
        ("picture.html", png((b"tEXt", b"Comment\x00" + HTML))),
        ("picture.png", png((b"tEXt", b"Comment\x00" + HTML))),
        ("picture.png", png() + HTML),
        ("picture.png", png()[:40]),
        ("picture.jpg", JPEG + HTML),
        ("picture.jpg", JPEG + archive({"a.txt": b"a"})),
        ("macro.docm", office(WORD.replace("document.main", "document.macroEnabled.main"))),
        ("macro.docx", office(WORD.replace("document.main", "document.macroEnabled.main"))),
        ("macro.docx", office(word__vbaProject_DOT_bin=b"\xd0\xcf\x11\xe0")),
        ("control.docx", office(word__activeX__activeX1_DOT_xml=b"<a/>")),
        ("object.docx", office(word__embeddings__oleObject1_DOT_bin=b"\xd0\xcf")),
        ("remote.docx", office(word___rels__settings_DOT_xml_DOT_rels=REMOTE)),
        ("page.docx", office(word__page_DOT_html=HTML)),
        ("program.docx", b"MZ\x90\x00" + b"\x00" * 100),
        ("program.exe", b"MZ\x90\x00" + b"\x00" * 100),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("locked.docx", locked(office())),
        ("locked.odt", open_document("text", b"<manifest:encryption-data/>")),
        (
            "macro.odt",
            archive({"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/Module1.xml": b"a"}),
        ),
        ("archive.zip", archive({"a.txt": b"a"})),
        ("archive.docx", archive({"a.txt": b"a"})),
        ("slides.odp", open_document("presentation")),
        ("escape.docx", office(WORD, **{"__..__evil": b"a"})),
        ("comment.docx", archive({"[Content_Types].xml": WORD.encode()}, comment=HTML)),
        ("broken.docx", office()[:-30]),
        ("bomb.docx", BOMB),
        ("crowd.docx", CROWD),
        ("empty.pdf", b""),
        ("large.csv", b"a,b\n" * (6 * 1024 * 1024)),
        ("binary.csv", b"a,b\x00c\n"),
        ("binary.csv", b"a,\x07b\n"),
        ("running.csv", b"=cmd|' /C calc'!A0,2\n"),
        ("report.docx", PDF),
        ("report", PDF),
        ("report.pdf.html", PDF),
        ("archive.gz", b"\x1f\x8b\x08\x00" + b"\x00" * 40),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_everything_else_is_refused_beside_the_field(name: str, content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        check(SimpleUploadedFile(name, content))
    assert refusal.value.field == "upload"
    assert refusal.value.sentence


@pytest.mark.parametrize("content", [BOMB, CROWD], ids=["bomb", "crowd"])
def test_a_bomb_costs_neither_time_nor_memory(content: bytes) -> None:
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(Refused):
        check(SimpleUploadedFile("bomb.docx", content))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - started < 5
    assert most < 100 * 1024 * 1024


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Course outline.pdf", "Course outline.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\temp\\list.pdf", "list.pdf"),
        ('a"b;c.pdf', "a_b_c.pdf"),
        ("<script>alert(1)</script>.pdf", "script_.pdf"),
        ("<b>.pdf", "_b_.pdf"),
        ("report\u202efdp.exe.pdf", "reportfdp.exe.pdf"),
        ("two\r\nlines.pdf", "twolines.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.pdf", "_lpt1.pdf"),
        ("....pdf", "file.pdf"),
        (" .pdf", "file.pdf"),
        ("Übersicht.PDF", "Übersicht.pdf"),
        (f"{'a' * 300}.pdf", f"{'a' * 116}.pdf"),
    ],
)
def test_a_name_is_made_harmless(given: str, kept: str) -> None:
    assert safe_name(given, "pdf") == kept


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CLEAN_OR_NOT = "sh -c 'if grep -q EICAR; then exit 1; fi'"


def test_a_virus_is_refused_where_a_scanner_is_set(settings: Any) -> None:
    upload = SimpleUploadedFile("list.csv", CSV + EICAR + b"\n")
    assert check(upload).extension == "csv"
    settings.UPLOAD_SCANNER = CLEAN_OR_NOT
    with pytest.raises(Refused) as refusal:
        check(upload)
    assert refusal.value.sentence == "The scanner found a virus in the file. It was not kept"
    assert check(SimpleUploadedFile("list.csv", CSV)).size == len(CSV)


@pytest.mark.parametrize("command", ["no-such-scanner", "sh -c 'exit 2'", "'"])
def test_a_scanner_that_fails_lets_nothing_in(settings: Any, command: str) -> None:
    settings.UPLOAD_SCANNER = command
    with pytest.raises(Refused) as refusal:
        check(SimpleUploadedFile("list.csv", CSV))
    assert refusal.value.sentence == "The file could not be checked for viruses. Try again later"


def pdf_of(pages: int) -> bytes:
    written = BytesIO()
    made = PdfWriter()
    for _ in range(pages):
        made.add_blank_page(width=100, height=100)
    made.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "pages"),
    [
        ("report.pdf", pdf_of(12), 12),
        ("report.pdf", PDF, None),
        ("report.docx", office(docProps__app_DOT_xml=b"<Properties><Pages>7</Pages></Properties>"), 7),
        ("report.docx", office(docProps__app_DOT_xml=b"<Properties><Pages>0</Pages></Properties>"), None),
        ("report.docx", office(), None),
        (
            "report.odt",
            archive(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.text",
                    "meta.xml": b'<meta:document-statistic meta:page-count="3"/>',
                }
            ),
            3,
        ),
        ("list.csv", CSV, None),
    ],
)
def test_the_pages_are_counted_where_the_file_tells(name: str, content: bytes, pages: int | None) -> None:
    assert check(SimpleUploadedFile(name, content)).pages == pages
