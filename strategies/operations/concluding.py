"""How a review ends by having been held: the day, and the move to held or held late."""

from datetime import date, datetime

from core import history
from core.dates import spell
from core.moving import make_move
from core.refusals import Refused
from councils.models import Partnership, User
from councils.operations import role_of
from strategies.lifecycle import REVIEW_MOVES
from strategies.models import AnnualReview, Review
from strategies.operations.common import is_public


def day_held(review: Review, held_on: date | None, *, today: date) -> date:
    """Check the day on which a review is said to have been held."""
    if held_on is None:
        raise Refused("Enter the day it was held, such as 30 September 2026", field="held_on")
    if held_on > today:
        raise Refused("The day it was held must not be in the future", field="held_on")
    anchor = review.strategy.anchor_on
    if anchor is not None and held_on < anchor:
        raise Refused(f"The day must not be before adoption, {spell(anchor)}", field="held_on")
    return held_on


def annual_review_for(review: Review, *, held_on: date, by: User | None, at: datetime) -> AnnualReview | None:
    """The annual review that tells of a review: that of the year in which it was due, begun where there is none.

    Where that one is concluded, the review was held too late for it: then the next that is not, from the year in which
    it was held. None for a strategy that is not the partnership's.
    """
    partnership = review.strategy.partnership
    if partnership is None:
        return None
    done = set(
        AnnualReview.objects.filter(partnership=partnership, concluded_on__isnull=False).values_list(
            "year", flat=True
        )
    )
    later = (year for year in range(held_on.year, held_on.year + len(done) + 2) if year not in done)
    year = review.due_on.year if review.due_on.year not in done else next(later)
    return begun(partnership, year=year, by=by, at=at)


def begun(partnership: Partnership, *, year: int, by: User | None, at: datetime) -> AnnualReview:
    """The annual review of a year, begun where it is not there yet. Two who begin it at once begin one."""
    annual, is_new = AnnualReview.objects.get_or_create(partnership=partnership, year=year)
    if is_new:
        history.record(subject=annual, verb="begin", by=by, role=role_of(by, at=at), at=at)
    return annual


def conclude(
    review: Review,
    *,
    held_on: date,
    reason: str = "",
    more: dict[str, object] | None = None,
    by: User | None,
    at: datetime,
) -> None:
    """Move a review to held, or to held late when the day is after its due date, with what `more` says of it."""
    move = REVIEW_MOVES["hold_late" if held_on > review.due_on else "hold"]
    changes: dict[str, object] = {
        "held_on": held_on,
        "reason": reason.strip(),
        "annual_review": annual_review_for(review, held_on=held_on, by=by, at=at),
        "version": review.version + 1,
        **(more or {}),
    }
    make_move(
        review,
        move,
        by=by,
        at=at,
        role=role_of(by, at=at),
        reason=reason.strip(),
        trail=review.strategy,
        public=is_public(review.strategy),
        on=held_on,
        changes=changes,
        details={"due_on": review.due_on.isoformat(), "kind": review.kind},
    )
