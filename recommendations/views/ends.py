"""The officer withdraws a recommendation, opens it again or records a judgement; a member says whether it mattered."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, require
from meetings.models import Meeting
from meetings.queries import meetings_visible_to
from recommendations import operations, permissions
from recommendations.forms.ends import JudgeForm, RateImpactForm, ReasonForm
from recommendations.models import ImpactRating, Recommendation
from recommendations.operations.closing import NEVER_HELD
from recommendations.operations.standing import is_public
from recommendations.views.finding import find_recommendation

FOR_OFFICERS = "This page is for the Scrutiny Officer."
FOR_MEMBERS = "This page is for members of a scrutiny body."


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a recommendation back, with a reason. Its page stays and says so."""
    on = timezone.localdate()
    recommendation = find_recommendation(request, reference, on=on)
    require(permissions.can_withdraw(request.user, recommendation, on=on), FOR_OFFICERS)
    form = bind(
        request,
        ReasonForm,
        label="Why is it withdrawn?",
        missing="Say why it is withdrawn. The reason is published",
        submit="Withdraw the recommendation",
        later=("Leave it standing", recommendation.get_absolute_url()),
    )
    if form.is_valid() and done(request, form, operations.withdraw, recommendation):
        messages.success(request, f"{recommendation.reference} is withdrawn. Its page stays and says why.")
        return redirect(recommendation)
    return render(request, "recommendations/withdraw.html", about(recommendation, form))


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a closed recommendation again, with a reason. How it ended stays on the record."""
    on = timezone.localdate()
    recommendation = find_recommendation(request, reference, on=on)
    require(permissions.can_reopen(request.user, recommendation, on=on), FOR_OFFICERS)
    form = bind(
        request,
        ReasonForm,
        label="Why is it opened again?",
        missing="Say why it is opened again. The reason is published",
        submit="Open it again",
        later=("Leave it closed", recommendation.get_absolute_url()),
    )
    if form.is_valid() and done(request, form, operations.reopen, recommendation):
        messages.success(request, f"{recommendation.reference} is open again.")
        return redirect(recommendation)
    return render(request, "recommendations/reopen.html", about(recommendation, form))


@require_http_methods(["GET", "POST"])
def judge(request: HttpRequest, reference: str) -> HttpResponse:
    """How does a continuing recommendation stand, and when is it judged again?"""
    on = timezone.localdate()
    recommendation = find_recommendation(request, reference, on=on)
    require(permissions.can_judge(request.user, recommendation, on=on), FOR_OFFICERS)
    form = bind(
        request,
        JudgeForm,
        recommendation=recommendation,
        meetings=held_meetings(request, on=on),
        today=on,
        later=("Not now", recommendation.get_absolute_url()),
    )
    if form.is_valid() and done(request, form, operations.judge, recommendation):
        messages.success(request, f"The judgement of {recommendation.reference} is on the record.")
        return redirect(recommendation)
    recommendation.refresh_from_db()
    theirs = form.was_overtaken(recommendation.version)
    context = {**about(recommendation, form), "theirs": theirs}
    return render(request, "recommendations/judge.html", context, status=409 if theirs else 200)


@require_http_methods(["GET", "POST"])
def rate_impact(request: HttpRequest, reference: str) -> HttpResponse:
    """Did it matter? One member's view, which may change."""
    on = timezone.localdate()
    recommendation = find_recommendation(request, reference, on=on)
    require(permissions.can_rate_impact(request.user, recommendation, on=on), FOR_MEMBERS)
    mine = ImpactRating.objects.filter(recommendation=recommendation, person__user=request.user.pk).first()
    later = ("Not now", recommendation.get_absolute_url())
    form = bind(request, RateImpactForm, mine=mine, later=later)
    if form.is_valid() and done(request, form, operations.rate_impact, recommendation):
        published = " Everyone can read it." if is_public(recommendation) else ""
        messages.success(request, f"Your view is on the record.{published}")
        return redirect(recommendation)
    return render(request, "recommendations/rate_impact.html", {**about(recommendation, form), "mine": mine})


def done(request: HttpRequest, form: Any, operation: Any, recommendation: Recommendation) -> bool:
    """Perform one operation on the recommendation. False when it was refused."""
    known = {"recommendation": recommendation, "by": request.user, "at": timezone.now()}
    return perform(form, operation, **known) is not None


def held_meetings(request: HttpRequest, *, on: date) -> QuerySet[Meeting]:
    """Meetings that may have judged something, the newest first."""
    return (
        meetings_visible_to(request.user, on=on)
        .exclude(status__in=NEVER_HELD)
        .filter(held_on__lte=on)
        .select_related("body__council", "task_group")
        .order_by("-held_on", "-pk")
    )


def about(recommendation: Recommendation, form: Any) -> dict[str, Any]:
    """What each of these pages shows in its head."""
    return {
        "form": form,
        "recommendation": recommendation,
        "crumbs": [(recommendation.get_absolute_url(), recommendation.reference)],
    }
