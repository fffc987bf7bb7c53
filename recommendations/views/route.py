"""The officer plans where a report goes, and records what came of it there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, perform_once, require
from councils.queries import councils_in_order
from meetings.models import Meeting
from meetings.queries import meetings_visible_to
from recommendations import operations, permissions
from recommendations.forms.route import RouteForm, StopForm
from recommendations.models import Response, RouteStop
from recommendations.queries.route import bodies_to_offer, name_of_body, route_of, route_words
from recommendations.views.reports import back_to, crumbs_of, fetch, shown
from task_groups.models import Report

NOT_YOURS = "Only the Scrutiny Officer plans where a report goes."
MEETINGS_OFFERED = 60


def to_plan(request: HttpRequest, slug: str) -> Report:
    """The report at an address, for who plans its route."""
    report = fetch(request, slug)
    require(permissions.can_plan_route(request.user, report, on=timezone.localdate()), NOT_YOURS)
    return report


@require_http_methods(["GET", "POST"])
def route(request: HttpRequest, slug: str) -> HttpResponse:
    """To which bodies does the report go, and when?"""
    report, today = to_plan(request, slug), timezone.localdate()
    asked = set(Response.objects.filter(recommendation__report=report).values_list("council_id", flat=True))
    councils = [one for one in councils_in_order() if one.pk in asked]
    bodies = bodies_to_offer(report, councils, on=today)
    form = bind(request, RouteForm, bodies=bodies, later=back_to(report))
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.plan_route,
            result_path=lambda _: f"{report.get_absolute_url()}#route",
            report=report,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    lines = route_of(report, request.user, on=today)
    context = {
        "report": report,
        "lines": lines,
        "words": route_words(lines, on=today),
        "form": form if bodies else None,
        "crumbs": crumbs_of(report),
    }
    response = render(request, "recommendations/reports/route.html", context)
    add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """When was it to get there, when did it, and what did the body do?"""
    report = to_plan(request, slug)
    stops = RouteStop.objects.filter(report=report).select_related("body__council", "report")
    found = get_object_or_404(stops, pk=pk)
    form = bind(request, StopForm, stop=found, meetings=meetings_of(request, found), later=back_to(report))
    if form.is_valid():
        done = perform(form, operations.change_stop, stop=found, by=request.user, at=timezone.now())
        if done:
            messages.success(request, f"Saved: {name_of_body(done.body)}.")
            return redirect(f"{report.get_absolute_url()}#route")
    theirs = (
        "Somebody changed this stop while you were writing. What you typed is still here. Look at the report and decide."
        if form.was_overtaken(found.version)
        else ""
    )
    heading = f"What came of it at {name_of_body(found.body)}?"
    return shown(request, form, heading, crumbs_of(report), theirs=theirs)


def meetings_of(request: HttpRequest, found: RouteStop) -> list[Meeting]:
    """The newest meetings of the body, and the one that was chosen."""
    known = meetings_visible_to(request.user, on=timezone.localdate()).filter(body=found.body_id)
    newest = list(known.order_by("-held_on", "-pk")[:MEETINGS_OFFERED])
    if found.meeting_id and found.meeting_id not in {one.pk for one in newest}:
        newest += list(known.filter(pk=found.meeting_id))
    return newest
