"""Pages of meetings: the list, one meeting, planning, the agenda, papers."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import spell
from core.edges import bind, perform, perform_once, require
from core.refusals import Refused
from meetings import operations, permissions, queries
from meetings.enums import LOGGABLE, PUBLIC, MeetingStatus
from meetings.forms import CallOffForm, ItemForm, PlanForm
from meetings.lifecycle import BEFORE
from meetings.models import Document, Meeting
from meetings.statuses import MEETING_STATUSES

ON_A_PAGE = 25
MOVES: dict[str, tuple[Callable[..., Meeting], str]] = {
    "publish-agenda": (operations.publish_agenda, "The agenda is published. Anyone can read it now."),
    "agree": (operations.agree, "The minutes are agreed."),
    "lock": (operations.lock, "The minutes are locked. From here only dated corrections change them."),
}
CALLING_OFF: dict[str, tuple[Callable[..., Meeting], str]] = {
    "postpone": (operations.postpone, "Postpone the meeting"),
    "cancel": (operations.cancel, "Cancel the meeting"),
}
# What opens in no browser window and runs nothing, whatever the file holds.
SANDBOX = "sandbox; default-src 'none'"


def fetch(request: HttpRequest, council: str, body: str, slug: str) -> Meeting:
    """The meeting at the address, or 404 when there is none that the reader may know of."""
    meeting = queries.find_meeting(request.user, council, body, slug, on=timezone.localdate())
    if meeting is None:
        raise Http404
    return meeting


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


@login_not_required
@require_safe
def meeting(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Before: the agenda. After: the record. `?as=public` shows the officer what anyone will see."""
    today = timezone.localdate()
    found = fetch(request, council, body, slug)
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


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    require(permissions.can_plan(request.user, on=today), "Only the Scrutiny Officer plans meetings.")
    form = bind(request, PlanForm, on=today)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.plan_meeting,
            result_path=lambda made: made.get_absolute_url(),
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    return render(request, "meetings/plan.html", {"form": form})


@require_http_methods(["GET", "POST"])
def add_item(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Add an item. From the live log (`?from=log`) it leads back there: that is how an urgent item is added."""
    found = fetch(request, council, body, slug)
    allowed = permissions.can_add_items(request.user, found, on=timezone.localdate())
    require(allowed, "Only the Scrutiny Officer adds items, until the record is published.")
    from_log = request.GET.get("from") == "log"
    back = reverse("recommendations:log", args=found.path) if from_log else found.get_absolute_url()
    form = bind(request, ItemForm, back=back)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_item,
            result_path=lambda made: (
                reverse("recommendations:log-item", args=[*found.path, made.pk]) if from_log else back
            ),
            meeting=found,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    context = {"form": form, "meeting": found, "title": queries.title_of(found)}
    return render(request, "meetings/add_item.html", context)


@require_POST
def move(request: HttpRequest, council: str, body: str, slug: str, name: str) -> HttpResponse:
    """Publish the agenda, agree or lock the minutes."""
    if name not in MOVES:
        raise Http404
    found = fetch(request, council, body, slug)
    require(permissions.can_move(request.user, found, on=timezone.localdate()))
    operation, sentence = MOVES[name]
    try:
        operation(meeting=found, by=request.user, at=timezone.now())
        messages.success(request, sentence)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(found)


@require_http_methods(["GET", "POST"])
def call_off(request: HttpRequest, council: str, body: str, slug: str, name: str) -> HttpResponse:
    """Postpone or cancel, with a reason."""
    found = fetch(request, council, body, slug)
    require(permissions.can_move(request.user, found, on=timezone.localdate()))
    operation, label = CALLING_OFF[name]
    form = bind(request, CallOffForm, submit=label, back=found.get_absolute_url())
    if form.is_valid():
        done = perform(form, operation, meeting=found, by=request.user, at=timezone.now())
        if done:
            return redirect(found)
    context = {"form": form, "meeting": found, "title": queries.title_of(found), "label": label}
    return render(request, "meetings/call_off.html", context)


@login_not_required
@require_safe
def document(request: HttpRequest, pk: int) -> FileResponse:
    """One paper, as a download and nothing else. Asked for each time whether this reader may (promise U3)."""
    today = timezone.localdate()
    paper = get_object_or_404(Document.objects.select_related("meeting__body__council", "item"), pk=pk)
    known = queries.meetings_visible_to(request.user, on=today).filter(pk=paper.meeting_id).first()
    is_open = paper.is_open and (paper.item is None or paper.item.is_open)
    if known is None or not (is_open or queries.may_read_exempt(request.user, known, on=today)):
        raise Http404
    try:
        content = paper.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(
        content, as_attachment=True, filename=paper.file_name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    is_public = is_open and known.status in PUBLIC
    response["Cache-Control"] = "public, max-age=60" if is_public else "no-store"
    return response
