"""Pieces of work that were put on the programme, and the limits."""

from django.db.models import QuerySet

from councils.models import Partnership
from work_programme.models import CouncilLimit, WorkItem
from work_programme.workload import Limits

USUAL_LIMIT = 8


def work_items() -> QuerySet[WorkItem]:
    """Everything that was put on the programme. All of it is public, also what was taken off again."""
    return WorkItem.objects.select_related("owner__council", "topic").prefetch_related("councils")


def limits_on(partnership: Partnership | None) -> Limits:
    """The limit of the partnership, and those of single councils in the order of the councils. One query."""
    own = CouncilLimit.objects.order_by("council__position", "pk").values_list("council_id", "pieces")
    return Limits(partnership.workload_limit if partnership else USUAL_LIMIT, dict(own))
