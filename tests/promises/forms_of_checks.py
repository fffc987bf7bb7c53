"""Every form of light-touch checks and annual reviews, filled in so that the scrutiny officer, who may send it, succeeds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from strategies.enums import CheckQuestion, Judgement, ReviewKind
from strategies.models import AssuranceFinding, Review, ReviewAnswer
from tests.factories import MOMENT

if TYPE_CHECKING:
    from strategies.models import RoadmapProject
    from tests.promises.forms import Forms


def complete_check(project: RoadmapProject, *, due_on: date) -> Review:
    """An open check of the project's strategy on which everything is judged and answered."""
    review = Review.objects.create(
        strategy=project.roadmap.strategy,
        kind=ReviewKind.CHECK,
        due_on=due_on,
        why="It is due.",
        opened_at=MOMENT,
    )
    for one in project.roadmap.projects.all():
        AssuranceFinding.objects.create(
            review=review, project=one, judgement=Judgement.ON_TRACK, reason="Half of it is done."
        )
    for question in CheckQuestion:
        ReviewAnswer.objects.create(review=review, question=question, answer="partly", words="As told.")
    return review


def of_checks(known: Forms) -> None:
    stage = known.stage
    plan, line = stage.to_judge.strategy.slug, f"p{stage.project.pk}"
    known.add("recommendations:fill-sheet", [plan, stage.to_judge.pk], "officer", {
        f"{line}-version": "1", f"{line}-judgement": "off_track", f"{line}-reason": "The supplier left.",
        "q-sooner-version": "0", "q-sooner-answer": "yes", "q-sooner-words": "It cannot wait.",
    })  # fmt: skip
    judged = complete_check(stage.project, due_on=date(2024, 12, 1))
    known.add("recommendations:conclude-check", [plan, judged.pk], "officer", {
        "judgement": "at_risk", "held_on": "1 April 2026", "conclusion": "One project is at risk.",
    })  # fmt: skip
    known.add("recommendations:paragraph", [plan, stage.concluded.pk], "officer", {
        "conclusion": "Most of it is done.", "version": stage.concluded.version,
    })  # fmt: skip
    known.add("recommendations:begin-annual-review", [], "officer", {"year": "2023"})
    known.add("recommendations:annual-introduction", [stage.writing.year], "officer", {
        "introduction": "What the year was about.", "version": stage.writing.version,
    })  # fmt: skip
    known.add("recommendations:conclude-annual-review", [stage.writing.year], "officer", {
        "concluded_on": "1 April 2026", "version": stage.writing.version,
    })  # fmt: skip
