"""Recesses and pre-election periods: written down, ended on another day, or withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.enums import QuietKind
from councils.models import Council, QuietPeriod, User
from councils.operations.adding import added, role_of


@transaction.atomic
def add_quiet_period(
    *,
    kind: QuietKind,
    council: Council | None,
    starts_on: date,
    ends_on: date,
    election_on: date | None = None,
    reason: str,
    source_place: str = "",
    by: User | None,
    at: datetime,
) -> QuietPeriod:
    """Write down a recess or a pre-election period of a council, or (without one) of the whole partnership.

    Both days count. Raises Refused when it ends before it begins, lacks a name, has no election in it although it is a
    pre-election period, or is on record already.
    """
    _refuse_dates(kind, starts_on=starts_on, ends_on=ends_on, election_on=election_on)
    if not reason.strip():
        raise Refused("Say what it is, such as Summer recess", field="reason")
    same = QuietPeriod.objects.in_force().filter(
        kind=kind, council=council, starts_on=starts_on, ends_on=ends_on
    )
    if same.exists():
        raise Refused("This is on record already", field="starts_on")
    period = QuietPeriod(
        kind=kind,
        council=council,
        starts_on=starts_on,
        ends_on=ends_on,
        election_on=election_on if kind == QuietKind.PRE_ELECTION else None,
        reason=reason.strip(),
        source_place=source_place.strip(),
    )
    return added(
        period,
        by=by,
        at=at,
        new=kind,
        public=True,
        on=starts_on,
        details={"council": council.short_name if council else "", "to": ends_on.isoformat()},
    )


@transaction.atomic
def end_quiet_period(
    *, period: QuietPeriod, version: int, ends_on: date, reason: str, by: User, at: datetime
) -> QuietPeriod:
    """Give a period another last day. Raises Refused without a reason or for a day that cannot be, Overtaken when the
    period changed since `version` was read.
    """
    _refuse_dates(
        QuietKind(period.kind),
        starts_on=period.starts_on,
        ends_on=ends_on,
        election_on=period.election_on,
        on_change=True,
    )
    old = period.ends_on.isoformat()
    _change(period, version=version, reason=reason, changes={"ends_on": ends_on})
    history.record(
        subject=period,
        verb="end",
        by=by,
        role=role_of(by, at=at),
        at=at,
        old=old,
        new=ends_on.isoformat(),
        reason=reason.strip(),
        public=True,
        on=ends_on,
    )
    return period


@transaction.atomic
def withdraw_quiet_period(
    *, period: QuietPeriod, version: int, reason: str, by: User, at: datetime
) -> QuietPeriod:
    """Withdraw a period that was written down by mistake; it stays to be read. Raises Refused without a reason or when it
    is withdrawn already, Overtaken when it changed since `version` was read.
    """
    today = london_date(at)
    _change(
        period,
        version=version,
        reason=reason,
        changes={"withdrawn_on": today, "withdrawn_reason": reason.strip()},
    )
    history.record(
        subject=period,
        verb="withdraw",
        by=by,
        role=role_of(by, at=at),
        at=at,
        reason=reason.strip(),
        public=True,
        on=today,
    )
    return period


def _change(period: QuietPeriod, *, version: int, reason: str, changes: dict[str, object]) -> None:
    """Change a period by compare-and-set on the version that was read."""
    if not reason.strip():
        raise Refused("Say why. The reason is published", field="reason")
    if period.withdrawn_on is not None:
        raise Refused("It is withdrawn already. Nothing changed.")
    same = QuietPeriod.objects.in_force().filter(pk=period.pk, version=version)
    if not same.update(**changes, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(period))
    period.refresh_from_db()


def _refuse_dates(
    kind: QuietKind, *, starts_on: date, ends_on: date, election_on: date | None, on_change: bool = False
) -> None:
    """Raise Refused for days that cannot be."""
    if ends_on < starts_on:
        raise Refused("The last day must not be before the first", field="ends_on")
    if kind == QuietKind.PRE_ELECTION:
        if election_on is None:
            raise Refused("Enter the day of the election, such as 6 May 2027", field="election_on")
        if not starts_on <= election_on <= ends_on:
            field = "ends_on" if on_change else "election_on"
            raise Refused("The election must lie within the period", field=field)
