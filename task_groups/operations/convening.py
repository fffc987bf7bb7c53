"""Filling the seats of a group: how many are wanted, who takes them, and who leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from core import history
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Council, Person, User
from councils.operations import add_person, role_of
from task_groups.enums import AT_WORK, MemberRole
from task_groups.models import Membership, SeatsWanted, TaskGroup
from task_groups.operations.groups import add_member, want_seats

MOST_SEATS = 20
HAS_REPORTED = "This group has reported. What it was stays as it is."
OTHER_COUNCIL = "Choose a council of the partnership"
COUNCILLOR = "Councillor"


@dataclass(frozen=True)
class Wanted:
    """How many are wanted from one council. `version` is that of the row that was read, 0 where there was none."""

    council: Council
    members: int
    reserves: int
    version: int = 0


def at_work(group: TaskGroup) -> TaskGroup:
    """Lock a group and check that it has not reported yet. Raises Refused when it has."""
    held = TaskGroup.objects.select_for_update().get(pk=group.pk)
    if held.status not in AT_WORK:
        raise Refused(HAS_REPORTED)
    return held


@transaction.atomic
def change_seats(
    *, group: TaskGroup, seats: Sequence[Wanted], by: User | None, at: datetime
) -> list[SeatsWanted]:
    """Say how many members and reserves are wanted from each council. Gives the rows that changed.

    Raises Refused once the group has reported, for more than twenty of a kind, and for a council outside the
    partnership; Overtaken when somebody changed a council's seats meanwhile. All or nothing.
    """
    held = at_work(group)
    known = {row.council_id: row for row in SeatsWanted.objects.filter(task_group=held)}
    changed = []
    for one in seats:
        if one.council.partnership_id != held.partnership_id:
            raise Refused(OTHER_COUNCIL)
        if max(one.members, one.reserves) > MOST_SEATS:
            raise Refused(f"At most {MOST_SEATS} seats are for one council")
        row = known.get(one.council.pk)
        if (row.version if row else 0) != one.version:
            raise Overtaken(overtaken_sentence(row or held))
        if row is None:
            wanted: dict[str, Any] = {"members": one.members, "reserves": one.reserves}
            changed.append(want_seats(group=held, council=one.council, **wanted, by=by, at=at))
        elif (row.members, row.reserves) != (one.members, one.reserves):
            changed.append(_change(row, one, by=by, at=at))
    return changed


def _change(row: SeatsWanted, to: Wanted, *, by: User | None, at: datetime) -> SeatsWanted:
    old = f"{row.members} and {row.reserves}"
    row.members, row.reserves, row.version = to.members, to.reserves, row.version + 1
    row.save(update_fields=["members", "reserves", "version"])
    details = {"council": to.council.short_name, "members": to.members, "reserves": to.reserves}
    history.record(
        subject=row, trail=row.task_group, verb="want_seats", by=by, role=role_of(by, at=at), at=at, old=old,
        new=f"{to.members} and {to.reserves}", public=True, details=details,
    )  # fmt: skip
    return row


@transaction.atomic
def name_member(
    *,
    group: TaskGroup,
    council: Council,
    person: Person | None = None,
    new_name: str = "",
    role: str = MemberRole.MEMBER,
    starts_on: date | None = None,
    by: User | None,
    at: datetime,
) -> Membership:
    """Give a councillor a seat on a group at work: somebody on record, or by a name that is new to the record.

    Raises Refused once the group has reported, without a name, for a council outside the partnership, for a member twice
    and for a second chairman. Whether the person is in that council's executive is shown and not refused: the officer
    knows what the record may not.
    """
    held = at_work(group)
    if council.partnership_id != held.partnership_id:
        raise Refused(OTHER_COUNCIL, field="council")
    if person is None:
        if not new_name.strip():
            raise Refused("Say who takes the seat", field="person")
        person = add_person(name=new_name.strip(), style=COUNCILLOR, by=by, at=at)
    return add_member(
        group=held, person=person, council=council, role=MemberRole(role), starts_on=starts_on, by=by, at=at
    )


@transaction.atomic
def change_member(
    *,
    membership: Membership,
    version: int,
    role: str,
    ends_on: date | None = None,
    reason: str = "",
    by: User | None,
    at: datetime,
) -> Membership:
    """Change a member's part in a group at work (a reserve takes a seat), or end it on a day, that day counted.

    Raises Refused once the group has reported, for a second chairman, for an end without a reason or before the start;
    Overtaken when somebody changed it since `version`.
    """
    held = at_work(membership.task_group)
    if ends_on is not None and not reason.strip():
        raise Refused("Say why the seat becomes free. The reason is published", field="reason")
    if ends_on and membership.starts_on and ends_on < membership.starts_on:
        raise Refused("The last day must not be before the first", field="ends_on")
    chairmen = Membership.objects.filter(task_group=held, role=MemberRole.CHAIRMAN, ends_on__isnull=True)
    if role == MemberRole.CHAIRMAN and ends_on is None and chairmen.exclude(pk=membership.pk).exists():
        raise Refused("The group has a chairman already.", field="role")
    old = membership.role
    same = Membership.objects.filter(pk=membership.pk, version=version)
    if not same.update(role=role, ends_on=ends_on, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(membership))
    details: dict[str, Any] = {"person": str(membership.person), "council": membership.council.short_name}
    history.record(
        subject=membership, trail=held, verb="leave" if ends_on else "change_role", by=by, role=role_of(by, at=at),
        at=at, old=old, new=role, reason=reason.strip(), public=True, on=ends_on, details=details,
    )  # fmt: skip
    membership.refresh_from_db()
    return membership
