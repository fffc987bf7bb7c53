"""Tables that people hand in, read as rows of text."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from core.refusals import Refused
from core.spreadsheets import NO_TABLE, ROWS_AT_MOST, table_of, table_of_text, written


def excel(*rows: list[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def test_cells_of_excel_become_text() -> None:
    content = excel(
        ["Service", "As at", "Number"],
        ["Bins", datetime.fromisoformat("2025-09-30T00:00"), 3.0],
        [None, date(2025, 1, 2), 1.5],
    )
    assert table_of(content, "xlsx") == [
        ["Service", "As at", "Number"],
        ["Bins", "2025-09-30", "3"],
        ["", "2025-01-02", "1.5"],
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_what_divides_the_first_line_divides_all(mark: str) -> None:
    assert table_of_text(f"a{mark}b\n1{mark}2\n") == [["a", "b"], ["1", "2"]]


def test_csv_as_windows_wrote_it() -> None:
    assert table_of("Service,Préavis\n".encode("cp1252"), "csv") == [["Service", "Préavis"]]
    assert table_of("\ufeffService,Préavis\n".encode(), "csv") == [["Service", "Préavis"]]


def test_what_we_write_is_read_as_it_was() -> None:
    rows = [["=1+1", "-5 days"], ["plain", "+44 1205"]]
    text = "".join(written(["a", "b"], rows))
    assert table_of(text.encode(), "csv") == [["a", "b"], *rows]


def test_what_nobody_sees_is_taken_out() -> None:
    assert table_of_text("a\x00b,c\u202ed\n") == [["ab", "cd"]]


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(Refused, match="more than 2,000 rows"):
        table_of_text("a,b\n" * (ROWS_AT_MOST + 1))
    with pytest.raises(Refused, match="more than 2,000 rows"):
        table_of(excel(*[["a"]] * (ROWS_AT_MOST + 1)), "xlsx")


def test_a_cell_that_never_ends_is_refused() -> None:
    with pytest.raises(Refused, match=NO_TABLE):
        table_of_text('a,"' + "x" * 200_000)


def broken(name: str, text: bytes) -> bytes:
    """An Excel file with one part replaced."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(excel(["a"]))) as old, zipfile.ZipFile(held, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, text if entry == name else old.read(entry))
    return held.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        b"<worksheet",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>',
        b"",
    ],
)
def test_a_file_that_is_no_sheet_is_refused(text: bytes) -> None:
    with pytest.raises(Refused, match=NO_TABLE):
        table_of(broken("xl/worksheets/sheet1.xml", text), "xlsx")


def test_a_sheet_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(Refused, match="too big"):
        table_of(broken("xl/theme/theme1.xml", b" " * (21 * 1024 * 1024)), "xlsx")
