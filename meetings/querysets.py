"""Filters on meetings and what came of their items."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from core.enums import Openness
from meetings.enums import PUBLIC, RECORD_PUBLISHED, MeetingStatus

if TYPE_CHECKING:
    from meetings.models import AgendaItem, Document, Meeting, Outcome  # noqa: F401


class MeetingQuerySet(QuerySet["Meeting"]):
    def public(self) -> MeetingQuerySet:
        """Meetings whose existence anyone may know: everything from the published agenda on, and what was put off."""
        return self.filter(Q(status__in=PUBLIC) | Q(postponed_from__isnull=False))

    def with_a_published_record(self) -> MeetingQuerySet:
        return self.filter(status__in=RECORD_PUBLISHED)

    def to_come_on(self, day: date) -> MeetingQuerySet:
        return self.filter(
            held_on__gte=day,
            status__in=[MeetingStatus.PLANNED, MeetingStatus.AGENDA_PUBLISHED, MeetingStatus.IN_PROGRESS],
        ).order_by("held_on", "starts_at")


class AgendaItemQuerySet(QuerySet["AgendaItem"]):
    def on_the_agenda(self) -> AgendaItemQuerySet:
        """Items that were not taken off it."""
        return self.filter(withdrawn_at__isnull=True)

    def open_items(self) -> AgendaItemQuerySet:
        return self.filter(openness=Openness.OPEN)


class OutcomeQuerySet(QuerySet["Outcome"]):
    def standing(self) -> OutcomeQuerySet:
        """Entries that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def open_entries(self) -> OutcomeQuerySet:
        """Entries that anyone may read once the record is published: neither they nor their item are exempt."""
        return self.filter(openness=Openness.OPEN, item__openness=Openness.OPEN)


class DocumentQuerySet(QuerySet["Document"]):
    def newest(self) -> DocumentQuerySet:
        """The newest version of each paper, withdrawn ones too."""
        return self.filter(replaced_at__isnull=True)

    def open_papers(self) -> DocumentQuerySet:
        """Papers that anyone may open: neither they nor their item are exempt."""
        of_open_item = Q(item__isnull=True) | Q(item__openness=Openness.OPEN)
        return self.filter(of_open_item, openness=Openness.OPEN)
