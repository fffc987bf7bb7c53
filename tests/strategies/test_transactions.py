"""Digital transactions: by hand, from a spreadsheet, and how they are shown."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from core import history
from core.refusals import Refused
from councils.models import Council
from strategies import operations
from strategies.models import DigitalTransaction, TransactionSheet
from tests.cast import Cast
from tests.strategies.reading import queries_of, words

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
REGISTER = "/transactions/"
LONG = (
    "Service,Council,Channel,Available,As at\n"
    "Missed bin,Boston,Online,Yes,1 March 2026\n"
    "Missed bin,East Lindsey,Online,No,1 March 2026\n"
    "Missed bin,Lincoln,Online,Yes,1 March 2026\n"
)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """It is 14 April 2026, 10:02 in London."""
    with time_machine.travel(NOW, tick=False):
        yield


def record(
    cast: Cast, council: Council, service: str = "Missed bin", **fields: Any
) -> list[DigitalTransaction]:
    values: dict[str, Any] = {"as_at": date(2026, 3, 1), "online": "yes"}
    return operations.record_transaction(
        service=service, council=council, **values | fields, by=cast.officer, at=NOW
    )


def sheet(cast: Cast, text: str = LONG, **fields: Any) -> TransactionSheet:
    return operations.hand_in_sheet(text=text, **fields, by=cast.officer, at=NOW)


def on_record() -> list[tuple[str, str, str, bool | None, date]]:
    rows = DigitalTransaction.objects.order_by("service", "council__position", "channel", "as_at")
    return [(one.service, one.council.short_name, one.channel, one.available, one.as_at) for one in rows]


def test_the_answer_counts_what_can_be_done_online(client: Client, cast: Cast) -> None:
    record(cast, cast.boston, telephone="yes", in_person="no")
    record(cast, cast.boston, "Council tax", online="no")
    record(cast, cast.south_holland, "Council tax", as_at=date(2022, 9, 1))
    page = words(client.get(REGISTER))
    assert (
        "Of 2 services on record, 1 in Boston, 0 in East Lindsey and 1 in South Holland can be had online. "
        "What is known is from 1 September 2022 to 1 March 2026. 1 entry is more than 12 months old." in page
    )
    assert (
        "Online 1 of 2 1 no, 0 not on record 0 of 2 0 no, 2 not on record 1 of 2 0 no, 1 not on record"
        in page
    )
    assert (
        "Missed bin Online: Yes Telephone: Yes In person: No As at 1 March 2026 Not on record Not on record"
        in page
    )
    assert (
        "Online: Yes Telephone: Not on record In person: Not on record Not updated since 1 September 2022"
        in page
    )


def test_the_newest_day_is_shown_and_earlier_ones_stay(client: Client, cast: Cast) -> None:
    record(cast, cast.boston, as_at=date(2025, 9, 1), online="no")
    record(cast, cast.boston, "MISSED  BIN", as_at=date(2026, 3, 1))
    assert [(service, available, on) for service, _, _, available, on in on_record()] == [
        ("Missed bin", False, date(2025, 9, 1)),
        ("Missed bin", True, date(2026, 3, 1)),
    ]
    assert "Online 1 of 1 0 no" in words(client.get(REGISTER))


def test_said_again_for_the_same_day_it_corrects(cast: Cast) -> None:
    [row] = record(cast, cast.boston)
    record(cast, cast.boston, online="no")
    record(cast, cast.boston, online="no")
    assert [(entry.verb, entry.old, entry.new) for entry in history.of(row)] == [
        ("add", "", "yes"),
        ("correct", "yes", "no"),
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"online": ""}, "Say of at least one channel"),
        ({"as_at": date(2026, 4, 15)}, "has not come yet"),
        ({"service": "  "}, "Enter the service"),
    ],
)
def test_what_says_nothing_is_refused(cast: Cast, fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        record(cast, cast.boston, **fields)


def test_by_hand_from_the_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    sent = {
        "service": "Missed bin",
        "council": cast.boston.pk,
        "as_at": "1 March 2026",
        "online": "yes",
        "telephone": "no",
    }
    assert client.post("/transactions/add/", sent)["Location"] == REGISTER
    assert [(channel, available) for _, _, channel, available, _ in on_record()] == [
        ("online", True),
        ("telephone", False),
    ]


def test_a_spreadsheet_is_shown_before_anything_becomes_record(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = client.post(
        "/transactions/sheets/add/", {"text": LONG, "channel": "online", "as_at": ""}, follow=True
    )
    page = words(response)
    assert "2 rows can be taken over. 1 row has a fault and would be left out." in page
    assert "4 Missed bin Lincoln Online Yes 1 March 2026 “Lincoln” is no council of the partnership" in page
    assert page.index("Lincoln") < page.index("Boston")
    assert on_record() == []
    assert "Pasted rows waits for you since" in words(client.get(REGISTER))


def test_taken_over_the_rows_without_a_fault_are_on_record(client: Client, cast: Cast) -> None:
    record(cast, cast.east_lindsey)
    made = sheet(cast)
    client.force_login(cast.officer)
    done = client.post(f"{made.get_absolute_url()}take-over/", follow=True)
    assert (
        "Taken over: 1 new, 1 corrected, 0 as before. 1 had a fault and were left out."
        in done.content.decode()
    )
    assert on_record() == [
        ("Missed bin", "Boston", "online", True, date(2026, 3, 1)),
        ("Missed bin", "East Lindsey", "online", False, date(2026, 3, 1)),
    ]
    again = client.post(f"{made.get_absolute_url()}take-over/", follow=True)
    assert "This spreadsheet is decided on already. Nothing changed." in again.content.decode()


def test_set_aside_nothing_of_it_is_on_record(client: Client, cast: Cast) -> None:
    made = sheet(cast)
    client.force_login(cast.officer)
    client.post(f"{made.get_absolute_url()}set-aside/")
    made.refresh_from_db()
    assert (made.status, on_record()) == ("set_aside", [])


def test_a_spreadsheet_without_a_right_row_is_not_taken_over(cast: Cast) -> None:
    made = sheet(cast, "Service,Council,Channel,Available,As at\nBins,Lincoln,Online,Yes,1 March 2026\n")
    with pytest.raises(Refused, match="No row of it can be taken over"):
        operations.take_over_sheet(sheet=made, by=cast.officer, at=NOW)


def upload(*rows: list[Any], name: str = "online forms.xlsx") -> SimpleUploadedFile:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    held = BytesIO()
    book.save(held)
    return SimpleUploadedFile(name, held.getvalue())


def test_an_excel_file_with_a_column_for_each_council(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    file = upload(["Online form", "BBC", "ELDC", "SHDC"], ["Missed bin", "Yes", None, "No"])
    sent = {"upload": file, "text": "", "channel": "online", "as_at": "1 September 2025"}
    response = client.post("/transactions/sheets/add/", sent, follow=True)
    assert "2 rows can be taken over. No row has a fault." in words(response)
    made = TransactionSheet.objects.get()
    operations.take_over_sheet(sheet=made, by=cast.officer, at=NOW)
    assert on_record() == [
        ("Missed bin", "Boston", "online", True, date(2025, 9, 1)),
        ("Missed bin", "South Holland", "online", False, date(2025, 9, 1)),
    ]
    assert DigitalTransaction.objects.first().source_place == "online forms.xlsx, line 2"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("list.csv", b"what,ever\n1,2\n"), "The first row must name the columns"),
        (
            SimpleUploadedFile("list.pdf", b"%PDF-1.7\ntrailer\n%%EOF\n"),
            "Choose an Excel (.xlsx) or CSV file",
        ),
        (SimpleUploadedFile("list.xlsx", b"PK\x03\x04 broken"), "The file cannot be opened"),
    ],
)
def test_a_file_that_holds_no_such_table_is_refused_with_a_sentence(
    client: Client, cast: Cast, file: SimpleUploadedFile, sentence: str
) -> None:
    client.force_login(cast.officer)
    file.seek(0)
    response = client.post("/transactions/sheets/add/", {"upload": file, "channel": "online"})
    assert sentence in words(response)
    assert "Choose the file again" in words(response)
    assert TransactionSheet.objects.count() == 0


def test_neither_file_nor_rows_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = client.post("/transactions/sheets/add/", {"channel": "online"})
    assert "Paste the rows, or choose a file" in words(response)


def test_a_spreadsheet_is_the_officers_alone(client: Client, cast: Cast) -> None:
    made = sheet(cast)
    for user in (cast.councillor, cast.holder_boston, cast.administrator):
        client.force_login(user)
        assert client.get(made.get_absolute_url()).status_code == 404
        assert client.post(f"{made.get_absolute_url()}take-over/").status_code == 404


def test_the_register_goes_out_as_a_spreadsheet_and_comes_back_the_same(client: Client, cast: Cast) -> None:
    record(cast, cast.boston, "=Missed bin", telephone="no")
    record(cast, cast.boston, "=Missed bin", as_at=date(2025, 1, 1), online="no")
    content = b"".join(client.get("/transactions/register.csv"))
    assert content.decode("utf-8-sig").splitlines() == [
        "Service,Council,Channel,Available,As at",
        "'=Missed bin,Boston,Online,Yes,2026-03-01",
        "'=Missed bin,Boston,Telephone,No,2026-03-01",
    ]
    made = operations.hand_in_sheet(
        upload=SimpleUploadedFile("register.csv", content), by=cast.officer, at=NOW
    )
    done = operations.take_over_sheet(sheet=made, by=cast.officer, at=NOW)
    assert (done.new, done.corrected, done.same, done.left_out) == (0, 0, 2, 0)


def test_the_page_asks_no_more_for_more_services(client: Client, cast: Cast) -> None:
    record(cast, cast.boston)
    few = queries_of(client, REGISTER)
    for number in range(60):
        record(cast, cast.councils[number % 3], f"Service {number}")
    assert queries_of(client, REGISTER) == few
    assert "Showing 1 to 50 of 61 services" in words(client.get(REGISTER))
