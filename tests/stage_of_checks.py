"""A check to judge, one that is concluded, and two annual reviews: one concluded, one being written."""

from datetime import date
from typing import Any

from recommendations.queries.annual import annual_today
from strategies.enums import CheckQuestion, Judgement, ReviewKind, ReviewStatus
from strategies.models import AnnualReview, AssuranceFinding, Review, ReviewAnswer, RoadmapProject
from tests.cast import Cast
from tests.factories import MOMENT


def checks(project: RoadmapProject, cast: Cast) -> dict[str, Any]:
    """Of the project's strategy: the check of 2025, held late and told in the annual review of 2026, and that of 2026."""
    strategy = project.roadmap.strategy
    annual = AnnualReview.objects.create(
        partnership=cast.partnership,
        year=2025,
        introduction="A year of training.",
        concluded_on=date(2026, 1, 20),
    )
    annual.record = annual_today(annual, on=date(2026, 1, 20)).as_kept
    annual.save(update_fields=["record"])
    writing = AnnualReview.objects.create(partnership=cast.partnership, year=2026)
    opened = {"strategy": strategy, "kind": ReviewKind.CHECK, "opened_at": MOMENT}
    concluded = Review.objects.create(
        **opened, due_on=date(2025, 12, 1), why="First year.", status=ReviewStatus.HELD_LATE,
        held_on=date(2026, 3, 20), judgement=Judgement.AT_RISK, conclusion="Half of it is done.",
        annual_review=writing,
    )  # fmt: skip
    to_judge = Review.objects.create(**opened, due_on=date(2026, 4, 1), why="Second year.")
    AssuranceFinding.objects.create(
        review=concluded, project=project, judgement=Judgement.AT_RISK, reason="The supplier is late."
    )
    AssuranceFinding.objects.create(review=to_judge, project=project)
    ReviewAnswer.objects.create(
        review=concluded, question=CheckQuestion.SOONER, answer="no", words="Nothing cannot wait."
    )
    return {"concluded": concluded, "to_judge": to_judge, "annual": annual, "writing": writing}
