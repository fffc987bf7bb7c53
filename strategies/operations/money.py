"""Money: amounts with their source and state, shares by the Memorandum of Agreement (rule 24)."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from core.models import Source
from core.refusals import Refused
from councils.models import Council, User
from councils.operations import added
from strategies.enums import MoneySource, MoneyState
from strategies.models import Funding, FundingShare, Strategy
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
    Strategy.objects.select_for_update().get(pk=strategy.pk)
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

    The share that makes the whole full gets what the others leave, so that all add up to the penny. Raises Refused when
    the council's share is on record already, or all shares together would be more than the whole.
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
        amount=_amount_of(funding, shares, percent),
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


def _amount_of(funding: Funding, others: list[FundingShare], percent: Decimal) -> Decimal:
    """What the share comes to: the rest where the others leave nothing else, the rounded percentage otherwise."""
    if percent == 100 - sum(share.percent for share in others):
        return funding.amount - sum((share.amount for share in others), Decimal(0))
    return share_of(funding.amount, percent)


def share_of(amount: Decimal, percent: Decimal) -> Decimal:
    """Work out a share to the penny: 23 per cent of £46,000 is £10,580."""
    return (amount * percent / 100).quantize(PENNY, rounding=ROUND_HALF_UP)
