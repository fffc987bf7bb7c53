"""Who may have been at a meeting: the members on its day first, with the capacities in which they may have come."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from councils.enums import SEAT_CAPACITIES, Capacity
from councils.models import Appointment, Council, Person
from meetings.enums import Presence
from meetings.models import Attendance, Meeting
from task_groups.models import Membership

START_UNKNOWN = "Since when is not on record"
WITH_ALL = ("person", "post__council", "body__council", "on_behalf_of")


def open_on(day: date) -> Q:
    """What had not ended on the day, and had begun, or whose start is not on record."""
    has_begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
    return has_begun & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


@dataclass(frozen=True)
class Candidate:
    """Somebody who may have been there, with what is noted of them so far.

    `key` names the line in a form. `seats` are the capacities to choose from; it is empty where there is nothing to ask,
    and then `seat` and `on_behalf_of` are what follows from the appointments.
    """

    key: str
    name: str
    note: str = ""
    person: Person | None = None
    row: Attendance | None = None
    seats: tuple[Appointment, ...] = ()
    seat: Appointment | None = None
    on_behalf_of: Council | None = None
    is_member: bool = False

    @property
    def version(self) -> int:
        return self.row.version if self.row else 0


@dataclass(frozen=True)
class Expected:
    """Everybody whom the page offers: members on the day, those whose start is not on record, and others noted."""

    members: list[Candidate] = field(default_factory=list)
    unproven: list[Candidate] = field(default_factory=list)
    others: list[Candidate] = field(default_factory=list)

    @property
    def everyone(self) -> list[Candidate]:
        return [*self.members, *self.unproven, *self.others]

    @property
    def is_empty(self) -> bool:
        return not self.everyone

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is noted of anybody."""
        return all(one.row is None for one in self.everyone)

    @property
    def present(self) -> int:
        """Members present, and substitutes."""
        here = {Presence.PRESENT, Presence.SUBSTITUTE}
        return sum(one.row is not None and one.row.presence in here for one in self.everyone)

    @property
    def apologies(self) -> int:
        return sum(one.row is not None and one.row.presence == Presence.APOLOGIES for one in self.everyone)

    @property
    def unrecorded(self) -> int:
        """Members of the day of whom nothing is recorded."""
        return sum(one.row is None for one in self.members)

    @property
    def whose_places(self) -> list[Person]:
        """For whom somebody may be a substitute."""
        return [one.person for one in (*self.members, *self.unproven) if one.person]


def expected_at(meeting: Meeting) -> Expected:
    """Who may be noted at a meeting. Four queries, however many there are.

    An appointment or membership counts on the meeting's day. One whose start is not on record proves nothing: it is
    offered after the others, and so are all of them where the day of the meeting is not on record.
    """
    rows = {row.pk: row for row in meeting.attendance.select_related("person", *_OF_ROWS).order_by("pk")}
    by_person = {row.person_id: row for row in rows.values() if row.person_id}
    sitting = _memberships(meeting) if meeting.body_id is None else _seats(meeting)
    people = {person.pk for person, *_ in sitting} | {pk for pk in by_person if pk}
    hats = hats_of(people, on=meeting.held_on)
    expected = Expected()
    for person, note, council, is_proven in sitting:
        made = _candidate(meeting, person, by_person.get(person.pk), hats.get(person.pk, []), council, note)
        (expected.members if is_proven else expected.unproven).append(made)
    known = {person.pk for person, *_ in sitting}
    for row in rows.values():
        if row.person is None:
            expected.others.append(Candidate(f"r{row.pk}", row.label, row=row))
        elif row.person_id not in known:
            hats_here = hats.get(row.person.pk, [])
            expected.others.append(
                _candidate(meeting, row.person, row, hats_here, row.on_behalf_of, row.label, is_member=False)
            )
    return expected


_OF_ROWS = ("on_behalf_of", "substitute_for", "seat__post__council", "seat__body__council")
Sitting = list[tuple[Person, str, Council | None, bool]]


