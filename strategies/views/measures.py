"""Pages of measures."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, perform_once, require
from core.models import Source
from strategies import operations, permissions, queries
from strategies.forms.measures import AddMeasureForm, EditMeasureForm, ReadingForm
from strategies.models import Kpi, Strategy
from strategies.views.projects import FOR_OFFICERS, crumbs_of, find_strategy, posts_on

PER_PAGE = 25
FOR_OWNERS = "This page is for whoever owns the measure, and for the Scrutiny Officer."


def find_kpi(request: HttpRequest, slug: str, pk: int, *, on: date) -> Kpi:
    """The measure at the address, or 404 where this person may not know of its strategy."""
    return get_object_or_404(
        queries.kpis_visible_to(request.user, on=on).select_related(
            "strategy__partnership", "strategy__council", "owner", "source"
        ),
        pk=pk,
        strategy__slug=slug,
    )


def kpi_path(kpi: Kpi) -> str:
    return reverse("strategies:kpi", args=[kpi.strategy.slug, kpi.pk])


def form_page(
    request: HttpRequest, strategy: Strategy, form: Any, heading: str, *, kpi: Kpi | None = None,
    status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    """A form about a measure, below its name."""
    crumbs = crumbs_of(strategy) + ([(kpi_path(kpi), kpi.name)] if kpi else [])
    context = {"form": form, "heading": heading, "here": heading, "kpi": kpi, "crumbs": crumbs, **more}
    return render(request, "strategies/measure_form.html", context, status=status)


@login_not_required
@require_safe
def kpi(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was read last, and how does that compare with the target?"""
    on = timezone.localdate()
    found = find_kpi(request, slug, pk, on=on)
    page = queries.kpi_page(found, on=on)
    context = {
        "page": page,
        "page_obj": Paginator(page.rows, PER_PAGE).get_page(request.GET.get("page")),
        "kpi": found,
        "crumbs": crumbs_of(found.strategy),
        "can_keep": permissions.can_keep_projects(request.user, found.strategy, on=on),
        "can_read": permissions.can_read_measure(request.user, found, on=on),
    }
    return render(request, "strategies/kpi.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_kpi(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a measure to a strategy."""
    on = timezone.localdate()
    strategy = find_strategy(request, slug, on=on)
    require(permissions.can_keep_projects(request.user, strategy, on=on), FOR_OFFICERS)
    later = ("Back to the strategy", strategy.get_absolute_url())
    form = bind(request, AddMeasureForm, posts=posts_on(on), later=later)
    if form.is_valid():
        known = {"strategy": strategy, "by": request.user, "at": timezone.now()}
        made = perform_once(request, form, operations.add_kpi, result_path=kpi_path, **known)
        if made:
            messages.success(request, "The measure is on the record.")
            return made
    return form_page(request, strategy, form, "Add a measure")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_kpi(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a measure's target, rhythm or owner, with a reason."""
    on = timezone.localdate()
    found = find_kpi(request, slug, pk, on=on)
    require(permissions.can_keep_projects(request.user, found.strategy, on=on), FOR_OFFICERS)
    later = ("Leave it as it is", kpi_path(found))
    form = bind(request, EditMeasureForm, kpi=found, posts=posts_on(on), later=later)
    if form.is_valid():
        known = {"kpi": found, "by": request.user, "at": timezone.now()}
        if perform(form, operations.edit_kpi, **known):
            messages.success(request, "The measure is saved, with your reason.")
            return redirect(kpi_path(found))
    found = find_kpi(request, slug, pk, on=on)
    theirs = form.was_overtaken(found.version)
    return form_page(
        request, found.strategy, form, "Change the measure", kpi=found, theirs=theirs, status=409 if theirs else 200,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def read_kpi(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add a reading with its day and where it is from."""
    on = timezone.localdate()
    found = find_kpi(request, slug, pk, on=on)
    require(permissions.can_read_measure(request.user, found, on=on), FOR_OWNERS)
    later = ("Not now", kpi_path(found))
    papers = Source.objects.order_by("title")
    form = bind(request, ReadingForm, papers=papers, initial={"read_on": on}, later=later)
    if form.is_valid():
        known = {"kpi": found, "by": request.user, "at": timezone.now()}
        done = perform_once(
            request, form, operations.read_kpi, result_path=lambda _: kpi_path(found), **known
        )
        if done:
            messages.success(request, "The reading is published.")
            return done
    return form_page(request, found.strategy, form, "Add a reading", kpi=found)
