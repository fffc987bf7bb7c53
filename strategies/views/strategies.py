"""Pages of strategies."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from strategies import permissions, queries

PER_PAGE = 25


@login_not_required
@require_safe
def strategy_list(request: HttpRequest) -> HttpResponse:
    """All strategies: the partnership's own first, then those kept for reference."""
    today = timezone.localdate()
    strategies = queries.strategies_in_order(request.user, on=today)
    page = Paginator(strategies, PER_PAGE).get_page(request.GET.get("page"))
    cards = queries.strategy_cards(list(page), on=today)
    context = {
        "page_obj": page,
        "cards": cards,
        "can_keep_facts": permissions.can_keep_strategies(request.user, on=today),
    }
    return render(request, "strategies/list.html", context)


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
    page = queries.strategy_page(strategy, request.user, on=today)
    context = {
        "page": page,
        "strategy": strategy,
        "can_record": permissions.can_record_reviews(request.user, on=today),
        "can_keep": permissions.can_keep_projects(request.user, strategy, on=today),
        "can_keep_facts": permissions.can_keep_strategies(request.user, on=today),
    }
    return render(request, "strategies/detail.html", context)
