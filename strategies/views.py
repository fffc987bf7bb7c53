"""Pages of strategies, their reviews and the glossary."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, require
from strategies import operations, permissions, queries
from strategies.forms import RecordReviewForm
from strategies.models import Review

PER_PAGE = 25
TERMS_PER_PAGE = 50


@login_not_required
@require_safe
def strategy_list(request: HttpRequest) -> HttpResponse:
    """All strategies: the partnership's own first, then those kept for reference."""
    today = timezone.localdate()
    strategies = queries.strategies_in_order(request.user, on=today)
    page = Paginator(strategies, PER_PAGE).get_page(request.GET.get("page"))
    cards = queries.strategy_cards(list(page), on=today)
    return render(request, "strategies/list.html", {"page_obj": page, "cards": cards})


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Is it on course, and when is it checked?"""
    today = timezone.localdate()
    strategy = get_object_or_404(
        queries.strategies_visible_to(request.user, on=today).select_related(
            "partnership", "council", "source", "replaced_by"
        ),
        slug=slug,
    )
    page = queries.strategy_page(strategy, on=today)
    can_record = permissions.can_record_reviews(request.user, on=today)
    return render(
        request, "strategies/detail.html", {"page": page, "strategy": strategy, "can_record": can_record}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def record_review(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The scrutiny officer writes down what became of a review."""
    today = timezone.localdate()
    review = get_object_or_404(
        queries.reviews_visible_to(request.user, on=today).select_related(
            "strategy__partnership", "strategy__excused_by", "merged_into", "decided_by__council"
        ),
        pk=pk,
        strategy__slug=slug,
    )
    require(permissions.can_record_reviews(request.user, on=today), "This page is for the Scrutiny Officer.")
    form = bind(request, RecordReviewForm, review=review)
    if form.is_valid():
        done: Review | None = perform(
            form, operations.record_review, review=review, by=request.user, at=timezone.now()
        )
        if done is not None:
            messages.success(request, f"Recorded: the {done}.")
            return redirect(f"{done.strategy.get_absolute_url()}#review-{done.pk}")
    return render(
        request,
        "strategies/record_review.html",
        {
            "review": review,
            "strategy": review.strategy,
            "line": queries.line_of(review, on=today),
            "sheet": queries.sheet_of(review),
            "form": form,
        },
    )


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Words explained, A to Z. `?letter=` shows one letter."""
    today = timezone.localdate()
    letters = queries.letters_in_use(request.user, on=today)
    letter = request.GET.get("letter", "").upper()
    chosen = letter if letter in letters else ""
    terms = queries.terms_beginning_with(request.user, chosen, on=today)
    page = Paginator(terms, TERMS_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "strategies/glossary.html", {"page_obj": page, "letters": letters, "chosen": chosen}
    )


@login_not_required
@require_safe
def term(request: HttpRequest, slug: str) -> HttpResponse:
    """One word: what it means, who maintains that, where it is used."""
    today = timezone.localdate()
    word = get_object_or_404(
        queries.terms_visible_to(request.user, on=today).select_related("source"), slug=slug
    )
    used_in = queries.where_used(word, request.user, on=today)
    return render(request, "strategies/term.html", {"term": word, "used_in": used_in})
