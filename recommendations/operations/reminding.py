"""An officer's own reminder, besides those that the portal writes by itself."""

from datetime import datetime

from django.db import transaction

from core import history
from core.dates import london_date, spell
from core.refusals import Refused
from councils.models import User
from councils.queries import users_in_post
from notices.enums import NoticeKind
from notices.operations import tell_all
from recommendations.models import Response
from recommendations.operations.standing import cut, name_of
from recommendations.querysets import OPEN_RESPONSES


@transaction.atomic
def remind(*, response: Response, by: User, at: datetime) -> int:
    """Remind whoever holds the portfolio that an answer is waited for, at most once a day. Gives how many were told.

    Raises Refused when no clock is running, when nobody is in post, and when they were reminded today.
    """
    on = london_date(at)
    council = response.council.short_name
    if response.status not in OPEN_RESPONSES:
        raise Refused(f"No answer is waited for from {council}.")
    recipients = users_in_post(response.portfolio, on=on) if response.portfolio else []
    if not recipients:
        raise Refused(f"Nobody holds {council}’s portfolio, so nobody can be reminded. Phone, or write.")
    told = tell_all(
        recipients=recipients,
        key=f"reminder:{response.pk}:{on}",
        kind=NoticeKind.RESPONSE_DUE_SOON,
        title=cut(f"Reminder: {council}’s answer to {name_of(response.recommendation)}"),
        text=(
            f"The Scrutiny Officer asks for {response.council.name}’s answer to {name_of(response.recommendation)}. "
            f"It is due by {spell(response.due_on)}."
        ),
        path=response.get_absolute_url(),
        due_at=at,
        at=at,
    )
    if not told:
        raise Refused(f"{council}’s portfolio holder was reminded today already.")
    history.record(
        subject=response,
        trail=response.recommendation,
        verb="remind",
        by=by,
        at=at,
        role="Scrutiny Officer",
        details={"council": response.council.slug},
    )
    return len(told)
