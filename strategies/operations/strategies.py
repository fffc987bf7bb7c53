"""Strategies, what each council did with them, what their review rhythm rests on, and their roadmaps."""

from datetime import date, datetime

from django.db import transaction

from core.enums import Precision
from core.models import Source
from core.refusals import Refused
from councils.models import Body, Council, Partnership, User
from councils.operations import added
from strategies.enums import AdoptionStatus, StrategyStatus
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
def record_adoption(
    *,
    strategy: Strategy,
    council: Council,
    status: AdoptionStatus,
    decided_on: date | None = None,
    decided_precision: str = Precision.UNKNOWN,
    decision: str = "",
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Adoption:
    """Write down what one council did with a strategy. Each council decides for itself, once.

    Raises Refused when its decision is on record already, or an adoption has no date.
    """
    if Adoption.objects.filter(strategy=strategy, council=council).exists():
        raise Refused(f"What {council.short_name} decided is on record already.", field="council")
    if status == AdoptionStatus.ADOPTED and decided_on is None:
        raise Refused("Give the day of the decision, as exactly as it is known.", field="decided_on")
    adoption = Adoption(
        strategy=strategy,
        council=council,
        status=status,
        decided_on=decided_on,
        decided_precision=decided_precision,
        decision=decision,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(
        adoption,
        trail=strategy,
        verb="adopt",
        by=by,
        at=at,
        new=status,
        public=is_public(strategy),
        on=decided_on,
        precision=decided_precision,
        details={"council": council.short_name},
    )


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
