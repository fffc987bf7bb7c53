"""How far a group is convened: the seats of each council, who has them, and what is missing or needs a look."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q, prefetch_related_objects

from councils.enums import SEAT_CAPACITIES, BodyKind, PostKind
from councils.models import Appointment, Council, Person
from strategies.queries import counted
from task_groups.enums import AT_WORK, MemberRole
from task_groups.models import Membership, SeatsWanted, TaskGroup

LONGEST_NAME = 161  # the title before it, a space, and the name


@dataclass(frozen=True)
class CouncilSeats:
    """The seats of one council on a group: how many are wanted, and who has them on a day."""

    council: Council
    wanted: SeatsWanted | None
    members: list[Membership] = field(default_factory=list)
    reserves: list[Membership] = field(default_factory=list)

    @property
    def members_wanted(self) -> int:
        return self.wanted.members if self.wanted else 0

    @property
    def reserves_wanted(self) -> int:
        return self.wanted.reserves if self.wanted else 0

    @property
    def open_members(self) -> range:
        """The seats that nobody has yet, to be drawn one by one."""
        return range(max(self.members_wanted - len(self.members), 0))

    @property
    def open_reserves(self) -> range:
        return range(max(self.reserves_wanted - len(self.reserves), 0))

    @property
    def is_missing(self) -> bool:
        """Whether members are wanted from the council and none is named."""
        return self.members_wanted > 0 and not self.members

    @property
    def still_wanted(self) -> str:
        """ "1 member and 1 reserve are still to be named", or nothing."""
        parts = [
            counted(len(seats), thing)
            for seats, thing in ((self.open_members, "member"), (self.open_reserves, "reserve"))
            if seats
        ]
        if not parts:
            return ""
        is_one = len(self.open_members) + len(self.open_reserves) == 1
        return f"{' and '.join(parts)} {'is' if is_one else 'are'} still to be named"


@dataclass(frozen=True)
class Convening:
    """The seats of a group, council by council, and how far it has got. Sentences are worked out from them."""

    group: TaskGroup
    seats: list[CouncilSeats]
    left: list[Membership]
    in_the_executive: dict[int, str]

    @cached_property
    def is_at_work(self) -> bool:
        return self.group.status in AT_WORK

    @property
    def members_named(self) -> int:
        return sum(len(one.members) for one in self.seats)

    @property
    def members_wanted(self) -> int:
        return sum(one.members_wanted for one in self.seats)

    @property
    def reserves_named(self) -> int:
        return sum(len(one.reserves) for one in self.seats)

    @property
    def reserves_wanted(self) -> int:
        return sum(one.reserves_wanted for one in self.seats)

    @property
    def has_chairman(self) -> bool:
        return any(one.role == MemberRole.CHAIRMAN for seats in self.seats for one in seats.members)

    @property
    def named_words(self) -> str:
        """ "4 of 6 members and 1 of 3 reserves are named." The answer line of a group that is being convened."""
        if not self.members_wanted:
            return (
                f"{counted(self.members_named, 'member')} {'is' if self.members_named == 1 else 'are'} named."
            )
        if not self.members_named:
            wanted = counted(self.members_wanted, "member")
            if self.reserves_wanted:
                wanted = f"{wanted} and {counted(self.reserves_wanted, 'reserve')}"
            return f"No member is named yet: {wanted} are wanted from {counted(len(self.asked), 'council')}."
        words = f"{self.members_named} of {counted(self.members_wanted, 'member')}"
        if self.reserves_wanted:
            words = f"{words} and {self.reserves_named} of {counted(self.reserves_wanted, 'reserve')}"
        return f"{words} are named."

    @property
    def asked(self) -> list[CouncilSeats]:
        return [one for one in self.seats if one.members_wanted or one.reserves_wanted]

    @property
    def missing_words(self) -> str:
        """Which councils have no member yet, once others have one. Empty when none is missing."""
        missing = [one.council.short_name for one in self.seats if one.is_missing]
        if not missing or not self.members_named:
            return ""
        return f"{' and '.join(missing)} {'has' if len(missing) == 1 else 'have'} no member yet."

    @property
    def warnings(self) -> list[str]:
        """What the officer should look at while the group is at work. Warned of, not refused."""
        return list(self._warnings()) if self.is_at_work else []

    def _warnings(self) -> Iterator[str]:
        for one in self.seats:
            if one.is_missing:
                yield f"{one.council.short_name} has no member on the group."
            elif one.members and one.reserves_wanted and not one.reserves:
                yield f"{one.council.short_name} has no reserve."
        if self.members_named and not self.has_chairman:
            yield "The group has no chairman."
        for seats in self.seats:
            for member in [*seats.members, *seats.reserves]:
                if place := self.in_the_executive.get(member.pk):
                    yield (
                        f"{member.person} is in the executive of {seats.council.short_name} ({place}). Scrutiny is done"
                        " by councillors who are not in the executive."
                    )


def convening_of(group: TaskGroup, *, on: date) -> Convening:
    """Read the seats of a group with who has them on a day. At most six queries, however many there are.

    Whoever is named from a later day on counts as named. Councils stand in the order of every page.
    """
    rows = sorted(members_of(group), key=lambda one: (one.role, one.person.name))
    is_over = group.status not in AT_WORK
    here = [one for one in rows if is_over or one.ends_on is None or one.ends_on >= on]
    seats_wanted = list(group.seats_wanted.all())
    prefetch_related_objects(seats_wanted, "council")
    wanted = {one.council_id: one for one in seats_wanted}
    councils = {one.council_id: one.council for one in wanted.values()}
    councils |= {one.council_id: one.council for one in here}
    seats = [
        CouncilSeats(
            council,
            wanted.get(pk),
            in_order([one for one in here if one.council_id == pk and one.role != MemberRole.RESERVE]),
            [one for one in here if one.council_id == pk and one.role == MemberRole.RESERVE],
        )
        for pk, council in sorted(councils.items(), key=lambda pair: (pair[1].position, pair[0]))
    ]
    return Convening(group, seats, [one for one in rows if one not in here], executives_among(here, on=on))


def members_of(group: TaskGroup) -> list[Membership]:
    """Everyone who ever had a seat, with person and council. Nothing is asked where the group was fetched with them."""
    rows = list(group.memberships.all())
    prefetch_related_objects(rows, "person", "council")
    return rows


def in_order(members: list[Membership]) -> list[Membership]:
    """The chairman first, then by name."""
    return sorted(members, key=lambda one: (one.role != MemberRole.CHAIRMAN, one.person.name))


def executives_among(members: Iterable[Membership], *, on: date) -> dict[int, str]:
    """Which members are, on the day, in the executive of the council for which they sit: by membership, their place there.

    A seat on its Cabinet or Executive, or a portfolio of it. (Local Government Act 2000, s.9FA: no overview and
    scrutiny committee may include a member of the authority's executive.)
    """
    rows = list(members)
    executive = Q(body__kind=BodyKind.EXECUTIVE, capacity__in=SEAT_CAPACITIES) | Q(
        post__kind=PostKind.PORTFOLIO
    )
    held = (
        Appointment.objects.in_force_on(on)
        .filter(executive, person__in=[one.person_id for one in rows])
        .select_related("body", "post")
        .order_by("pk")
    )
    places: dict[tuple[int, int | None], str] = {}
    for one in held:
        whose = one.body or one.post
        assert whose is not None  # noqa: S101 - the database holds that it is one or the other
        places.setdefault((one.person_id, whose.council_id), str(whose))
    keys = {one.pk: (one.person_id, one.council_id) for one in rows}
    return {pk: places[key] for pk, key in keys.items() if key in places}


def people_named(name: str) -> list[Person]:
    """Those on record under a name, with or without the title before it, however it is written. At most five."""
    words = " ".join(name.split())
    if len(words) > LONGEST_NAME:
        return []
    plain = list(Person.objects.filter(name__iexact=words).order_by("pk")[:5])
    if plain or not words:
        return plain
    found = Person.objects.filter(~Q(style=""), name__iendswith=words.split()[-1]).order_by("pk")[:50]
    return [one for one in found if str(one).casefold() == words.casefold()][:5]


def names_to_offer(*, on: date) -> list[str]:
    """Names of those with a seat on a body on the day, or a seat on an earlier group, while a name is typed. At most 400."""
    not_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    seats = Appointment.objects.filter(not_ended, capacity__in=SEAT_CAPACITIES).values("person")
    known = Person.objects.filter(Q(pk__in=seats) | Q(pk__in=Membership.objects.values("person")))
    return [str(one) for one in known.order_by("name", "pk")[:400]]
