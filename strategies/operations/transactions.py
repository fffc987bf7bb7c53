"""What residents can do online, by telephone and in person at each council, as at a day (rule 23)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from core import history
from core.dates import london_date
from core.moving import make_move
from core.refusals import Refused
from core.spreadsheets import table_of, table_of_text
from core.uploads import FIELD, check
from councils.models import Council, User
from councils.operations import added, role_of
from councils.queries import councils_in_order
from strategies.enums import Channel
from strategies.lifecycle import SHEET_MOVES
from strategies.matrix import NO_HEADINGS, Row, rows_of
from strategies.models import DigitalTransaction, TransactionSheet

NOTHING_SAID = "Say of at least one channel whether it can be used"
NO_SERVICE = "Enter the service"
NOT_YET = "This day has not come yet"
ONE_OF_THEM = "Paste the rows, or choose a file"
NOTHING_RIGHT = "No row of it can be taken over. Correct the table and hand it in again."
KINDS = {"xlsx", "csv"}
LONGEST_PASTE = 200_000


@dataclass(frozen=True)
class TakenOver:
    """What became of the rows of a spreadsheet."""

    sheet: TransactionSheet
    new: int
    corrected: int
    same: int
    left_out: int


@transaction.atomic
def record_transaction(
    *,
    service: str,
    council: Council,
    as_at: date,
    online: str = "",
    telephone: str = "",
    in_person: str = "",
    source_place: str = "",
    by: User | None,
    at: datetime,
) -> list[DigitalTransaction]:
    """Record through which channels a service could be had at a council on a day: "yes", "no", or "" for not said.

    Earlier days stay on record. Said again for the same day, it corrects what was said. Raises Refused without a service,
    for a day to come, and when nothing is said.
    """
    service = known_service(service)
    if not service:
        raise Refused(NO_SERVICE, field="service")
    if as_at > london_date(at):
        raise Refused(NOT_YET, field="as_at")
    said = {Channel.ONLINE: online, Channel.TELEPHONE: telephone, Channel.IN_PERSON: in_person}
    answers = {channel: answer == "yes" for channel, answer in said.items() if answer}
    if not answers:
        raise Refused(NOTHING_SAID, field="online")
    held = Council.objects.select_for_update().get(pk=council.pk)
    return [
        _record_one(
            service=service, council=held, channel=channel, available=available, as_at=as_at,
            source_place=source_place.strip(), by=by, at=at,
        )
        for channel, available in answers.items()
    ]  # fmt: skip


def _record_one(
    *,
    service: str,
    council: Council,
    channel: Channel,
    available: bool,
    as_at: date,
    source_place: str,
    by: User | None,
    at: datetime,
) -> DigitalTransaction:
    known = DigitalTransaction.objects.select_for_update().filter(
        service=service, council=council, channel=channel, as_at=as_at
    )
    row = known.first()
    if row is not None:
        _correct(row, available=available, by=by, at=at)
        return row
    row = DigitalTransaction(
        service=service,
        council=council,
        channel=channel,
        available=available,
        as_at=as_at,
        source_place=source_place,
    )
    return added(
        row, by=by, at=at, new=_word(available), public=True, on=as_at,
        details={"service": service, "council": council.short_name, "channel": str(channel.label)},
    )  # fmt: skip


def _correct(row: DigitalTransaction, *, available: bool | None, by: User | None, at: datetime) -> bool:
    """Change what was said of a day, with its row of history. False when it was said so already."""
    if row.available == available:
        return False
    old = row.available
    row.available = available
    row.save(update_fields=["available"])
    history.record(
        subject=row, verb="correct", by=by, role=role_of(by, at=at), at=at, old=_word(old), new=_word(available),
        public=True, on=row.as_at,
    )  # fmt: skip
    return True


def _word(available: bool | None) -> str:  # noqa: FBT001
    return "not said" if available is None else "yes" if available else "no"


def known_service(name: str) -> str:
    """The name of a service as the register has it already, however it was typed now."""
    name = " ".join(name.split())
    known = DigitalTransaction.objects.filter(service__iexact=name).values_list("service", flat=True)
    return known.first() or name


@transaction.atomic
def hand_in_sheet(
    *,
    text: str = "",
    upload: Any = None,
    channel: str = Channel.ONLINE,
    as_at: date | None = None,
    by: User,
    at: datetime,
) -> TransactionSheet:
    """Read a spreadsheet, or rows that were pasted, and keep the rows to be looked at. Nothing of it is record yet.

    `channel` and `as_at` stand for what the table has no column for. The file is not kept. Raises Refused without either,
    with both, for another kind of file, and when no row names the columns.
    """
    if bool(text.strip()) == bool(upload):
        raise Refused(ONE_OF_THEM, field="text")
    if upload:
        checked = check(upload)
        if checked.extension not in KINDS:
            raise Refused("Choose an Excel (.xlsx) or CSV file", field=FIELD)
        upload.seek(0)
        table, name, digest = table_of(upload.read(), checked.extension), checked.name, checked.sha256
    else:
        table, name, digest = table_of_text(text[:LONGEST_PASTE]), "Pasted rows", ""
    rows = rows_of(
        table,
        councils=names_of_councils(councils_in_order()),
        channel=channel,
        as_at=as_at,
        today=london_date(at),
    )
    if not rows:
        raise Refused(NO_HEADINGS, field=FIELD if upload else "text")
    sheet = TransactionSheet(
        file_name=name, sha256=digest, rows=[row.as_dict() for row in rows], added_by=by, added_at=at
    )
    return added(sheet, by=by, at=at, new=sheet.status, details={"rows": len(rows)})


def names_of_councils(councils: Iterable[Council]) -> dict[str, str]:
    """The short name of each council by every name it goes by, in small letters."""
    return {
        name.casefold(): council.short_name
        for council in councils
        for name in (council.short_name, council.name, council.code, council.slug)
    }


@transaction.atomic
def take_over_sheet(*, sheet: TransactionSheet, by: User, at: datetime) -> TakenOver:
    """Put every row without a fault on record; those with one are left out. Said again for the same day, a row corrects.

    Raises Refused when no row is right or the spreadsheet is decided on already, Overtaken when somebody was faster.
    """
    rows = [Row(**row) for row in sheet.rows]
    right = [row for row in rows if not row.fault]
    if not right:
        raise Refused(NOTHING_RIGHT)
    councils = {one.short_name: one for one in Council.objects.select_for_update().order_by("pk")}
    known, services = rows_on_record(right), services_on_record()
    fresh = [row for row in right if key_of(row, councils) not in known]
    make_move(
        sheet, SHEET_MOVES["take_over"], by=by, role=role_of(by, at=at), at=at, public=True,
        details={"new": len(fresh), "again": len(right) - len(fresh), "left_out": len(rows) - len(right)},
    )  # fmt: skip
    DigitalTransaction.objects.bulk_create(
        DigitalTransaction(
            service=services.setdefault(row.service.casefold(), row.service),
            council=councils[row.council],
            channel=row.channel,
            available=row.available,
            as_at=date.fromisoformat(row.as_at),
            source_place=f"{sheet.file_name}, line {row.line}"[:200],
            sheet=sheet,
        )
        for row in fresh
    )
    again = [(known[key], row) for row in right if (key := key_of(row, councils)) in known]
    corrected = sum(_correct(one, available=row.available, by=by, at=at) for one, row in again)
    return TakenOver(sheet, len(fresh), corrected, len(again) - corrected, len(rows) - len(right))


Key = tuple[str, int, str, date]


def key_of(row: Row, councils: Mapping[str, Council]) -> Key:
    return (row.service.casefold(), councils[row.council].pk, row.channel, date.fromisoformat(row.as_at))


def rows_on_record(rows: Iterable[Row]) -> dict[Key, DigitalTransaction]:
    """What is on record for the days of these rows. One query."""
    days = {date.fromisoformat(row.as_at) for row in rows}
    on_record = DigitalTransaction.objects.select_for_update().filter(as_at__in=days)
    return {(one.service.casefold(), one.council_id, one.channel, one.as_at): one for one in on_record}


def services_on_record() -> dict[str, str]:
    """The names of services as the register has them, by their small letters. One query."""
    names = DigitalTransaction.objects.order_by("service").values_list("service", flat=True).distinct()
    return {name.casefold(): name for name in names}


@transaction.atomic
def set_sheet_aside(*, sheet: TransactionSheet, by: User, at: datetime) -> TransactionSheet:
    """Leave a spreadsheet: nothing of it becomes record. Raises Refused when it is decided on already, Overtaken as ever."""
    make_move(sheet, SHEET_MOVES["set_aside"], by=by, role=role_of(by, at=at), at=at)
    return sheet


def sentence(done: TakenOver) -> str:
    """Say what became of the rows."""
    parts = [f"{done.new} new", f"{done.corrected} corrected", f"{done.same} as before"]
    left = f" {done.left_out} had a fault and were left out." if done.left_out else ""
    return f"Taken over: {', '.join(parts)}.{left}"
