"""A closed recommendation is opened again, and the councils that were asked are told of such things."""

from datetime import datetime

from django.db import transaction

from core.dates import london_date
from core.moving import make_move, overtaken_sentence
from core.refusals import Overtaken
from councils.models import User
from notices.enums import NoticeKind
from recommendations.enums import ResponseStatus
from recommendations.lifecycle import RECOMMENDATION_MOVES
from recommendations.models import Closure, Recommendation
from recommendations.operations.standing import (
    cut,
    is_public,
    name_of,
    needed,
    refresh_next_due,
    role_in,
    tell_post,
)


@transaction.atomic
def reopen(*, recommendation: Recommendation, reason: str, by: User, at: datetime) -> Closure:
    """Open a closed recommendation again, with a reason. How it ended stays on the record, with the day this was undone.

    What each council answered and promised counts again. Raises Refused without a reason and when it is not closed,
    Overtaken when it was opened meanwhile.
    """
    reason = needed(reason, "Say why it is opened again. The reason is published", field="reason")
    today = london_date(at)
    make_move(
        recommendation,
        RECOMMENDATION_MOVES["reopen"],
        by=by,
        at=at,
        reason=reason,
        role=role_in(by, None, at=at).title,
        public=is_public(recommendation),
        on=today,
        changes={"version": recommendation.version + 1},
    )
    standing = Closure.objects.filter(recommendation=recommendation, reopened_on__isnull=True).first()
    if standing is None:
        raise Overtaken(overtaken_sentence(recommendation))
    standing.reopened_on = today
    Closure.objects.filter(pk=standing.pk).update(reopened_on=today)
    refresh_next_due(recommendation)
    tell_portfolios(recommendation, key=f"reopened:{standing.pk}", what="was opened again", at=at)
    return standing


def tell_portfolios(recommendation: Recommendation, *, key: str, what: str, at: datetime) -> None:
    """Tell whoever holds each portfolio that was asked that the recommendation "was withdrawn" or "was opened again"."""
    asked = recommendation.responses.exclude(status=ResponseStatus.NOT_SENT).select_related("portfolio")
    for response in asked.order_by("council__position"):
        tell_post(
            response.portfolio,
            key=f"{key}:{response.pk}",
            kind=NoticeKind.RECOMMENDATION_ENDED,
            title=cut(f"{name_of(recommendation)} {what}"),
            text=f"The recommendation {recommendation.reference} {what}. Read the reason in the portal.",
            path=recommendation.get_absolute_url(),
            at=at,
        )
