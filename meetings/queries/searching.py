"""Looking for words in what was said, through what the reader may see."""

from datetime import date
from typing import Any

from meetings.models import Outcome
from meetings.queries.visibility import entries_visible_to


def outcomes_matching(user: Any, words: str, *, on: date, limit: int) -> list[Outcome]:
    """The newest entries with these words that the user may read in full, with their item and meeting."""
    found = entries_visible_to(user, on=on).filter(text__icontains=words)
    rows = found.select_related("item__meeting__body__council", "item__meeting__task_group")
    return list(rows.order_by("-item__meeting__held_on", "-pk")[:limit])
