"""Looking for words in what was said, through what the reader may see."""

from datetime import date
from typing import Any

from django.db.models import Q

from councils.permissions import capacities_of
from meetings.enums import RECORD_PUBLISHED
from meetings.models import Outcome


def outcomes_matching(user: Any, words: str, *, on: date, limit: int) -> list[Outcome]:
    """The newest entries with these words that the user may read in full, with their item and meeting.

    Everyone: open entries of open items whose record is published. Those with a seat on the body: its exempt entries
    too. The scrutiny officer: all that stand.
    """
    capacities = capacities_of(user, on=on)
    found = Outcome.objects.standing().filter(text__icontains=words)
    if not capacities.is_scrutiny_officer:
        published = found.filter(item__meeting__status__in=RECORD_PUBLISHED)
        found = published.open_entries() | published.filter(Q(item__meeting__body__in=capacities.seats))
    rows = found.select_related("item__meeting__body__council", "item__meeting__task_group")
    return list(rows.order_by("-item__meeting__held_on", "-pk")[:limit])
