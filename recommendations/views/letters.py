"""The notice to a council, and the letters of chasing: as Word, as PDF, and as a page to print."""

from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.downloads import SANDBOX
from core.edges import require
from core.papers import NotMade, Paper, file_name, markup_of, pdf_of, word_of
from recommendations import permissions
from recommendations.enums import EscalationStatus
from recommendations.models import EscalationStep
from recommendations.queries import is_open_to_all
from recommendations.take_away.notice import letter_paper, notice_paper
from recommendations.views.finding import find_response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Letter:
    """A paper of this file, where it leads back to, and the addresses of its three forms."""

    paper: Paper
    name: str
    back: str
    is_public: bool
    word: str
    pdf: str
    page: str

    @property
    def kept(self) -> str:
        """What may keep it: anything for a minute, where anyone may take it; a letter nothing at all."""
        return "public, max-age=60" if self.is_public else "no-store"


def take_notice(request: HttpRequest, reference: str, council: str) -> Letter:
    """The notice, for whoever may know of the recommendation; 404 before it was sent."""
    response = find_response(request, reference, council, on=timezone.localdate())
    if response.received_on is None:
        raise Http404
    args = [reference, council]
    return Letter(
        notice_paper(response, site=settings.PORTAL_URL),
        f"Notice to {response.council.short_name} {reference}",
        response.get_absolute_url(),
        is_open_to_all(response.recommendation),
        *(reverse(f"recommendations:notice-{form}", args=args) for form in ("word", "pdf", "print")),
    )


def take_letter(request: HttpRequest, reference: str, council: str, pk: int) -> Letter:
    """One step that was sent, for the scrutiny officer alone."""
    on = timezone.localdate()
    response = find_response(request, reference, council, on=on)
    require(permissions.can_chase(request.user, response, on=on), "This page is for the Scrutiny Officer.")
    sent_steps = EscalationStep.objects.filter(response=response, status=EscalationStatus.SENT)
    step = get_object_or_404(sent_steps.select_related("meeting__body"), pk=pk)
    step.response = response
    args = [reference, council, pk]
    return Letter(
        letter_paper(step, site=settings.PORTAL_URL),
        f"{step.get_kind_display()} to {response.council.short_name} {reference}",
        reverse("recommendations:chase", args=args[:2]),
        False,
        *(reverse(f"recommendations:letter-{form}", args=args) for form in ("word", "pdf", "print")),
    )


@login_not_required
@require_safe
def notice_word(request: HttpRequest, reference: str, council: str) -> HttpResponseBase:
    return as_word(take_notice(request, reference, council))


@login_not_required
@require_safe
def notice_pdf(request: HttpRequest, reference: str, council: str) -> HttpResponseBase:
    return as_pdf(request, take_notice(request, reference, council))


@login_not_required
@require_safe
def notice_page(request: HttpRequest, reference: str, council: str) -> HttpResponse:
    """The notice as a page for the browser to print."""
    return as_page(request, take_notice(request, reference, council))


@require_safe
def letter_word(request: HttpRequest, reference: str, council: str, pk: int) -> HttpResponseBase:
    return as_word(take_letter(request, reference, council, pk))


@require_safe
def letter_pdf(request: HttpRequest, reference: str, council: str, pk: int) -> HttpResponseBase:
    return as_pdf(request, take_letter(request, reference, council, pk))


@require_safe
def letter_page(request: HttpRequest, reference: str, council: str, pk: int) -> HttpResponse:
    """The letter as a page for the browser to print."""
    return as_page(request, take_letter(request, reference, council, pk))


def as_word(letter: Letter) -> FileResponse:
    return sent(letter, word_of(letter.paper), "docx", WORD)


def as_pdf(request: HttpRequest, letter: Letter) -> HttpResponseBase:
    """The paper as tagged PDF. Where none can be made, a page says so and offers the others."""
    try:
        return sent(letter, pdf_of(letter.paper), "pdf", "application/pdf")
    except NotMade as refusal:
        context = {"letter": letter, "sentence": refusal.sentence}
        page = render(request, "recommendations/letters/not_made.html", context, status=503)
        page["Cache-Control"] = "no-store"
        return page


def as_page(request: HttpRequest, letter: Letter) -> HttpResponse:
    context = {"letter": letter, "words": markup_of(letter.paper)}
    page = render(request, "recommendations/letters/print.html", context)
    page["Cache-Control"] = letter.kept
    return page


def sent(letter: Letter, content: bytes, ending: str, kind: str) -> FileResponse:
    """A download with a clean name, which opens in no window of the portal's (promise U3)."""
    response = FileResponse(
        BytesIO(content), as_attachment=True, filename=file_name(letter.name, ending), content_type=kind
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = letter.kept
    return response
