"""Money of a strategy: how far it has got, and how the councils share it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, perform_once
from strategies import operations, permissions, queries
from strategies.forms.money import AddMoneyForm, MoveMoneyForm, SplitForm
from strategies.models import Funding, Strategy
from strategies.views.keeping import FORM, Shown, kept_strategy, page_of


@login_not_required
@require_safe
def money(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One amount: where it comes from, how far it has got, who bears how much?"""
    today = timezone.localdate()
    visible = queries.funding_visible_to(request.user, on=today).select_related("strategy", "source")
    funding = get_object_or_404(visible, pk=pk, strategy__slug=slug)
    context = {
        "strategy": funding.strategy,
        "page": queries.money_page(funding),
        "can_keep": permissions.can_keep_strategies(request.user, on=today),
        "crumbs": [
            (reverse("strategies:list"), "Strategies"),
            (funding.strategy.get_absolute_url(), funding.strategy.title),
        ],
    }
    return render(request, "strategies/money.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """An amount of money for the strategy."""
    strategy = kept_strategy(request, slug)
    form = bind(request, AddMoneyForm, strategy=strategy)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_funding,
            result_path=Funding.get_absolute_url,
            strategy=strategy,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The money is on record.")
            return done
    return render(request, FORM, page_of(strategy, "Add money", "A bid is money too, as a bid.", form))


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A bid is awarded or turned down, what was awarded is received, then spent."""
    strategy = kept_strategy(request, slug)
    funding = kept_funding(strategy, pk)
    form = bind(request, MoveMoneyForm, funding=funding)
    state = funding.get_state_display()
    if form.is_valid():
        known: dict[str, Any] = {"funding": funding, "by": request.user, "at": timezone.now()}
        if perform(form, operations.move_money, **known):
            messages.success(request, "Recorded.")
            return redirect(funding)
    theirs: Shown | None = None
    if form.was_overtaken(funding.version):
        theirs = [("How far it has got", state), ("How much", f"£{funding.amount:,}")]
    context = page_of(
        strategy,
        "What happened to the money?",
        f"{funding.purpose}. On record: {state.lower()}.",
        form,
        theirs=theirs,
    )
    context["is_over"] = not form.fields["move"].choices  # type: ignore[attr-defined]
    return render(request, FORM, context, status=409 if theirs else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How many per cent of it each council bears."""
    strategy = kept_strategy(request, slug)
    funding = kept_funding(strategy, pk)
    form = bind(request, SplitForm, funding=funding, councils=queries.councils_of(strategy))
    if form.is_valid():
        known: dict[str, Any] = {"funding": funding, "by": request.user, "at": timezone.now()}
        if perform(form, operations.split_funding, **known):
            messages.success(request, "The shares are saved. They add up to the penny.")
            return redirect(funding)
    theirs: Shown | None = None
    if form.was_overtaken(funding.version):
        theirs = [
            (share.council.short_name, f"{share.percent.normalize():f}%, £{share.amount:,}")
            for share in funding.shares.all()
        ]
    context = page_of(
        strategy,
        "How do the councils share it?",
        f"{funding.purpose}. The percentages must make 100; the shares then add up to the penny.",
        form,
        theirs=theirs,
    )
    return render(request, FORM, context, status=409 if theirs else 200)


def kept_funding(strategy: Strategy, pk: int) -> Funding:
    found = Funding.objects.filter(strategy=strategy).select_related("strategy")
    return get_object_or_404(found.prefetch_related("shares__council"), pk=pk)
