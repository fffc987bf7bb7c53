"""People, and the posts and seats they hold from and to (rules 1 and 2)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from core import history
from core.models import Source
from core.refusals import Overtaken, Refused
from councils.enums import Capacity
from councils.models import Appointment, Body, Council, Person, Post, User


@transaction.atomic
def add_person(
    *,
    name: str,
    style: str = "",
    is_trial: bool = False,
    source: Source | None = None,
    source_place: str = "",
    by: User | None,
    at: datetime,
) -> Person:
    """Write down a person. `style` is the title before the name ("Councillor"). Refuses one who is there
    already.
    """
    if Person.objects.filter(name=name, style=style).exists():
        raise Refused(f"{f'{style} {name}'.strip()} is already on the list of people.", field="name")
    person = Person.objects.create(
        name=name, style=style, is_trial=is_trial, source=source, source_place=source_place
    )
    history.record(subject=person, verb="add", by=by, at=at, source_id=source.pk if source else None)
    return person


@transaction.atomic
def appoint(
    *,
    person: Person,
    post: Post | None = None,
    body: Body | None = None,
    capacity: Capacity,
    on_behalf_of: Council | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    seen_on: str = "",
    source: Source | None = None,
    source_place: str = "",
    by: User | None,
    at: datetime,
) -> Appointment:
    """Give a person a post or a seat on a body, from a day and perhaps to one, both counted.

    Where a source only shows that it was held, `seen_on` says when and `starts_on` stays empty: such an
    appointment is never in force. Raises Refused when neither or both of post and body are named, when the
    end is before the start, and when somebody else holds the post in that time.
    """
    place = post or body
    if place is None or (post and body):
        raise Refused("Choose a post or a body, and only one of them.", field="post")
    if starts_on is None and not seen_on:
        raise Refused("Give the first day, or say when the source shows it was held.", field="starts_on")
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("The last day must not be before the first.", field="ends_on")
    if post is not None and capacity == Capacity.HOLDER and starts_on is not None:
        refuse_a_second_holder(post=post, starts_on=starts_on, ends_on=ends_on)
    appointment = Appointment.objects.create(
        person=person,
        post=post,
        body=body,
        capacity=capacity,
        on_behalf_of=on_behalf_of,
        starts_on=starts_on,
        ends_on=ends_on,
        seen_on=seen_on,
        source=source,
        source_place=source_place,
    )
    history.record(
        subject=appointment,
        trail=place,
        verb="appoint",
        by=by,
        at=at,
        new=capacity,
        on=starts_on,
        precision="day" if starts_on else "unknown",
        source_id=source.pk if source else None,
        details={"person": str(person), "place": str(place), "to": ends_on.isoformat() if ends_on else ""},
    )
    return appointment


@transaction.atomic
def end_appointment(
    *, appointment: Appointment, ends_on: date, reason: str, by: User | None, at: datetime
) -> Appointment:
    """End an appointment on a day, that day counted. Open work stays with the post (rule 2).

    Raises Refused without a reason or with an end before the start, Overtaken when it was changed meanwhile.
    """
    if not reason.strip():
        raise Refused("Say why it ends.", field="reason")
    if appointment.starts_on and ends_on < appointment.starts_on:
        raise Refused("The last day must not be before the first.", field="ends_on")
    unchanged = Appointment.objects.filter(pk=appointment.pk, ends_on=appointment.ends_on)
    if appointment.ends_on is None:
        unchanged = Appointment.objects.filter(pk=appointment.pk, ends_on__isnull=True)
    if not unchanged.update(ends_on=ends_on):
        raise Overtaken(
            "Someone else changed this appointment while you were working. Look again and decide."
        )
    history.record(
        subject=appointment,
        trail=appointment.post or appointment.body,
        verb="end",
        by=by,
        at=at,
        old=appointment.ends_on.isoformat() if appointment.ends_on else "",
        new=ends_on.isoformat(),
        reason=reason,
        on=ends_on,
    )
    appointment.ends_on = ends_on
    return appointment


def refuse_a_second_holder(
    *, post: Post, starts_on: date, ends_on: date | None, besides: int | None = None
) -> None:
    """A post has one holder at a time. Locks the post, so that two appointments at once are looked at in
    turn.
    """
    Post.objects.select_for_update().get(pk=post.pk)
    others = Appointment.objects.filter(post=post, capacity=Capacity.HOLDER, starts_on__isnull=False).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
    )
    if besides is not None:
        others = others.exclude(pk=besides)
    if ends_on is not None:
        others = others.filter(starts_on__lte=ends_on)
    other = others.select_related("person").first()
    if other is not None:
        raise Refused(
            f"{other.person} holds this post in that time. End that appointment first.", field="starts_on"
        )
