"""What officers suggested to a council, for those who may read it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from recommendations.models import Response, ResponseSuggestion
from recommendations.permissions import can_see_suggestions


def suggestions_visible_to(user: Any, response: Response, *, on: date) -> list[ResponseSuggestion]:
    """Every version of the advice on one answer, newest first; none for whoever may not read it."""
    if not user.is_authenticated or not can_see_suggestions(user, response, on=on):
        return []
    return list(response.suggestions.order_by("-number"))


def newest_suggestions(responses: Iterable[int]) -> dict[int, ResponseSuggestion]:
    """The newest advice on each of these answers, by their ids. Only for answers that the reader decides on."""
    found = ResponseSuggestion.objects.filter(response_id__in=list(responses)).order_by("number")
    return {one.response_id: one for one in found}
