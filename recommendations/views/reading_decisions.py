"""Deciding on what was found in a paper: the meeting it belongs to, and each thing accepted, changed or rejected."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.edges import bind, perform
from core.fields import read_day
from core.refusals import Overtaken, Refused
from councils.models import Body, User
from councils.queries import councils_in_order, the_partnership
from recommendations.enums import ProposalKind, ReadingStatus
from recommendations.forms.log_changes import read_versions
from recommendations.forms.reading import MeetingForm
from recommendations.forms.reading_found import ProposalForm
from recommendations.models import Proposal, Reading
from recommendations.operations import reading_decisions as operations
from recommendations.operations.reading_meeting import LEFT_OPEN, NEW, choose_meeting
from recommendations.queries import reading as queries
from recommendations.queries import reading_cards as cards
from recommendations.queries.naming import bodies_named, body_named, naming_of
from recommendations.views.reading import context_of, fetch, fresh, may_accept, sort_of

MOVES = {
    "accept": (operations.accept, "Accepted."),
    "reject": (operations.reject, "Rejected."),
    "match": (operations.match_recommendation, "Marked as on record already."),
    "reopen": (operations.reopen, "Open again."),
}


def fetch_proposal(reading: Reading, pk: int) -> Proposal:
    rows = reading.proposals.exclude(kind__in=queries.HEADS).select_related(
        "parent__parent", "recommendation", "outcome", "item", "decided_by"
    )
    found = get_object_or_404(rows, pk=pk)
    found.reading = reading
    return found


def back_to(request: HttpRequest, proposal: Proposal) -> str:
    """The page of the list on which it stands, at its place."""
    sort = sort_of(request)
    number = cards.page_number(proposal, sort)
    asked = [f"of={sort}"] if sort else []
    asked += [f"page={number}"] if number > 1 else []
    path = reverse("recommendations:reading", args=[proposal.reading_id])
    return f"{path}{'?' if asked else ''}{'&'.join(asked)}#found-{proposal.pk}"


@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """To which meeting does the paper belong? The officer says so; what the paper says is shown beside it."""
    found = fetch(request, pk)
    heads = {one.kind: one for one in found.proposals.filter(kind__in=queries.HEADS)}
    naming = naming_of(heads.get(ProposalKind.BODY), councils_in_order(), the_partnership())
    day = queries.named_day(heads.get(ProposalKind.DATE))
    every = list(Body.objects.select_related("council"))
    named = body_named(naming, every)
    typed = read_day(request.POST.get("held_on", "")[:60])
    bodies = {body.pk for body in ([named] if named else bodies_named(naming, every))}
    asked = request.POST.get("body", "")
    if asked.isdecimal():
        bodies.add(int(asked))
    candidates = queries.meetings_to_choose(found, days={one for one in (day, typed) if one}, bodies=bodies)
    exact = [one for one in candidates if named and one.body_id == named.pk and one.held_on == day]
    first = str(found.meeting_id or (exact[0].pk if len(exact) == 1 else (NEW if named and day else "")))
    form = bind(
        request,
        MeetingForm,
        meetings=candidates,
        needs_reason=bool(naming.outside),
        later=("Back to the paper", reverse("recommendations:reading", args=[pk])),
        initial={
            "version": found.version,
            "which": first or LEFT_OPEN,
            "body": named.pk if named else None,
            "held_on": day,
        },
    )
    if form.is_valid():
        chosen = perform(form, choose_meeting, reading=found, by=cast(User, request.user), at=timezone.now())
        if chosen:
            messages.success(request, sentence_of(chosen))
            return redirect("recommendations:reading", pk)
    return fresh(
        render(request, "recommendations/reading/meeting.html", {**context_of(found, 1), "form": form})
    )


def sentence_of(chosen: Reading) -> str:
    if chosen.meeting is None:
        return "The meeting is left open."
    return "The meeting is confirmed. What it holds already is marked."


def wants_part(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Change what was found before it is accepted. When someone else decided meanwhile, both stand side by side."""
    reading = fetch(request, pk)
    found = fetch_proposal(reading, proposal_pk)
    councils = councils_in_order()
    form = bind(
        request,
        ProposalForm,
        proposal=found,
        meeting=reading.meeting,
        councils=councils,
        later=("Back to the paper", back_to(request, found)),
    )
    if form.is_valid():
        done = perform(
            form, operations.accept, proposal=found, by=cast(User, request.user), at=timezone.now()
        )
        if done:
            messages.success(request, "Accepted with your words.")
            return redirect(back_to(request, found))
    theirs = form.is_bound and str(form.data.get("version")) != str(found.version)
    if theirs:
        form.with_version(found.version)
    context = {
        "reading": reading,
        "form": form,
        "card": cards.card_of(found, reading, councils),
        "theirs": theirs,
        "back": back_to(request, found),
    }
    return fresh(
        render(request, "recommendations/reading/change.html", context, status=409 if theirs else 200)
    )


@require_POST
def move_proposal(request: HttpRequest, pk: int, proposal_pk: int, name: str) -> HttpResponse:
    """Accept, reject, match or open again. With a script the row alone comes back, else the page at its place."""
    if name not in MOVES:
        raise Http404
    reading = fetch(request, pk)
    found = fetch_proposal(reading, proposal_pk)
    operation, said = MOVES[name]
    version = request.POST.get("version", "")
    refused = ""
    try:
        operation(
            proposal=found,
            version=int(version) if version.isdecimal() else 0,
            by=cast(User, request.user),
            at=timezone.now(),
        )
    except Refused as refusal:
        refused = refusal.sentence
    if wants_part(request):
        return part(request, reading, proposal_pk, refused=refused, said=said)
    if refused:
        messages.error(request, refused)
    return redirect(back_to(request, found))


def part(request: HttpRequest, reading: Reading, pk: int, *, refused: str, said: str) -> HttpResponse:
    """The row as it stands now, its item's row, and how far the paper is looked through."""
    now = fetch_proposal(reading, pk)
    councils = councils_in_order()
    head = cards.head_of(now)
    context = {
        "reading": reading,
        "card": cards.card_of(now, reading, councils),
        "item": cards.card_of(head, reading, councils) if head and head.pk != now.pk else None,
        "progress": queries.progress_of(reading),
        "is_open": reading.status == ReadingStatus.READ,
        "may_accept": may_accept(reading),
        "sort": sort_of(request),
        "refused": refused,
        "said": refused or said,
        "is_part": True,
    }
    return fresh(render(request, "recommendations/reading/_part.html", context))


@require_POST
def accept_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept several things that the page showed, all or nothing."""
    reading = fetch(request, pk)
    versions = read_versions(request.POST.getlist("chosen"))
    first = reading.proposals.filter(pk__in=versions).order_by("position").first()
    try:
        done = operations.accept_all(
            reading=reading, versions=versions, by=cast(User, request.user), at=timezone.now()
        )
        messages.success(
            request, "1 thing is accepted." if len(done) == 1 else f"{len(done)} things are accepted."
        )
    except Overtaken as refusal:
        messages.error(request, f"{refusal.sentence} Nothing was accepted.")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    if first is None:
        return redirect("recommendations:reading", pk)
    first.reading = reading
    return redirect(back_to(request, first))
