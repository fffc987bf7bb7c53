"""One meeting: before, its agenda; after, its record. It stands here because agenda items fill with answers and actions."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from core.dates import spell
from meetings import permissions, queries
from meetings.enums import LOGGABLE, OFF, PUBLIC, MeetingStatus
from meetings.models import Meeting
from meetings.queries.record_pages import page_of
from meetings.statuses import MEETING_STATUSES
from recommendations.queries.checking import tally_of
from recommendations.queries.standing import fill_standing
from recommendations.take_away import offers
from strategies.queries import words_explained


@login_not_required
@require_safe
def meeting(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Before: the agenda. After: the record. `?as=public` shows the officer what anyone will see."""
    today = timezone.localdate()
    found = queries.find_meeting(request.user, council, body, slug, on=today)
    if found is None:
        raise Http404
    is_officer = permissions.can_plan(request.user, on=today)
    as_public = is_officer and request.GET.get("as") == "public" and found.status not in OFF
    record = queries.record_of(found, request.user, on=today, as_public=as_public)
    reader = AnonymousUser() if as_public else request.user
    context: dict[str, Any] = {
        "meeting": found,
        "words": words_explained(),
        "title": queries.title_of(found),
        "spelt_day": spell(found.held_on, found.held_precision),
        "status": MEETING_STATUSES[found.status],
        "record": fill_standing(record, found, reader, on=today),
        "as_public": as_public,
        "is_officer": is_officer and not as_public,
        "may_log": is_officer and not as_public and found.status in LOGGABLE,
        "has_calendar": found.body_id is not None or found.status in PUBLIC,
        "papers": offers(found, is_officer=is_officer and not as_public, on=today),
    }
    context |= of_the_record(request, found, record, as_public=as_public)
    if is_officer and not as_public:
        context |= for_the_officer(request, found, today)
    response = render(request, "meetings/meeting.html", context)
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    return response


def for_the_officer(request: HttpRequest, found: Meeting, today: date) -> dict[str, Any]:
    """What the officer may do with the agenda and the day, and what the notice asks."""
    user = request.user
    return {
        "may_publish_agenda": permissions.can_publish_agenda(user, found, on=today),
        "may_change_plan": permissions.can_change_plan(user, found, on=today),
        "may_plan_again": permissions.can_plan_again(user, found, on=today),
        "may_add_items": permissions.can_add_items(user, found, on=today),
        "may_carry": found.status != MeetingStatus.PLANNED and queries.items_to_carry(found).exists(),
        "notice": queries.notice_of(found, on=today),
    }


def of_the_record(
    request: HttpRequest, found: Meeting, record: queries.Record, *, as_public: bool
) -> dict[str, Any]:
    """The page of a long record that was asked for, and at which meeting the minutes were agreed."""
    if not record.is_published:
        return {"agreed_here": agreed_at(found)}
    agreed = found.agreed_at_meeting
    tally = tally_of(found) if as_public and found.status in LOGGABLE else None
    return {
        "page": page_of(record, number=request.GET.get("page"), entry=request.GET.get("entry")),
        "agreed": with_its_day(agreed) if agreed else None,
        "agreed_here": agreed_at(found),
        "tally": tally,
        "may_correct": not as_public
        and permissions.can_correct(request.user, found, on=timezone.localdate()),
    }


def agreed_at(found: Meeting) -> list[dict[str, Any]]:
    """The earlier meetings whose minutes were agreed at this one."""
    agreed = found.minutes_agreed.public().select_related("body__council", "task_group")
    return [with_its_day(one) for one in agreed.order_by("held_on", "pk")]


def with_its_day(meeting: Meeting) -> dict[str, Any]:
    return {"meeting": meeting, "day": queries.short_day(meeting)}
