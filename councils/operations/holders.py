"""A post passes from one person to the next, or to nobody (rule 2)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from core.dates import spell
from core.refusals import Overtaken, Refused
from councils.enums import Capacity
from councils.models import Appointment, HolderChange, Person, Post, User
from councils.operations.adding import added
from councils.operations.deputies import call_off
from councils.operations.people import add_person, appoint, end_appointment
from councils.queries import holder_of, newest_appointment_to

ONE_DAY = timedelta(days=1)


@transaction.atomic
def change_holder(
    *,
    post: Post,
    version: int | None,
    first_day: date,
    successor: Person | None = None,
    new_name: str = "",
    new_style: str = "",
    reason: str,
    source_place: str = "",
    by: User | None,
    at: datetime,
) -> HolderChange:
    """Record who holds a post from a day on: a person on the list, a new one by name, or nobody.

    The appointment of whoever holds it that day ends the day before, and so do the deputies they named. Work stays with
    the post, so that it is the new holder's on the day; what was signed keeps the name of who signed (rule 2). `version` is
    the newest appointment to the post that was known when the form was read. Raises Refused without a reason, for a day on
    which that holder had not begun, or somebody is appointed, or a change is on record already, and when nothing would
    change; Overtaken when somebody was appointed meanwhile.
    """
    reason = reason.strip()
    if not reason:
        raise Refused("Say why the post passes on, such as Elections", field="reason")
    Post.objects.select_for_update().get(pk=post.pk)
    newest = newest_appointment_to(post)
    if (newest.pk if newest else None) != version:
        raise Overtaken(overtaken_by(newest))
    if HolderChange.objects.filter(post=post, first_day=first_day).exists():
        raise Refused("A change from that day is on record already", field="first_day")
    leaving = holder_of(post, on=first_day)
    arriving = successor or (_new_person(new_name, new_style, by=by, at=at) if new_name.strip() else None)
    if leaving is None and arriving is None:
        raise Refused("Nobody holds this post on that day already", field="first_day")
    if leaving is not None:
        _refuse_no_change(leaving, arriving, first_day)
        end_appointment(appointment=leaving, ends_on=first_day - ONE_DAY, reason=reason, by=by, at=at)
        _end_deputies(post, first_day=first_day, reason=reason, by=by, at=at)
    appointment = None
    if arriving is not None:
        appointment = appoint(
            person=arriving, post=post, capacity=Capacity.HOLDER, starts_on=first_day,
            source_place=source_place.strip(), by=by, at=at,
        )  # fmt: skip
    change = HolderChange(
        post=post, first_day=first_day, leaving=leaving, arriving=appointment, reason=reason,
        source_place=source_place.strip(), by=by, at=at,
    )  # fmt: skip
    return added(
        change,
        by=by,
        at=at,
        trail=post,
        verb="change_holder",
        new="vacant" if appointment is None else "held",
        on=first_day,
        details={
            "from": str(leaving.person) if leaving else "",
            "to": str(arriving) if arriving else "",
        },
    )


def overtaken_by(newest: Appointment | None) -> str:
    """Say who was appointed meanwhile, for somebody who did not see it."""
    who = (
        f"{newest.person} was appointed from {spell(newest.starts_on)}" if newest else "The post was changed"
    )
    return f"{who} while you were working. Nothing of yours was saved. Look again and decide."


def _new_person(name: str, style: str, *, by: User | None, at: datetime) -> Person:
    """Write down somebody who is not on the list of people yet."""
    try:
        return add_person(name=name.strip(), style=style.strip(), by=by, at=at)
    except Refused as refusal:
        raise Refused(
            "This person is on the list already. Choose the name from it", field="new_name"
        ) from refusal


def _refuse_no_change(leaving: Appointment, arriving: Person | None, first_day: date) -> None:
    """Raise Refused where the change is none, or begins before the holder it ends."""
    if arriving is not None and leaving.person_id == arriving.pk:
        raise Refused(f"{arriving} holds this post already", field="successor")
    if leaving.starts_on and first_day <= leaving.starts_on:
        raise Refused(
            f"The first day must be after {spell(leaving.starts_on)}, when {leaving.person} began",
            field="first_day",
        )


def _end_deputies(post: Post, *, first_day: date, reason: str, by: User | None, at: datetime) -> None:
    """A deputy decides for a holder, so whoever was named by the one who leaves stops with them."""
    named = Appointment.objects.filter(post=post, capacity=Capacity.DEPUTY, starts_on__isnull=False)
    still = named.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first_day)).select_related("person", "post")
    for deputy in still.order_by("pk"):
        if deputy.starts_on and deputy.starts_on >= first_day:
            call_off(deputy, reason=reason, by=by, at=at)
        else:
            end_appointment(appointment=deputy, ends_on=first_day - ONE_DAY, reason=reason, by=by, at=at)
