"""What a group set out to answer, whom it heard, and what it found."""

from datetime import datetime

from django.db import transaction

from core.models import Source
from core.refusals import Refused
from councils.models import Person, User
from councils.operations import add_person, added
from task_groups.models import Finding, LineOfEnquiry, TaskGroup, Witness
from task_groups.operations.convening import at_work


@transaction.atomic
def add_line(
    *,
    group: TaskGroup,
    position: int,
    text: str,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> LineOfEnquiry:
    """Add a key line of enquiry. Raises Refused when its place is taken or it says nothing."""
    if not text.strip():
        raise Refused("Say what the group wants to know", field="text")
    if LineOfEnquiry.objects.filter(task_group=group, position=position).exists():
        raise Refused("There is a line of enquiry in this place already.", field="position")
    line = LineOfEnquiry(
        task_group=group,
        position=position,
        text=text,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(line, trail=group, by=by, at=at, public=True)


@transaction.atomic
def add_witness(
    *,
    group: TaskGroup,
    person: Person,
    role_title: str,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Witness:
    """Name someone whom the group heard, with the role held then. Raises Refused when named already."""
    if Witness.objects.filter(task_group=group, person=person).exists():
        raise Refused(f"{person} is a witness already.", field="person")
    witness = Witness(
        task_group=group,
        person=person,
        role_title=role_title,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(witness, trail=group, by=by, at=at, details={"person": str(person)})


@transaction.atomic
def name_witness(
    *,
    group: TaskGroup,
    person: Person | None = None,
    new_name: str = "",
    role_title: str,
    by: User | None,
    at: datetime,
) -> Witness:
    """Name somebody whom a group at work hears: somebody on record, or by a name that is new to the record.

    Raises Refused once the group has reported, without a name or a role, and when named already.
    """
    held = at_work(group)
    if not role_title.strip():
        raise Refused("Say what the witness does, such as Head of ICT", field="role_title")
    if person is None:
        if not new_name.strip():
            raise Refused("Say who is heard", field="person")
        person = add_person(name=new_name.strip(), by=by, at=at)
    return add_witness(group=held, person=person, role_title=role_title.strip(), by=by, at=at)


@transaction.atomic
def add_finding(
    *,
    group: TaskGroup,
    theme: str,
    theme_position: int = 0,
    position: int,
    text: str,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Finding:
    """Add what the group found, under a theme. Raises Refused when its place is taken or it says nothing."""
    if not text.strip():
        raise Refused("Say what the group found", field="text")
    if Finding.objects.filter(task_group=group, theme=theme, position=position).exists():
        raise Refused("There is a finding in this place already.", field="position")
    finding = Finding(
        task_group=group,
        theme=theme,
        theme_position=theme_position,
        position=position,
        text=text,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(finding, trail=group, by=by, at=at)
