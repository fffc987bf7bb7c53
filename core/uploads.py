"""What an uploaded file really is, by its content; its name is only checked against that.

Allowed: PDF, Word (.docx), Excel (.xlsx), OpenDocument text and spreadsheet, CSV, PNG and JPEG. Refused: everything that can
run (macros, scripts, markup), files that are two kinds at once, archives that unpack to far more than they are, and files
that a password closes. Where a scanner for viruses is set (`UPLOAD_SCANNER`), it is asked last. The uploader reads why.
"""

from __future__ import annotations

import hashlib
import re
import shlex
import subprocess
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import filetype
from django.conf import settings
from pypdf import PdfReader

from core.refusals import Refused

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

ENTRIES_AT_MOST = 2_000
UNPACKED_AT_MOST = 100 * 1024 * 1024
RATIO_AT_MOST = 100
SMALL_ENOUGH = 1024 * 1024
NAME_AT_MOST = 120
PAGES_AT_MOST = 100_000
SCAN_SECONDS = 30
FIELD = "upload"

OOXML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OOXML}wordprocessingml.document",
    "xlsx": f"{OOXML}spreadsheetml.sheet",
    "odt": f"{OPEN_DOCUMENT}text",
    "ods": f"{OPEN_DOCUMENT}spreadsheet",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
}
OTHER_ENDINGS = {"jpeg": "jpg"}

MARKUP = re.compile(
    rb"<(?:!doctype|html|script|iframe|object|embed|\?php|\?xml-stylesheet|body[\s>]|svg[\s>])", re.I
)
PDF_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.S)
PDF_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")
PDF_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b")
ACTIVE_ENTRY = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex|oleobject|^basic/|^scripts/|"
    r"\.(?:exe|dll|com|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|scr|jar|class|html?|xhtml|lnk|msi)$",
    re.I,
)
REMOTE_TEMPLATE = re.compile(rb"<[^>]*attachedTemplate[^>]*>", re.I)
RUNNING_CELL = re.compile(r"(?:^|[,;\t\"])\s*[=+\-@][^,;\t\n]*\|[^,;\t\n]*!", re.M)
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)
PAGES_SAID = {
    "docx": ("docProps/app.xml", re.compile(rb"<(?:\w+:)?Pages>(\d{1,6})</")),
    "odt": ("meta.xml", re.compile(rb"meta:page-count=\"(\d{1,6})\"")),
}
FORBIDDEN_IN_NAMES = re.compile(r"[<>:\"'/\\|?*%;&`$]")


@dataclass(frozen=True)
class Checked:
    """What a file is: its kind by content, a name that is safe to send, its size and hash, its pages where it tells."""

    extension: str
    content_type: str
    name: str
    size: int
    sha256: str
    pages: int | None = None


def check(upload: UploadedFile[Any]) -> Checked:
    """Look at the content of an upload. Raises Refused, beside the file field, for everything that is not allowed."""
    limit = settings.UPLOAD_LIMIT_MB * 1024 * 1024
    if not upload.size:
        raise refused("The file is empty")
    if upload.size > limit:
        raise refused(f"Choose a file smaller than {settings.UPLOAD_LIMIT_MB} MB")
    upload.seek(0)
    content = upload.read(limit + 1)
    if len(content) > limit:
        raise refused(f"Choose a file smaller than {settings.UPLOAD_LIMIT_MB} MB")
    extension = kind_of(content)
    ending = PurePosixPath(str(upload.name or "").lower()).suffix.lstrip(".")
    if OTHER_ENDINGS.get(ending, ending) != extension:
        raise refused(
            f"The name ends in “.{ending[:10]}”, but it is a {extension.upper()} file. Choose another"
        )
    scan(content)
    return Checked(
        extension=extension,
        content_type=CONTENT_TYPES[extension],
        name=safe_name(str(upload.name), extension),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages_of(content, extension),
    )


def refused(sentence: str) -> Refused:
    return Refused(sentence, field=FIELD)


def wrong_kind() -> Refused:
    kinds = "PDF, Word, Excel, OpenDocument, CSV, PNG or JPEG"
    return refused(f"Choose a {kinds} file smaller than {settings.UPLOAD_LIMIT_MB} MB")


def scan(content: bytes) -> None:
    """Ask the scanner, where one is set: a command that reads the file and ends with 0 for a clean one, 1 for a virus.

    A scanner that fails or takes too long lets nothing in. Raises Refused.
    """
    if not settings.UPLOAD_SCANNER:
        return
    try:
        command = shlex.split(settings.UPLOAD_SCANNER)
        done = subprocess.run(command, input=content, capture_output=True, timeout=SCAN_SECONDS, check=False)  # noqa: S603 - the administrator's own command
    except (OSError, ValueError, subprocess.SubprocessError) as fault:
        raise refused("The file could not be checked for viruses. Try again later") from fault
    if done.returncode == 1:
        raise refused("The scanner found a virus in the file. It was not kept")
    if done.returncode:
        raise refused("The file could not be checked for viruses. Try again later")


def pages_of(content: bytes, extension: str) -> int | None:
    """How many pages a checked file says it has; None where it does not say, or says what cannot be."""
    try:
        match extension:
            case "pdf":
                pages = int(PdfReader(BytesIO(content)).root_object["/Pages"]["/Count"])  # type: ignore[index]
            case "docx" | "odt":
                pages = pages_said(content, extension)
            case _:
                return None
    except Exception:  # what a broken file raises may be anything, and it is only a number
        return None
    return pages if 0 < pages <= PAGES_AT_MOST else None


def pages_said(content: bytes, extension: str) -> int:
    entry, said = PAGES_SAID[extension]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        found = said.search(archive.read(entry))
    return int(found[1]) if found else 0


