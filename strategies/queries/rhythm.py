"""The rhythm of a strategy as the pure rules take it, and the times in which its reviews are not to fall."""

from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import prepared
from core.dates import spell
from councils.enums import QuietKind
from councils.models import QuietPeriod
from councils.queries import councils_in_order
from strategies.cycle import OnRecord, Quiet, Rhythm, YearChange, replan
from strategies.enums import DayMove, ReviewKind, ReviewStatus, StrategyStatus
from strategies.models import AssuranceFinding, Review, ReviewAnswer, Strategy


def rhythm_of(strategy: Strategy) -> Rhythm | None:
    """The rhythm that is in force: of an adopted strategy of the partnership, with an adoption and an end on record."""
    in_force = strategy.status == StrategyStatus.ADOPTED and strategy.partnership_id is not None
    if strategy.anchor_on is None or strategy.ends_on is None or not in_force:
        return None
    return Rhythm(
        anchor_on=strategy.anchor_on,
        ends_on=strategy.ends_on,
        precision=strategy.anchor_precision,
        deep_every=strategy.deep_every_years,
        check_every=strategy.check_every_years,
        due_month=strategy.due_month,
        due_day=strategy.due_day,
        day_move=DayMove(strategy.day_move),
        counts_from=strategy.rhythm_from,
    )


@dataclass(frozen=True)
class Elections:
    """The pre-election periods on record, read once for any number of strategies. `partnerships` by council."""

    periods: tuple[QuietPeriod, ...]
    partnerships: dict[int, int]

    def around(self, strategy: Strategy) -> tuple[Quiet, ...]:
        """Those that concern a strategy: of its own council, or of all councils of its partnership."""
        return tuple(quiet_of(period) for period in self.periods if self.concern(period, strategy))

    def concern(self, period: QuietPeriod, strategy: Strategy) -> bool:
        """Whether a period holds for a strategy. One without a council holds for all."""
        if period.council_id is None:
            return True
        if strategy.council_id is not None:
            return period.council_id == strategy.council_id
        return self.partnerships.get(period.council_id) == strategy.partnership_id


def elections_on_record() -> Elections:
    """Read every pre-election period. One query, and one more where there is any."""
    periods = tuple(prepared.instances(_pre_election_periods))
    councils = councils_in_order() if periods else []
    return Elections(periods, {council.pk: council.partnership_id for council in councils})


def _pre_election_periods() -> QuerySet[QuietPeriod]:
    periods = QuietPeriod.objects.in_force().filter(kind=QuietKind.PRE_ELECTION)
    return periods.order_by("starts_on", "pk")


def quiet_of(period: QuietPeriod) -> Quiet:
    """A pre-election period as the sentence of a date names it."""
    day = spell(period.election_on) if period.election_on else spell(period.ends_on)
    return Quiet(period.starts_on, period.ends_on, f"the pre-election period for the elections on {day}")


def reviews_on_record(strategy: Strategy) -> list[OnRecord]:
    """The opened reviews of a strategy as the pure rules take them. Two queries.

    Settled are those that are concluded, and those in which something was judged, answered or written.
    """
    rows = Review.objects.filter(strategy=strategy).order_by("due_on", "pk")
    judged = AssuranceFinding.objects.filter(review=OuterRef("pk")).exclude(judgement="", reason="")
    answered = ReviewAnswer.objects.filter(review=OuterRef("pk"))
    written = ~Q(conclusion="") | ~Q(judgement="")
    begun = set(rows.filter(Exists(judged) | Exists(answered) | written).values_list("pk", flat=True))
    return [
        OnRecord(
            kind=ReviewKind(row.kind),
            due_on=row.due_on,
            why=row.why,
            is_settled=row.pk in begun or row.status != ReviewStatus.OPEN,
            pk=row.pk,
        )
        for row in rows
    ]


def changed_rhythm(strategy: Strategy, **fields: Any) -> Rhythm | None:
    """The rhythm that a strategy would have with other settings. Nothing is written."""
    changed = copy(strategy)
    for name, value in fields.items():
        setattr(changed, name, value)
    return rhythm_of(changed)


def outlook(strategy: Strategy, *, counts_from: date, today: date, **fields: Any) -> list[YearChange]:
    """What a change of a strategy's rhythm would do to the review of each calendar year."""
    return replan(
        rhythm_of(strategy),
        changed_rhythm(strategy, **fields),
        reviews_on_record(strategy),
        counts_from=counts_from,
        today=today,
        avoid=elections_on_record().around(strategy),
    )
