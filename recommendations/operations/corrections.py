"""Correcting published words together with what came of them: the recommendation, the action."""

from datetime import date, datetime

from django.db import transaction

from core import history
from councils.models import User
from meetings import operations as meeting_operations
from meetings.models import Correction, Outcome
from recommendations.models import Action, ActionPart, Recommendation, WordingCorrection
from recommendations.operations.log import title_from
from recommendations.operations.standing import hold, is_public, part_is_public, trail_of


@transaction.atomic
def correct_entry(
    *, outcome: Outcome, version: int, text: str, reason: str, corrected_on: date, by: User, at: datetime
) -> Correction:
    """Correct an entry of a published record, and in the same step the words of what came of it (rules 3 and 13).

    The recommendation made of it gets a wording correction with the same day and reason and keeps its old words; its
    title follows where it was taken from the words, and so does that of an action. A title that was written stays.
    Raises Refused and Overtaken as `meetings.operations.correct_outcome` does.
    """
    made = Recommendation.objects.filter(outcome=outcome)
    hold(made)
    correction = meeting_operations.correct_outcome(
        outcome=outcome, version=version, text=text, reason=reason, corrected_on=corrected_on, by=by, at=at
    )
    for recommendation in made.select_related("item", "report"):
        _reword(recommendation, correction, by=by, at=at)
    if Action.objects.filter(outcome=outcome, title=correction.old_text).update(title=correction.new_text):
        _tell_of_work(correction, by=by, at=at)
    return correction


def _tell_of_work(correction: Correction, *, by: User, at: datetime) -> None:
    """The story of the work tells of its new words too."""
    parts = ActionPart.objects.filter(action__outcome=correction.outcome)
    for part in parts.select_related("action__outcome__item__meeting").order_by("pk"):
        public = part_is_public(part)
        history.record(
            subject=part, trail=trail_of(part), verb="correct", by=by, at=at, on=correction.corrected_on,
            public=public, reason=correction.reason if public else "",
        )  # fmt: skip


def _reword(recommendation: Recommendation, correction: Correction, *, by: User, at: datetime) -> None:
    old = recommendation.text
    if old == correction.new_text:
        return
    WordingCorrection.objects.create(
        recommendation=recommendation, old_text=old, new_text=correction.new_text, reason=correction.reason,
        corrected_on=correction.corrected_on, by=by,
    )  # fmt: skip
    if recommendation.title == title_from(old):
        recommendation.title = title_from(correction.new_text)
    recommendation.text = correction.new_text
    recommendation.version += 1
    recommendation.save(update_fields=["text", "title", "version"])
    public = is_public(recommendation)
    history.record(
        subject=recommendation, verb="correct", by=by, at=at, on=correction.corrected_on, public=public,
        reason=correction.reason if public else "",
    )  # fmt: skip
