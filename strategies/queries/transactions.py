"""Digital transactions as pages read them: the newest that is known of each service, council and channel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet
from django.db.models.functions import Lower

from core.dates import spell
from core.spreadsheets import day as day_text
from core.statuses import Status
from councils.models import Council
from councils.permissions import may_see_all
from councils.queries import councils_in_order, the_partnership
from strategies import statuses
from strategies.enums import Channel, SheetStatus
from strategies.matrix import Row, told
from strategies.models import DigitalTransaction, TransactionSheet

EXPORT_HEADINGS = ["Service", "Council", "Channel", "Available", "As at"]
BAR = 120


@dataclass(frozen=True)
class ChannelLine:
    """Whether a service can be had through one channel, and what kind of no."""

    channel: Channel
    status: Status


@dataclass(frozen=True)
class Cell:
    """What is known of one service at one council. `as_at` is the oldest of its days."""

    council: Council
    lines: list[ChannelLine]
    as_at: date | None
    is_stale: bool


@dataclass(frozen=True)
class ServiceRow:
    service: str
    cells: list[Cell]


@dataclass(frozen=True)
class Coverage:
    """How many services can be had through a channel at a council, of all that the register names."""

    council: Council
    channel: Channel
    available: int
    refused: int
    total: int

    @property
    def unsaid(self) -> int:
        return self.total - self.available - self.refused

    @property
    def bar(self) -> float:
        return round(BAR * self.available / self.total, 1) if self.total else 0.0

    @property
    def bar_no(self) -> float:
        return round(BAR * self.refused / self.total, 1) if self.total else 0.0

    @property
    def bar_end(self) -> float:
        return round(self.bar + self.bar_no, 1)


@dataclass(frozen=True)
class Summary:
    """The figures of the whole register on a day."""

    on: date
    total: int
    coverage: list[tuple[Channel, list[Coverage]]]
    stale: int
    stale_months: int
    oldest: date | None
    newest: date | None

    @property
    def answer(self) -> tuple[str, str]:
        """What can be done online in each council? Counts and days, never a verdict."""
        if not self.total:
            return "No service is on record yet.", ""
        online = next(lines for channel, lines in self.coverage if channel == Channel.ONLINE)
        counts = [f"{line.available} in {line.council.short_name}" for line in online]
        strong = f"Of {self.total} services on record, {', '.join(counts[:-1])} and {counts[-1]} can be had online."
        if len(counts) == 1:
            strong = f"Of {self.total} services on record, {counts[0]} can be had online."
        days = f"What is known is from {spell(self.newest)}."
        if self.oldest != self.newest:
            days = f"What is known is from {spell(self.oldest)} to {spell(self.newest)}."
        if self.stale:
            entries = "1 entry is" if self.stale == 1 else f"{self.stale} entries are"
            days += f" {entries} more than {self.stale_months} months old."
        return strong, days


def newest_known() -> QuerySet[DigitalTransaction]:
    """The newest entry of each service, council and channel."""
    newer = DigitalTransaction.objects.filter(
        service=OuterRef("service"),
        council=OuterRef("council"),
        channel=OuterRef("channel"),
        as_at__gt=OuterRef("as_at"),
    )
    return DigitalTransaction.objects.filter(~Exists(newer)).order_by()


def councils_of_register() -> list[Council]:
    """The councils, in the order of every page."""
    return councils_in_order()


def stale_before(day: date) -> tuple[date, int]:
    """Before which day an entry is stale, and after how many months that is."""
    partnership = the_partnership()
    months = partnership.register_stale_months if partnership else 12
    return day - relativedelta(months=months), months


def summary_on(day: date) -> Summary:
    """The figures of the whole register. Five queries, however long it is."""
    before, months = stale_before(day)
    known = newest_known()
    counts = {
        (row["council_id"], row["channel"], row["available"]): row["number"]
        for row in known.values("council_id", "channel", "available").annotate(number=Count("pk"))
    }
    spans = known.aggregate(oldest=Min("as_at"), newest=Max("as_at"))
    total = DigitalTransaction.objects.values("service").distinct().count()
    return Summary(
        on=day,
        total=total,
        coverage=[
            (
                channel,
                [
                    Coverage(
                        council=council,
                        channel=channel,
                        available=counts.get((council.pk, channel.value, True), 0),
                        refused=counts.get((council.pk, channel.value, False), 0),
                        total=total,
                    )
                    for council in councils_in_order()
                ],
            )
            for channel in Channel
        ],
        stale=known.filter(as_at__lt=before).count(),
        stale_months=months,
        oldest=spans["oldest"],
        newest=spans["newest"],
    )


def services_in_order() -> QuerySet[DigitalTransaction, str]:
    """The names of the services, in alphabetical order."""
    by_name = DigitalTransaction.objects.order_by(Lower("service"), "service")
    return by_name.values_list("service", flat=True).distinct()


def service_rows(services: Sequence[str], *, on: date) -> list[ServiceRow]:
    """A page of the matrix. Three queries."""
    before, _ = stale_before(on)
    councils = councils_in_order()
    newest: dict[tuple[str, int, str], DigitalTransaction] = {}
    for one in DigitalTransaction.objects.filter(service__in=list(services)).order_by("as_at", "pk"):
        newest[one.service, one.council_id, one.channel] = one
    return [
        ServiceRow(service, [cell_of(service, council, newest, before=before) for council in councils])
        for service in services
    ]


def cell_of(
    service: str, council: Council, newest: dict[tuple[str, int, str], DigitalTransaction], *, before: date
) -> Cell:
    known = {channel: newest.get((service, council.pk, channel.value)) for channel in Channel}
    days = [one.as_at for one in known.values() if one is not None]
    return Cell(
        council=council,
        lines=[ChannelLine(channel, status_of(one)) for channel, one in known.items()],
        as_at=min(days, default=None),
        is_stale=any(day < before for day in days),
    )


def status_of(one: DigitalTransaction | None) -> Status:
    if one is None or one.available is None:
        return statuses.NOT_ON_RECORD
    return statuses.ONLINE_YES if one.available else statuses.ONLINE_NO


def export_lines() -> Iterator[list[str]]:
    """The newest that is known, a row for each fact, as it can be changed and handed in again."""
    rows = newest_known().select_related("council").order_by("service", "council__position", "channel")
    for one in rows.iterator(chunk_size=2000):
        answer = "" if one.available is None else "Yes" if one.available else "No"
        yield [
            one.service,
            one.council.short_name,
            str(Channel(one.channel).label),
            answer,
            day_text(one.as_at),
        ]


def sheets_visible_to(user: Any, *, on: date) -> QuerySet[TransactionSheet]:
    """Spreadsheets that were handed in: the scrutiny officer's alone."""
    if may_see_all(user, on=on):
        return TransactionSheet.objects.select_related("added_by")
    return TransactionSheet.objects.none()


@dataclass(frozen=True)
class SheetPage:
    """A spreadsheet that was read: its rows, what is wrong with them, and what stands on record for the same day."""

    sheet: TransactionSheet
    rows: list[Row]
    status: Status

    @property
    def right(self) -> int:
        return told(self.rows)["right"]

    @property
    def wrong(self) -> int:
        return told(self.rows)["wrong"]


def sheet_page(sheet: TransactionSheet) -> SheetPage:
    """What was read of a spreadsheet, rows with a fault first."""
    rows = sorted((Row(**row) for row in sheet.rows), key=lambda row: (not row.fault, row.line))
    return SheetPage(sheet, rows, statuses.SHEET[SheetStatus(sheet.status)])
