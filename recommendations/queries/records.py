"""The rows that the page of one recommendation is made of: each question asked with kept SQL, what hangs on it attached.

A meeting is asked for only where a row names one, and once for all rows.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from core.models import HistoryEntry
from meetings.models import AgendaItem, Meeting
from recommendations import models
from recommendations.enums import VersionStatus
from recommendations.queries.visibility import Reader, parts_for, recommendations_for, story_rows

MOST_ENTRIES = 200
Papered = TypeVar("Papered", models.RouteStop, models.Closure, models.ResponseVersion)
Ids = Sequence[int]
ORIGIN = ("report", "source", "strategy", "strategy__partnership")
WORK = ("action", "responsible", "council")
STOP = ("body", "body__council", "source")


def recommendation(scope: str, *, reference: str, **held: tuple[int, ...]) -> QuerySet[models.Recommendation]:
    return recommendations_for(Reader.within(scope, **held)).filter(reference=reference).order_by()


def parts(scope: str, *, recommendation: int, **held: tuple[int, ...]) -> QuerySet[models.ActionPart]:
    visible = parts_for(Reader.within(scope, **held))
    return visible.filter(action__links__recommendation_id=recommendation).order_by("action_id", "pk")


def responses(*, recommendation: int) -> QuerySet[models.Response]:
    return models.Response.objects.filter(recommendation_id=recommendation).order_by()


def versions(*, responses: Ids, own: Ids = ()) -> QuerySet[models.ResponseVersion]:
    """Published answers, and drafts of the responses in `own`, oldest first."""
    readable = Q(status=VersionStatus.PUBLISHED)
    if own:
        readable |= Q(response_id__in=own)
    found = models.ResponseVersion.objects.filter(readable, response_id__in=responses)
    return found.order_by("response_id", "number")


def route(*, recommendation: int, report: int | None = None) -> QuerySet[models.RouteStop]:
    of = Q(recommendation_id=recommendation)
    if report is not None:
        of |= Q(report_id=report)
    return models.RouteStop.objects.filter(of, taken_off_reason="").order_by("position", "pk")


def closures(*, recommendation: int) -> QuerySet[models.Closure]:
    return models.Closure.objects.filter(recommendation_id=recommendation).order_by("-closed_on", "-pk")


def corrections(*, recommendation: int) -> QuerySet[models.WordingCorrection]:
    return models.WordingCorrection.objects.filter(recommendation_id=recommendation).order_by("pk")


def topics(*, recommendation: int) -> QuerySet[models.Topic, Any]:
    return models.Topic.objects.filter(recommendations=recommendation).order_by("name").values_list("name")


def story(scope: str, *, recommendation: int, parts: Ids = ()) -> QuerySet[HistoryEntry]:
    return story_rows(scope, recommendation=recommendation, parts=parts)[:MOST_ENTRIES]


def attach_item(one: models.Recommendation) -> models.Recommendation:
    """Attach the agenda item, with its meeting, from which a recommendation came."""
    items = AgendaItem.objects.select_related("meeting__body__council", "meeting__task_group")
    one.item = items.get(pk=one.item_id) if one.item_id else None
    return one


def attach_meetings(found: list[Papered]) -> list[Papered]:
    """Attach the meeting that each row names, with whose it is. Without one no question is asked."""
    held = {one.meeting_id for one in found if one.meeting_id}
    meetings = Meeting.objects.select_related("body__council", "task_group").in_bulk(held) if held else {}
    for one in found:
        if one.meeting_id:
            one.meeting = meetings[one.meeting_id]
    return found
