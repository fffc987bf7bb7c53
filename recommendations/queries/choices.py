"""What a reader asked the list for, and the list narrowed to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from recommendations.enums import ENDED, PartStatus, ResponseStatus, Verdict
from recommendations.lifecycle import AT_WORK
from recommendations.models import Recommendation, Response
from recommendations.queries.freshness import (
    HEARD_AT,
    Weeks,
    is_silent,
    may_be_late,
    weeks_of_councils,
)
from recommendations.queries.visibility import parts_visible_to
from recommendations.querysets import OPEN_RESPONSES, ActionPartQuerySet, RecommendationQuerySet
from recommendations.statuses import DUE_SOON_DAYS

LATE, SOON, SILENT, EARLY = "late", "soon", "silent", "early"
SAID: dict[str, Q] = {
    **{
        str(verdict): Q(status__in=[ResponseStatus.ANSWERED, ResponseStatus.UNANSWERED], verdict=verdict)
        for verdict in Verdict
    },
    "awaited": Q(status=ResponseStatus.AWAITED) & ~Q(recommendation__status__in=ENDED),
    "not_on_record": Q(status=ResponseStatus.NOT_ON_RECORD),
    "not_sent": Q(status=ResponseStatus.NOT_SENT),
}


@dataclass(frozen=True)
class Chosen:
    """A view of the list: inside a group choices widen, between groups they narrow. Slugs and values, all known."""

    due: tuple[str, ...] = ()
    council: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    strategy: tuple[str, ...] = ()
    q: str = ""

    @property
    def count(self) -> int:
        groups = (self.due, self.council, self.said, self.done, self.topic, self.report, self.strategy)
        return sum(len(group) for group in groups) + bool(self.q)


def narrow(
    found: RecommendationQuerySet,
    chosen: Chosen,
    *,
    user: Any,
    on: date,
    weeks: Callable[[], Weeks] = weeks_of_councils,
) -> RecommendationQuerySet:
    """Narrow visible recommendations to a view.

    Each group is a list of ids that the database works out once. Asked for each recommendation in turn, SQLite takes the
    wrong index, and a thousand rows cost what a million should.

    Council, answer, work and lateness are asked of the same council: with Boston and "Not accepted" chosen, Boston did not
    accept it.
    """
    if chosen.council or chosen.said:
        found = found.filter(pk__in=_responses(chosen).filter(_said(chosen)).values("recommendation_id"))
    if chosen.done:
        found = found.filter(pk__in=_served_by(_parts(chosen, user, on).filter(status__in=chosen.done)))
    if chosen.due:
        found = found.filter(needs_attention(chosen, user=user, on=on, weeks=weeks))
    if chosen.topic:
        found = found.filter(pk__in=_with_topics(chosen.topic))
    if chosen.report:
        found = found.filter(report__slug__in=chosen.report)
    if chosen.strategy:
        found = found.filter(strategy__slug__in=chosen.strategy)
    for word in chosen.q.split()[:8]:
        found = found.filter(
            Q(title__icontains=word) | Q(text__icontains=word) | Q(reference__icontains=word)
        )
    return found


def needs_attention(
    chosen: Chosen, *, user: Any, on: date, weeks: Callable[[], Weeks] = weeks_of_councils
) -> Q:
    """Recommendations with something late, due within 30 days, silent, or that may be late, at the councils chosen.

    `weeks` gives each council's weeks of silence, and is asked only where they count.
    """
    condition = _marked(chosen, user, on, weeks) if {SILENT, EARLY} & set(chosen.due) else Q()
    if LATE in chosen.due:
        condition |= _something_due(
            chosen, user, on, open_before=Q(due_on__lt=on), decide=Q(decide_by__lt=on)
        )
    if SOON in chosen.due:
        days = (on, on + timedelta(days=DUE_SOON_DAYS))
        condition |= _something_due(
            chosen, user, on, open_before=Q(due_on__range=days), decide=Q(decide_by__range=days)
        )
    return condition


def _marked(chosen: Chosen, user: Any, on: date, weeks: Callable[[], Weeks]) -> Q:
    """Recommendations with open work that has been silent for too long, or that may be late."""
    known, found = weeks(), Q()
    if SILENT in chosen.due:
        found |= is_silent(known, on=on)
    if EARLY in chosen.due:
        found |= may_be_late(known, on=on)
    return Q(pk__in=_served_by(_parts(chosen, user, on).annotate(heard_at=HEARD_AT).filter(found)))


def _something_due(chosen: Chosen, user: Any, on: date, *, open_before: Q, decide: Q) -> Q:
    answers = _responses(chosen).filter(open_before, status__in=OPEN_RESPONSES)
    answers = answers.exclude(recommendation__status__in=ENDED)
    work = _parts(chosen, user, on).filter(
        Q(open_before, status__in=sorted(AT_WORK)) | Q(decide, status=PartStatus.READY)
    )
    return Q(pk__in=answers.values("recommendation_id")) | Q(pk__in=_served_by(work))


def _responses(chosen: Chosen) -> QuerySet[Response]:
    responses = Response.objects.order_by()
    return responses.filter(council__slug__in=chosen.council) if chosen.council else responses


def _parts(chosen: Chosen, user: Any, on: date) -> ActionPartQuerySet:
    parts = parts_visible_to(user, on=on).order_by()
    return parts.filter(council__slug__in=chosen.council) if chosen.council else parts


def _served_by(parts: ActionPartQuerySet) -> Any:
    return parts.values("action__links__recommendation_id")


def _said(chosen: Chosen) -> Q:
    condition = Q()
    for said in chosen.said:
        condition |= SAID[said]
    return condition


def _with_topics(slugs: tuple[str, ...]) -> Any:
    return Recommendation.topics.through.objects.filter(topic__slug__in=slugs).values("recommendation_id")
