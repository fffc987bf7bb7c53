"""The officer's page of the consistency check."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.edges import require
from councils.permissions import capacities_of
from recommendations import permissions
from recommendations.queries.consistency import check_record


@require_safe
def record_check(request: HttpRequest) -> HttpResponse:
    """Does the record add up?"""
    on = timezone.localdate()
    require(
        permissions.has_a_list_to_do(capacities_of(request.user, on=on)),
        "This page is for the Scrutiny Officer.",
    )
    context = {
        "result": check_record(on=on),
        "crumbs": [(reverse("recommendations:todo"), "To do")],
    }
    return render(request, "recommendations/record_check.html", context)
