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
from meetings.forms.planning import CallOffForm, EditMeetingForm, PlanAgainForm, PlanForm
from meetings.models import Meeting
from meetings.views.agenda import shown
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
            standing_items=True,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    return render(request, "meetings/plan.html", {"form": form})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Change the day, time or place of a meeting that has not begun."""
    found = fetch(request, council, body, slug)
    allowed = permissions.can_change_plan(request.user, found, on=timezone.localdate())
    require(allowed, "Only the Scrutiny Officer changes a meeting, before it begins.")
    label, back = "Change the day, time or place", found.get_absolute_url()
    form = bind(request, EditMeetingForm, meeting=found, submit="Save the change", back=back)
    if form.is_valid():
        done = perform(form, operations.edit_meeting, meeting=found, by=request.user, at=timezone.now())
        if done:
            messages.success(request, "The meeting is changed.")
            return redirect(meeting_path(done, found))
    status = 409 if form.was_overtaken(found.version) else 200
    words = "Its address follows the day while nobody but officers can see it."
    return shown(
        request, "meetings/change_plan.html", found, form=form, label=label, words=words, status=status
    )


def meeting_path(changed: Meeting, found: Meeting) -> str:
    """The address of a meeting after its day, and with it perhaps its address, was changed."""
    found.slug = changed.slug
    return found.get_absolute_url()


@require_http_methods(["GET", "POST"])
def plan_again(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Give a postponed meeting its new day. The earlier day and the reason stay to be read."""
    found = fetch(request, council, body, slug)
    allowed = permissions.can_plan_again(request.user, found, on=timezone.localdate())
    require(allowed, "Only the Scrutiny Officer plans a meeting again, once it is postponed.")
    label = "Plan the meeting again"
    form = bind(request, PlanAgainForm, meeting=found, submit=label, back=found.get_absolute_url())
    if form.is_valid():
        done = perform(form, operations.plan_again, meeting=found, by=request.user, at=timezone.now())
        if done:
            messages.success(request, "The meeting has its new day. Look at the agenda and publish it again.")
            return redirect(found)
    words = "Anyone can read the new day at once. Its address, the earlier day and the reason stay."
    return shown(request, "meetings/change_plan.html", found, form=form, label=label, words=words)


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
