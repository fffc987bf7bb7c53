"""Who was at a meeting, in what capacity, and what interest they declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from core import history
from core.models import Source
from core.refusals import Overtaken, Refused
from councils.models import Appointment, Council, Person, User
from meetings.enums import LOGGABLE, MeetingStatus, Presence
from meetings.models import Attendance, Meeting

CLOSED = "The record of this meeting is published: correct it with a date and a reason instead."
IS_OFF = "This meeting is postponed or cancelled. Nobody was there."
CHANGED = "Someone else changed the list while you were writing. Nothing is lost. Look at what is marked, then save again."
NOBODY = "Say who was there"
ALREADY = "This person is on the list already. Change the line there"
FOR_WHOM = "Say for whom"
LONGEST_INTEREST = 1000


@dataclass(frozen=True)
class There:
    """What is said of one person at one meeting. `presence` is empty where nothing is recorded.

    `version` is that of the row that was read, 0 where there was none. `label` names a role where no name is on record.
    """

    presence: str
    person: Person | None = None
    label: str = ""
    on_behalf_of: Council | None = None
    substitute_for: Person | None = None
    seat: Appointment | None = None
    interest: str = ""
    row: Attendance | None = None
    version: int = 0

    @property
    def columns(self) -> dict[str, Any]:
        """The fields of the row. Only a substitute stands in for somebody."""
        is_substitute = self.presence == Presence.SUBSTITUTE
        return {
            "presence": self.presence,
            "on_behalf_of_id": self.on_behalf_of.pk if self.on_behalf_of else None,
            "substitute_for_id": self.substitute_for.pk if self.substitute_for and is_substitute else None,
            "seat_id": self.seat.pk if self.seat else None,
            "interest": self.interest.strip(),
        }


@transaction.atomic
def add_attendance(
    *,
    meeting: Meeting,
    presence: str,
    person: Person | None = None,
    label: str = "",
    on_behalf_of: Council | None = None,
    substitute_for: Person | None = None,
    seat: Appointment | None = None,
    interest: str = "",
    source: Source | None = None,
    source_place: str = "",
    by: User | None,
    at: datetime,
) -> Attendance:
    """Note who was there: a person the record names, or a role where it gives no name.

    `seat` is the appointment in whose capacity they came; its council is then the one they came for. Raises Refused for
    neither a person nor a role, for a substitute of nobody, for somebody who is on the list, once the record is
    published, and for a meeting that is off.
    """
    held = _held(meeting)
    if person is None and not label.strip():
        raise Refused(NOBODY, field="person")
    there = There(
        presence=presence, person=person, label=label.strip(), on_behalf_of=on_behalf_of or council_of(seat),
        substitute_for=substitute_for, seat=seat, interest=interest,
    )  # fmt: skip
    require_sense(there)
    try:
        with transaction.atomic():
            attendance = Attendance.objects.create(
                meeting=held, person=person, label=there.label, source=source, source_place=source_place,
                **there.columns,
            )  # fmt: skip
    except IntegrityError as twice:
        raise Refused(ALREADY, field="person") from twice
    history.record(
        subject=attendance, trail=held, verb="note", by=by, at=at, new=presence,
        source_id=source.pk if source else None,
    )  # fmt: skip
    return attendance


def _held(meeting: Meeting) -> Meeting:
    """The meeting's row, held, so that two who note at once do it one after the other."""
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if held.status in {MeetingStatus.POSTPONED, MeetingStatus.CANCELLED}:
        raise Refused(IS_OFF)
    if held.status not in LOGGABLE:
        raise Refused(CLOSED)
    return held


def council_of(seat: Appointment | None) -> Council | None:
    """For which council somebody acts in a capacity: the one it names, else that of the post or of the body."""
    if seat is None:
        return None
    return seat.on_behalf_of or (seat.post or seat.body).council  # type: ignore[union-attr] # one of them is there


def require_sense(there: There) -> None:
    """Raises Refused: a word that is no presence, a substitute of nobody or of themselves, too long an interest."""
    if there.presence not in Presence.values:
        raise Refused("Choose how they were there", field="presence")
    if there.presence == Presence.SUBSTITUTE:
        if there.substitute_for is None:
            raise Refused(FOR_WHOM, field="substitute_for")
        if there.person is not None and there.person.pk == there.substitute_for.pk:
            raise Refused("Nobody is a substitute for themselves", field="substitute_for")
    if len(there.interest.strip()) > LONGEST_INTEREST:
        raise Refused(f"Use {LONGEST_INTEREST:,} characters or fewer", field="interest")


@transaction.atomic
def save_attendance(
    *, meeting: Meeting, lines: Sequence[There], by: User | None, at: datetime
) -> list[Attendance]:
    """Save the whole list at once, and give the lines that changed. A line of whom nothing is recorded any more goes.

    All or nothing. What already stands as it is said is left alone, so that a list sent twice is saved once. Each
    change leaves its row in the history, with what stood before. Raises Overtaken when somebody else changed a line
    since its `version` was read and said something else; Refused as `add_attendance` does.
    """
    held = _held(meeting)
    rows = list(held.attendance.select_for_update(of=("self",)))
    by_person: dict[int | None, Attendance] = {row.person_id: row for row in rows if row.person_id}
    by_pk = {row.pk: row for row in rows}
    if any(differs(line, stands(line, by_person, by_pk)) for line in lines):
        raise Overtaken(CHANGED)
    changed = []
    for line in lines:
        row = stands(line, by_person, by_pk)
        if not says_the_same(line, row):
            if line.presence:
                require_sense(line)
            changed.append(_save(held, line, row, by=by, at=at))
    return changed


def stands(
    line: There, by_person: dict[int | None, Attendance], by_pk: dict[int, Attendance]
) -> Attendance | None:
    """The row that stands for this line now."""
    if line.person is not None:
        return by_person.get(line.person.pk)
    return by_pk.get(line.row.pk) if line.row else None


def says_the_same(line: There, row: Attendance | None) -> bool:
    if row is None or not line.presence:
        return row is None and not line.presence
    return all(getattr(row, name) == value for name, value in line.columns.items())


def differs(line: There, row: Attendance | None) -> bool:
    """Whether somebody else changed the row since it was read, to something other than what is said now."""
    return (row.version if row else 0) != line.version and not says_the_same(line, row)


def _save(
    meeting: Meeting, line: There, row: Attendance | None, *, by: User | None, at: datetime
) -> Attendance:
    before = before_of(row) if row else {}
    verb, old = ("change" if line.presence else "remove", row.presence) if row else ("note", "")
    saved = row or Attendance(meeting=meeting, person=line.person, label=line.label.strip())
    if line.presence:
        for name, value in line.columns.items():
            setattr(saved, name, value)
        saved.version = row.version + 1 if row else 1
        saved.save()
    history.record(
        subject=saved, trail=meeting, verb=verb, by=by, at=at, old=old, new=line.presence, details=before
    )
    if not line.presence:
        Attendance.objects.filter(pk=saved.pk).delete()
    return saved


def before_of(row: Attendance) -> dict[str, Any]:
    """What a line said before it is changed or taken off, for the history."""
    return {
        "person": row.person_id,
        "label": row.label,
        "substitute_for": row.substitute_for_id,
        "seat": row.seat_id,
        "on_behalf_of": row.on_behalf_of_id,
        "interest": row.interest,
    }