def kind_of(content: bytes) -> str:
    """Name the kind of a file by its content. Raises Refused."""
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise refused(
            "Save it without a password as .docx or .xlsx: old Office files and locked ones cannot be checked"
        )
    guess = filetype.guess(content[:8192])
    mime = guess.mime if guess else ""
    if content.startswith(b"PK\x03\x04"):
        return kind_of_archive(content)
    if zipfile.is_zipfile(BytesIO(content)):
        raise refused("The file is two kinds at once. Save it again from the program it was made with")
    if mime == "application/pdf":
        check_pdf(content)
        return "pdf"
    if mime == "image/png":
        check_png(content)
        return "png"
    if mime == "image/jpeg":
        check_no_markup(content)
        return "jpg"
    if not mime:
        check_csv(content)
        return "csv"
    raise wrong_kind()


def check_no_markup(content: bytes) -> None:
    if MARKUP.search(content):
        raise refused("The file holds web page code. Save it again from the program it was made with")


def check_pdf(content: bytes) -> None:
    """A PDF from its first byte to its end mark, without scripts, attachments, a password or a web page inside."""
    if not content.startswith(b"%PDF-"):
        raise wrong_kind()
    tail = content.rpartition(b"%%EOF")
    if not tail[1] or tail[2].strip(b"\r\n\t \x00"):
        raise refused("The PDF is cut off, or something is added after its end. Save it again")
    plain = PDF_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), PDF_STREAM.sub(b"", content))
    check_no_markup(plain)
    if re.search(rb"/Encrypt\b", plain):
        raise refused("The PDF is locked with a password. Save it without one")
    if PDF_ACTIVE.search(plain):
        raise refused("The PDF holds scripts or other files. Print it to a new PDF and choose that")


def check_png(content: bytes) -> None:
    """A PNG whose pieces fit and end with the end piece; no web page in its texts."""
    position, kind = 8, b""
    while position + 12 <= len(content) and kind != b"IEND":
        length = int.from_bytes(content[position : position + 4], "big")
        kind = content[position + 4 : position + 8]
        if kind in {b"tEXt", b"iTXt", b"zTXt", b"eXIf"}:
            check_no_markup(content[position : position + 12 + length])
        position += 12 + length
    if kind != b"IEND" or position != len(content):
        raise refused("The picture is cut off, or something is added after its end. Save it again")


def check_csv(content: bytes) -> None:
    """Plain text in lines of values: no unseen characters, no markup, no cell that starts a program."""
    if b"\x00" in content:
        raise wrong_kind()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if any(unicodedata.category(letter) == "Cc" and letter not in "\r\n\t" for letter in text[:200_000]):
        raise wrong_kind()
    if text.lstrip().startswith("<") or MARKUP.search(content):
        raise refused("The file holds web page code, not a table of values")
    if RUNNING_CELL.search(text):
        raise refused("A cell of the table would start a program. Save the values only")


def kind_of_archive(content: bytes) -> str:
    """Name the kind of an office file, which is an archive, after looking at every entry. Raises Refused."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            check_entries(archive, packed=len(content))
            return kind_of_office_file(archive)
    except (
        zipfile.BadZipFile,
        EOFError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as fault:
        raise refused("The file cannot be opened. Save it again from the program it was made with") from fault


def check_entries(archive: zipfile.ZipFile, *, packed: int) -> None:
    entries = archive.infolist()
    if len(entries) > ENTRIES_AT_MOST:
        raise refused("The file holds too many parts to be checked")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_AT_MOST or (unpacked > SMALL_ENOUGH and unpacked > packed * RATIO_AT_MOST):
        raise refused(
            "The file unpacks to far more than it is. Save it again from the program it was made with"
        )
    if archive.comment:
        raise refused("The file is two kinds at once. Save it again from the program it was made with")
    for entry in entries:
        parts = PurePosixPath(entry.filename).parts
        if ".." in parts or entry.filename.startswith("/") or "\\" in entry.filename:
            raise wrong_kind()
        if entry.flag_bits & 0x1:
            raise refused("The file is locked with a password. Save it without one")
        if ACTIVE_ENTRY.search(entry.filename):
            raise refused("The file holds macros or other programs. Save it without them")
    if archive.testzip() is not None:
        raise zipfile.BadZipFile


def kind_of_office_file(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml")
        if b"macroenabled" in types.lower() or b"vbaproject" in types.lower():
            raise refused("The file holds macros or other programs. Save it without them")
        if any(fetches_template(archive.read(name)) for name in names if name.endswith(".rels")):
            raise refused("The file fetches its template from elsewhere. Save it with a template of its own")
        for extension, main in (
            ("docx", b"wordprocessingml.document.main"),
            ("xlsx", b"spreadsheetml.sheet.main"),
        ):
            if main in types:
                return extension
    elif "mimetype" in names:
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise refused("The file is locked with a password. Save it without one")
        mime = archive.read("mimetype")[:100].decode("ascii", errors="replace").strip()
        for extension in ("odt", "ods"):
            if mime == CONTENT_TYPES[extension]:
                return extension
    raise wrong_kind()


def fetches_template(relations: bytes) -> bool:
    return any(b"external" in found.lower() for found in REMOTE_TEMPLATE.findall(relations))


def safe_name(name: str, extension: str) -> str:
    """Keep the uploader's name for the download, without what could mislead or break: paths, unseen letters, markup."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(
        letter for letter in unicodedata.normalize("NFC", last) if unicodedata.category(letter)[0] != "C"
    )
    stem = PurePosixPath(FORBIDDEN_IN_NAMES.sub("_", seen)).stem
    stem = " ".join(stem.split()).strip(" .")[: NAME_AT_MOST - len(extension) - 1] or "file"
    if RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{stem}.{extension}"
