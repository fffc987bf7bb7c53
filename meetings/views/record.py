"""Agreeing minutes at a later meeting, and correcting a published record as a whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, perform_once, require
from meetings import operations, permissions, queries
from meetings.forms.record import AgreeForm, CorrectRecordForm
from meetings.lifecycle import MEETING_MOVES
from meetings.queries.agreeing import later_meetings
from meetings.views.fetching import fetch

NOT_YOURS = "Only the Scrutiny Officer records that minutes were agreed."
NOT_TO_CORRECT = "Only the Scrutiny Officer corrects a record, once it is published."


@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Choose the later meeting at which the minutes were agreed. Corrections come first, this after them."""
    meeting = fetch(request, council, body, slug)
    require(permissions.can_move(request.user, meeting, on=timezone.localdate()), NOT_YOURS)
    move = MEETING_MOVES["agree"]
    if meeting.status not in move.sources:
        messages.error(request, move.refusal)
        return redirect(meeting)
    later = later_meetings(meeting)
    form = bind(request, AgreeForm, later=later, back=meeting.get_absolute_url())
    if form.is_valid():
        done = perform(form, operations.agree, meeting=meeting, by=request.user, at=timezone.now())
        if done:
            messages.success(request, "The minutes are agreed. From here only dated corrections change them.")
            return redirect(meeting)
    context = {
        "form": form,
        "meeting": meeting,
        "title": queries.title_of(meeting),
        "is_agreeable": later.exists(),
    }
    return render(request, "meetings/agree.html", context)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Correct what the record says of the meeting as a whole. The words of an entry are corrected at the entry."""
    meeting = fetch(request, council, body, slug)
    today = timezone.localdate()
    require(permissions.can_correct(request.user, meeting, on=today), NOT_TO_CORRECT)
    form = bind(request, CorrectRecordForm, today=today, back=meeting.get_absolute_url())
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.correct_record,
            result_path=lambda _: f"{meeting.get_absolute_url()}#corrections",
            meeting=meeting,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    context = {"form": form, "meeting": meeting, "title": queries.title_of(meeting)}
    return render(request, "meetings/correct.html", context)
