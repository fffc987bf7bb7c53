"""Filters on meetings and what came of their items."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from core.enums import Openness
from meetings.enums import PUBLIC, RECORD_PUBLISHED, MeetingStatus

if TYPE_CHECKING:
    from meetings.models import AgendaItem, Meeting, Outcome  # noqa: F401


class MeetingQuerySet(QuerySet["Meeting"]):
    def public(self) -> MeetingQuerySet:
        """Meetings whose existence anyone may know: everything from the published agenda on."""
        return self.filter(status__in=PUBLIC)

    def with_a_published_record(self) -> MeetingQuerySet:
        return self.filter(status__in=RECORD_PUBLISHED)

    def to_come_on(self, day: date) -> MeetingQuerySet:
        return self.filter(
            held_on__gte=day,
            status__in=[MeetingStatus.PLANNED, MeetingStatus.AGENDA_PUBLISHED, MeetingStatus.IN_PROGRESS],
        ).order_by("held_on", "starts_at")


class AgendaItemQuerySet(QuerySet["AgendaItem"]):
    def open_items(self) -> AgendaItemQuerySet:
        return self.filter(openness=Openness.OPEN)


class OutcomeQuerySet(QuerySet["Outcome"]):
    def standing(self) -> OutcomeQuerySet:
        """Entries that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def open_entries(self) -> OutcomeQuerySet:
        """Entries that anyone may read once the record is published: neither they nor their item are exempt."""
        return self.filter(openness=Openness.OPEN, item__openness=Openness.OPEN)
