"""Who a user is on a day. Every other permission starts from these capacities."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from core import prepared
from councils.enums import SEAT_CAPACITIES, Capacity, PostKind
from councils.models import Appointment, Post


@dataclass(frozen=True)
class Capacities:
    """What a user holds on one day, from the appointments in force. Empty for the public.

    `holder_of` and `deputy_of` are ids of portfolio posts, `officer_in` of officers' posts, `seats` of bodies;
    `councils` the ids of councils the user answers for as a portfolio holder or deputy; `roles` labels by post id.
    """

    is_scrutiny_officer: bool = False
    is_administrator: bool = False
    holder_of: frozenset[int] = frozenset()
    deputy_of: frozenset[int] = frozenset()
    officer_in: frozenset[int] = frozenset()
    seats: frozenset[int] = frozenset()
    councils: frozenset[int] = frozenset()
    own_councils: frozenset[int] = frozenset()
    roles: dict[int, str] = field(default_factory=dict)
    where: str = ""

    @property
    def signs_for(self) -> frozenset[int]:
        """Portfolio posts the user may decide for: as holder, or as deputy."""
        return self.holder_of | self.deputy_of

    @property
    def is_councillor(self) -> bool:
        return bool(self.seats)

    @property
    def needs_second_factor(self) -> bool:
        """Officers, holders and administrators sign in with a second factor under production settings (promise S8)."""
        return bool(self.is_scrutiny_officer or self.is_administrator or self.signs_for or self.officer_in)

    @property
    def title(self) -> str:
        """The role in which the person acts, for the masthead and the record."""
        if self.is_scrutiny_officer:
            return "Scrutiny Officer"
        if self.signs_for:
            post = min(self.signs_for)
            return f"{'Deputy, for the ' if post in self.deputy_of else ''}{self.roles[post]}"
        if self.officer_in:
            return self.roles[min(self.officer_in)]
        if self.is_councillor:
            return "Councillor"
        return "Administrator" if self.is_administrator else "Reader"


NOBODY = Capacities()


def capacities_of(user: Any, *, on: date) -> Capacities:
    """Read what the user holds on the day. One query, remembered on the user object, which lives as long as a request."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    known: dict[date, Capacities] = user.__dict__.setdefault("_capacities", {})
    if on not in known:
        known[on] = _read(user, on)
    return known[on]


def _held(person: int, on: date) -> QuerySet[Appointment, Any]:
    held: QuerySet[Appointment] = Appointment.objects.in_force_on(on).filter(person_id=person).order_by("pk")
    return held.values_list(
        "capacity", "post_id", "post__kind", "post__title", "post__council_id", "post__council__short_name",
        "body_id", "on_behalf_of_id", "on_behalf_of__short_name", "body__council_id",
    )  # fmt: skip


def _read(user: Any, on: date) -> Capacities:
    rows = prepared.rows(_held, person=user.person_id, on=on) if user.person_id else []
    portfolios = [row for row in rows if row[2] == PostKind.PORTFOLIO]
    councils = {row[5] or row[8] for row in rows} - {None}
    return Capacities(
        is_scrutiny_officer=any(row[2] == PostKind.SCRUTINY_OFFICER for row in rows),
        is_administrator=user.is_staff,
        holder_of=frozenset(row[1] for row in portfolios if row[0] != Capacity.DEPUTY),
        deputy_of=frozenset(row[1] for row in portfolios if row[0] == Capacity.DEPUTY),
        officer_in=frozenset(row[1] for row in rows if row[2] == PostKind.OFFICER),
        seats=frozenset(row[6] for row in rows if row[6] and row[0] in SEAT_CAPACITIES),
        councils=frozenset(row[4] for row in portfolios),
        own_councils=frozenset(c for row in rows for c in (row[4], row[7], row[9]) if c),
        roles={row[1]: row[3] for row in rows if row[1]},
        where=next(iter(sorted(councils)), ""),
    )


def is_scrutiny_officer(user: Any, *, on: date) -> bool:
    return capacities_of(user, on=on).is_scrutiny_officer


def may_see_all(user: Any, *, on: date) -> bool:
    """The scrutiny officer sees drafts and exempt matter of the whole partnership. An administrator does not."""
    return capacities_of(user, on=on).is_scrutiny_officer


def can_keep_quiet_periods(user: Any, *, on: date) -> bool:
    """The scrutiny officer keeps recesses and pre-election periods."""
    return is_scrutiny_officer(user, on=on)


def can_change_holders(user: Any, *, on: date) -> bool:
    """Record who holds a post: the scrutiny officer, who sees what waits for it, and the administrator."""
    capacities = capacities_of(user, on=on)
    return capacities.is_scrutiny_officer or capacities.is_administrator


def can_name_deputy(user: Any, post: Post, *, on: date) -> bool:
    """Name who decides while they are away: whoever holds the portfolio themselves. A deputy names no deputy."""
    return post.pk in capacities_of(user, on=on).holder_of


def names_deputies(capacities: Capacities) -> bool:
    """The page on which deputies are named is for portfolio holders."""
    return bool(capacities.holder_of)


def reads_names(capacities: Capacities) -> bool:
    """Read who holds a post by name: whoever has work here. To the public live duties show the role (pages 6.1)."""
    return bool(
        capacities.is_scrutiny_officer
        or capacities.is_administrator
        or capacities.is_councillor
        or capacities.signs_for
        or capacities.officer_in
    )
