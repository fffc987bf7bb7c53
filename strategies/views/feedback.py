"""Participants' feedback on training and service journeys: aggregates only (rule 26)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, perform_once, require
from councils.queries import councils_in_order
from strategies import operations, permissions, queries
from strategies.enums import FeedbackKind
from strategies.forms.feedback import FeedbackForm, WithdrawFeedbackForm
from strategies.models import ParticipantFeedback

PER_PAGE = 25
FOR_THE_OFFICER = "Only the Scrutiny Officer keeps feedback."
FORM = "strategies/fact_form.html"


@login_not_required
@require_safe
def feedback(request: HttpRequest) -> HttpResponse:
    """What did those who took part say?"""
    today = timezone.localdate()
    councils = councils_in_order()
    given = request.GET.get
    asked = queries.asked_for(
        given("council", ""),
        given("kind", ""),
        given("audience", ""),
        councils={one.slug for one in councils},
    )
    found = asked.narrow(queries.feedback_visible_to(request.user, on=today))
    context = {
        "page_obj": Paginator(found, PER_PAGE).get_page(given("page")),
        "totals": queries.totals_of(found),
        "asked": asked,
        "councils": councils,
        "kinds": FeedbackKind.choices,
        "can_keep": permissions.can_keep_strategies(request.user, on=today),
    }
    return render(request, "strategies/feedback.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """What participants said, summed up."""
    require(permissions.can_keep_strategies(request.user, on=timezone.localdate()), FOR_THE_OFFICER)
    form = bind(request, FeedbackForm)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_feedback,
            result_path=lambda made: f"{reverse('strategies:feedback')}#feedback-{made.pk}",
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The feedback is on record.")
            return done
    return render(request, FORM, page_of("Add feedback", "Sums and themes only. Nobody is named.", form))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take feedback back, with a reason that stays in its place."""
    today = timezone.localdate()
    found = queries.feedback_visible_to(request.user, on=today)
    one = get_object_or_404(found, pk=pk, withdrawn_at__isnull=True)
    require(permissions.can_keep_strategies(request.user, on=today), FOR_THE_OFFICER)
    form = bind(request, WithdrawFeedbackForm)
    if form.is_valid():
        done: ParticipantFeedback | None = perform(
            form, operations.withdraw_feedback, feedback=one, by=request.user, at=timezone.now()
        )
        if done is not None:
            messages.success(request, "The feedback is withdrawn.")
            return redirect("strategies:feedback")
    return render(request, FORM, page_of("Withdraw the feedback", f"{one.subject}, {one.audience}.", form))


def page_of(heading: str, answer: str, form: Any) -> dict[str, Any]:
    crumbs = [(reverse("strategies:list"), "Strategies"), (reverse("strategies:feedback"), "Feedback")]
    return {"heading": heading, "answer": answer, "form": form, "crumbs": crumbs}
