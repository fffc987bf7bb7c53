"""Reading a table of digital transactions."""

from datetime import date
from typing import Any

from core.spreadsheets import table_of_text
from strategies.matrix import Row, rows_of

TODAY = date(2026, 4, 14)
COUNCILS = {
    name.casefold(): short
    for short, names in {
        "Boston": ["Boston", "BBC", "Boston Borough Council"],
        "East Lindsey": ["East Lindsey", "ELDC"],
        "South Holland": ["South Holland", "SHDC"],
    }.items()
    for name in names
}


def read(text: str, **known: Any) -> list[Row] | None:
    defaults: dict[str, Any] = {"channel": "online", "as_at": None}
    return rows_of(table_of_text(text), councils=COUNCILS, today=TODAY, **defaults | known)


def faults(text: str, **known: Any) -> list[str]:
    return [row.fault for row in read(text, **known) or []]


def test_a_row_for_each_fact() -> None:
    assert read(
        "Service,Council,Channel,Available,As at\n"
        "Missed bin,Boston,Online,Yes,30 September 2025\n"
        "Missed bin,ELDC,phone,no,2025-09-30\n"
        "Missed bin,South Holland,In person,,30/9/25\n"
    ) == [
        Row(2, "Missed bin", "Boston", "online", True, "2025-09-30"),
        Row(3, "Missed bin", "East Lindsey", "telephone", False, "2025-09-30"),
        Row(4, "Missed bin", "South Holland", "in_person", None, "2025-09-30"),
    ]


def test_a_column_for_each_council_as_a_sheet_is_copied() -> None:
    assert read(
        "Online forms of the councils\n\nOnline form\tSHDC\tBBC\nMissed bin\tY\tN\n\nPay a bill\t\tx\n",
        as_at=date(2022, 9, 1),
    ) == [
        Row(4, "Missed bin", "South Holland", "online", True, "2022-09-01"),
        Row(4, "Missed bin", "Boston", "online", False, "2022-09-01"),
        Row(6, "Pay a bill", "Boston", "online", True, "2022-09-01"),
    ]


def test_every_fault_is_said_in_a_sentence() -> None:
    head = "Service;Council;Channel;Available;As at\n"
    assert faults(
        f"{head};Boston;Online;Yes;1 May 2025\n"
        "Bins;Lincoln;Online;Yes;1 May 2025\n"
        "Bins;;Online;Yes;1 May 2025\n"
        "Bins;Boston;Pigeon;Yes;1 May 2025\n"
        "Bins;Boston;Online;Perhaps;1 May 2025\n"
        "Bins;Boston;Online;Yes;31 February 2025\n"
        "Bins;Boston;Online;Yes;15 April 2026\n"
        f"{'B' * 161};Boston;Online;Yes;1 May 2025\n"
    ) == [
        "Say which service",
        "“Lincoln” is no council of the partnership",
        "Say which council",
        "The channel must be Online, Telephone or In person",
        "Write Yes or No, not “Perhaps”",
        "Give the day of the information, such as 30 September 2026",
        "15 April 2026 has not come yet",
        "Use 160 characters or fewer for the service",
    ]


def test_the_same_said_twice_is_a_fault_of_the_second() -> None:
    head = "Service,Council,Channel,Available,As at\n"
    assert faults(
        f"{head}Bins,Boston,Online,Yes,1 May 2025\nbins,BBC,web,No,1 May 2025\nBins,Boston,Online,No,2 May 2025\n"
    ) == ["", "Line 2 says something of the same already", ""]


def test_a_column_of_no_council_is_not_read_and_says_so() -> None:
    found = read("Service,Boston,Lincoln\nBins,Yes,Yes\n", as_at=date(2025, 5, 1))
    assert [(row.line, row.council, row.fault) for row in found or []] == [
        (1, "Lincoln", "The column “Lincoln” is no council’s and is not read"),
        (2, "Boston", ""),
    ]


def test_without_headings_there_is_nothing_to_read() -> None:
    assert read("Missed bin,Boston,Online,Yes,1 May 2025\n") is None
    assert read("Service,Where,When\nMissed bin,Boston,today\n") is None
    assert read("") is None


def test_headings_alone_hold_no_row() -> None:
    assert read("Service,Council,Channel,Available,As at\n") == []
