"""Concluding the annual review with what it says of recommendations and checks on the day."""

from datetime import date, datetime

from django.db import transaction

from core.dates import london_date
from councils.models import User
from recommendations.queries.annual import annual_today
from strategies import operations as strategy_operations
from strategies.models import AnnualReview


@transaction.atomic
def conclude_annual_review(
    *, annual_review: AnnualReview, concluded_on: date, version: int, by: User | None, at: datetime
) -> AnnualReview:
    """Conclude and publish the annual review: what it says today is kept as it stands.

    Raises Refused and Overtaken as `strategies.operations.conclude_annual_review` does.
    """
    return strategy_operations.conclude_annual_review(
        annual_review=annual_review,
        concluded_on=concluded_on,
        record=annual_today(annual_review, on=london_date(at)).as_kept,
        version=version,
        by=by,
        at=at,
    )
