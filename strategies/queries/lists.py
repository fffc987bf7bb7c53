"""Strategies as their list shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from core.dates import spell
from core.statuses import Status
from strategies import statuses
from strategies.models import AssuranceFinding, Review, Strategy
from strategies.queries.reviews import ReviewLine, counted, review_lines
from strategies.queries.rhythm import elections_on_record
from strategies.queries.visibility import strategies_visible_to
from strategies.querysets import StrategyQuerySet


@dataclass(frozen=True)
class StrategyCard:
    """One strategy in the list: where its reviews stand, in a word and a sentence."""

    strategy: Strategy
    status: Status | None
    sentence: str


def strategies_in_order(user: Any, *, on: date) -> StrategyQuerySet:
    """What the reader may see: the partnership's own first, the newest first."""
    return (
        strategies_visible_to(user, on=on)
        .select_related("partnership", "council")
        .order_by(F("partnership_id").asc(nulls_last=True), "-starts_on", "title")
    )


def strategy_cards(strategies: Sequence[Strategy], *, on: date) -> list[StrategyCard]:
    """A page of the list. One query for all their reviews."""
    reviews: dict[int, list[Review]] = {}
    rows = Review.objects.filter(strategy__in=strategies).select_related("merged_into", "decided_by__council")
    for review in rows:
        reviews.setdefault(review.strategy_id, []).append(review)
    elections = elections_on_record()
    return [
        card_of(
            strategy,
            review_lines(strategy, reviews.get(strategy.pk, []), on=on, elections=elections),
            on=on,
        )
        for strategy in strategies
    ]


def card_of(strategy: Strategy, lines: list[ReviewLine], *, on: date) -> StrategyCard:
    """Say of one strategy what lapsed, or else what is next."""
    lapsed = [line for line in lines if line.is_lapsed]
    coming = next((line for line in lines if not line.held_on and line.due_on >= on), None)
    if lapsed:
        number = counted(len(lapsed), "review")
        have = "has" if len(lapsed) == 1 else "have"
        sentence = f"{number} that {'was' if len(lapsed) == 1 else 'were'} due {have} nothing on record"
        return StrategyCard(
            strategy, statuses.LAPSED, f"{sentence}, the first since {spell(lapsed[0].due_on)}."
        )
    if coming:
        return StrategyCard(strategy, coming.status, f"Next: the {coming.name}, by {spell(coming.due_on)}.")
    return StrategyCard(strategy, None, "No review is planned.")


def sheet_of(review: Review) -> list[AssuranceFinding]:
    """The lines of a check's assurance sheet, in the order of the roadmap."""
    return list(review.findings.select_related("project").order_by("project__position", "project__name"))
