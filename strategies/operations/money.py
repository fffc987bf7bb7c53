"""Money and measures: amounts with their source and state, shares by the Memorandum of Agreement, KPIs (rule 24)."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from core.models import Source
from core.refusals import Refused
from councils.models import Council, User
from councils.operations import added
from strategies.enums import MoneySource, MoneyState
from strategies.models import Funding, FundingShare, Kpi, KpiReading, Strategy
from strategies.operations.common import is_public

PENNY = Decimal("0.01")


@transaction.atomic
def add_funding(
    *,
    strategy: Strategy,
    purpose: str,
    amount: Decimal,
    money_source: MoneySource,
    state: MoneyState,
    dated_on: date | None = None,
    dated_words: str = "",
    is_split: bool = False,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Funding:
    """Add an amount in pounds with its purpose, source and state. Raises Refused when it is nothing, or told already."""
    if amount <= 0:
        raise Refused("Give an amount above nothing.", field="amount")
    if Funding.objects.filter(strategy=strategy, purpose=purpose).exists():
        raise Refused("Money for this purpose is on record already.", field="purpose")
    funding = Funding(
        strategy=strategy,
        purpose=purpose,
        amount=amount,
        money_source=money_source,
        state=state,
        dated_on=dated_on,
        dated_words=dated_words,
        is_split=is_split,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(
        funding,
        trail=strategy,
        by=by,
        at=at,
        new=state,
        public=is_public(strategy),
        on=dated_on,
        details={"amount": str(amount)},
    )


@transaction.atomic
def add_share(
    *,
    funding: Funding,
    council: Council,
    percent: Decimal,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> FundingShare:
    """Add one council's share in per cent; its amount is worked out to the penny, half a penny upwards.

    Raises Refused when the council's share is on record already, or all shares together would be more than the whole.
    """
    shares = list(FundingShare.objects.filter(funding=funding))
    if any(share.council_id == council.pk for share in shares):
        raise Refused(f"The share of {council.short_name} is on record already.", field="council")
    if not 0 <= percent <= 100 - sum(share.percent for share in shares):
        raise Refused("All shares together cannot be more than 100 per cent.", field="percent")
    share = FundingShare(
        funding=funding,
        council=council,
        percent=percent,
        amount=share_of(funding.amount, percent),
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(
        share,
        trail=funding.strategy,
        by=by,
        at=at,
        public=is_public(funding.strategy),
        details={"council": council.short_name, "percent": str(percent), "amount": str(share.amount)},
    )


def share_of(amount: Decimal, percent: Decimal) -> Decimal:
    """Work out a share to the penny: 23 per cent of £46,000 is £10,580."""
    return (amount * percent / 100).quantize(PENNY, rounding=ROUND_HALF_UP)


@transaction.atomic
def add_kpi(
    *,
    strategy: Strategy,
    name: str,
    unit: str = "",
    target: Decimal | None = None,
    target_on: date | None = None,
    every_months: int = 3,
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
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(kpi, trail=strategy, by=by, at=at, public=is_public(strategy))


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
    """Add one reading of a measure; earlier readings stay. Raises Refused for a day already read."""
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
