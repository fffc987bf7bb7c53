"""What one press does to an entry of a log: move it up or down, link it, move it to another item, undo. Each is a POST."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.refusals import Refused
from councils.models import User
from meetings import operations as meeting_operations
from meetings import queries as meeting_queries
from meetings.models import Meeting, Outcome
from recommendations.operations.log_undo import move_entry, undo_entry
from recommendations.views.log import fetch, is_closed, item_path
from recommendations.views.log_entries import back_to, fetch_entry

UNDONE = "Undone. The history keeps what was there."


@require_POST
def shift(request: HttpRequest, council: str, body: str, slug: str, outcome_pk: int) -> HttpResponse:
    """Move an entry one place up or down. `up` or `down` holds the position at which it stood on the page."""
    meeting = fetch(request, council, body, slug)
    if is_closed(meeting):
        return redirect(meeting)
    outcome = fetch_entry(meeting, outcome_pk)
    up = "up" in request.POST
    position = number_in(request, "up" if up else "down")
    try:
        outcome = meeting_operations.shift_outcome(
            outcome=outcome, position=position, up=up, by=cast(User, request.user), at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(back_to(outcome))


@require_POST
def link(request: HttpRequest, council: str, body: str, slug: str, outcome_pk: int) -> HttpResponse:
    """Put an answer that stands alone under the question it answers. `version` is the answer's that was read."""
    meeting = fetch(request, council, body, slug)
    if is_closed(meeting):
        return redirect(meeting)
    outcome = fetch_entry(meeting, outcome_pk)
    log = meeting_queries.log_of(outcome.item)
    alone = next((entry for entry in log.threads if entry.outcome.pk == outcome.pk), None)
    version = number_in(request, "version")
    if alone is None or alone.question is None:
        messages.error(request, "This entry is under a question already. Edit it to choose another.")
        return redirect(back_to(outcome))
    try:
        meeting_operations.link_outcome(
            outcome=outcome,
            version=version,
            answers=alone.question.outcome,
            by=cast(User, request.user),
            at=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(back_to(outcome))


@require_POST
def move_to_item(request: HttpRequest, council: str, body: str, slug: str, outcome_pk: int) -> HttpResponse:
    """Move an entry to another item of the meeting, and go there with it."""
    meeting = fetch(request, council, body, slug)
    if is_closed(meeting):
        return redirect(meeting)
    outcome = fetch_entry(meeting, outcome_pk)
    version, item_pk = number_in(request, "version"), number_in(request, "item")
    target = meeting_queries.item_of(meeting, item_pk)
    if target is None:
        messages.error(request, "Choose another item of this meeting")
        return redirect("recommendations:log-edit", *meeting.path, outcome.pk)
    try:
        moved = move_entry(
            outcome=outcome, version=version, item=target, by=cast(User, request.user), at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("recommendations:log-edit", *meeting.path, outcome.pk)
    messages.success(request, f"The entry is now under item {target.number or target.position}.")
    return redirect(f"{item_path(meeting, target.pk)}#entry-{moved.pk}")


@require_POST
def undo(request: HttpRequest, council: str, body: str, slug: str, outcome_pk: int) -> HttpResponse:
    """Take back what this person did last. `row` is the row of the history that told of it."""
    meeting = fetch(request, council, body, slug)
    if is_closed(meeting):
        return redirect(meeting)
    outcome = entry_or_404(meeting, outcome_pk)
    row = number_in(request, "row")
    try:
        undo_entry(outcome=outcome, row=row, by=cast(User, request.user), at=timezone.now())
        messages.success(request, UNDONE)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(item_path(meeting, outcome.item_id))


def entry_or_404(meeting: Meeting, outcome_pk: int) -> Outcome:
    """An entry of the meeting, withdrawn or not."""
    return get_object_or_404(Outcome, item__meeting=meeting, pk=outcome_pk)


def number_in(request: HttpRequest, name: str) -> int:
    """A whole number that the page's own button sends. Raises BadRequest for anything else."""
    value = request.POST.get(name, "")
    if not value.isascii() or not value.isdecimal() or len(value) > 15:
        raise BadRequest("The page's button was changed on the way.")
    return int(value)
