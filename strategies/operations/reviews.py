"""What became of a review that was due (rule 18)."""

from datetime import date, datetime

from django.db import transaction

from core.dates import london_date
from core.moving import make_move
from core.refusals import Refused
from councils.models import Body, User
from councils.operations import role_of
from strategies.enums import ReviewStatus
from strategies.lifecycle import REVIEW_MOVES
from strategies.models import Review
from strategies.operations.common import is_public
from strategies.operations.concluding import conclude, day_held


@transaction.atomic
def record_review(
    *,
    review: Review,
    outcome: str,
    held_on: date | None = None,
    reason: str = "",
    decided_by: Body | None = None,
    merged_into: Review | None = None,
    by: User | None,
    at: datetime,
) -> Review:
    """Write down what became of a review: held, excused by a decision, or merged into another review (rule 18).

    Held after its due date it counts as held late. Excused and merged need a reason and the body that decided it; a
    late deep review never counts as the next check by itself, and a review that took another in has to be held. Raises
    Refused when something is missing, the day is in the future or before adoption, or the review is concluded; Overtaken
    when somebody was faster.
    """
    today = london_date(at)
    match outcome:
        case "held":
            _has_no_sheet_begun(review)
            conclude(review, held_on=day_held(review, held_on, today=today), reason=reason, by=by, at=at)
        case "excused":
            _needs_a_decision(review, reason, decided_by)
            _took_none_in(review)
            _move(review, "excuse", reason=reason, decided_by=decided_by, by=by, at=at, on=today)
        case "merged":
            _needs_a_decision(review, reason, decided_by)
            other = _may_take(review, merged_into)
            _took_none_in(review)
            _move(
                review,
                "merge",
                reason=reason,
                decided_by=decided_by,
                merged_into=other,
                by=by,
                at=at,
                on=today,
            )
        case _:
            raise Refused("Choose what became of the review", field="outcome")
    return review


def _needs_a_decision(review: Review, reason: str, decided_by: Body | None) -> None:
    """An excuse is a decision: it has a reason, and a body that took it (rule 18)."""
    if not reason.strip():
        raise Refused("Say why. The reason is published", field="reason")
    if decided_by is None:
        raise Refused("Choose the body that decided this", field="decided_by")
    entitled = review.strategy.excused_by
    if entitled is not None and entitled != decided_by:
        raise Refused(f"Only {entitled} may decide this", field="decided_by")


def _may_take(review: Review, other: Review | None) -> Review:
    """Check the review that another is merged into: of the same strategy, and not itself excused or merged away."""
    if other is None:
        raise Refused("Choose the review that it was merged into", field="merged_into")
    if other.pk == review.pk or other.strategy_id != review.strategy_id:
        raise Refused("Choose another review of the same strategy", field="merged_into")
    now = Review.objects.select_for_update().get(pk=other.pk)
    if now.status in {ReviewStatus.MERGED, ReviewStatus.EXCUSED}:
        raise Refused(f"The {other} did not take place itself. Choose another review", field="merged_into")
    return now


def _has_no_sheet_begun(review: Review) -> None:
    """A check whose sheet was begun is concluded there, so that half a sheet is not published."""
    if review.answers.exists() or review.findings.exclude(reason="").exists():
        raise Refused("The sheet of this check is begun. Conclude the check there", field="outcome")


def _took_none_in(review: Review) -> None:
    """A review that others were merged into is held, or else they would lapse unseen."""
    names = [f"the {one}" for one in review.merged_reviews.order_by("due_on")]
    if names:
        raise Refused(f"This review took in {' and '.join(names)}, so it has to be held", field="outcome")


def _move(
    review: Review,
    name: str,
    *,
    reason: str,
    decided_by: Body | None,
    merged_into: Review | None = None,
    by: User | None,
    at: datetime,
    on: date,
) -> None:
    """Conclude a review without its having been held."""
    details = {"due_on": review.due_on.isoformat(), "kind": review.kind, "decided_by": str(decided_by)}
    if merged_into is not None:
        details["merged_into"] = str(merged_into)
    make_move(
        review,
        REVIEW_MOVES[name],
        by=by,
        at=at,
        role=role_of(by, at=at),
        reason=reason.strip(),
        trail=review.strategy,
        public=is_public(review.strategy),
        on=on,
        changes={
            "reason": reason.strip(),
            "decided_by": decided_by,
            "merged_into": merged_into,
            "version": review.version + 1,
        },
        details=details,
    )
