"""The live log of a meeting, typed while it happens. It stands here because an entry may be a recommendation or action."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.edges import perform_once, require
from core.models import SpentKey
from core.refusals import Refused
from councils.models import User
from councils.permissions import is_scrutiny_officer
from meetings import operations as meeting_operations
from meetings import queries as meeting_queries
from meetings.enums import LOGGABLE, OFF, ItemProgress, MeetingStatus
from meetings.models import AgendaItem, Meeting
from recommendations.forms.log import CaptureForm
from recommendations.operations.log import add_to_log
from recommendations.permissions import can_log
from recommendations.queries.log import where_it_went
from recommendations.views.log_page import (
    NOTHING_SAID,
    asked_before_of,
    bound_form,
    focus,
    follow_from,
    page,
)

OTHER_BUTTONS = {"keep", "clear", "choose"}
CLOSED = "The record of this meeting is published. Its log takes no more entries."
IS_OFF = "This meeting is postponed or cancelled. Its log takes no entries."
ANOTHERS = "Somebody else typed this on this device. Sign in as that person to add it."
NOT_YOURS = "Only the Scrutiny Officer writes the log of a meeting."
MOVES = {
    "start": (meeting_operations.start, "The meeting is in progress."),
    "pause": (meeting_operations.pause, "The meeting is paused. You can still add to the log."),
    "finish": (
        meeting_operations.finish,
        "The meeting is finished. Check the log, then publish its record.",
    ),
}

MARKS = {"done": True, "return": False}


def fetch(request: HttpRequest, council: str, body: str, slug: str) -> Meeting:
    """The meeting, for someone who may write its log: 404 when it is not theirs to know of, 403 when it is not theirs."""
    today = timezone.localdate()
    found = meeting_queries.find_meeting(request.user, council, body, slug, on=today)
    if found is None:
        raise Http404
    if found.status in LOGGABLE:
        require(can_log(request.user, found, on=today), NOT_YOURS)
    else:
        require(is_scrutiny_officer(request.user, on=today), NOT_YOURS)
        if "HX-Request" not in request.headers:
            messages.info(request, closed_words(found))
    return found


def is_closed(meeting: Meeting) -> bool:
    return meeting.status not in LOGGABLE


def closed_words(meeting: Meeting) -> str:
    return IS_OFF if meeting.status in OFF else CLOSED


def refused(sentence: str) -> JsonResponse:
    """What the script is told when the log does not take something: it keeps the words and shows the sentence."""
    return JsonResponse({"refused": sentence}, status=409)


def is_anothers(request: HttpRequest) -> bool:
    """Whether the form was opened by somebody else on this device, before this person signed in (promise C4)."""
    return request.POST.get("typist", str(request.user.pk)) != str(request.user.pk)


@require_safe
def open_log(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Lead to the item that is being talked about. `?items` lists all items instead."""
    meeting = fetch(request, council, body, slug)
    if is_closed(meeting):
        return redirect(meeting)
    lines = meeting_queries.agenda_of(meeting)
    progress = [line.progress for line in lines]
    wanted = next((one for one in (ItemProgress.UNDER_WAY, ItemProgress.TO_COME) if one in progress), None)
    current = lines[progress.index(wanted)] if wanted else None
    if "items" in request.GET or not lines:
        context = {
            "meeting": meeting,
            "title": meeting_queries.title_of(meeting),
            "lines": lines,
            "counts": meeting_queries.counts_of(lines),
        }
        return render(request, "meetings/live/items.html", context)
    return redirect(item_path(meeting, (current or lines[0]).item.pk))


def item_path(meeting: Meeting, item_pk: int, *, kind: str = "", added: int = 0) -> str:
    """The item's page. `added` tells the script which entry a form made, for those that were typed after it."""
    path = reverse("recommendations:log-item", args=[*meeting.path, item_pk])
    path = f"{path}?kind={kind}" if kind else path
    return f"{path}&added={added}" if added else path


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, council: str, body: str, slug: str, item_pk: int) -> HttpResponse:
    """One item of the log: what was said, and the form that adds to it.

    An entry that comes from no other is added without reading the log; one that is refused comes back with the log.
    Asked by the script for what is new since a row of the history, it answers 204 when nothing is.
    """
    meeting = fetch(request, council, body, slug)
    if is_closed(meeting):
        return refused(closed_words(meeting)) if "HX-Request" in request.headers else redirect(meeting)
    if is_anothers(request):
        return refused(ANOTHERS)
    if request.GET.get("since") == str(meeting_queries.newest_row_of(meeting)):
        return HttpResponse(status=204)
    shown = meeting_queries.item_of(meeting, item_pk)
    if shown is None:
        raise Http404
    user = cast(User, request.user)
    stands_alone = (
        request.method == "POST" and not OTHER_BUTTONS & set(request.POST) and not request.POST.get("answers")
    )
    draft = None if stands_alone else meeting_queries.draft_of(shown, user)
    log = NOTHING_SAID if stands_alone else meeting_queries.log_of(shown)
    form = bound_form(request, shown, log, draft)
    done = keep_or_clear(request, form, user) if OTHER_BUTTONS & set(request.POST) else None
    if done is None and form.is_valid():
        done = perform_once(
            request,
            form,
            add_to_log,
            result_path=lambda made: item_path(meeting, shown.pk, kind=form.kind, added=made.pk),
            item=shown,
            by=user,
            at=timezone.now(),
        )
    if done:
        return done
    if stands_alone:
        draft, log = meeting_queries.draft_of(shown, user), meeting_queries.log_of(shown)
        follow_from(form, log)
    focus(request, form)
    asked = asked_before_of(request, form, log)
    return answer(
        request, page(request, meeting, shown, log) | {"form": form, "draft": draft, "asked": asked}
    )


