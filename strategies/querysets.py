"""Filters on reviews and strategies. Dates are arguments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from strategies.enums import ReviewStatus, StrategyStatus

if TYPE_CHECKING:
    from strategies.models import Review, Strategy  # noqa: F401


class StrategyQuerySet(QuerySet["Strategy"]):
    def with_a_cadence(self) -> StrategyQuerySet:
        """Strategies of the partnership whose reviews are to be opened by rule."""
        return self.filter(
            status=StrategyStatus.ADOPTED,
            anchor_on__isnull=False,
            ends_on__isnull=False,
            partnership__isnull=False,
        ).filter(Q(deep_every_years__isnull=False) | Q(check_every_years__isnull=False))


class ReviewQuerySet(QuerySet["Review"]):
    def lapsed_on(self, day: date) -> ReviewQuerySet:
        """Reviews that were due before the day and have not been concluded."""
        return self.filter(status=ReviewStatus.OPEN, due_on__lt=day)

    def open(self) -> ReviewQuerySet:
        return self.filter(status=ReviewStatus.OPEN)
