"""What pages need to know of councils, bodies and people."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from core import prepared
from councils.enums import SCRUTINY_KINDS, SEAT_CAPACITIES, BodyKind, Capacity, PostKind, QuietKind
from councils.models import Appointment, ClosureDay, Council, Partnership, Person, Post, QuietPeriod, User


def the_partnership() -> Partnership | None:
    """The partnership this portal serves. One portal serves one."""
    return Partnership.objects.order_by("pk").first()


def _in_order() -> QuerySet[Council]:
    return Council.objects.order_by("position", "pk")


def councils_in_order() -> list[Council]:
    """All councils in the order in which every page shows them."""
    return prepared.instances(_in_order)


def with_successors(council: int) -> list[int]:
    """A council and those that took over from it, one after the other, by their ids (rule 1). One query for each of them."""
    found: list[int] = []
    upcoming: int | None = council
    while upcoming is not None and upcoming not in found:
        found.append(upcoming)
        upcoming = Council.objects.filter(pk=upcoming).values_list("successor_id", flat=True).first()
    return found


def portfolio_of(council: Council, *, on: date) -> Post | None:
    """The council's portfolio post that exists on the day. With several, the first by title."""
    return (
        Post.objects.existing_on(on)
        .filter(kind=PostKind.PORTFOLIO, council=council)
        .order_by("title", "pk")
        .first()
    )


def holder_of(post: Post, *, on: date) -> Appointment | None:
    """Who holds the post on the day, or None when it is vacant."""
    return (
        Appointment.objects.in_force_on(on)
        .filter(post=post)
        .exclude(capacity=Capacity.DEPUTY)
        .select_related("person")
        .first()
    )


def without_holder(posts: Iterable[int | None], *, on: date) -> set[int]:
    """Of these posts, by their ids, those that nobody holds on the day (rule 2). One query, none without posts."""
    asked = {pk for pk in posts if pk is not None}
    if not asked:
        return set()
    held = Appointment.objects.in_force_on(on).filter(post__in=asked).exclude(capacity=Capacity.DEPUTY)
    return asked - set(held.order_by().values_list("post", flat=True))


def deputies_of(posts: Collection[int], *, on: date) -> list[Appointment]:
    """Who deputises in these posts on the day or is named to, the earliest first."""
    named = Appointment.objects.filter(post__in=posts, capacity=Capacity.DEPUTY, starts_on__isnull=False)
    still = named.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).select_related("person", "post")
    return list(still.order_by("starts_on", "pk"))


def may_deputise(post: Post, *, on: date) -> QuerySet[Person]:
    """People who may decide for a portfolio while its holder is away: others of the same council's executive on the day.

    By law the executive decides, and its members do not sit on scrutiny (Local Government Act 2000 s.9E and s.9FA). Only
    people who can sign in are given.
    """
    held = Appointment.objects.in_force_on(on).exclude(capacity=Capacity.DEPUTY)
    in_the_executive = Q(body__kind=BodyKind.EXECUTIVE, body__council=post.council_id) & Q(
        capacity__in=SEAT_CAPACITIES
    )
    other_portfolio = Q(post__kind=PostKind.PORTFOLIO, post__council=post.council_id)
    members = held.filter(in_the_executive | other_portfolio).exclude(post=post)
    on_scrutiny = held.filter(body__kind__in=SCRUTINY_KINDS, capacity__in=SEAT_CAPACITIES)
    holding = held.filter(post=post)
    return (
        Person.objects.filter(pk__in=members.values("person"), user__is_active=True)
        .exclude(pk__in=on_scrutiny.values("person"))
        .exclude(pk__in=holding.values("person"))
        .order_by("name", "pk")
    )


def last_day_of(user: Any, post: Post | None, *, on: date) -> date | None:
    """The last day on which the user held or deputised in a post, where that is past. None for anybody else."""
    if post is None or user.person_id is None:
        return None
    past = Appointment.objects.filter(
        post=post, person=user.person_id, starts_on__isnull=False, ends_on__lt=on
    )
    return past.order_by("-ends_on").values_list("ends_on", flat=True).first()


