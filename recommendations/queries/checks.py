"""When the strategy that a recommendation is about is looked at again."""

from datetime import date

from django.db.models import QuerySet

from core import prepared
from councils.models import Body
from strategies.models import Review, Strategy
from strategies.queries import ReviewLine, review_lines


def _reviews(strategy: int) -> QuerySet[Review]:
    return Review.objects.filter(strategy_id=strategy).order_by("due_on")


def _newest_with_a_cadence() -> QuerySet[Strategy]:
    return Strategy.objects.with_a_cadence().order_by("-starts_on", "pk")[:1]


def newest_with_a_cadence() -> Strategy | None:
    """The partnership's newest strategy whose reviews are opened by rule, with its partnership."""
    return next(iter(prepared.joined(_newest_with_a_cadence, ("partnership",))), None)


def reviews_of(strategy: Strategy, *, on: date) -> list[ReviewLine]:
    """Every review of a strategy, recorded and planned, in order. Two queries at most."""
    reviews = {review.pk: review for review in prepared.instances(_reviews, strategy=strategy.pk)}
    decided = {review.decided_by_id for review in reviews.values() if review.decided_by_id}
    bodies = Body.objects.select_related("council").in_bulk(decided) if decided else {}
    for review in reviews.values():
        review.decided_by = bodies.get(review.decided_by_id or 0)
        review.merged_into = reviews.get(review.merged_into_id or 0)
    return review_lines(strategy, reviews.values(), on=on)
