"""More work for a recommendation, a council that joins an action, and a further recommendation for one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, perform_once, require
from councils.models import Post
from recommendations import operations, permissions
from recommendations.enums import RecommendationStatus
from recommendations.forms.answer_fields import officers_for
from recommendations.forms.sharing import AddActionForm, JoinForm, LinkForm, UnlinkForm
from recommendations.models import Recommendation, Response
from recommendations.queries import recommendations_visible_to
from recommendations.queries.sharing import (
    answers_to_join_with,
    answers_to_promise_under,
    recommendations_linked_later,
)
from recommendations.views.finding import find_part, find_recommendation
from recommendations.views.work import about

FOR_WHOEVER_ACCEPTED = (
    "This page is for the Scrutiny Officer and for Portfolio Holders of councils that accepted this."
)
FOR_THE_SCRUTINY_OFFICER = "This page is for the Scrutiny Officer."


@require_http_methods(["GET", "POST"])
def add_action(request: HttpRequest, reference: str) -> HttpResponse:
    """One more piece of work for a recommendation, after a council's answer."""
    on = timezone.localdate()
    recommendation = find_recommendation(request, reference, on=on)
    answers = answers_to_promise_under(request.user, recommendation, on=on)
    require(bool(answers), FOR_WHOEVER_ACCEPTED)
    later = ("Leave it as it is", recommendation.get_absolute_url())
    form = bind(request, AddActionForm, answers=answers, posts=officers_of(answers, on=on), later=later)
    if request.method == "POST" and form.is_valid():
        known: dict[str, Any] = {"by": request.user, "at": timezone.now()}
        added = perform_once(
            request,
            form,
            operations.add_action,
            result_path=lambda part: str(part.get_absolute_url()),
            **known,
        )
        if added:
            messages.success(request, "The action is added, and the responsible officer is told.")
            return added
    context = {
        "form": form,
        "recommendation": recommendation,
        "crumbs": [
            (reverse("recommendations:list"), "Recommendations"),
            (recommendation.get_absolute_url(), recommendation.reference),
        ],
    }
    return render(request, "recommendations/add_action.html", context)


def officers_of(answers: list[Response], *, on: date) -> QuerySet[Post]:
    """Officers' posts that could do the work: of the council, where there is one to choose from; otherwise of all."""
    posts = Post.objects.existing_on(on).select_related("council", "organisation")
    return officers_for(answers[0].council if len(answers) == 1 else None, posts)


@require_http_methods(["GET", "POST"])
def join_action(request: HttpRequest, pk: int) -> HttpResponse:
    """A council joins an action with a part of its own, which its own portfolio holder signs off."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    answers = answers_to_join_with(request.user, part, on=on)
    require(bool(answers), FOR_WHOEVER_ACCEPTED)
    later = ("Leave it as it is", part.get_absolute_url())
    form = bind(request, JoinForm, answers=answers, posts=officers_of(answers, on=on), later=later)
    if request.method == "POST" and form.is_valid():
        known: dict[str, Any] = {"action": part.action, "by": request.user, "at": timezone.now()}
        joined = perform_once(
            request,
            form,
            operations.join_action,
            result_path=lambda joining: str(joining.get_absolute_url()),
            **known,
        )
        if joined:
            messages.success(request, "The council has a part of its own now, and its officer is told.")
            return joined
    return render(request, "recommendations/join_action.html", {**about(part, on=on), "form": form})


@require_http_methods(["GET", "POST"])
def link_recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """An action serves a further recommendation too."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_link(request.user, part, on=on), FOR_THE_SCRUTINY_OFFICER)
    known_ones = recommendations_visible_to(request.user, on=on).filter(status=RecommendationStatus.MADE)
    form = bind(request, LinkForm, known=known_ones, later=("Leave it as it is", part.get_absolute_url()))
    if request.method == "POST" and form.is_valid():
        known = {"action": part.action, "by": request.user, "at": timezone.now()}
        if perform(form, operations.link_recommendation, **known):
            messages.success(request, "The action serves that recommendation too.")
            return redirect(part)
    return render(request, "recommendations/link_action.html", {**about(part, on=on), "form": form})


@require_http_methods(["GET", "POST"])
def unlink_recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """An action no longer serves a recommendation that it was linked to later, with a reason that is published."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_link(request.user, part, on=on), FOR_THE_SCRUTINY_OFFICER)
    later = [one.pk for one in recommendations_linked_later(request.user, part, on=on)]
    known_ones = Recommendation.objects.filter(pk__in=later).order_by("pk")
    form = bind(request, UnlinkForm, known=known_ones, later=("Leave it linked", part.get_absolute_url()))
    if request.method == "POST" and form.is_valid():
        known = {"action": part.action, "by": request.user, "at": timezone.now()}
        if perform(form, operations.unlink_recommendation, **known):
            messages.success(request, "The link is taken away, and the reason is on the record.")
            return redirect(part)
    context = {**about(part, on=on), "form": form, "has_any": bool(later)}
    return render(request, "recommendations/unlink_action.html", context)
