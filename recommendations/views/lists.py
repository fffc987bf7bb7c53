"""The first pages of those who work here: To do, Awaiting you, and the list of actions."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.edges import require
from councils.models import Council
from councils.permissions import capacities_of
from councils.queries import councils_in_order
from recommendations import permissions, statuses
from recommendations.queries import awaiting as awaiting_queries
from recommendations.queries import gaps as gap_queries
from recommendations.queries import officer as officer_queries
from recommendations.queries import todo as todo_queries
from recommendations.queries import work as work_queries

PAGE_SIZE = 25
NO_PORTFOLIO = "You hold no portfolio today. If you should, ask the Scrutiny Officer."


@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    """What does the scrutiny officer do next?"""
    on = timezone.localdate()
    require(
        permissions.has_a_list_to_do(capacities_of(request.user, on=on)),
        "This page is for the Scrutiny Officer.",
    )
    councils = councils_in_order()
    found = todo_queries.to_do(on=on, weeks={one.pk: one.stale_after_weeks for one in councils})
    context = {
        "today": on,
        "list": found,
        "gaps": gap_queries.first_gaps(on=on),
        "next_meeting": officer_queries.next_meeting(found.next_meeting),
        "waiting": officer_queries.waiting_on(councils, on=on),
        "changes": officer_queries.latest_changes(councils),
    }
    return render(request, "recommendations/todo.html", context)


@require_safe
def awaiting_you(request: HttpRequest) -> HttpResponse:
    """What must this portfolio holder decide?"""
    on = timezone.localdate()
    capacities = capacities_of(request.user, on=on)
    require(permissions.is_awaited(capacities), "This page is for Portfolio Holders. " + NO_PORTFOLIO)
    councils = [council for council in councils_in_order() if council.pk in capacities.councils]
    context = {
        "awaiting": awaiting_queries.awaiting(request.user, on=on),
        "councils": " and ".join(council.name for council in councils),
    }
    return render(request, "recommendations/awaiting_you.html", context)


@login_not_required
@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """Which pieces of work were promised, and how far are they?"""
    on = timezone.localdate()
    councils = councils_in_order()
    asked = work_queries.wanted(request.GET, councils=councils, signed_in=request.user.is_authenticated)
    parts = work_queries.parts_wanted(request.user, asked, on=on)
    totals = work_queries.totals_of(parts, on=on)
    paginator = Paginator(work_queries.with_names(parts, request.user, on=on), PAGE_SIZE)
    paginator.__dict__["count"] = totals.total
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "totals": totals,
        "page_obj": page,
        "page_numbers": paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "lines": [work_queries.line_of(part, on=on) for part in page.object_list],
        "councils": councils,
        "done_options": statuses.DONE,
        "due_options": work_queries.DUE_WORDS,
        "chips": chips(asked, councils),
    }
    return render(request, "recommendations/actions.html", context)


def chips(asked: work_queries.Wanted, councils: list[Council]) -> list[tuple[str, str, str]]:
    """Name, value and label of each choice, for taking it away again."""
    names = {council.slug: council.short_name for council in councils}
    chosen = [("owner", "me", "Mine")] if asked.mine else []
    chosen += [("council", value, names[value]) for value in asked.councils]
    chosen += [("done", value, statuses.DONE[value].word) for value in asked.done]
    return [*chosen, ("due", asked.due, work_queries.DUE_WORDS[asked.due])] if asked.due else chosen
