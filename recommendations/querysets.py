"""Filters on recommendations, responses and actions. Dates are arguments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from core.enums import Openness
from recommendations.enums import FINISHED_PARTS, UNPUBLISHED, ResponseStatus

if TYPE_CHECKING:
    from recommendations.models import ActionPart, Recommendation, Response  # noqa: F401

OPEN_RESPONSES = [ResponseStatus.AWAITED, ResponseStatus.UNANSWERED]


class RecommendationQuerySet(QuerySet["Recommendation"]):
    def public(self) -> RecommendationQuerySet:
        """Recommendations that anyone may read: made, open, and not from an exempt item."""
        return self.exclude(status__in=UNPUBLISHED).filter(
            Q(item__isnull=True) | Q(item__openness=Openness.OPEN), openness=Openness.OPEN
        )


class ResponseQuerySet(QuerySet["Response"]):
    def open(self) -> ResponseQuerySet:
        """Responses whose clock is running."""
        return self.filter(status__in=OPEN_RESPONSES)

    def overdue_on(self, day: date) -> ResponseQuerySet:
        return self.open().filter(due_on__lt=day)

    def due_between(self, first: date, last: date) -> ResponseQuerySet:
        return self.open().filter(due_on__range=(first, last))


class ActionPartQuerySet(QuerySet["ActionPart"]):
    def unfinished(self) -> ActionPartQuerySet:
        return self.exclude(status__in=FINISHED_PARTS)

    def overdue_on(self, day: date) -> ActionPartQuerySet:
        return self.unfinished().filter(due_on__lt=day)
