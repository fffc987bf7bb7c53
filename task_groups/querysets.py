"""Filters on what task groups gather and find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from core.enums import Openness

if TYPE_CHECKING:
    from task_groups.models import Finding, GatheredEvidence  # noqa: F401


class FindingQuerySet(QuerySet["Finding"]):
    def standing(self) -> FindingQuerySet:
        """Findings that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class GatheredQuerySet(QuerySet["GatheredEvidence"]):
    def standing(self) -> GatheredQuerySet:
        """Evidence that was not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def open_to_all(self) -> GatheredQuerySet:
        """Evidence that was said to be open to the public."""
        return self.filter(openness=Openness.OPEN)
