"""Finding what an address names among what the reader may know of. A stranger gets 404 for the rest."""

from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from councils.models import User
from recommendations.models import ActionPart, Recommendation, Response
from recommendations.queries import parts_visible_to, recommendations_visible_to
from recommendations.queries.work import with_names


def type_again(form: forms.Form, *, version: int) -> None:
    """After a refusal: keep what was typed, and let it be sent again after a look at what changed meanwhile.

    No field of these forms holds several values.
    """
    form.data = {**{name: form.data.get(name) for name in form.data}, "version": str(version)}


def who(request: HttpRequest) -> User:
    """The signed-in user. Middleware lets nobody else reach a view that writes."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def find_recommendation(request: HttpRequest, reference: str, *, on: date) -> Recommendation:
    visible = recommendations_visible_to(request.user, on=on).select_related("report", "item")
    return get_object_or_404(visible, reference=reference)


def find_response(request: HttpRequest, reference: str, council: str, *, on: date) -> Response:
    recommendation = find_recommendation(request, reference, on=on)
    found = Response.objects.select_related("council", "portfolio")
    response = get_object_or_404(found, recommendation=recommendation, council__slug=council)
    response.recommendation = recommendation
    return response


def find_part(request: HttpRequest, pk: int, *, on: date) -> ActionPart:
    visible = with_names(parts_visible_to(request.user, on=on), request.user, on=on)
    return get_object_or_404(visible, pk=pk)
