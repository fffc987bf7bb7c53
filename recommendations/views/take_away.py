"""Minutes, agenda pack and action sheet of a meeting: as Word, as PDF, and as a page to print."""

from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.downloads import SANDBOX
from core.papers import NotMade, Paper, file_name, markup_of, pdf_of, word_of
from meetings import permissions, queries
from meetings.models import Meeting
from meetings.take_away import name_of_file
from recommendations.take_away import KINDS, Kind

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Taken:
    """A paper that this reader may take, of which meeting, and whether anyone may."""

    meeting: Meeting
    paper: Paper
    kind: Kind
    is_public: bool


def take(request: HttpRequest, council: str, body: str, slug: str, kind: str) -> Taken:
    """Build the paper, or 404: before anyone may take it, only the officer takes it, as a draft. Never an exempt word."""
    today = timezone.localdate()
    found = queries.find_meeting(request.user, council, body, slug, on=today)
    asked = KINDS[kind]
    if found is None:
        raise Http404
    is_officer = permissions.can_plan(request.user, on=today)
    if not asked.may_be_taken(found, is_officer=is_officer, on=today):
        raise Http404
    return Taken(found, asked.build(found, today, settings.PORTAL_URL), asked, asked.is_public(found, today))


@login_not_required
@require_safe
def as_word(request: HttpRequest, council: str, body: str, slug: str, kind: str) -> HttpResponseBase:
    taken = take(request, council, body, slug, kind)
    return sent(taken, word_of(taken.paper), "docx", WORD)


@login_not_required
@require_safe
def as_pdf(request: HttpRequest, council: str, body: str, slug: str, kind: str) -> HttpResponseBase:
    """The paper as tagged PDF. Where none can be made, a page says so and offers the others."""
    taken = take(request, council, body, slug, kind)
    try:
        return sent(taken, pdf_of(taken.paper), "pdf", "application/pdf")
    except NotMade as refusal:
        page = render(request, "meetings/not_made.html", context(taken, kind, refusal), status=503)
        page["Cache-Control"] = "no-store"
        return page


@login_not_required
@require_safe
def as_page(request: HttpRequest, council: str, body: str, slug: str, kind: str) -> HttpResponse:
    """The paper as a page for the browser to print."""
    taken = take(request, council, body, slug, kind)
    page = render(request, "meetings/print.html", context(taken, kind))
    page["Cache-Control"] = kept(taken)
    return page


def context(taken: Taken, kind: str, refusal: NotMade | None = None) -> dict[str, object]:
    return {
        "meeting": taken.meeting,
        "title": f"{taken.kind.words.capitalize()}: {queries.title_of(taken.meeting)}",
        "paper": taken.paper,
        "words": markup_of(taken.paper),
        "word_name": f"recommendations:{kind}-word",
        "pdf_name": f"recommendations:{kind}-pdf",
        "print_name": f"recommendations:{kind}-print",
        "sentence": refusal.sentence if refusal else "",
    }


def sent(taken: Taken, content: bytes, ending: str, kind: str) -> FileResponse:
    """A download with a clean name, which opens in no window of the portal's (promise U3)."""
    name = file_name(name_of_file(taken.meeting, taken.kind.words), ending)
    response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = kept(taken)
    return response


def kept(taken: Taken) -> str:
    """What may keep it: anything for a minute, where anyone may take it; a draft nothing at all."""
    return "public, max-age=60" if taken.is_public else "no-store"
