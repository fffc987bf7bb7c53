"""Measures by which a strategy will be known to work, and their readings."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.models import Source
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Post, User
from councils.operations import added, role_of
from strategies.models import Kpi, KpiReading, Strategy
from strategies.operations.common import is_public


@transaction.atomic
def add_kpi(
    *,
    strategy: Strategy,
    name: str,
    unit: str = "",
    target: Decimal | None = None,
    target_on: date | None = None,
    every_months: int = 3,
    owner: Post | None = None,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Kpi:
    """Add a measure by which the strategy will be known to work. Raises Refused when it is there already."""
    if Kpi.objects.filter(strategy=strategy, name=name).exists():
        raise Refused("This measure is on record already.", field="name")
    kpi = Kpi(
        strategy=strategy,
        name=name,
        unit=unit,
        target=target,
        target_on=target_on,
        every_months=every_months,
        owner=owner,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(kpi, trail=strategy, by=by, at=at, public=is_public(strategy), details={"measure": name})


@transaction.atomic
def edit_kpi(
    *,
    kpi: Kpi,
    unit: str,
    target: Decimal | None,
    target_on: date | None,
    every_months: int,
    owner: Post | None,
    reason: str,
    version: int,
    by: User | None,
    at: datetime,
) -> Kpi:
    """Change a measure's target, rhythm or owner, with a reason that is published. What it was stays in the history.

    Raises Refused without a reason or without a change, Overtaken when it was changed since `version` was read.
    """
    if not reason.strip():
        raise Refused("Say why it changes. The reason is published", field="reason")
    new = {
        "unit": unit,
        "target": target,
        "target_on": target_on,
        "every_months": every_months,
        "owner": owner,
    }
    changes = {
        name: (getattr(kpi, name), value) for name, value in new.items() if getattr(kpi, name) != value
    }
    if not changes:
        raise Refused("Nothing is changed yet.")
    rows = Kpi.objects.filter(pk=kpi.pk, version=version)
    if not rows.update(**new, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(kpi))
    history.record(
        subject=kpi,
        trail=kpi.strategy,
        verb="edit",
        by=by,
        role=role_of(by, at=at),
        at=at,
        reason=reason.strip(),
        public=is_public(kpi.strategy),
        details={"measure": kpi.name}
        | {name: [told(old), told(now)] for name, (old, now) in changes.items()},
    )
    kpi.refresh_from_db()
    return kpi


def told(value: object) -> str:
    """A value as the history keeps it: nothing is an empty text."""
    return "" if value is None else str(value)


@transaction.atomic
def read_kpi(
    *,
    kpi: Kpi,
    value: Decimal,
    read_on: date,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> KpiReading:
    """Add one reading of a measure; earlier readings stay. Raises Refused for a day already read, or still to come."""
    if by is not None and read_on > london_date(at):
        raise Refused("The day of the reading must not be in the future", field="read_on")
    if KpiReading.objects.filter(kpi=kpi, read_on=read_on).exists():
        raise Refused("The reading of that day is on record already.", field="read_on")
    reading = KpiReading(
        kpi=kpi,
        value=value,
        read_on=read_on,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(
        reading,
        trail=kpi.strategy,
        verb="read",
        by=by,
        at=at,
        public=is_public(kpi.strategy),
        on=read_on,
        details={"measure": kpi.name, "value": str(value)},
    )
