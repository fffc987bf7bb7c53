"""Rare words in judgements, in views of impact, and in questions about progress of what is exempt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from recommendations.enums import RecommendationKind, UpdateKind
from recommendations.models import ImpactRating, PeriodicJudgement, Recommendation, UpdateQuestion
from strategies.enums import Judgement
from tests.factories import MOMENT

if TYPE_CHECKING:
    from recommendations.models import ActionPart
    from tests.cast import Cast
    from tests.promises.planting import Planted
    from tests.stage import Stage

Readers = frozenset[str]


def plant_ends(
    planted: Planted,
    stage: Stage,
    cast: Cast,
    made: dict[str, Recommendation],
    part: ActionPart,
    *,
    asked: Readers,
    working: Readers,
    members: Readers,
) -> None:
    """A judgement and a member's view of an exempt recommendation; questions about exempt work and about a difficulty."""
    exempt, closed = made["exempt"], made["closed"]
    Recommendation.objects.filter(pk=exempt.pk).update(kind=RecommendationKind.CONTINUING)
    PeriodicJudgement.objects.create(
        recommendation=exempt, judgement=Judgement.AT_RISK, reason=planted.word("judgement", asked),
        judged_on=date(2026, 4, 1), by=cast.officer,
    )  # fmt: skip
    person = cast.councillor.person
    assert person is not None
    ImpactRating.objects.create(
        recommendation=exempt,
        person=person,
        impact="some",
        words=planted.word("impact", asked),
        rated_on=date(2026, 4, 1),
    )
    open_part = stage.parts["south-holland"]
    for where, kind, readers in (
        (part, UpdateKind.PROGRESS, working),
        (open_part, UpdateKind.DIFFICULTY, members),
    ):
        question = UpdateQuestion.objects.create(
            update=where.updates.filter(kind=kind).latest("pk"), text=planted.word(f"asked about {kind}", readers),
            asked_by=cast.councillor, asked_role="Councillor", asked_at=MOMENT,
            answer=planted.word(f"answered about {kind}", readers), answered_by=cast.holder_south_holland,
            answered_role="Holder", answered_at=MOMENT,
        )  # fmt: skip
        planted.paths.append(reverse("recommendations:ask-about", args=[where.pk]))
        planted.paths.append(reverse("recommendations:answer-about", args=[where.pk, question.pk]))
    planted.paths += [
        reverse(f"recommendations:{name}", args=[exempt.reference])
        for name in ("withdraw", "judge", "rate-impact", "follow")
    ]
    planted.paths.append(reverse("recommendation-feed", args=[exempt.reference]))
    planted.paths.append(reverse("recommendations:reopen", args=[closed.reference]))