def keep_or_clear(request: HttpRequest, form: CaptureForm, user: User) -> HttpResponseRedirect | None:
    """The buttons that do not add: keep as a draft, clear the draft, and, without JavaScript, choose another kind.

    What is too long to be kept stays in the form, with the sentence beside it.
    """
    item = form.item
    back = redirect(item_path(item.meeting, item.pk, kind=form.kind))
    if "clear" in request.POST:
        meeting_operations.clear_draft(item=item, user=user)
        return back
    fields = CaptureForm.draft_fields(request.POST)
    try:
        meeting_operations.save_draft(item=item, user=user, fields=fields, at=timezone.now())
    except Refused as refusal:
        form.add_error("text", refusal.sentence)
        return None
    if "keep" in request.POST:
        messages.success(request, "Your words are kept. They are here when you come back.")
    return back


def answer(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The whole page, or its inside for the script. Nothing of a log is kept by a browser or on the way."""
    inside = "HX-Request" in request.headers
    template = "meetings/live/_log.html" if inside else "meetings/live/log.html"
    response = render(request, template, {**context, "inside": inside})
    patch_vary_headers(response, ["HX-Request"])
    add_never_cache_headers(response)
    return response


@require_POST
def draft(request: HttpRequest, council: str, body: str, slug: str, item_pk: int) -> HttpResponse:
    """Keep what is being typed. Words that were added to the log meanwhile are not kept again."""
    meeting = fetch(request, council, body, slug)
    typed_at = get_object_or_404(AgendaItem, meeting=meeting, pk=item_pk)
    user, now = cast(User, request.user), timezone.now()
    fields = CaptureForm.draft_fields(request.POST)
    if is_closed(meeting) or is_anothers(request):
        return refused(closed_words(meeting) if is_closed(meeting) else ANOTHERS)
    if is_spent(request.POST.get("form_key", "")):
        return JsonResponse({"saved": None})
    try:
        if CaptureForm.is_worth_keeping(fields):
            meeting_operations.save_draft(item=typed_at, user=user, fields=fields, at=now)
        else:
            meeting_operations.clear_draft(item=typed_at, user=user)
    except Refused as refusal:
        return refused(refusal.sentence)
    return JsonResponse({"saved": now.isoformat()})


def is_spent(key: str) -> bool:
    """Whether this form was added to the log already: its draft, sent just before, came late."""
    return len(key) == 36 and SpentKey.objects.filter(key__iexact=key).exists()


@require_POST
def move(request: HttpRequest, council: str, body: str, slug: str, move: str) -> HttpResponse:
    """Start, pause or finish the meeting, and come back to the item; or say that an item is done, and go to the next."""
    if move not in MOVES and move not in MARKS:
        raise Http404
    meeting = fetch(request, council, body, slug)
    if move in MARKS:
        return mark(request, meeting, done=MARKS[move])
    operation, sentence = MOVES[move]
    try:
        operation(meeting=meeting, by=cast(User, request.user), at=timezone.now())
        messages.success(request, sentence)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    if move == "finish" and meeting.status == MeetingStatus.HELD:
        return redirect("recommendations:publish", *meeting.path)
    item_pk = request.POST.get("item", "")
    if item_pk.isdecimal() and meeting.items.filter(pk=item_pk).exists():
        return redirect(item_path(meeting, int(item_pk)))
    return redirect("recommendations:log", *meeting.path)


def mark(request: HttpRequest, meeting: Meeting, *, done: bool) -> HttpResponse:
    """Keep that an item is done and lead to the one after it; or that it is not, and stay."""
    item_pk = request.POST.get("item", "")
    marked = (
        meeting_queries.item_of(meeting, int(item_pk)) if item_pk.isdecimal() and len(item_pk) < 16 else None
    )
    if marked is None:
        raise Http404
    try:
        meeting_operations.mark_item(item=marked, done=done, by=cast(User, request.user), at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(meeting)
    later = meeting.items.filter(position__gt=marked.position, withdrawn_at__isnull=True).order_by("position")
    after = later.first() if done else None
    return redirect(item_path(meeting, (after or marked).pk))


@login_not_required
@require_safe
def follow(request: HttpRequest, outcome_pk: int) -> HttpResponse:
    """Lead from an entry of a published record to what came of it in the tracker."""
    address = where_it_went(request.user, outcome_pk, on=timezone.localdate())
    if address is None:
        raise Http404
    return redirect(address)
