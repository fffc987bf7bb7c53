"""The officer adds a recommendation to the record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform_once, require
from recommendations import operations, permissions
from recommendations.forms.adding import AddForm
from recommendations.models import Recommendation


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """What was recommended, by whom, and which councils are asked?"""
    require(
        permissions.can_make(request.user, on=timezone.localdate()), "This page is for the Scrutiny Officer."
    )
    form = bind(request, AddForm, later=("Not now", reverse("recommendations:todo")))
    if request.method == "POST" and form.is_valid():
        recorded = perform_once(
            request,
            form,
            operations.make_recommendation,
            result_path=Recommendation.get_absolute_url,
            by=request.user,
            at=timezone.now(),
        )
        if recorded:
            messages.success(
                request, "It is on the record. Nobody is asked until you send it to the councils."
            )
            return recorded
    crumbs = [(reverse("recommendations:list"), "Recommendations")]
    return render(request, "recommendations/add.html", {"form": form, "crumbs": crumbs})
