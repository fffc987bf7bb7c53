"""Changing and withdrawing entries of a log."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform
from councils.models import User
from councils.queries import councils_in_order
from meetings import queries as meeting_queries
from meetings.models import Meeting, Outcome
from recommendations.forms.log_changes import EditForm, WithdrawForm
from recommendations.models import Recommendation
from recommendations.operations.log_changes import edit_entry, withdraw_entry
from recommendations.views.log import fetch, is_closed, item_path
from recommendations.views.log_page import entry_named, sources_of

CHANGED = "The entry is changed. Check it again before you publish."


def fetch_entry(meeting: Meeting, outcome_pk: int) -> Outcome:
    entries = (
        Outcome.objects.standing()
        .filter(item__meeting=meeting)
        .select_related("item__strategy", "logged_by", "cites__item")
    )
    found = get_object_or_404(entries.prefetch_related("points", "councils"), pk=outcome_pk)
    found.item.meeting = meeting
    return found


def back_to(outcome: Outcome) -> str:
    return f"{item_path(outcome.item.meeting, outcome.item_id)}#entry-{outcome.pk}"


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, council: str, body: str, slug: str, outcome_pk: int) -> HttpResponse:
    """Change an entry. When someone else changed it meanwhile, both texts stand side by side to choose from."""
    meeting = fetch(request, council, body, slug)
    if is_closed(meeting):
        return redirect(meeting)
    outcome = fetch_entry(meeting, outcome_pk)
    log = meeting_queries.log_of(outcome.item)
    entry = entry_named(log, outcome.pk)
    title = Recommendation.objects.filter(outcome=outcome).values_list("title", flat=True).first() or ""
    form = bind(
        request,
        EditForm,
        outcome=outcome,
        title=title,
        item=outcome.item,
        sources=[(one, label) for one, label in sources_of(log) if one != outcome],
        councils=councils_in_order(),
        speakers=meeting_queries.speakers_of(meeting, log.entries),
        papers=meeting_queries.papers_to_cite(meeting, besides=outcome.cites),
    )
    theirs = None
    if form.is_valid():
        edited = perform(form, edit_entry, outcome=outcome, by=cast(User, request.user), at=timezone.now())
        if edited:
            messages.success(request, CHANGED)
            return redirect(back_to(edited))
    if form.is_bound and str(form.data.get("version")) != str(outcome.version):
        theirs = outcome
        form.with_version(outcome.version)
    context = {
        "meeting": meeting,
        "title": meeting_queries.title_of(meeting),
        "outcome": outcome,
        "label": entry.spoken if entry else outcome.get_kind_display().lower(),
        "form": form,
        "theirs": theirs,
        "back": back_to(outcome),
        "other_items": [
            line for line in meeting_queries.agenda_of(meeting) if line.item.pk != outcome.item_id
        ],
    }
    return fresh(render(request, "meetings/live/edit.html", context, status=409 if theirs else 200))


def fresh(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, council: str, body: str, slug: str, outcome_pk: int) -> HttpResponse:
    """Take an entry out of the log, with a reason."""
    meeting = fetch(request, council, body, slug)
    if is_closed(meeting):
        return redirect(meeting)
    outcome = fetch_entry(meeting, outcome_pk)
    form = bind(request, WithdrawForm, back=back_to(outcome))
    if form.is_valid():
        gone = perform(form, withdraw_entry, outcome=outcome, by=cast(User, request.user), at=timezone.now())
        if gone:
            messages.success(request, "The entry is withdrawn. It stays in the history with your reason.")
            return redirect(item_path(meeting, outcome.item_id))
    entry = entry_named(meeting_queries.log_of(outcome.item), outcome.pk)
    context = {
        "meeting": meeting,
        "title": meeting_queries.title_of(meeting),
        "outcome": outcome,
        "label": entry.spoken if entry else outcome.get_kind_display().lower(),
        "form": form,
        "back": back_to(outcome),
    }
    return fresh(render(request, "meetings/live/withdraw.html", context))
