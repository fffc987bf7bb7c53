"""Papers that exist: handing one in, the list, its page, and the text with what was found marked in it."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.edges import bind, perform_once, require
from core.refusals import Refused
from councils.models import User
from councils.permissions import is_scrutiny_officer
from councils.queries import councils_in_order, the_partnership
from meetings import queries as meeting_queries
from meetings.enums import LOGGABLE, MeetingStatus
from recommendations.enums import ProposalKind, ReadingStatus
from recommendations.forms.reading import HandInForm
from recommendations.models import Reading
from recommendations.operations import reading as operations
from recommendations.operations.reading_work import read_before
from recommendations.queries import reading as queries
from recommendations.queries import reading_cards as cards
from recommendations.queries.naming import naming_of
from recommendations.queries.reading_text import piece_at, pieces_of, segments_of
from recommendations.statuses import READING_STATUSES
from recommendations.tasks import ring_for_papers

FOR_OFFICERS = "Only the Scrutiny Officer reads papers in."
PAGE_SIZE = 25
WAITS = {ReadingStatus.WAITING, ReadingStatus.BEING_READ}
MOVES = {
    "set-aside": (operations.set_aside, "The paper is set aside. What you accepted stays."),
    "again": (operations.take_up_again, "The paper is open again."),
    "finish": (operations.finish_reading, "The paper is looked through."),
}


def fetch(request: HttpRequest, pk: int) -> Reading:
    """The paper, for the scrutiny officer; for anyone else there is none."""
    return get_object_or_404(queries.readings_visible_to(request.user, on=timezone.localdate()), pk=pk)


def fresh(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response


@require_safe
def list_readings(request: HttpRequest) -> HttpResponse:
    """Which papers were handed in, and how far is each?"""
    today = timezone.localdate()
    require(is_scrutiny_officer(request.user, on=today), FOR_OFFICERS)
    page = Paginator(queries.readings_in_order(request.user, on=today), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    rows = [(one, READING_STATUSES[one.status]) for one in page.object_list]
    return fresh(render(request, "recommendations/reading/list.html", {"page_obj": page, "rows": rows}))


@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """Paste the text, or choose a file."""
    require(is_scrutiny_officer(request.user, on=timezone.localdate()), FOR_OFFICERS)
    form = bind(request, HandInForm, later=("Not now", reverse("recommendations:readings")))
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.hand_in,
            result_path=lambda made: reverse("recommendations:reading", args=[made.pk]),
            by=request.user,
            at=timezone.now(),
        )
        if done:
            ring_for_papers()
            return done
    context = {"form": form, "choose_again": bool(form.errors and request.FILES)}
    return fresh(render(request, "recommendations/reading/hand_in.html", context))


@require_safe
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """While it is read: how far. Afterwards: everything found, to accept, change or reject."""
    found = fetch(request, pk)
    is_part = "HX-Request" in request.headers
    if found.status in WAITS:
        name = "_waiting" if is_part else "waiting"
        return fresh(render(request, f"recommendations/reading/{name}.html", {"reading": found}))
    if is_part:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return fresh(response)
    if found.status == ReadingStatus.FAILED:
        return fresh(render(request, "recommendations/reading/failed.html", {"reading": found}))
    context = context_of(found, request.GET.get("page"), sort_of(request))
    return fresh(render(request, "recommendations/reading/detail.html", context))


def sort_of(request: HttpRequest) -> str:
    """Which sort of things found is looked through apart; empty for all of them."""
    asked = request.POST.get("of", request.GET.get("of", ""))
    return asked if asked in cards.SORTS else ""


def may_accept(found: Reading) -> bool:
    """Whether the log of the meeting that was chosen takes what is accepted."""
    meeting = found.meeting
    return found.status == ReadingStatus.READ and meeting is not None and meeting.status in LOGGABLE


def context_of(found: Reading, number: Any, sort: str = "") -> dict[str, Any]:
    """Everything on the page of one paper."""
    councils = councils_in_order()
    heads = {one.kind: one for one in found.proposals.filter(kind__in=queries.HEADS)}
    body, day = heads.get(ProposalKind.BODY), heads.get(ProposalKind.DATE)
    page = cards.page_of(found, number, sort)
    accepts = may_accept(found)
    groups = cards.groups_of(found, page, councils, may_accept=accepts)
    progress = queries.progress_of(found)
    meeting = found.meeting
    return {
        "reading": found,
        "status": READING_STATUSES[found.status],
        "is_open": found.status == ReadingStatus.READ,
        "naming": naming_of(body, councils, the_partnership()),
        "named_day": queries.named_day(day),
        "body_found": cards.excerpt(found.text, body.start, body.end) if body else None,
        "body_place": body.place if body else "",
        "day_found": cards.excerpt(found.text, day.start, day.end) if day else None,
        "day_place": day.place if day else "",
        "meeting": meeting,
        "meeting_title": meeting_queries.title_of(meeting) if meeting else "",
        "meeting_closed": meeting is not None and meeting.status not in LOGGABLE,
        "may_publish": meeting is not None and meeting.status == MeetingStatus.HELD,
        "progress": progress,
        "page_obj": page,
        "groups": groups,
        "chosen": [value for group in groups for value in group.chosen],
        "chips": cards.chips_of(found, sort),
        "sort": sort,
        "may_accept": accepts,
        "parts": list(found.parts.defer("text").order_by("pk")),
        "known": read_before(found) if not progress.total else None,
    }


@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of the paper, a piece at a time, with what was found marked. `at` leads to the piece of an offset."""
    found = fetch(request, pk)
    if found.read_at is None:
        raise Http404
    pieces = pieces_of(found.text)
    asked, at = request.GET.get("page", ""), request.GET.get("at", "")
    number = piece_at(pieces, int(at)) if at.isdecimal() else int(asked) if asked.isdecimal() else 1
    page = Paginator(pieces, 1).get_page(number)
    start, end = page.object_list[0]
    context = {"reading": found, "page_obj": page, "segments": segments_of(found, start, end)}
    return fresh(render(request, "recommendations/reading/text.html", context))


@require_POST
def move(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Set aside, open again, or finish. Finished, its meeting's log is ready to be checked and published."""
    if name not in MOVES:
        raise Http404
    found = fetch(request, pk)
    operation, sentence = MOVES[name]
    try:
        operation(reading=found, by=cast(User, request.user), at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("recommendations:reading", pk)
    messages.success(request, sentence)
    if found.status == ReadingStatus.WAITING:
        ring_for_papers()
    meeting = found.meeting
    if name == "finish" and meeting is not None and meeting.status in LOGGABLE:
        return redirect("recommendations:publish", *meeting.path)
    return redirect("recommendations:reading", pk)
