"""The tracker report for a meeting, as a page."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings import permissions, queries
from recommendations.queries import tracker_report as reports
from recommendations.take_away import KINDS


@login_not_required
@require_safe
def tracker_report(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """What should this meeting look at? From the day the agenda is published anyone reads it; before, the officer."""
    today = timezone.localdate()
    found = queries.find_meeting(request.user, council, body, slug, on=today)
    is_officer = permissions.can_plan(request.user, on=today)
    if found is None or not KINDS["tracker"].may_be_taken(found, is_officer=is_officer, on=today):
        raise Http404
    context = {
        "meeting": found,
        "title": queries.title_of(found),
        "report": reports.tracker_report(found, on=today),
        "crumbs": [(found.get_absolute_url(), queries.title_of(found))],
    }
    return render(request, "recommendations/tracker_report.html", context)
