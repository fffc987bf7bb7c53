"""Strategies: their facts and status, what their review rhythm rests on, and their roadmaps."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.enums import Precision
from core.models import Source
from core.moving import make_move, overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Body, Council, Partnership, User
from councils.operations import added, role_of
from strategies.enums import AdoptionStatus, StrategyStatus
from strategies.lifecycle import STRATEGY_MOVES
from strategies.models import Adoption, CadenceBasis, Roadmap, Strategy
from strategies.operations.common import is_public


@transaction.atomic
def add_strategy(
    *,
    title: str,
    slug: str,
    status: StrategyStatus,
    starts_on: date | None,
    ends_on: date | None,
    partnership: Partnership | None = None,
    council: Council | None = None,
    reference_prefix: str = "",
    summary: str = "",
    anchor_on: date | None = None,
    anchor_precision: str = Precision.DAY,
    deep_every_years: int | None = None,
    check_every_years: int | None = None,
    due_month: int | None = None,
    due_day: int | None = None,
    replaces_note: str = "",
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Strategy:
    """Add a strategy with its period and review rhythm (rules 16 and 20). Without a partnership it is for reference only.

    Raises Refused when the address is taken, the period ends before it begins, or a due day is given by half.
    """
    if Strategy.objects.filter(slug=slug).exists():
        raise Refused("There is a strategy at this address already.", field="slug")
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("The period must not end before it begins.", field="ends_on")
    if (due_month is None) != (due_day is None):
        raise Refused(
            "Give both the day and the month in which reviews are due, or neither.", field="due_day"
        )
    strategy = Strategy(
        title=title,
        slug=slug,
        status=status,
        starts_on=starts_on,
        ends_on=ends_on,
        partnership=partnership,
        council=council,
        reference_prefix=reference_prefix,
        summary=summary,
        anchor_on=anchor_on,
        anchor_precision=anchor_precision,
        deep_every_years=deep_every_years,
        check_every_years=check_every_years,
        due_month=due_month,
        due_day=due_day,
        replaces_note=replaces_note,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(strategy, by=by, at=at, new=status, public=is_public(strategy))


@transaction.atomic
def edit_strategy(
    *,
    strategy: Strategy,
    version: int,
    title: str,
    summary: str,
    replaces_note: str,
    reference_prefix: str,
    by: User,
    at: datetime,
) -> Strategy:
    """Change what a strategy is called and said to be; its address stays. The history keeps the words before.

    Raises Refused without a title, Overtaken when it changed since `version` was read.
    """
    if not title.strip():
        raise Refused("Say what the strategy is called", field="title")
    new = {
        "title": title.strip(),
        "summary": summary.strip(),
        "replaces_note": replaces_note.strip(),
        "reference_prefix": reference_prefix.strip(),
    }
    old = {name: getattr(strategy, name) for name in new if getattr(strategy, name) != new[name]}
    same = Strategy.objects.filter(pk=strategy.pk, version=version)
    if not same.update(**new, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(strategy))
    history.record(
        subject=strategy,
        verb="edit",
        by=by,
        at=at,
        role=role_of(by, at=at),
        public=is_public(strategy),
        details={"before": old},
    )
    strategy.refresh_from_db()
    return strategy


@transaction.atomic
def move_strategy(
    *,
    strategy: Strategy,
    move: str,
    moved_on: date,
    replaced_by: Strategy | None = None,
    reason: str = "",
    by: User,
    at: datetime,
) -> Strategy:
    """Send a draft to scrutiny, record its adoption as a whole, or supersede it by another strategy (rule 20).

    Adopted needs the adoption of at least one council; where nothing says yet from when reviews are counted, that is the
    first of them (rule 16). Superseded needs the strategy that replaces it. Raises Refused when that is missing or the
    status does not allow the move, Overtaken when somebody was faster.
    """
    if move not in STRATEGY_MOVES:
        raise Refused("Choose what happens to the strategy", field="move")
    if moved_on > london_date(at):
        raise Refused("The day must not be in the future", field="moved_on")
    changes: dict[str, Any] = {"version": strategy.version + 1}
    if move == "adopt":
        changes |= _counted_from(strategy)
    if move == "supersede":
        changes["replaced_by"] = _may_replace(strategy, replaced_by)
    make_move(
        strategy,
        STRATEGY_MOVES[move],
        by=by,
        at=at,
        role=role_of(by, at=at),
        reason=reason.strip(),
        public=True,
        on=moved_on,
        changes=changes,
        details={"replaced_by": replaced_by.title} if replaced_by and move == "supersede" else {},
    )
    return strategy


def _counted_from(strategy: Strategy) -> dict[str, Any]:
    """From when reviews are counted: what is set already, or else the first adoption on record."""
    adopted = Adoption.objects.filter(strategy=strategy, status=AdoptionStatus.ADOPTED)
    first = adopted.order_by("decided_on").first()
    if first is None:
        raise Refused("No council is on record as having adopted it. Record that first.", field="move")
    if strategy.anchor_on is not None:
        return {}
    return {"anchor_on": first.decided_on, "anchor_precision": first.decided_precision}


def _may_replace(strategy: Strategy, other: Strategy | None) -> Strategy:
    """Check the strategy that is to replace another: not itself, not one that is replaced, directly or by way of others."""
    if other is None:
        raise Refused("Choose the strategy that replaces it", field="replaced_by")
    if other.status == StrategyStatus.DRAFT:
        raise Refused("A draft replaces nothing yet. Choose another strategy", field="replaced_by")
    seen = other
    while seen.replaced_by is not None and seen.pk != strategy.pk:
        seen = seen.replaced_by
    if seen.pk == strategy.pk:
        raise Refused("That one is replaced by this strategy. Choose another", field="replaced_by")
    return other


@transaction.atomic
def rest_cadence_on(
    *,
    strategy: Strategy,
    text: str,
    body: Body | None = None,
    word: str = "",
    decided_on: date | None = None,
    decided_precision: str = Precision.UNKNOWN,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> CadenceBasis:
    """Write down what the strategy's review rhythm rests on: a body's resolution with its own word for it, or a paper."""
    basis = CadenceBasis(
        strategy=strategy,
        text=text,
        body=body,
        word=word,
        decided_on=decided_on,
        decided_precision=decided_precision,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(
        basis,
        trail=strategy,
        verb="rest_cadence_on",
        by=by,
        at=at,
        public=is_public(strategy),
        on=decided_on,
        precision=decided_precision,
    )


@transaction.atomic
def add_roadmap(
    *,
    strategy: Strategy,
    title: str,
    starts_on: date | None,
    ends_on: date | None,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Roadmap:
    """Add the plan that supports a strategy over its own, shorter period. Raises Refused when it ends before it begins."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("The period must not end before it begins.", field="ends_on")
    roadmap = Roadmap(
        strategy=strategy,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(roadmap, trail=strategy, by=by, at=at, public=is_public(strategy))
