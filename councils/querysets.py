"""Filters on who held what, when. Dates are arguments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from councils.models import Appointment, Body, Council, Post, QuietPeriod, User  # noqa: F401


def open_on(day: date, prefix: str = "") -> Q:
    """Match rows whose start is unknown or on or before the day, and whose end is open or on or after it."""
    start, end = f"{prefix}starts_on", f"{prefix}ends_on"
    return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": day})
    )


class CouncilQuerySet(QuerySet["Council"]):
    def existing_on(self, day: date) -> CouncilQuerySet:
        return self.filter(open_on(day))


class BodyQuerySet(QuerySet["Body"]):
    def sitting_on(self, day: date) -> BodyQuerySet:
        return self.filter(open_on(day))


class PostQuerySet(QuerySet["Post"]):
    def existing_on(self, day: date) -> PostQuerySet:
        return self.filter(open_on(day))


class AppointmentQuerySet(QuerySet["Appointment"]):
    def in_force_on(self, day: date) -> AppointmentQuerySet:
        """Appointments in force on the day. One whose start is not on record is never in force: it proves nothing."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def of_user(self, user: Any) -> AppointmentQuerySet:
        return self.filter(person_id=user.person_id)


class UserQuerySet(QuerySet["User"]):
    def active(self) -> UserQuerySet:
        return self.filter(is_active=True)


class QuietPeriodQuerySet(QuerySet["QuietPeriod"]):
    def in_force(self) -> QuietPeriodQuerySet:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def touching(self, first: date, last: date) -> QuietPeriodQuerySet:
        """Those with a day between the two, both counted."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)
