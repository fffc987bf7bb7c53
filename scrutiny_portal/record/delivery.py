"""Strategies with their adoptions, roadmap, projects and money; the words explained; systems that councils run."""

from decimal import Decimal
from typing import Any

from councils.queries import the_partnership
from scrutiny_portal.record.desk import Desk, council, pick, read, the_body, the_council
from strategies.enums import AdoptionStatus, MoneySource, MoneyState, StrategyStatus
from strategies.models import GlossaryTerm, Strategy
from strategies.operations import (
    add_funding,
    add_project,
    add_roadmap,
    add_share,
    add_strategy,
    add_system,
    add_term,
    record_adoption,
    rest_cadence_on,
)


def load_strategies(desk: Desk) -> None:
    """Each strategy with all that belongs to it."""
    for row in read("strategies")["strategies"]:
        strategy = _strategy(desk, row)
        for basis in row.get("cadence", []):
            _cadence(desk, strategy, basis)
        for adoption in row.get("adoptions", []):
            record_adoption(
                strategy=strategy,
                council=the_council(adoption["council"]),
                status=AdoptionStatus(adoption["status"]),
                **pick(adoption, "decided_on", "decided_precision", "decision"),
                **desk.fact(adoption),
                **desk.loaded,
            )
        if "roadmap" in row:
            _roadmap(desk, strategy, row["roadmap"])
        for amount in row.get("funding", []):
            _funding(desk, strategy, amount)


def _strategy(desk: Desk, row: dict[str, Any]) -> Strategy:
    return add_strategy(
        status=StrategyStatus(row["status"]),
        partnership=the_partnership() if row["of_the_partnership"] else None,
        council=council(row.get("council")),
        **pick(row, "title", "slug", "starts_on", "ends_on", "reference_prefix", "summary", "replaces_note"),
        **pick(row, "anchor_on", "anchor_precision", "deep_every_years", "check_every_years"),
        **pick(row, "due_month", "due_day"),
        **desk.fact(row),
        **desk.loaded,
    )


def _cadence(desk: Desk, strategy: Strategy, row: dict[str, Any]) -> None:
    rest_cadence_on(
        strategy=strategy,
        body=the_body(row) if "body" in row else None,
        **pick(row, "text", "word", "decided_on", "decided_precision"),
        **desk.fact(row),
        **desk.loaded,
    )


def _roadmap(desk: Desk, strategy: Strategy, row: dict[str, Any]) -> None:
    roadmap = add_roadmap(
        strategy=strategy, **pick(row, "title", "starts_on", "ends_on"), **desk.place(row), **desk.loaded
    )
    for position, project in enumerate(row["projects"], start=1):
        add_project(
            roadmap=roadmap,
            position=position,
            **pick(project, "name", "slug", "summary"),
            **desk.fact(project),
            **desk.loaded,
        )


def _funding(desk: Desk, strategy: Strategy, row: dict[str, Any]) -> None:
    funding = add_funding(
        strategy=strategy,
        amount=Decimal(row["amount"]),
        money_source=MoneySource(row["money_source"]),
        state=MoneyState(row["state"]),
        **pick(row, "purpose", "dated_words", "is_split"),
        **desk.fact(row),
        **desk.loaded,
    )
    for share in row.get("shares", []):
        add_share(
            funding=funding,
            council=the_council(share["council"]),
            percent=Decimal(share["percent"]),
            **desk.place(row),
            **desk.loaded,
        )


def load_glossary(desk: Desk) -> None:
    """Words that the record uses, explained (rule 25)."""
    for row in read("glossary")["terms"]:
        if not GlossaryTerm.objects.filter(slug=row["slug"]).exists():
            add_term(
                **pick(row, "term", "slug", "abbreviation", "explanation"),
                maintained_by="Scrutiny Officer",
                publish=True,
                **desk.fact(row),
                **desk.loaded,
            )


def load_systems(desk: Desk) -> None:
    """Systems that papers name, as far as they tell of them (rule 22)."""
    for row in read("systems")["systems"]:
        add_system(
            council=the_council(row["council"]),
            **pick(row, "name", "purpose"),
            **desk.fact(row),
            **desk.loaded,
        )
