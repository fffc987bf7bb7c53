"""Who may do what with task groups and their reports."""

from datetime import date
from typing import Any

from councils.permissions import is_scrutiny_officer
from task_groups.enums import AT_WORK, ReportStatus
from task_groups.lifecycle import TASK_GROUP_MOVES
from task_groups.models import Report, TaskGroup

AFTER_THE_REPORT = {"report", "close"}


def can_see_report(user: Any, report: Report, *, on: date) -> bool:
    """A draft is the scrutiny officer's alone until it is published."""
    return report.status == ReportStatus.PUBLISHED or is_scrutiny_officer(user, on=on)


def can_write_report(user: Any, report: Report, *, on: date) -> bool:
    """Write a report, and draft what it recommends: the scrutiny officer, until it is published."""
    return report.status == ReportStatus.DRAFT and is_scrutiny_officer(user, on=on)


def can_offer_to_send(user: Any, report: Report, *, on: date) -> bool:
    """The scrutiny officer sends a published report to the executives; whether it may still be sent is known above."""
    return report.status == ReportStatus.PUBLISHED and is_scrutiny_officer(user, on=on)


def works_on(user: Any, group: TaskGroup, *, on: date) -> bool:
    """Read what a group works with before it reports: the scrutiny officer, and its members while they have their seats.

    At most one query, remembered on the user object, which lives as long as a request.
    """
    if is_scrutiny_officer(user, on=on):
        return True
    if not user.is_authenticated or not user.is_active or user.person_id is None:
        return False
    known: dict[tuple[int, date], bool] = user.__dict__.setdefault("_works_on", {})
    if (group.pk, on) not in known:
        known[group.pk, on] = any(
            one.person_id == user.person_id
            and (one.starts_on is None or one.starts_on <= on)
            and (one.ends_on is None or one.ends_on >= on)
            for one in group.memberships.all()
        )
    return known[group.pk, on]


def can_propose(user: Any, *, on: date) -> bool:
    """Propose a task group that no review asked for: the scrutiny officer, from a suggestion or a decision."""
    return is_scrutiny_officer(user, on=on)


def can_keep_evidence(user: Any, *, on: date) -> bool:
    """Settle who may read evidence, and withdraw it: the scrutiny officer, also once the group has reported."""
    return is_scrutiny_officer(user, on=on)


def can_convene(user: Any, group: TaskGroup, *, on: date) -> bool:
    """Fill the seats, write the scope, plan its meetings, gather and write findings: the scrutiny officer, until the
    group has reported."""
    return is_scrutiny_officer(user, on=on) and group.status in AT_WORK


def can_move(user: Any, group: TaskGroup, move: str, *, on: date) -> bool:
    """Move a group on: the scrutiny officer, where the table of moves allows it.

    A scope must be written before it is agreed, and a report published before the group has reported.
    """
    if not is_scrutiny_officer(user, on=on) or group.status not in TASK_GROUP_MOVES[move].sources:
        return False
    if move == "agree_scope":
        return bool(group.scope.strip())
    if move in AFTER_THE_REPORT:
        return any(one.status == ReportStatus.PUBLISHED for one in group.reports.all())
    return True


def moves_open(user: Any, group: TaskGroup, *, on: date) -> list[str]:
    """The moves that the user may make with the group on the day, in the order of its life."""
    return [name for name in TASK_GROUP_MOVES if can_move(user, group, name, on=on)]
