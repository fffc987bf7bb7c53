"""Concluding a light-touch check with what stands here of the strategy's recommendations."""

from datetime import date, datetime

from django.db import transaction

from core.dates import london_date
from councils.models import User
from recommendations.queries.strategy_work import work_of
from strategies import operations as strategy_operations
from strategies.enums import Judgement
from strategies.models import Review


@transaction.atomic
def conclude_sheet(
    *, review: Review, judgement: Judgement, conclusion: str, held_on: date, by: User | None, at: datetime
) -> Review:
    """Conclude a check and keep how many answers and pieces of work were outstanding on the day.

    Raises Refused and Overtaken as `strategies.operations.conclude_check` does.
    """
    return strategy_operations.conclude_check(
        review=review,
        judgement=judgement,
        conclusion=conclusion,
        held_on=held_on,
        work=work_of(review.strategy, on=london_date(at)).figures,
        by=by,
        at=at,
    )
