"""Participants' feedback as pages show it: aggregates only (rule 26)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from councils.permissions import may_see_all
from strategies.enums import FEWEST_RESPONDENTS, FeedbackKind, StrategyStatus
from strategies.models import ParticipantFeedback, Strategy


def feedback_visible_to(user: Any, *, on: date) -> QuerySet[ParticipantFeedback]:
    """All feedback but that on a draft strategy; the scrutiny officer sees that too."""
    found = ParticipantFeedback.objects.select_related("council", "strategy", "source")
    if may_see_all(user, on=on):
        return found
    return found.exclude(strategy__status=StrategyStatus.DRAFT)


@dataclass(frozen=True)
class FeedbackFilter:
    """What a reader asked the list for. Unknown values are left out."""

    council: str = ""
    kind: str = ""
    audience: str = ""

    @property
    def is_chosen(self) -> bool:
        return bool(self.council or self.kind or self.audience)

    def narrow(self, found: QuerySet[ParticipantFeedback]) -> QuerySet[ParticipantFeedback]:
        if self.council:
            found = found.filter(council__slug=self.council)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.audience:
            found = found.filter(audience__icontains=self.audience)
        return found


def asked_for(council: str, kind: str, audience: str, *, councils: set[str]) -> FeedbackFilter:
    """Read a filter from an address."""
    return FeedbackFilter(
        council if council in councils else "",
        kind if kind in FeedbackKind.values else "",
        " ".join(audience.split())[:160],
    )


@dataclass(frozen=True)
class FeedbackTotals:
    """How much feedback a view holds. Withdrawn feedback counts for nothing."""

    times: int
    people: int


def totals_of(found: QuerySet[ParticipantFeedback]) -> FeedbackTotals:
    """Count a view in one query. Groups too small to be told apart count as none, so that no difference gives one away."""
    standing = Q(withdrawn_at__isnull=True)
    counted = found.order_by().aggregate(
        times=Count("pk", filter=standing),
        people=Sum("respondents", filter=standing & Q(respondents__gte=FEWEST_RESPONDENTS)),
    )
    return FeedbackTotals(counted["times"], counted["people"] or 0)


def feedback_of(strategy: Strategy) -> QuerySet[ParticipantFeedback]:
    """What participants said about a strategy, the newest first, without what was withdrawn."""
    return strategy.feedback.filter(withdrawn_at__isnull=True).select_related("council", "source")
