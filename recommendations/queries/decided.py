"""What a portfolio holder or deputy decided lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from core.dates import london_date
from core.statuses import Status
from councils.permissions import capacities_of
from recommendations import statuses
from recommendations.enums import SignOffDecision, VersionStatus
from recommendations.models import ResponseVersion, SignOff
from recommendations.queries.visibility import recommendations_visible_to

DECIDED = {
    SignOffDecision.SIGNED_OFF: Status("Signed off", "Signed off", "signed", "ok"),
    SignOffDecision.SIGNED_OFF_WITH_MORE: Status(
        "Signed off, one more thing asked", "Signed off", "signed", "ok"
    ),
    SignOffDecision.SENT_BACK: Status("Sent back", "Sent back", "noted", "mute"),
    SignOffDecision.REVERSED: Status("Sign-off reversed", "Reversed", "noted", "mute"),
}


@dataclass(frozen=True)
class Decided:
    on: date
    shown: Status


def decided_lately(user: Any, *, on: date) -> list[Decided]:
    """The last decisions that the user took, newest first."""
    visible = recommendations_visible_to(user, on=on)
    answers: QuerySet[ResponseVersion] = ResponseVersion.objects.filter(
        written_by=user, status=VersionStatus.PUBLISHED, response__recommendation__in=visible
    ).select_related("response__recommendation")
    decisions = SignOff.objects.filter(
        Q(by=user), part__portfolio_id__in=capacities_of(user, on=on).signs_for
    ).select_related("part__action")
    found = [
        *_answers_given(answers.order_by("-published_at")[:5]),
        *_decisions_taken(decisions.order_by("-at")[:5]),
    ]
    return sorted(found, key=lambda one: one.on, reverse=True)[:5]


def _answers_given(answers: Iterable[ResponseVersion]) -> list[Decided]:
    given = []
    for one in answers:
        shown = statuses.VERDICTS[one.verdict]
        word = f"{shown.word}: {one.response.recommendation.reference}"
        given.append(
            Decided(
                london_date(one.published_at or one.written_at), Status(word, word, shown.icon, shown.tone)
            )
        )
    return given


def _decisions_taken(decisions: Iterable[SignOff]) -> list[Decided]:
    taken = []
    for one in decisions:
        shown = DECIDED[SignOffDecision(one.decision)]
        word = f"{shown.word}: {one.part.action.title[:60]}"
        taken.append(Decided(london_date(one.at), Status(word, word, shown.icon, shown.tone)))
    return taken
