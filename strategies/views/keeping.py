"""The officer keeps strategies: adding one, its words, its status, its roadmap, and what each council decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, perform_once, require
from councils.models import Council
from councils.queries import the_partnership
from strategies import operations, permissions, queries
from strategies.enums import StrategyStatus
from strategies.forms.strategies import (
    AddStrategyForm,
    AdoptionForm,
    EditStrategyForm,
    MoveStrategyForm,
    RoadmapForm,
)
from strategies.models import Adoption, Strategy

FOR_THE_OFFICER = "Only the Scrutiny Officer keeps strategies."
FORM = "strategies/fact_form.html"
Shown = list[tuple[str, Any]]


def kept_strategy(request: HttpRequest, slug: str) -> Strategy:
    """The strategy that the officer keeps. Raises Http404 for one that the reader may not know, 403 for everybody else."""
    today = timezone.localdate()
    found = queries.strategies_visible_to(request.user, on=today).select_related("partnership", "council")
    strategy = get_object_or_404(found, slug=slug)
    require(permissions.can_keep_strategies(request.user, on=today), FOR_THE_OFFICER)
    return strategy


def page_of(
    strategy: Strategy, heading: str, answer: str, form: Any, *, theirs: Shown | None = None
) -> dict[str, Any]:
    """What the page of a form about a strategy shows. `theirs`: what somebody else saved meanwhile."""
    crumbs = [(reverse("strategies:list"), "Strategies"), (strategy.get_absolute_url(), strategy.title)]
    context = {"strategy": strategy, "heading": heading, "answer": answer, "form": form, "theirs": theirs}
    return context | {"crumbs": crumbs, "choose_again": bool(form.errors and form.files)}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A strategy comes to scrutiny."""
    require(permissions.can_keep_strategies(request.user, on=timezone.localdate()), FOR_THE_OFFICER)
    back = reverse("strategies:list")
    form = bind(request, AddStrategyForm, later=("Not now", back))
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_strategy,
            result_path=Strategy.get_absolute_url,
            status=StrategyStatus.DRAFT,
            partnership=the_partnership(),
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(
                request, "It is added as a draft. Only officers see it until it goes to scrutiny."
            )
            return done
    context = {
        "heading": "Add a strategy",
        "answer": "It begins as a draft. What is not known stays empty and shows as not on record.",
        "form": form,
        "crumbs": [(back, "Strategies")],
    }
    return render(request, FORM, context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """What the strategy is called and said to be."""
    strategy = kept_strategy(request, slug)
    form = bind(request, EditStrategyForm, strategy=strategy)
    if form.is_valid():
        known: dict[str, Any] = {"strategy": strategy, "by": request.user, "at": timezone.now()}
        if perform(form, operations.edit_strategy, **known):
            messages.success(request, "The strategy is saved.")
            return redirect(strategy)
    theirs: Shown | None = None
    if form.was_overtaken(strategy.version):
        theirs = [
            ("What it is called", strategy.title),
            ("What it sets out to do", strategy.summary),
            ("What it replaces", strategy.replaces_note),
            ("Reference of its recommendations", strategy.reference_prefix),
        ]
    context = page_of(
        strategy,
        "Change the strategy",
        "The words before stay in the history. Period and rhythm have a page of their own.",
        form,
        theirs=theirs,
    )
    return render(request, FORM, context, status=409 if theirs else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """The strategy goes to scrutiny, is adopted, or is superseded."""
    strategy = kept_strategy(request, slug)
    form = bind(request, MoveStrategyForm, strategy=strategy)
    if form.is_valid():
        known: dict[str, Any] = {"strategy": strategy, "by": request.user, "at": timezone.now()}
        if perform(form, operations.move_strategy, **known):
            messages.success(request, f"Recorded: {strategy.get_status_display().lower()}.")
            return redirect(strategy)
    status = strategy.get_status_display().lower()
    context = page_of(strategy, "What happened to the strategy?", f"On record it is {status}.", form)
    context["is_over"] = not form.fields["move"].choices  # type: ignore[attr-defined]
    return render(request, FORM, context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_roadmap(request: HttpRequest, slug: str) -> HttpResponse:
    """A shorter plan that supports the strategy."""
    strategy = kept_strategy(request, slug)
    form = bind(request, RoadmapForm, strategy=strategy)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_roadmap,
            result_path=lambda _: strategy.get_absolute_url(),
            strategy=strategy,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The roadmap is added.")
            return done
    context = page_of(strategy, "Add a roadmap", "Projects are added to it one at a time.", form)
    return render(request, FORM, context)


@require_http_methods(["GET", "HEAD", "POST"])
def adoption(request: HttpRequest, slug: str, council: str) -> HttpResponse:
    """What one council decided on the strategy, and when."""
    strategy = kept_strategy(request, slug)
    concerned = [one.pk for one in queries.councils_of(strategy)]
    whose = get_object_or_404(Council, slug=council, pk__in=concerned)
    known = Adoption.objects.filter(strategy=strategy, council=whose).select_related("source").first()
    form = bind(request, AdoptionForm, strategy=strategy, adoption=known)
    if form.is_valid():
        given: dict[str, Any] = {"strategy": strategy, "council": whose}
        if perform(form, operations.settle_adoption, **given, by=request.user, at=timezone.now()):
            messages.success(request, f"Recorded: what {whose.short_name} decided.")
            return redirect(strategy)
    theirs: Shown | None = None
    if form.was_overtaken(known.version if known else 0) and known:
        line = queries.adoption_line(whose, known)
        theirs = [("What it decided", line.status.word), ("When", line.when), ("In words", known.decision)]
    context = page_of(
        strategy,
        f"What did {whose.short_name} decide?",
        "Each council decides for itself, and its own words stand.",
        form,
        theirs=theirs,
    )
    return render(request, FORM, context, status=409 if theirs else 200)
