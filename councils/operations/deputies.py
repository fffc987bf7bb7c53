"""A portfolio holder names who decides while they are away. The record then says "Deputy, for the Portfolio Holder"."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from core import history
from core.dates import london_date, spell
from core.refusals import Overtaken, Refused
from councils.enums import Capacity
from councils.models import Appointment, Person, Post, User
from councils.operations.adding import role_of
from councils.operations.people import appoint, end_appointment
from councils.permissions import can_name_deputy
from councils.queries import may_deputise

NOT_YOURS = "Only whoever holds this portfolio names its deputy."


@transaction.atomic
def name_deputy(
    *, post: Post, person: Person, starts_on: date, ends_on: date, by: User, at: datetime
) -> Appointment:
    """Let another member of the council's executive decide for a portfolio from a day to a day, both counted.

    Raises Refused for anyone but the portfolio's holder, for a person who is no member of that executive, for days that
    are past or in the wrong order, and for a deputy who is named for one of these days already.
    """
    today = london_date(at)
    if not can_name_deputy(by, post, on=today):
        raise Refused(NOT_YOURS)
    if starts_on < today:
        raise Refused("The first day must be today or later", field="starts_on")
    if ends_on < starts_on:
        raise Refused("The last day must not be before the first", field="ends_on")
    Post.objects.select_for_update().get(pk=post.pk)
    if not may_deputise(post, on=starts_on).filter(pk=person.pk).exists():
        raise Refused("Choose another member of your council’s executive", field="person")
    named = Appointment.objects.filter(post=post, person=person, capacity=Capacity.DEPUTY)
    in_that_time = Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
    if named.filter(in_that_time, starts_on__lte=ends_on).exists():
        raise Refused(f"{person} is your deputy in that time already", field="starts_on")
    return appoint(
        person=person, post=post, capacity=Capacity.DEPUTY, starts_on=starts_on, ends_on=ends_on, by=by, at=at
    )


@transaction.atomic
def end_deputy(*, appointment: Appointment, reason: str, by: User, at: datetime) -> Appointment:
    """End a deputy's time today, that day counted; one who has not begun never begins.

    Raises Refused for anyone but the portfolio's holder, without a reason, and when it has ended; Overtaken when it was
    changed meanwhile.
    """
    today = london_date(at)
    if appointment.post is None or not can_name_deputy(by, appointment.post, on=today):
        raise Refused(NOT_YOURS)
    if appointment.starts_on is None or (appointment.ends_on and appointment.ends_on < today):
        raise Refused("This has ended already. Nothing changed.")
    if not reason.strip():
        raise Refused("Say why it ends", field="reason")
    if appointment.starts_on > today:
        return call_off(appointment, reason=reason.strip(), by=by, at=at)
    return end_appointment(appointment=appointment, ends_on=today, reason=reason.strip(), by=by, at=at)


def call_off(appointment: Appointment, *, reason: str, by: User | None, at: datetime) -> Appointment:
    """Take back an appointment that has not begun. It stays on record without a first day, and so is never in force."""
    was = appointment.starts_on
    rows = Appointment.objects.filter(pk=appointment.pk, starts_on=was, ends_on=appointment.ends_on)
    note = f"named from {spell(was)}, called off before"
    if not rows.update(starts_on=None, seen_on=note):
        raise Overtaken(
            "Someone else changed this appointment while you were working. Look again and decide."
        )
    history.record(
        subject=appointment,
        trail=appointment.post,
        verb="call_off",
        by=by,
        role=role_of(by, at=at),
        at=at,
        old=was.isoformat() if was else "",
        reason=reason,
    )
    appointment.starts_on, appointment.seen_on = None, note
    return appointment
