"""Changing when a strategy is reviewed (rule 16): its adoption date, its period, its rhythm, and who may excuse."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Model

from core import history
from core.dates import london_date
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Body, User
from councils.operations import role_of
from strategies.cycle import Act, DueReview, YearChange
from strategies.enums import DayMove, ReviewStatus
from strategies.models import Review, Strategy
from strategies.operations.common import is_public
from strategies.operations.opening import Due, open_reviews
from strategies.queries import outlook, rhythm_of


@transaction.atomic
def change_rhythm(
    *,
    strategy: Strategy,
    version: int,
    starts_on: date | None,
    ends_on: date | None,
    anchor_on: date | None,
    anchor_precision: str,
    deep_every_years: int | None,
    check_every_years: int | None,
    due_month: int | None,
    due_day: int | None,
    day_move: DayMove,
    excused_by: Body | None,
    counts_from: date,
    reason: str,
    by: User,
    at: datetime,
) -> Strategy:
    """Change a strategy's rhythm, period or adoption date from a day on, and plan its future again.

    What was held, begun or lapsed stays. What the old rhythm asked for up to today is opened first, so that no lapse is
    hidden. Raises Refused without a reason or for dates that cannot be, Overtaken when the strategy changed since `version`.
    """
    held = Strategy.objects.select_for_update(of=("self",), no_key=True).get(pk=strategy.pk)
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    fields: dict[str, Any] = {
        "starts_on": starts_on,
        "ends_on": ends_on,
        "anchor_on": anchor_on,
        "anchor_precision": anchor_precision,
        "deep_every_years": deep_every_years,
        "check_every_years": check_every_years,
        "due_month": due_month,
        "due_day": due_day,
        "day_move": day_move,
        "excused_by": excused_by,
    }
    today = london_date(at)
    refuse_rhythm(counts_from=counts_from, today=today, **fields)
    if not reason.strip():
        raise Refused("Say why it changes. The reason is published", field="reason")
    before = {name: shown(getattr(held, name)) for name in fields}
    changes = outlook(held, counts_from=counts_from, today=today, **fields)
    is_later = anchor_on is not None and counts_from > anchor_on and rhythm_of(held) is not None
    fields |= {"rhythm_from": counts_from if is_later else None, "version": F("version") + 1}
    Strategy.objects.filter(pk=held.pk).update(**fields)
    strategy.refresh_from_db()
    history.record(
        subject=strategy,
        verb="change_rhythm",
        by=by,
        role=role_of(by, at=at),
        at=at,
        reason=reason.strip(),
        public=is_public(strategy),
        on=counts_from,
        details={"before": before, "after": {name: shown(getattr(strategy, name)) for name in before}},
    )
    _carry_out(strategy, changes, today=today, by=by, at=at)
    return strategy


def refuse_rhythm(
    *,
    starts_on: date | None,
    ends_on: date | None,
    anchor_on: date | None,
    due_month: int | None,
    due_day: int | None,
    counts_from: date,
    today: date,
    **_: Any,
) -> None:
    """Raise Refused for dates that cannot be."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("The period must not end before it begins", field="ends_on")
    if anchor_on and ends_on and ends_on < anchor_on:
        raise Refused("The period must not end before adoption", field="ends_on")
    if (due_month is None) != (due_day is None):
        missing = "due_month" if due_month is None else "due_day"
        raise Refused("Give both the day and the month, or neither", field=missing)
    if counts_from > today:
        raise Refused("The change counts from today or from an earlier day", field="counts_from")


def _carry_out(
    strategy: Strategy, changes: Sequence[YearChange], *, today: date, by: User, at: datetime
) -> None:
    """Open what the change puts on record, and give the new day to the open reviews that get one."""
    due = [Due(strategy, change.after) for change in changes if change.after and _is_to_open(change, today)]
    if due:
        open_reviews(due, today=today, now=at)
    for change in changes:
        if change.act == Act.REDATED and change.on_record and change.on_record.pk and change.after:
            _redate(strategy, change.on_record.pk, change.after, by=by, at=at)


def _is_to_open(change: YearChange, today: date) -> bool:
    """What the change itself puts on record, and what is due already by the new rhythm."""
    if change.on_record is not None and change.on_record.pk:
        return False
    return change.opens or (change.after is not None and change.after.due_on <= today)


def _redate(strategy: Strategy, pk: int, due: DueReview, *, by: User, at: datetime) -> None:
    """Give an open review the day that its year has by the new rhythm. Raises Overtaken when it was concluded meanwhile."""
    review = Review.objects.select_for_update().get(pk=pk)
    old = review.due_on
    same = Review.objects.filter(pk=pk, status=ReviewStatus.OPEN)
    if not same.update(due_on=due.due_on, why=due.why, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(review))
    history.record(
        subject=review,
        trail=strategy,
        verb="redate",
        by=by,
        role=role_of(by, at=at),
        at=at,
        old=old.isoformat(),
        new=due.due_on.isoformat(),
        public=is_public(strategy),
        on=london_date(at),
        details={"kind": str(due.kind), "why": due.why},
    )


def shown(value: Any) -> str:
    """A setting as the history keeps it."""
    return str(value) if value is not None and not isinstance(value, Model) else getattr(value, "name", "")
