"""The annual Partnership Scrutiny Review: its list, one year, its introduction, its end, and the papers to take away."""

from io import BytesIO
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from core.downloads import SANDBOX
from core.edges import bind, perform, perform_once, require
from core.papers import NotMade, file_name, markup_of, pdf_of, word_of
from councils.models import User
from councils.queries import the_partnership
from recommendations.forms.annual import BeginForm, ConcludeAnnualForm, IntroductionForm
from recommendations.operations.annual import conclude_annual_review
from recommendations.queries.annual import annual_of
from recommendations.queries.annual_words import Annual
from recommendations.take_away.annual_review import annual_paper
from recommendations.views.take_away import WORD
from strategies import operations, permissions, queries
from strategies.models import AnnualReview

NOT_YOURS = "This page is for the Scrutiny Officer."
CLOSED = "This annual review is concluded. What it says stays."
PER_PAGE = 25


def may_write(request: HttpRequest) -> bool:
    return permissions.can_write_annual_reviews(request.user, on=timezone.localdate())


def fetch(request: HttpRequest, year: int) -> AnnualReview:
    """The annual review of a year, or 404: until it is concluded it is the scrutiny officer's."""
    found = queries.annual_reviews_visible_to(request.user, on=timezone.localdate())
    return get_object_or_404(found.select_related("partnership"), year=year)


def crumbs() -> list[tuple[str, str]]:
    return [
        (reverse("strategies:list"), "Strategies"),
        (reverse("recommendations:annual-reviews"), "Annual reviews"),
    ]


@login_not_required
@require_safe
def annual_reviews(request: HttpRequest) -> HttpResponse:
    """Every annual review that the reader may see, the newest first."""
    found = queries.annual_reviews_visible_to(request.user, on=timezone.localdate())
    page = Paginator(found.order_by("-year"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "may_write": may_write(request), "crumbs": crumbs()[:1]}
    return render(request, "recommendations/annual/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the annual review of a year. One that is there already is shown."""
    require(may_write(request), NOT_YOURS)
    partnership = the_partnership()
    if partnership is None:
        raise Http404
    back = reverse("recommendations:annual-reviews")
    form = bind(request, BeginForm, back=back, initial={"year": timezone.localdate().year})
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.begin_annual_review,
            result_path=lambda annual: annual.get_absolute_url(),
            partnership=partnership,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    return render(request, "recommendations/annual/begin.html", {"form": form, "crumbs": crumbs()})


@login_not_required
@require_safe
def annual_review(request: HttpRequest, year: int) -> HttpResponse:
    """What became of last year's recommendations, and what every strategy's check of the year found."""
    found = fetch(request, year)
    annual = annual_of(found, on=timezone.localdate())
    page = Paginator(annual.last_year + annual.earlier, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "annual_review": found,
        "annual": annual,
        "words": queries.words_explained(),
        "page_obj": page,
        "last_year": [one for one in page if not one.is_earlier],
        "earlier": [one for one in page if one.is_earlier],
        "is_open": found.concluded_on is None,
        "may_write": may_write(request) and found.concluded_on is None,
        "crumbs": crumbs(),
    }
    response = render(request, "recommendations/annual/detail.html", context)
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def introduction(request: HttpRequest, year: int) -> HttpResponse:
    """Write what the annual review says first."""
    found = fetch(request, year)
    require(may_write(request), NOT_YOURS)
    if found.concluded_on:
        messages.info(request, CLOSED)
        return redirect(found)
    form = bind(request, IntroductionForm, annual_review=found)
    if form.is_valid():
        done = perform(
            form, operations.write_introduction, annual_review=found, by=request.user, at=timezone.now()
        )
        if done is not None:
            messages.success(request, "The introduction is saved.")
            return redirect(done)
    theirs = form.was_overtaken(found.version)
    context = {"annual_review": found, "form": form, "theirs": theirs, "crumbs": crumbs()}
    return render(request, "recommendations/annual/introduction.html", context, status=409 if theirs else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def conclude(request: HttpRequest, year: int) -> HttpResponse:
    """Conclude the annual review: it is published, and says from then on what it says today."""
    found = fetch(request, year)
    require(may_write(request), NOT_YOURS)
    if found.concluded_on:
        messages.info(request, CLOSED)
        return redirect(found)
    today = timezone.localdate()
    form = bind(request, ConcludeAnnualForm, annual_review=found, initial={"concluded_on": today})
    if form.is_valid():
        by = cast(User, request.user)
        done = perform(form, conclude_annual_review, annual_review=found, by=by, at=timezone.now())
        if done is not None:
            messages.success(request, f"The {done} is concluded and published.".replace("Annual", "annual"))
            return redirect(done)
    theirs = form.was_overtaken(found.version)
    context = {
        "annual_review": found,
        "annual": annual_of(found, on=today),
        "form": form,
        "theirs": theirs,
        "crumbs": crumbs(),
    }
    return render(request, "recommendations/annual/conclude.html", context, status=409 if theirs else 200)


@login_not_required
@require_safe
def as_word(request: HttpRequest, year: int) -> HttpResponseBase:
    found = fetch(request, year)
    return sent(found, word_of(paper_of(found)), "docx", WORD)


@login_not_required
@require_safe
def as_pdf(request: HttpRequest, year: int) -> HttpResponseBase:
    """The annual review as tagged PDF. Where none can be made, a page says so and offers the others."""
    found = fetch(request, year)
    try:
        return sent(found, pdf_of(paper_of(found)), "pdf", "application/pdf")
    except NotMade as refusal:
        context = {"annual_review": found, "sentence": refusal.sentence}
        page = render(request, "recommendations/annual/not_made.html", context, status=503)
        page["Cache-Control"] = "no-store"
        return page


@login_not_required
@require_safe
def as_page(request: HttpRequest, year: int) -> HttpResponse:
    """The annual review as a page for the browser to print."""
    found = fetch(request, year)
    paper = paper_of(found)
    context: dict[str, Any] = {"annual_review": found, "paper": paper, "words": markup_of(paper)}
    page = render(request, "recommendations/annual/print.html", context)
    page["Cache-Control"] = kept(found)
    return page


def paper_of(found: AnnualReview) -> Any:
    annual: Annual = annual_of(found, on=timezone.localdate())
    return annual_paper(found, annual, site=settings.PORTAL_URL)


def sent(found: AnnualReview, content: bytes, ending: str, kind: str) -> FileResponse:
    """A download with a clean name, which opens in no window of the portal's (promise U3)."""
    name = file_name(f"{found.year} Partnership Annual Scrutiny Review", ending)
    response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = kept(found)
    return response


def kept(found: AnnualReview) -> str:
    """What may keep it: anything for a minute once it is concluded; before that nothing at all."""
    return "public, max-age=60" if found.concluded_on else "no-store"
