"""One meeting: before, its agenda; after, its record. It stands here because agenda items fill with answers and actions."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from core.dates import spell
from meetings import permissions, queries
from meetings.enums import BEFORE, LOGGABLE, MeetingStatus
from meetings.statuses import MEETING_STATUSES


@login_not_required
@require_safe
def meeting(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Before: the agenda. After: the record. `?as=public` shows the officer what anyone will see."""
    today = timezone.localdate()
    found = queries.find_meeting(request.user, council, body, slug, on=today)
    if found is None:
        raise Http404
    is_officer = permissions.can_plan(request.user, on=today)
    as_public = is_officer and request.GET.get("as") == "public"
    context: dict[str, Any] = {
        "meeting": found,
        "title": queries.title_of(found),
        "spelt_day": spell(found.held_on, found.held_precision),
        "status": MEETING_STATUSES[found.status],
        "record": queries.record_of(found, request.user, on=today, as_public=as_public),
        "as_public": as_public,
        "is_officer": is_officer and not as_public,
        "may_log": is_officer and not as_public and found.status in LOGGABLE,
        "may_publish_agenda": is_officer and not as_public and found.status == MeetingStatus.PLANNED,
        "may_call_off": is_officer and not as_public and found.status in BEFORE,
        "may_add_items": not as_public and permissions.can_add_items(request.user, found, on=today),
    }
    response = render(request, "meetings/meeting.html", context)
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    return response
