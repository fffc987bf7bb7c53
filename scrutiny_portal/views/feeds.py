"""Calendars, the feed of decisions and the feed of a recommendation, for programs that follow them."""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from councils.models import Body, Council
from councils.queries import the_partnership
from scrutiny_portal.feeds.calendars import calendar_of
from scrutiny_portal.feeds.decisions import feed_of, newest_decisions
from scrutiny_portal.feeds.events import Event, all_events, meeting_events, meetings_of
from scrutiny_portal.feeds.stories import feed_of_changes, newest_changes
from task_groups.models import TaskGroup

CALENDAR = "text/calendar; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"


@login_not_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """Meetings, and the days by which answers and reviews are due."""
    partnership = the_partnership()
    title = f"Scrutiny: {partnership.short_name}" if partnership else "Partnership Scrutiny"
    events = all_events(on=timezone.localdate())
    content = calendar_of(events, title=title, site=settings.PORTAL_URL)
    return told(request, content, CALENDAR, "scrutiny.ics", last_change(events))


@login_not_required
@require_safe
def body_calendar(request: HttpRequest, council: str, body: str) -> HttpResponseBase:
    """The meetings of one body, or of a task group once anyone may know that it meets."""
    today = timezone.localdate()
    whose: Body | TaskGroup
    if council == "task-groups":
        whose = get_object_or_404(TaskGroup, slug=body)
        if not meetings_of(whose, on=today).exists():
            raise Http404
    elif council == "joint":
        whose = get_object_or_404(Body, slug=body, council__isnull=True)
    else:
        whose = get_object_or_404(Body.objects.select_related("council"), slug=body, council__slug=council)
    events = list(meeting_events(on=today, of=whose))
    content = calendar_of(events, title=str(whose), site=settings.PORTAL_URL)
    return told(request, content, CALENDAR, f"{whose.slug}.ics", last_change(events))


@login_not_required
@require_safe
def decisions(request: HttpRequest) -> HttpResponseBase:
    """The newest decisions, of all councils or of one (`?council=`). A council that does not exist has no feed."""
    slug = request.GET.get("council", "")
    council = get_object_or_404(Council, slug=slug) if slug else None
    found = newest_decisions(on=timezone.localdate(), council=council)
    content = feed_of(found, council=council, site=settings.PORTAL_URL)
    return told(
        request, content, ATOM, "decisions.atom", max((one.updated_at for one in found), default=None)
    )


@login_not_required
@require_safe
def recommendation(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What happened to one recommendation that anyone may read. Whoever asks, nobody is given more than that."""
    found = newest_changes(reference, on=timezone.localdate())
    if found is None:
        raise Http404
    one, changes = found
    content = feed_of_changes(one, changes, site=settings.PORTAL_URL)
    return told(
        request, content, ATOM, f"{one.reference}.atom", max((change.at for change in changes), default=None)
    )


def last_change(events: list[Event]) -> datetime | None:
    return max((event.changed_at for event in events), default=None)


def told(
    request: HttpRequest, content: bytes, kind: str, name: str, changed_at: datetime | None
) -> HttpResponseBase:
    """Answer with the file, or with 304 to a program that has this very file (ETag).

    A time alone is no proof: what was made exempt is gone, and no newer change tells of it. So `If-Modified-Since` by itself
    is answered with the file, and nobody keeps it for longer than a minute (promise X2).
    """
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    same = get_conditional_response(request, etag=etag)
    response = same or HttpResponse(content, content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=60"
    if changed_at is not None:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    if same is None:
        response["Content-Disposition"] = f'inline; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
    return response
