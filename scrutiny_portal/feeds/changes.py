"""When things changed last and how often, as far as anyone may know of it: a feed says so of each of its entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import Count, Max, Model, QuerySet

from core.models import HistoryEntry

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Change:
    """The last change that is public, and how many there were."""

    at: datetime
    count: int = 0


def changes_of(things: QuerySet[Model]) -> Mapping[int, Change]:
    """Public rows of the history about these things, by their id. One query, however many they are.

    Rows about drafting, and about what hangs on a thing, do not count: a feed must not tell that something happened which
    nobody may know of (rule 15).
    """
    rows = (
        HistoryEntry.objects.filter(
            subject=things.model._meta.label_lower,
            subject_id__in=things.order_by().values("pk"),
            public=True,
        )
        .values("subject_id")
        .annotate(last=Max("at"), times=Count("pk"))
        .order_by()
    )
    return {row["subject_id"]: Change(row["last"], row["times"]) for row in rows}


def beginning_of(day: date | None) -> datetime:
    """A moment for what the history does not tell of: the beginning of its day."""
    return datetime.combine(day, time(), tzinfo=UTC) if day else BEGINNING
