"""Systems that could be replaced together, services at each council, and a spreadsheet that waits."""

from dataclasses import dataclass
from datetime import date

from councils.enums import OrganisationKind
from councils.models import Organisation
from strategies.enums import Channel
from strategies.models import DigitalTransaction, System, TransactionSheet
from tests.cast import Cast
from tests.factories import MOMENT

ROW = {
    "line": 2, "service": "Missed bin", "council": "South Holland", "channel": "online", "available": True,
    "as_at": "2026-03-01", "fault": "",
}  # fmt: skip
WRONG_ROW = {**ROW, "line": 3, "council": "Lincoln", "fault": "“Lincoln” is no council of the partnership"}


@dataclass
class Registers:
    """`system` is South Holland's."""

    system: System
    other: System
    service: DigitalTransaction
    sheet: TransactionSheet


def sheet(cast: Cast) -> TransactionSheet:
    """A spreadsheet with one row that is right and one that is not."""
    return TransactionSheet.objects.create(
        file_name="online forms.csv", rows=[ROW, WRONG_ROW], added_by=cast.officer, added_at=MOMENT
    )


def more_of_registers(cast: Cast, number: int) -> None:
    """Another system for each council, another service, another spreadsheet that waits."""
    for council in cast.councils:
        System.objects.create(
            council=council,
            name=f"System {number}",
            purpose=f"Purpose {number}",
            contract_ends_on=date(2027, 3, 31),
        )
        DigitalTransaction.objects.create(
            service=f"Service {number}", council=council, channel=Channel.TELEPHONE, available=True,
            as_at=date(2026, 3, 1),
        )  # fmt: skip
    sheet(cast)


def registers(cast: Cast) -> Registers:
    """Telephony of two councils, whose contracts end in one year; what of a missed bin can be done online, years ago."""
    supplier = Organisation.objects.create(
        name="Fen Phones", slug="fen-phones", kind=OrganisationKind.SUPPLIER
    )
    made = [
        System.objects.create(
            council=council, name=name, purpose="Telephony", supplier=supplier, contract_ends_on=ends_on,
            notice_months=6,
        )
        for council, name, ends_on in (
            (cast.south_holland, "Alpha", date(2027, 3, 31)),
            (cast.boston, "Beta", date(2027, 9, 30)),
        )
    ]  # fmt: skip
    services = [
        DigitalTransaction.objects.create(
            service="Missed bin",
            council=council,
            channel=Channel.ONLINE,
            available=available,
            as_at=date(2024, 9, 1),
        )
        for council, available in ((cast.south_holland, True), (cast.boston, False))
    ]
    return Registers(made[0], made[1], services[0], sheet(cast))