def newest_appointment_to(post: Post) -> Appointment | None:
    """The appointment to a post that was written down last, deputies aside: by it one sees whether another was made."""
    made = Appointment.objects.filter(post=post).exclude(capacity=Capacity.DEPUTY)
    return made.select_related("person").order_by("-pk").first()


def users_in_post(post: Post, *, on: date) -> list[User]:
    """The accounts of those who hold the post or deputise on the day: whom a notice about its work reaches."""
    return list(
        User.objects.active()
        .filter(person__appointments__in=Appointment.objects.in_force_on(on).filter(post=post))
        .distinct()
    )


def scrutiny_officers(*, on: date) -> list[User]:
    """The accounts of the scrutiny officers on the day."""
    return list(
        User.objects.active()
        .filter(
            person__appointments__in=Appointment.objects.in_force_on(on).filter(
                post__kind=PostKind.SCRUTINY_OFFICER
            )
        )
        .distinct()
    )


def members_of_scrutiny(councils: Iterable[Council], *, on: date) -> list[User]:
    """The accounts of those who sit on the day on a scrutiny body of one of the councils, or on a joint one."""
    held = (
        Appointment.objects.in_force_on(on)
        .filter(body__kind__in=SCRUTINY_KINDS, capacity__in=SEAT_CAPACITIES)
        .filter(Q(body__council__in=list(councils)) | Q(body__council__isnull=True))
    )
    return list(User.objects.active().filter(person__appointments__in=held).distinct())


def sits_on_scrutiny(user: Any, *, on: date) -> bool:
    """Whether the user sits on a scrutiny body on the day, of one council or a joint one."""
    held = Appointment.objects.in_force_on(on).of_user(user)
    return held.filter(body__kind__in=SCRUTINY_KINDS, capacity__in=SEAT_CAPACITIES).exists()


def officers_posts(*, on: date) -> list[Post]:
    """Officers' posts that exist on the day, for choosing who is responsible."""
    return list(
        Post.objects.existing_on(on).filter(kind=PostKind.OFFICER).select_related("council", "organisation")
    )


def closed_days(council: Council | None, *, first: date, last: date) -> frozenset[date]:
    """Days on which a council's offices are shut besides weekends and bank holidays (None: a joint body).

    Both ends count. A day written down for no council in particular holds for every one.
    """
    mine = Q(council__isnull=True) | Q(council=council) if council else Q(council__isnull=True)
    days = ClosureDay.objects.filter(mine, day__range=(first, last)).order_by()
    return frozenset(days.values_list("day", flat=True))


def quiet_periods_between(
    councils: Collection[Council], start: date, end: date, *, kind: QuietKind | None = None
) -> list[QuietPeriod]:
    """The recesses and pre-election periods with a day between two days (both counted), the earliest first.

    Those of the councils given and those of the whole partnership; `kind` leaves only one kind. None that was withdrawn.
    """
    theirs = Q(council__isnull=True) | Q(council__in=councils)
    found = QuietPeriod.objects.in_force().touching(start, end).filter(theirs).select_related("council")
    return list(found.filter(kind=kind) if kind else found)


def quiet_periods_in_order(*, on: date) -> QuerySet[QuietPeriod]:
    """Every period for its page: those that are or are to come, the nearest first; then what is past or withdrawn."""
    is_over = Case(When(ends_on__gte=on, withdrawn_on__isnull=True, then=Value(0)), default=Value(1))
    return QuietPeriod.objects.select_related("council").order_by(is_over, "starts_on", "pk")


def knows_election(day: date) -> bool:
    """Whether a pre-election period for an election on that day is on record."""
    return QuietPeriod.objects.in_force().filter(election_on=day).exists()
