"""What officers suggest that their council should answer: advice, before the portfolio holder decides."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from core import history
from core.dates import spell
from core.refusals import Refused
from councils.models import User
from notices.enums import NoticeKind
from recommendations.enums import Verdict
from recommendations.models import Response, ResponseSuggestion
from recommendations.operations.responses import hold_asked
from recommendations.operations.standing import cut, name_of, needed, role_in, tell_post
from recommendations.querysets import OPEN_RESPONSES


@transaction.atomic
def suggest_answer(
    *, response: Response, verdict: str, words: str, by: User, at: datetime
) -> ResponseSuggestion:
    """Suggest a verdict and words to one council, as a new version; the earlier ones stay. It decides nothing.

    The portfolio holder and the deputy are told. Raises Refused when no answer is waited for, or something is missing.
    """
    council = response.council
    if verdict not in Verdict.values:
        raise Refused(f"Choose what you suggest that {council.short_name} says", field="verdict")
    words = needed(words, "Say why, and what the council would do", field="words")
    hold_asked(response)
    if not Response.objects.filter(pk=response.pk, status__in=OPEN_RESPONSES).exists():
        raise Refused(f"No answer is waited for from {council.short_name}, so there is nothing to suggest.")
    last = response.suggestions.aggregate(Max("number"))["number__max"] or 0
    role = role_in(by, None, at=at).title
    made = ResponseSuggestion.objects.create(
        response=response, number=last + 1, verdict=verdict, words=words, by=by, by_role=role, at=at
    )
    history.record(
        subject=response,
        trail=response.recommendation,
        verb="suggest",
        by=by,
        at=at,
        role=role,
        details={"council": council.slug, "version": made.number},
    )
    tell_post(
        response.portfolio,
        key=f"suggestion:{response.pk}:{made.number}",
        kind=NoticeKind.RESPONSE_DUE_SOON,
        title=cut(f"Officers suggest an answer to {name_of(response.recommendation)}"),
        text=(
            f"The {role} suggests what {council.name} could answer. You decide. "
            f"The last day to answer is {spell(response.due_on)}."
        ),
        path=f"{response.get_absolute_url()}respond/",
        at=at,
    )
    return made
