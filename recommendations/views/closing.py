"""The officer records that a meeting agreed to close a recommendation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, require
from meetings.queries import meetings_visible_to
from recommendations import operations, permissions
from recommendations.forms.closing import CloseForm
from recommendations.operations.closing import NEVER_HELD
from recommendations.queries import recommendations_visible_to
from recommendations.views.finding import find_recommendation


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """How did it end, why, and which meeting agreed that?"""
    on = timezone.localdate()
    recommendation = find_recommendation(request, reference, on=on)
    require(
        permissions.can_close(request.user, recommendation, on=on), "This page is for the Scrutiny Officer."
    )
    meetings = (
        meetings_visible_to(request.user, on=on)
        .exclude(status__in=NEVER_HELD)
        .filter(held_on__lte=on)
        .select_related("body__council", "task_group")
        .order_by("-held_on", "-pk")
    )
    later = ("Leave it open", recommendation.get_absolute_url())
    known = recommendations_visible_to(request.user, on=on)
    form = bind(request, CloseForm, meetings=meetings, recommendations=known, later=later)
    if request.method == "POST" and form.is_valid():
        given = {"recommendation": recommendation, "by": request.user, "at": timezone.now()}
        if perform(form, operations.close, **given):
            messages.success(request, f"{recommendation.reference} is closed.")
            return redirect(recommendation)
    context = {
        "form": form,
        "recommendation": recommendation,
        "crumbs": [(recommendation.get_absolute_url(), recommendation.reference)],
    }
    return render(request, "recommendations/close.html", context)
