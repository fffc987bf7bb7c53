"""Money as its page shows it: how the councils share it, and what happened to it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from core import history
from core.models import HistoryEntry
from strategies import statuses
from strategies.enums import MoneyState
from strategies.lifecycle import MONEY_MOVES
from strategies.models import Funding, FundingShare
from strategies.queries.visibility import strategies_visible_to
from strategies.shares import WHOLE

ENTRIES_SHOWN = 50


def funding_visible_to(user: Any, *, on: date) -> QuerySet[Funding]:
    """Money of strategies that the reader may see."""
    return Funding.objects.filter(strategy__in=strategies_visible_to(user, on=on))


@dataclass(frozen=True)
class Happened:
    """One thing that happened to an amount, in words."""

    words: str
    entry: HistoryEntry


@dataclass(frozen=True)
class MoneyPage:
    """One amount."""

    funding: Funding
    shares: list[FundingShare]
    story: list[Happened]

    @property
    def state(self) -> Any:
        return statuses.MONEY[MoneyState(self.funding.state)]

    @property
    def percent(self) -> Decimal:
        return sum((share.percent for share in self.shares), Decimal(0))

    @property
    def told(self) -> Decimal:
        """What the shares on record make together, in pounds."""
        return sum((share.amount for share in self.shares), Decimal(0))

    @property
    def is_whole(self) -> bool:
        return self.percent == WHOLE

    @property
    def rest(self) -> Decimal:
        """What no share on record covers, in pounds."""
        return self.funding.amount - self.told

    @property
    def can_move(self) -> bool:
        return any(self.funding.state in move.sources for move in MONEY_MOVES.values())


def money_page(funding: Funding) -> MoneyPage:
    """Read one amount with its shares and its story, the newest first. Two queries."""
    entries = history.of(funding).filter(public=True).order_by("-number")[:ENTRIES_SHOWN]
    return MoneyPage(
        funding=funding,
        shares=list(funding.shares.select_related("council", "source").order_by("council__position", "pk")),
        story=[Happened(words_of(entry), entry) for entry in entries],
    )


def words_of(entry: HistoryEntry) -> str:
    """What happened, in a few words."""
    if entry.verb == "split":
        parts = entry.details.get("shares", {})
        listed = ", ".join(f"{name} {Decimal(one['percent']).normalize():f}%" for name, one in parts.items())
        return f"Shared: {listed}"
    if entry.verb == "add":
        return f"Put on record: {MoneyState(entry.new).label.lower()}" if entry.new else "Put on record"
    label = MoneyState(entry.new).label
    now, before = (Decimal(entry.details.get(name, 0)) for name in ("amount", "amount_before"))
    return label if now == before else f"{label}: {pounds(now)} instead of {pounds(before)}"


def pounds(amount: Decimal) -> str:
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"
