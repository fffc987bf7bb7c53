"""The list by its weakest answers: the council that has come least far decides where a recommendation stands."""

from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from recommendations.enums import ResponseStatus, Verdict
from recommendations.models import Response
from recommendations.querysets import RecommendationQuerySet

# From no answer at all to all of it; a council that was not asked yet owes none.
WEAKNESS: list[tuple[str, str]] = [
    (ResponseStatus.NOT_ON_RECORD, ""),
    (ResponseStatus.AWAITED, ""),
    (ResponseStatus.UNANSWERED, Verdict.DEFERRED),
    (ResponseStatus.UNANSWERED, Verdict.NOTED),
    (ResponseStatus.UNANSWERED, Verdict.IN_PRINCIPLE),
    (ResponseStatus.ANSWERED, Verdict.REJECTED),
    (ResponseStatus.ANSWERED, Verdict.IN_PART),
    (ResponseStatus.ANSWERED, Verdict.IN_PLACE),
    (ResponseStatus.ANSWERED, Verdict.ACCEPTED),
]


def by_weakest_answer(found: RecommendationQuerySet) -> RecommendationQuerySet:
    """Sort recommendations by their weakest answer, and equals by what is next."""
    weakest = Coalesce(Subquery(_weakest()), Value(len(WEAKNESS)))
    return found.annotate(weakest=weakest).order_by("weakest", "next_due_sort", "pk")


def _weakest() -> QuerySet[Response, Any]:
    """The place in WEAKNESS of the weakest answer to the recommendation at hand."""
    places = [
        When(Q(status=status) & (Q(verdict=verdict) if verdict else Q()), then=Value(place))
        for place, (status, verdict) in enumerate(WEAKNESS)
    ]
    rank = Case(*places, default=Value(len(WEAKNESS)), output_field=IntegerField())
    answers = Response.objects.filter(recommendation=OuterRef("pk")).annotate(rank=rank)
    return answers.order_by("rank", "pk").values("rank")[:1]
