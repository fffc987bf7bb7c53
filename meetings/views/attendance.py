"""Who was at a meeting: the whole list at once, and anybody else one by one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from core.edges import bind, kept_fields, perform, perform_once, require
from meetings import operations, permissions, queries
from meetings.enums import LOGGABLE, OFF
from meetings.forms.attendance import AddForm, AttendanceForm
from meetings.models import Meeting
from meetings.operations.attendance import CLOSED, IS_OFF
from meetings.queries.attendance import expected_at, hats_of, names_to_offer, people_named
from meetings.views.fetching import fetch

NOT_YOURS = "Only the Scrutiny Officer notes who was there."
SAVED = "Who was there is saved. It is published with the record."


def may_note(request: HttpRequest, meeting: Meeting) -> bool:
    """Require the scrutiny officer; say whether the list is still open, and if it is not, why."""
    require(permissions.can_plan(request.user, on=timezone.localdate()), NOT_YOURS)
    if meeting.status in LOGGABLE:
        return True
    messages.info(request, IS_OFF if meeting.status in OFF else CLOSED)
    return False


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Note everybody at once. Where somebody else changed a line meanwhile, both stand there to choose from."""
    meeting = fetch(request, council, body, slug)
    if not may_note(request, meeting):
        return redirect(meeting)
    expected = expected_at(meeting)
    form = bind(request, AttendanceForm, expected=expected)
    if form.is_valid():
        saved = perform(form, operations.save_attendance, meeting=meeting, by=request.user, at=timezone.now())
        if saved is not None:
            messages.success(request, SAVED)
            return redirect("meetings:attendance", *meeting.path)
    context = {
        "meeting": meeting,
        "title": queries.title_of(meeting),
        "form": form,
        "expected": expected,
    }
    overtaken = any(row.theirs for row in (*form.members, *form.unproven, *form.others))
    response = render(request, "meetings/attendance.html", context, status=409 if overtaken else 200)
    add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Add somebody who is not on the list: a substitute, somebody in attendance, a witness."""
    meeting = fetch(request, council, body, slug)
    if not may_note(request, meeting):
        return redirect(meeting)
    back = reverse("meetings:attendance", args=meeting.path)
    kept = kept_fields(request) or {}
    people = people_named(str(request.POST.get("person") or kept.get("person") or ""))
    hats = hats_of([one.pk for one in people], on=meeting.held_on)
    form = bind(
        request,
        AddForm,
        expected=expected_at(meeting),
        people=people,
        hats=hats.get(people[0].pk, []) if len(people) == 1 else [],
        back=back,
    )
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_attendance,
            result_path=lambda _: back,
            meeting=meeting,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    context = {
        "meeting": meeting,
        "title": queries.title_of(meeting),
        "form": form,
        "names": names_to_offer(on=meeting.held_on),
        "back": back,
    }
    return render(request, "meetings/add_attendance.html", context)
