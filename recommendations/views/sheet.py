"""A light-touch check: its sheet, the filling in of it, its conclusion and its paragraph. It stands here because it counts
what the strategy's recommendations have come to.
"""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, require
from councils.models import User
from recommendations.forms.sheet import ConcludeForm, ParagraphForm, SheetForm
from recommendations.operations.checks import conclude_sheet
from recommendations.queries.strategy_work import StrategyWork, outstanding_of, work_of
from strategies import operations, permissions, queries
from strategies.models import Review
from strategies.queries import Sheet

NOT_YOURS = "This page is for the Scrutiny Officer."
CONCLUDED = "This check is concluded. What is on record stays."
WITH = ("strategy__partnership", "strategy__council", "annual_review", "decided_by__council", "merged_into")


def fetch(request: HttpRequest, slug: str, pk: int) -> Review:
    """A check whose sheet the reader may see, or 404."""
    checks = queries.checks_visible_to(request.user, on=timezone.localdate())
    return get_object_or_404(checks.select_related(*WITH), pk=pk, strategy__slug=slug)


def sheet_path(review: Review, name: str = "sheet") -> str:
    return reverse(f"recommendations:{name}", args=[review.strategy.slug, review.pk])


def context_of(request: HttpRequest, review: Review, sheet: Sheet) -> dict[str, Any]:
    """What every page about one sheet shows. Once concluded, the figures are those of that day."""
    today = timezone.localdate()
    kept = (review.evidence_at_end or {}).get("work")
    work = work_of(review.strategy, on=today) if sheet.is_open else StrategyWork.kept(kept) if kept else None
    return {
        "review": review,
        "strategy": review.strategy,
        "line": queries.line_of(review, on=today),
        "sheet": sheet,
        "work": work,
        "outstanding": outstanding_of(review.strategy, on=today) if sheet.is_open else [],
        "crumbs": [
            (reverse("strategies:list"), "Strategies"),
            (review.strategy.get_absolute_url(), review.strategy.title),
        ],
        "may_judge": permissions.can_judge(request.user, review, on=today),
    }


@login_not_required
@require_safe
def sheet(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What the check looked at and how each project was judged. Until it is concluded it is the scrutiny officer's."""
    today = timezone.localdate()
    review = fetch(request, slug, pk)
    found = queries.assurance_sheet(review, request.user, on=today)
    may_write = permissions.can_write_annual_reviews(request.user, on=today)
    annual = review.annual_review
    context = {
        **context_of(request, review, found),
        "may_rewrite": may_write and review.held_on and not (annual and annual.concluded_on),
        "annual_review": annual if annual and (annual.concluded_on or may_write) else None,
    }
    response = render(request, "recommendations/checks/sheet.html", context)
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def fill_sheet(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Judge every project and answer the four questions, on one page. Half a sheet is kept too."""
    today = timezone.localdate()
    review = fetch(request, slug, pk)
    require(permissions.can_write_annual_reviews(request.user, on=today), NOT_YOURS)
    if not permissions.can_judge(request.user, review, on=today):
        messages.info(request, CONCLUDED)
        return redirect(sheet_path(review))
    found = queries.assurance_sheet(review, request.user, on=today)
    form = bind(request, SheetForm, sheet=found)
    if form.is_valid():
        saved = perform(form, operations.fill_sheet, review=review, by=request.user, at=timezone.now())
        if saved is not None:
            messages.success(request, "The sheet is saved." if saved else "Nothing had changed.")
            going_on = "conclude" in request.POST
            return redirect(sheet_path(review, "conclude-check" if going_on else "fill-sheet"))
    rows = [*form.line_rows, *form.question_rows]
    context = {**context_of(request, review, found), "form": form, "rows": rows}
    overtaken = any(row.theirs for row in rows)
    response = render(request, "recommendations/checks/fill.html", context, status=409 if overtaken else 200)
    add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def conclude_check(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The judgement as a whole, the day, and the paragraph for the annual review, which is written already."""
    today = timezone.localdate()
    review = fetch(request, slug, pk)
    require(permissions.can_write_annual_reviews(request.user, on=today), NOT_YOURS)
    if not permissions.can_judge(request.user, review, on=today):
        messages.info(request, CONCLUDED)
        return redirect(sheet_path(review))
    found = queries.assurance_sheet(review, request.user, on=today)
    initial = {"held_on": today, "conclusion": queries.drafted_paragraph(found)}
    later = ("Back to the sheet", sheet_path(review, "fill-sheet"))
    form = bind(request, ConcludeForm, initial=initial, later=later)
    if form.is_valid():
        done = perform(form, conclude_sheet, review=review, by=cast(User, request.user), at=timezone.now())
        if done is not None:
            messages.success(request, f"The {done} is concluded.")
            return redirect(sheet_path(done))
    context = {**context_of(request, review, found), "form": form}
    response = render(request, "recommendations/checks/conclude.html", context)
    add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def paragraph(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change the paragraph that a review has in its annual review, as long as that one is not concluded."""
    today = timezone.localdate()
    reviews = queries.reviews_visible_to(request.user, on=today).filter(held_on__isnull=False)
    review = get_object_or_404(reviews.select_related(*WITH), pk=pk, strategy__slug=slug)
    require(permissions.can_write_annual_reviews(request.user, on=today), NOT_YOURS)
    annual = review.annual_review
    back = annual.get_absolute_url() if annual else review.strategy.get_absolute_url()
    form = bind(request, ParagraphForm, review=review, later=("Leave it as it is", back))
    if form.is_valid():
        done = perform(form, operations.write_paragraph, review=review, by=request.user, at=timezone.now())
        if done is not None:
            messages.success(request, "The paragraph is saved.")
            return redirect(f"{back}#review-{review.pk}")
    theirs = form.was_overtaken(review.version)
    context = {
        "review": review,
        "strategy": review.strategy,
        "form": form,
        "theirs": theirs,
        "is_closed": bool(annual and annual.concluded_on),
        "back": back,
    }
    return render(request, "recommendations/checks/paragraph.html", context, status=409 if theirs else 200)
