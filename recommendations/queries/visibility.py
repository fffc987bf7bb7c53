"""Who may read what: the one place that decides it for recommendations and everything below them (rule 15).

Every list, count, export and page starts from here. What a reader may not know of is not there: it is missing from
counts too. The conditions ask about one row at a time, so that a page of 25 rows costs the same among 100,000.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.enums import Openness
from core.models import HistoryEntry
from councils.permissions import capacities_of
from meetings.enums import RECORD_PUBLISHED
from recommendations.enums import RecommendationStatus, VersionStatus
from recommendations.models import (
    ActionPart,
    ActionRecommendation,
    Recommendation,
    Response,
    ResponseVersion,
)
from recommendations.querysets import ActionPartQuerySet, RecommendationQuerySet

DRAFTING_VERBS = ("save_draft", "save_answer_draft", "draft", "suggest")
PART_LABEL = "recommendations.actionpart"
TRAIL_LABEL = "recommendations.recommendation"
ALL, SOME = "all", "some"
PUBLISHED_STATUSES = [
    RecommendationStatus.MADE,
    RecommendationStatus.CLOSED,
    RecommendationStatus.WITHDRAWN,
]


@dataclass(frozen=True)
class Reader:
    """What decides what somebody may read: two readers who are equal see the same."""

    sees_all: bool = False
    seats: tuple[int, ...] = ()
    signs_for: tuple[int, ...] = ()
    officer_in: tuple[int, ...] = ()

    @classmethod
    def within(cls, scope: str, **held: tuple[int, ...]) -> "Reader":
        """The reader of a scope, ALL or SOME, with what is held."""
        return cls(scope == ALL, **held)

    @property
    def scope(self) -> str:
        return ALL if self.sees_all else SOME

    @property
    def values(self) -> dict[str, tuple[int, ...]]:
        """What the reader holds, for `core.prepared`: lists that are not empty."""
        held = {"seats": self.seats, "signs_for": self.signs_for, "officer_in": self.officer_in}
        return {name: ids for name, ids in held.items() if ids and not self.sees_all}


EVERYONE = Reader()


def reader_of(user: Any, *, on: date) -> Reader:
    """Who reads, by what the user holds on the day."""
    holds = capacities_of(user, on=on)
    return Reader(
        holds.is_scrutiny_officer,
        tuple(sorted(holds.seats)),
        tuple(sorted(holds.signs_for)),
        tuple(sorted(holds.officer_in)),
    )


def recommendations_visible_to(user: Any, *, on: date) -> RecommendationQuerySet:
    """Recommendations that the user may know of on the day.

    Everybody: those published and open. The scrutiny officer: all, drafts too. Besides, once published, an exempt one is
    read by who sits on the body whose meeting made it, and by the portfolio holder who is asked.
    """
    return recommendations_for(reader_of(user, on=on))


def recommendations_for(reader: Reader) -> RecommendationQuerySet:
    return Recommendation.objects.filter(is_visible_for(reader))


def is_visible_to(user: Any, *, on: date, at: str = "") -> Q:
    """The condition of `recommendations_visible_to`, for a recommendation itself or one reached by the path `at`."""
    return is_visible_for(reader_of(user, on=on), at=at)


def is_visible_for(reader: Reader, *, at: str = "") -> Q:
    if reader.sees_all:
        return Q()
    readable = Q(**{f"{at}openness": Openness.OPEN}) & (
        Q(**{f"{at}item__isnull": True}) | Q(**{f"{at}item__openness": Openness.OPEN})
    )
    if reader.seats:
        readable |= Q(**{f"{at}item__meeting__body_id__in": reader.seats})
    if reader.signs_for:
        asked = Response.objects.filter(recommendation=OuterRef(f"{at}pk"), portfolio_id__in=reader.signs_for)
        readable |= Q(Exists(asked))
    return Q(**{f"{at}status__in": PUBLISHED_STATUSES}) & readable


def parts_visible_to(user: Any, *, on: date) -> ActionPartQuerySet:
    """Parts of actions that the user may know of on the day.

    Everybody: parts of an open action, none of whose recommendations is hidden from the user, and whose outcome, where it
    has one, stands openly in a published record. Besides, who holds the portfolio that signs or the post that does it.
    """
    return parts_for(reader_of(user, on=on))


def parts_for(reader: Reader) -> ActionPartQuerySet:
    everything: ActionPartQuerySet = ActionPart.objects.all()
    if reader.sees_all:
        return everything
    links = ActionRecommendation.objects.filter(action=OuterRef("action_id"))
    serves_a_hidden_one = Exists(links.exclude(is_visible_for(reader, at="recommendation__")))
    readable = Q(action__openness=Openness.OPEN) & _outcome_is_public() & ~Q(serves_a_hidden_one)
    if reader.signs_for:
        readable |= Q(portfolio_id__in=reader.signs_for)
    if reader.officer_in:
        readable |= Q(responsible_id__in=reader.officer_in)
    return everything.filter(readable)


def _outcome_is_public() -> Q:
    return Q(action__outcome__isnull=True) | Q(
        action__outcome__withdrawn_at__isnull=True,
        action__outcome__openness=Openness.OPEN,
        action__outcome__item__openness=Openness.OPEN,
        action__outcome__item__meeting__status__in=sorted(RECORD_PUBLISHED),
    )


def versions_visible_to(user: Any, *, on: date) -> QuerySet[ResponseVersion]:
    """Answers that the user may read: published ones of what is visible; drafts only for who signs for that portfolio.

    A draft is not for the scrutiny officer, nor for another council (rule 4, promise S2).
    """
    readable = Q(status=VersionStatus.PUBLISHED) & is_visible_to(user, on=on, at="response__recommendation__")
    if signs_for := capacities_of(user, on=on).signs_for:
        readable |= Q(status=VersionStatus.DRAFT, response__portfolio_id__in=sorted(signs_for))
    return ResponseVersion.objects.filter(readable)


def story_visible_to(
    user: Any, recommendation: Recommendation, *, on: date, parts: list[int]
) -> QuerySet[HistoryEntry]:
    """History rows of a recommendation that the user may read, newest first. `parts`: ids of its parts that are visible.

    The recommendation itself must be visible already. The public reads public rows; the scrutiny officer, and who may
    read an exempt recommendation, all of them. Nobody reads rows of a part that is hidden from them now, whatever the row
    said when it was written, nor rows about drafting.
    """
    scope = story_scope(reader_of(user, on=on), recommendation)
    return story_rows(scope, recommendation=recommendation.pk, parts=parts)


def story_scope(reader: Reader, recommendation: Recommendation) -> str:
    """Whether a reader of the recommendation reads all rows about it, or the public ones."""
    return ALL if reader.sees_all or not is_open_to_all(recommendation) else SOME


def story_rows(scope: str, *, recommendation: int, parts: Sequence[int] = ()) -> QuerySet[HistoryEntry]:
    told = Q(trail=TRAIL_LABEL, trail_id=recommendation)
    if parts:
        told |= Q(subject=PART_LABEL, subject_id__in=parts)
    rows = HistoryEntry.objects.filter(told).order_by("-at", "-number")
    rows = rows.exclude(verb__in=DRAFTING_VERBS)
    hidden = Q(subject=PART_LABEL) & ~Q(subject_id__in=parts) if parts else Q(subject=PART_LABEL)
    rows = rows.exclude(hidden)
    return rows if scope == ALL else rows.filter(public=True)


def is_open_to_all(recommendation: Recommendation) -> bool:
    """Whether neither the recommendation nor the agenda item it came from is exempt."""
    return recommendation.is_open and (recommendation.item is None or recommendation.item.is_open)