def _seats(meeting: Meeting) -> Sitting:
    """The body's members in order: the chairman first, then by name. Each once, in the first of their capacities."""
    day = meeting.held_on
    seats = Appointment.objects.filter(body=meeting.body, capacity__in=SEAT_CAPACITIES)
    if day is not None:
        seats = seats.filter(open_on(day))
    first = {Capacity.CHAIRMAN: 0, Capacity.LEADER: 0, Capacity.VICE_CHAIRMAN: 1, Capacity.SUBSTITUTE: 3}
    found: dict[int, tuple[Person, str, Council | None, bool]] = {}
    rows = list(seats.select_related("person", "on_behalf_of", "body__council"))
    rows.sort(key=lambda one: (one.starts_on is None, first.get(Capacity(one.capacity), 2), one.person.name))
    for seat in rows:
        is_proven = day is not None and seat.starts_on is not None
        plain = seat.capacity == Capacity.MEMBER
        words = ["" if plain else seat.get_capacity_display(), "" if is_proven else unproven(seat.seen_on)]
        council = None if meeting.body and meeting.body.council_id else seat.on_behalf_of
        note = ". ".join(word for word in words if word)
        found.setdefault(seat.person_id, (seat.person, note, council, is_proven))
    return list(found.values())


def unproven(seen_on: str) -> str:
    return f"{START_UNKNOWN}. Held at the time of {seen_on}" if seen_on else START_UNKNOWN


def _memberships(meeting: Meeting) -> Sitting:
    """The members of a task group, on behalf of the council that sent them."""
    day = meeting.held_on
    rows = Membership.objects.filter(task_group_id=meeting.task_group_id)
    if day is not None:
        rows = rows.filter(open_on(day))
    found = rows.select_related("person", "council").order_by("council__position", "role", "person__name")
    return [
        (
            one.person,
            "" if day and one.starts_on else START_UNKNOWN,
            one.council,
            day is not None and one.starts_on is not None,
        )
        for one in found
    ]


def hats_of(people: Iterable[int], *, on: date | None) -> dict[int, list[Appointment]]:
    """The seats and offices of people on a day, also those whose start is not on record: asking does no harm."""
    held = Appointment.objects.filter(person__in=set(people))
    held = held.filter(open_on(on)) if on else held.filter(ends_on__isnull=True)
    hats: dict[int, list[Appointment]] = {}
    for one in held.select_related(*WITH_ALL).order_by("pk"):
        hats.setdefault(one.person_id, []).append(one)
    return hats


def is_dual_hatted(hats: Iterable[Appointment]) -> bool:
    """Whether somebody sits or holds office at more than one council, or on more than one body."""
    councils, bodies = set(), set()
    for one in hats:
        whose = one.post or one.body
        councils.add(one.on_behalf_of_id or (whose.council_id if whose else None))
        bodies.add(one.body_id)
    return len(councils - {None}) > 1 or len(bodies - {None}) > 1


def _candidate(
    meeting: Meeting,
    person: Person,
    row: Attendance | None,
    hats: list[Appointment],
    council: Council | None,
    note: str,
    *,
    is_member: bool = True,
) -> Candidate:
    """Ask for the capacity where there is a choice. A member of a task group comes for the council that sent them."""
    asked = is_dual_hatted(hats) and meeting.task_group_id is None
    own = next((one for one in hats if one.body_id and one.body_id == meeting.body_id), None)
    return Candidate(
        key=f"p{person.pk}",
        name=str(person),
        note=note,
        person=person,
        row=row,
        seats=tuple(hats) if asked else (),
        seat=own or (hats[0] if len(hats) == 1 and not is_member else None),
        on_behalf_of=council,
        is_member=is_member,
    )


def capacity_words(seat: Appointment) -> str:
    """A capacity as it is chosen and shown: "Performance Monitoring Panel, for South Holland"."""
    whose = seat.post or seat.body
    council = seat.on_behalf_of or (whose.council if whose else None)
    said = [str(whose)]
    if seat.capacity not in {Capacity.HOLDER, Capacity.MEMBER}:
        said.append(seat.get_capacity_display())
    if council:
        said.append(f"for {council.short_name}")
    return ", ".join(said)


def people_named(name: str) -> list[Person]:
    """Those on record under a name, with or without the title before it, however it is written."""
    words = " ".join(name.split())
    plain = list(Person.objects.filter(name__iexact=words)[:5])
    if plain or not words:
        return plain
    last = words.split()[-1]
    found = Person.objects.filter(~Q(style=""), name__iendswith=last)[:50]
    return [one for one in found if str(one).casefold() == words.casefold()]


def names_to_offer(*, on: date | None) -> list[str]:
    """The names of those who held a seat or a post on the day, to choose from while typing. At most 400."""
    held = Appointment.objects.select_related("person").order_by("person__name")
    held = held.filter(open_on(on)) if on else held
    return list(dict.fromkeys(str(one.person) for one in held[:400]))
