"""How far an amount has got, and how the councils share it: the shares add up to the penny (rule 24)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.models import Source
from core.moving import make_move, overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Council, User
from councils.operations import role_of
from strategies.lifecycle import MONEY_MOVES
from strategies.models import Funding, FundingShare
from strategies.operations.common import is_public
from strategies.operations.money import share_of
from strategies.shares import WHOLE, split

Percents = Sequence[tuple[Council, Decimal]]


@transaction.atomic
def move_money(
    *,
    funding: Funding,
    version: int,
    move: str,
    moved_on: date,
    amount: Decimal | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> Funding:
    """Move an amount on: a bid is awarded or turned down, what was awarded is received, then spent.

    `amount` is in pounds, where it came to another one than was on record: then a reason is needed, and shares on record
    are worked out anew by their percentages. Raises Refused for a day in the future and for a state that does not allow
    the move, Overtaken when the amount changed since `version` was read.
    """
    if move not in MONEY_MOVES:
        raise Refused("Choose what happened to the money", field="move")
    if moved_on > london_date(at):
        raise Refused("The day must not be in the future", field="moved_on")
    held = hold_funding(funding, version)
    new = held.amount if amount is None or move == "turn_down" else amount
    if new <= 0:
        raise Refused("Give an amount above nothing", field="amount")
    if new != held.amount and not reason.strip():
        raise Refused("Say why the amount is another one. The reason is published", field="reason")
    before = held.amount
    make_move(
        held,
        MONEY_MOVES[move],
        field="state",
        trail=held.strategy,
        by=by,
        at=at,
        role=role_of(by, at=at),
        reason=reason.strip(),
        public=is_public(held.strategy),
        on=moved_on,
        changes={"amount": new, "dated_on": moved_on, "dated_words": "", "version": held.version + 1},
        details={"amount": str(new), "amount_before": str(before), "purpose": held.purpose},
    )
    if new != before:
        _share_anew(held)
    return held


@transaction.atomic
def split_funding(
    *,
    funding: Funding,
    version: int,
    percents: Percents,
    reason: str = "",
    source: Source | None = None,
    source_place: str = "",
    by: User,
    at: datetime,
) -> Funding:
    """Split an amount among the councils by percentages that make 100, by the largest remainder: it adds up to the penny.

    Another percentage than the one on record needs a reason. Raises Refused for that, for percentages that do not make 100,
    and for a council twice or outside the partnership; Overtaken when the amount changed since `version` was read.
    """
    held = hold_funding(funding, version)
    known = {share.council_id: share for share in FundingShare.objects.filter(funding=held)}
    _check(held, percents, known, reason)
    amounts = split(held.amount, [percent for _, percent in percents])
    old = {share.council.short_name: str(share.percent) for share in known.values()}
    for (council, percent), amount in zip(percents, amounts, strict=True):
        share = known.get(council.pk) or FundingShare(funding=held, council=council)
        if share.pk is None or share.percent != percent:
            share.source, share.source_place = source, source_place
        share.percent, share.amount = percent, amount
        share.save()
    Funding.objects.filter(pk=held.pk).update(is_split=True, version=F("version") + 1)
    history.record(
        subject=held,
        trail=held.strategy,
        verb="split",
        by=by,
        at=at,
        role=role_of(by, at=at),
        reason=reason.strip(),
        public=is_public(held.strategy),
        source_id=source.pk if source else None,
        details={
            "purpose": held.purpose,
            "before": old,
            "shares": {
                council.short_name: {"percent": str(percent), "amount": str(amount)}
                for (council, percent), amount in zip(percents, amounts, strict=True)
            },
        },
    )
    held.refresh_from_db()
    return held


def hold_funding(funding: Funding, version: int) -> Funding:
    """Hold an amount while it changes. Raises Overtaken when it changed since `version` was read."""
    held = Funding.objects.select_for_update(of=("self",)).select_related("strategy").get(pk=funding.pk)
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    return held


def _check(held: Funding, percents: Percents, known: dict[int, FundingShare], reason: str) -> None:
    """Refuse what cannot be the councils' shares of this amount."""
    councils = [council.pk for council, _ in percents]
    if len(set(councils)) != len(councils) or set(known) - set(councils):
        raise Refused("Give each council's share once")
    if any(council.partnership_id != held.strategy.partnership_id for council, _ in percents):
        raise Refused("Only councils of the partnership share its money")
    if any(percent < 0 for _, percent in percents):
        raise Refused("No share is below nothing")
    total = sum((percent for _, percent in percents), Decimal(0))
    if total != WHOLE:
        raise Refused(f"The shares make {total.normalize():f} per cent together. They must make 100")
    changed = [
        council.short_name
        for council, percent in percents
        if council.pk in known and known[council.pk].percent != percent
    ]
    if changed and not reason.strip():
        raise Refused(f"Say why the share of {' and '.join(changed)} changes", field="reason")


def _share_anew(funding: Funding) -> None:
    """Work out shares on record for the new amount: exactly where they make the whole, each by itself where they do not."""
    shares = list(FundingShare.objects.filter(funding=funding).order_by("council__position", "pk"))
    percents = [share.percent for share in shares]
    whole = sum(percents, Decimal(0)) == WHOLE
    amounts = split(funding.amount, percents) if whole else [share_of(funding.amount, p) for p in percents]
    for share, amount in zip(shares, amounts, strict=True):
        share.amount = amount
        share.save(update_fields=["amount"])
