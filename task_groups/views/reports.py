"""The list of reports. A report stands above, with what each council answered."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from strategies.queries import reviews_visible_to
from task_groups import queries

PER_PAGE = 25


@login_not_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """All reports, the newest first."""
    found = queries.reports_in_order(request.user, on=timezone.localdate())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "task_groups/reports.html", {"page_obj": page})


@login_not_required
@require_safe
def of_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from a deep review to the group that carries it out; where it has none yet, to the strategy."""
    today = timezone.localdate()
    found = get_object_or_404(reviews_visible_to(request.user, on=today).select_related("strategy"), pk=pk)
    group = queries.groups_visible_to(request.user, on=today).filter(review=found).first()
    return redirect(group or f"{found.strategy.get_absolute_url()}#review-{found.pk}")
