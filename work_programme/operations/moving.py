"""Moving work to other months, with the reason. The day on which a review is due never moves here."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from councils.operations import role_of
from strategies.models import Strategy
from task_groups.enums import AT_WORK
from task_groups.models import TaskGroup
from work_programme.enums import WorkStatus
from work_programme.lifecycle import WORK_MOVES
from work_programme.models import PlannedMonths, WorkItem
from work_programme.months import month_of, spell_month
from work_programme.operations.work import refuse_span

WHY = "Say why it moves. The reason is published"
MEANWHILE = "Someone else planned these months while you were working. Nothing of yours was saved. Look again and decide."


@transaction.atomic
def move_work(
    *, item: WorkItem, version: int, starts_on: date, ends_on: date, reason: str, by: User, at: datetime
) -> WorkItem:
    """Move a piece of work to other months. Raises Refused without a reason, for months that cannot be or are the same, or
    when it has ended; Overtaken when it changed since `version` was read.
    """
    first, last = month_of(starts_on), month_of(ends_on)
    before = (item.starts_on, item.ends_on)
    if item.status != WorkStatus.PLANNED:
        raise Refused(WORK_MOVES["finish"].refusal)
    refuse_months(first, last, before=before, today=london_date(at))
    refuse_silence(reason)
    same = WorkItem.objects.filter(pk=item.pk, version=version, status=WorkStatus.PLANNED)
    if not same.update(starts_on=first, ends_on=last, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(item))
    item.refresh_from_db()
    _record(item, before, (first, last), reason=reason, by=by, at=at)
    return item


@transaction.atomic
def plan_review(
    *,
    strategy: Strategy,
    year: int,
    before: tuple[date, date],
    latest: date,
    version: int,
    starts_on: date,
    ends_on: date,
    reason: str,
    by: User,
    at: datetime,
) -> PlannedMonths:
    """Plan the months of work on the review of a year, instead of those `before`. The due day stays what the rhythm says.

    Raises Refused without a reason, for months that cannot be, or past `latest`, the month in which the review is due;
    Overtaken when somebody planned it since `version` was read (0: nobody had yet).
    """
    first, last = month_of(starts_on), month_of(ends_on)
    refuse_months(first, last, before=before, latest=latest, today=london_date(at))
    refuse_silence(reason)
    return _plan(
        {"strategy": strategy, "year": year}, version, before, (first, last), reason=reason, by=by, at=at
    )


@transaction.atomic
def plan_group(
    *,
    group: TaskGroup,
    before: tuple[date, date],
    version: int,
    starts_on: date,
    ends_on: date,
    reason: str,
    by: User,
    at: datetime,
) -> PlannedMonths:
    """Plan the months of a task group that no review asked for, instead of those `before`.

    Raises Refused without a reason, for months that cannot be, or when the group is no longer at work; Overtaken when
    somebody planned it since `version` was read (0: nobody had yet).
    """
    if group.status not in AT_WORK:
        raise Refused("This task group has finished its work. Nothing changed.")
    first, last = month_of(starts_on), month_of(ends_on)
    refuse_months(first, last, before=before, today=london_date(at))
    refuse_silence(reason)
    return _plan({"task_group": group}, version, before, (first, last), reason=reason, by=by, at=at)


def refuse_months(
    first: date, last: date, *, before: tuple[date, date], today: date, latest: date | None = None
) -> None:
    """Raise Refused for months to which work cannot move."""
    refuse_span(first, last)
    if (first, last) == before:
        raise Refused("These are the months it has already", field="starts_on")
    if last < month_of(today):
        raise Refused("The last month has passed. Choose this month or a later one", field="ends_on")
    if latest is not None and last > latest:
        sentence = f"The review is due in {spell_month(latest)}: its strategy says so. End by then"
        raise Refused(sentence, field="ends_on")


def refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise Refused(WHY, field="reason")


def _plan(
    whose: dict[str, Any],
    version: int,
    before: tuple[date, date],
    months: tuple[date, date],
    *,
    reason: str,
    by: User,
    at: datetime,
) -> PlannedMonths:
    """Write the planned months down for the first time, or change them by compare-and-set on the version read."""
    planned = {"starts_on": months[0], "ends_on": months[1]}
    if version == 0:
        try:
            with transaction.atomic():
                plan = PlannedMonths.objects.create(**whose, **planned)
        except IntegrityError:
            raise Overtaken(MEANWHILE) from None
    else:
        rows = PlannedMonths.objects.filter(**whose)
        if not rows.filter(version=version).update(**planned, version=F("version") + 1):
            raise Overtaken(MEANWHILE)
        plan = rows.get()
    _record(plan, before, months, reason=reason, by=by, at=at)
    return plan


def _record(
    thing: WorkItem | PlannedMonths,
    before: tuple[date, date],
    months: tuple[date, date],
    *,
    reason: str,
    by: User,
    at: datetime,
) -> None:
    history.record(
        subject=thing,
        verb="move",
        by=by,
        role=role_of(by, at=at),
        at=at,
        reason=reason.strip(),
        public=True,
        on=months[0],
        precision="month",
        details={
            "before": [month.isoformat() for month in before],
            "months": [month.isoformat() for month in months],
        },
    )
