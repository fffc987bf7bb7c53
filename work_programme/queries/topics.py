"""Suggested topics: who may read which, and what became of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When

from core.enums import Openness
from core.statuses import Status
from councils.permissions import may_see_all
from meetings.enums import RECORD_PUBLISHED, OutcomeKind
from meetings.models import Outcome
from meetings.queries import entries_visible_to, title_of
from work_programme.enums import MOST_POINTS, UNDECIDED, Criterion, Points, TopicStatus
from work_programme.models import TopicScore, TopicSuggestion, WorkItem
from work_programme.statuses import TOPIC


def topics_visible_to(user: Any, *, on: date) -> QuerySet[TopicSuggestion]:
    """Topics that were weighed or decided, and one's own. The scrutiny officer sees all.

    What was suggested in a meeting is seen only by those who may read that entry (rule 15).
    """
    topics = TopicSuggestion.objects.select_related("council", "outcome__item__meeting", "task_group")
    if may_see_all(user, on=on):
        return topics
    readable = Q(outcome__isnull=True) | Q(outcome__in=entries_visible_to(user, on=on).values("pk"))
    looked_at = ~Q(status=TopicStatus.RECEIVED)
    if user.is_authenticated:
        looked_at |= Q(suggested_by=user)
    return topics.filter(readable, looked_at)


def topics_in_order(user: Any, *, on: date) -> QuerySet[TopicSuggestion]:
    """What waits for a decision first, the best weighed before the others; then the newest decisions."""
    waits = Case(When(status__in=UNDECIDED, then=Value(0)), default=Value(1))
    return (
        topics_visible_to(user, on=on)
        .annotate(total=Sum("scores__points"))
        .select_related("work_item")
        .order_by(waits, "-total", "-decided_on", "-pk")
    )


def waiting_topics(user: Any, *, on: date) -> int:
    """How many topics wait for the scrutiny officer."""
    return topics_visible_to(user, on=on).filter(status__in=UNDECIDED).count()


def suggestions_in_meetings(user: Any, *, on: date) -> QuerySet[Outcome]:
    """Topic suggestions on published records, open to everybody, that are not on the list yet. The newest meeting first."""
    return (
        entries_visible_to(user, on=on)
        .filter(
            kind=OutcomeKind.TOPIC,
            openness=Openness.OPEN,
            item__openness=Openness.OPEN,
            item__meeting__status__in=RECORD_PUBLISHED,
            topic_suggestion__isnull=True,
        )
        .select_related("item__meeting__body__council", "item__meeting__task_group")
        .order_by("-item__meeting__held_on", "-pk")
    )


@dataclass(frozen=True)
class TopicRow:
    """One topic in the list."""

    topic: TopicSuggestion
    status: Status
    points: int | None
    work: WorkItem | None
    most: int = MOST_POINTS


@dataclass
class TopicPage:
    """One suggested topic with how it was weighed and what became of it."""

    topic: TopicSuggestion
    scores: Sequence[TopicScore]
    work: WorkItem | None

    @property
    def status(self) -> Status:
        return TOPIC[TopicStatus(self.topic.status)]

    @property
    def total(self) -> int:
        return sum(score.points for score in self.scores)

    @property
    def answer(self) -> str:
        """What became of it, in a sentence."""
        match self.topic.status:
            case TopicStatus.ACCEPTED if self.work:
                return f"Accepted. It is on the programme as “{self.work.title}”."
            case TopicStatus.ACCEPTED if self.topic.task_group:
                return f"Accepted. A task group was proposed: “{self.topic.task_group.title}”."
            case TopicStatus.ACCEPTED:
                return "Accepted."
            case TopicStatus.DECLINED:
                return "Declined. The reason is below."
            case TopicStatus.WEIGHED:
                return f"Weighed with {self.total} of {MOST_POINTS} points. Not decided yet."
        return "Not looked at yet."

    @property
    def meeting_title(self) -> str:
        outcome = self.topic.outcome
        return title_of(outcome.item.meeting) if outcome else ""

    @property
    def weighing(self) -> list[tuple[str, str, int]]:
        """Each criterion with its points, in words and in figures."""
        given = {score.criterion: score.points for score in self.scores}
        return [
            (criterion.label, Points(given[criterion]).label, given[criterion])
            for criterion in Criterion
            if criterion in given
        ]


def topic_page(topic: TopicSuggestion) -> TopicPage:
    """Read what the page of one topic shows."""
    work = WorkItem.objects.filter(topic=topic).first()
    return TopicPage(topic, list(topic.scores.all()), work)


def topic_rows(topics: Iterable[Any]) -> list[TopicRow]:
    """The topics of a page of the list, each with its points and what became of it."""
    return [
        TopicRow(topic, TOPIC[TopicStatus(topic.status)], topic.total, getattr(topic, "work_item", None))
        for topic in topics
    ]


def tally_of(topics: QuerySet[TopicSuggestion]) -> dict[str, int]:
    """How many of the topics are undecided, accepted and declined. One query."""
    counts = dict(topics.order_by().values_list("status").annotate(Count("pk", distinct=True)))
    return {
        "undecided": sum(counts.get(status, 0) for status in UNDECIDED),
        "accepted": counts.get(TopicStatus.ACCEPTED, 0),
        "declined": counts.get(TopicStatus.DECLINED, 0),
    }
