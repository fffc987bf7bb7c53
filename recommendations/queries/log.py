"""What came of entries of a log: the recommendation or the action that stands in the tracker."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from meetings.models import Outcome
from meetings.queries import Entry
from recommendations.models import ActionPart, Recommendation
from recommendations.queries.visibility import parts_visible_to, recommendations_visible_to


def link_entries(entries: Iterable[Entry]) -> None:
    """Tell each entry what came of it, for the officers' log. Two queries."""
    by_pk = {entry.outcome.pk: entry for entry in entries}
    for made in Recommendation.objects.filter(outcome__in=by_pk).only("reference", "title", "outcome_id"):
        entry = by_pk[made.outcome_id or 0]
        entry.link, entry.title = (made.reference, made.get_absolute_url()), made.title
    parts = ActionPart.objects.filter(action__outcome__in=by_pk).order_by("-pk")
    for pk, outcome_id in parts.values_list("pk", "action__outcome_id"):
        by_pk[outcome_id].link = ("In the tracker", ActionPart(pk=pk).get_absolute_url())


def where_it_went(user: Any, outcome_pk: int, *, on: date) -> str | None:
    """The address of what came of an entry, if this reader may know of it."""
    entry = Outcome.objects.filter(pk=outcome_pk).only("pk").first()
    if entry is None:
        return None
    made = recommendations_visible_to(user, on=on).filter(outcome=entry).first()
    if made is not None:
        return made.get_absolute_url()
    part = parts_visible_to(user, on=on).filter(action__outcome=entry).order_by("pk").first()
    return part.get_absolute_url() if part else None
