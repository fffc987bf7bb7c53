"""What became of a review that was due."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, require
from strategies import operations, permissions, queries
from strategies.forms.reviews import RecordReviewForm
from strategies.models import Review


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
