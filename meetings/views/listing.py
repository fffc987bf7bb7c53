"""The list of meetings."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings import permissions, queries
from meetings.statuses import MEETING_STATUSES

ON_A_PAGE = 25


@login_not_required
@require_safe
def list_meetings(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = queries.read_filters(request.GET)
    meetings = queries.meetings_in_order(request.user, filters, on=today)
    page = Paginator(meetings, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page_obj": page,
        "groups": [
            (
                heading,
                [(one, MEETING_STATUSES[one.status], queries.short_day(one)) for one in rows],
            )
            for heading, rows in queries.group_by_year(page)
        ],
        "may_plan": permissions.can_plan(request.user, on=today),
    }
    return render(request, "meetings/list.html", context)
