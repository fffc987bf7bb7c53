"""Tables and spreadsheets: read as rows of text; written line by line, and never run as formulas (promise U4)."""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO

from openpyxl import load_workbook

from core.fields import without_unseen
from core.refusals import Refused
from core.uploads import FIELD

ROWS_AT_MOST = 2_000
COLUMNS_AT_MOST = 60
CELL_AT_MOST = 500
UNPACKED_AT_MOST = 20 * 1024 * 1024
NO_TABLE = "The file cannot be read as a table. Save it again as Excel or CSV"
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\0")


class Echo:
    """Gives back what the CSV writer writes, instead of keeping it."""

    def write(self, value: str) -> str:
        return value


def written(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table as CSV, a line at a time, with the mark by which spreadsheets know that it is UTF-8."""
    writer = csv.writer(Echo())
    yield "\ufeff" + str(writer.writerow(headings))
    for line in lines:
        yield str(writer.writerow([spreadsheet_safe(text) for text in line]))


def spreadsheet_safe(text: str) -> str:
    """Text that no spreadsheet runs as a formula: one that begins like a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(RUN_BY_SPREADSHEETS) else text


def day(value: date | None) -> str:
    """A date as spreadsheets read it: 2026-05-20."""
    return value.isoformat() if value else ""


def table_of(content: bytes, extension: str) -> list[list[str]]:
    """Read the first sheet of a checked Excel file, or a CSV file, as rows of text; days as 2026-05-20.

    Formulas count as the values they were saved with. Raises Refused for what is no table, and for one with too many rows.
    """
    rows = sheet_rows(content) if extension == "xlsx" else text_rows(readable(content))
    return kept_rows(rows)


def table_of_text(text: str) -> list[list[str]]:
    """Read rows that were pasted: cells divided by tabs, as spreadsheets copy them, or by commas or semicolons."""
    return kept_rows(text_rows(text))


def kept_rows(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    kept = []
    for row in rows:
        cells = [cell_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        kept.append(cells)
        if len(kept) > ROWS_AT_MOST:
            raise Refused(f"The table has more than {ROWS_AT_MOST:,} rows. Divide it", field=FIELD)
    return kept


def sheet_rows(content: bytes) -> Iterator[Sequence[object]]:
    """Rows of the first sheet. Raises Refused for a file that unpacks to too much or declares entities of its own."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_AT_MOST:
                raise Refused("The spreadsheet is too big. Save the one sheet alone", field=FIELD)
            if any(
                b"<!" in archive.read(name)[:2000] for name in archive.namelist() if name.endswith(".xml")
            ):
                raise Refused(NO_TABLE, field=FIELD)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        yield from sheet.iter_rows(max_row=ROWS_AT_MOST + 1, max_col=COLUMNS_AT_MOST, values_only=True)
    except (
        zipfile.BadZipFile,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
    ) as fault:
        raise Refused(NO_TABLE, field=FIELD) from fault


def text_rows(text: str) -> Iterator[Sequence[object]]:
    """Rows of text whose cells are divided by what divides the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max("\t;,", key=first.count)
    try:
        yield from (row[:COLUMNS_AT_MOST] for row in csv.reader(StringIO(text), delimiter=mark))
    except csv.Error as fault:
        raise Refused(NO_TABLE, field=FIELD) from fault


def readable(content: bytes) -> str:
    """The text of a CSV file: UTF-8, or what Windows wrote before."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def cell_text(cell: object) -> str:
    """A cell as text: days as 2026-05-20, whole numbers without a point, without what nobody sees."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = " ".join(without_unseen(str(cell)).split())[:CELL_AT_MOST]
    return text[1:] if text.startswith("'") and text[1:2] in RUN_BY_SPREADSHEETS else text
