"""Planning a meeting, calling it off, and its moves that need no form."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.edges import bind, perform, perform_once, require
from core.refusals import Refused
from meetings import operations, permissions, queries
from meetings.forms.planning import CallOffForm, PlanForm
from meetings.models import Meeting
from meetings.views.fetching import fetch

MOVES: dict[str, tuple[Callable[..., Meeting], str]] = {
    "publish-agenda": (operations.publish_agenda, "The agenda is published. Anyone can read it now."),
    "lock": (operations.lock, "The minutes are locked. From here only dated corrections change them."),
}
CALLING_OFF: dict[str, tuple[Callable[..., Meeting], str]] = {
    "postpone": (operations.postpone, "Postpone the meeting"),
    "cancel": (operations.cancel, "Cancel the meeting"),
}


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


@require_POST
def move(request: HttpRequest, council: str, body: str, slug: str, name: str) -> HttpResponse:
    """Publish the agenda, or lock the minutes."""
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
