"""Pages of roadmap projects."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, perform_once, require
from councils.enums import PostKind
from councils.models import Post
from strategies import operations, permissions, queries
from strategies.forms.projects import AddProjectForm, EditProjectForm, HealthForm, StageForm
from strategies.models import RoadmapProject, Strategy

PER_PAGE = 20
FOR_OFFICERS = "This page is for the Scrutiny Officer."
FOR_REPORTERS = "This page is for whoever leads the project, and for the Scrutiny Officer."


def find_strategy(request: HttpRequest, slug: str, *, on: date) -> Strategy:
    """The strategy at the address, or 404 where this person may not know of it."""
    visible = queries.strategies_visible_to(request.user, on=on)
    return get_object_or_404(visible.select_related("partnership", "council"), slug=slug)


def find_project(request: HttpRequest, slug: str, project: str, *, on: date) -> RoadmapProject:
    """The project at the address, or 404. Where two roadmaps have one of that name, that of the newer roadmap."""
    found = (
        queries.projects_visible_to(request.user, on=on)
        .filter(roadmap__strategy__slug=slug, slug=project)
        .select_related("roadmap__strategy__partnership", "roadmap__strategy__council", "lead", "source")
        .order_by("-roadmap__starts_on", "-roadmap__pk")
        .first()
    )
    if found is None:
        raise Http404
    return found


def posts_on(day: date) -> Any:
    """Officers' posts that exist on the day."""
    return (
        Post.objects.existing_on(day).filter(kind=PostKind.OFFICER).select_related("council", "organisation")
    )


def path_of(project: RoadmapProject, place: str = "") -> str:
    return reverse("strategies:project", args=[project.roadmap.strategy.slug, project.slug]) + place


def crumbs_of(strategy: Strategy, project: RoadmapProject | None = None) -> list[tuple[str, str]]:
    """The way down to a page about a project."""
    crumbs = [(reverse("strategies:list"), "Strategies"), (strategy.get_absolute_url(), strategy.title)]
    return [*crumbs, (path_of(project), project.name)] if project else crumbs


def form_page(
    request: HttpRequest, project: RoadmapProject, form: Any, heading: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A form about a project, below its name."""
    context = {
        "form": form,
        "heading": heading,
        "here": heading,
        "project": project,
        "crumbs": crumbs_of(project.roadmap.strategy, project),
        **more,
    }
    return render(request, "strategies/project_form.html", context, status=status)


@login_not_required
@require_safe
def project(request: HttpRequest, slug: str, project: str) -> HttpResponse:
    """How does it fare, how far has it got at each council, and what is next?"""
    on, user = timezone.localdate(), request.user
    found = find_project(request, slug, project, on=on)
    sees = permissions.can_see_project_difficulties(user, on=on)
    page = queries.project_page(found, on=on, difficulties=sees)
    mine = [lane for lane in page.lanes if permissions.can_decide_case(user, found, lane.council, on=on)]
    waiting = [lane.council for lane in mine if page.waits_for_decisions and not lane.is_approved]
    context = {
        "page": page,
        "page_obj": Paginator(page.told, PER_PAGE).get_page(request.GET.get("page")),
        "words": queries.words_explained(),
        "project": found,
        "strategy": found.roadmap.strategy,
        "crumbs": crumbs_of(found.roadmap.strategy),
        "may": {
            "keep": permissions.can_keep_projects(user, found.roadmap.strategy, on=on),
            "report": permissions.can_report_on_project(user, found, on=on),
            "tell": permissions.can_tell_difficulties(user, found, on=on),
            "see_difficulties": sees,
            "decide": [council.pk for council in waiting],
            "decide_now": waiting[0] if waiting else None,
        },
    }
    return render(request, "strategies/project.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_project(request: HttpRequest, slug: str) -> HttpResponse:
    """A project comes forward on the strategy's roadmap."""
    on = timezone.localdate()
    strategy = find_strategy(request, slug, on=on)
    require(permissions.can_keep_projects(request.user, strategy, on=on), FOR_OFFICERS)
    later = ("Back to the strategy", strategy.get_absolute_url())
    roadmaps = strategy.roadmaps.order_by("-starts_on", "pk")
    form = bind(request, AddProjectForm, posts=posts_on(on), roadmaps=roadmaps, later=later)
    if form.is_valid():
        made = perform_once(
            request,
            form,
            operations.add_project,
            result_path=path_of,
            by=request.user,
            at=timezone.now(),
        )
        if made:
            messages.success(request, "The project is on the roadmap.")
            return made
    context = {
        "form": form if roadmaps else None,
        "strategy": strategy,
        "heading": "Add a project",
        "here": "Add a project",
        "crumbs": crumbs_of(strategy),
    }
    return render(request, "strategies/add_project.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_project(request: HttpRequest, slug: str, project: str) -> HttpResponse:
    """Change what is said of a project, who leads it and what is next."""
    on = timezone.localdate()
    found = find_project(request, slug, project, on=on)
    strategy = found.roadmap.strategy
    require(permissions.can_keep_projects(request.user, strategy, on=on), FOR_OFFICERS)
    form = bind(
        request, EditProjectForm, project=found, posts=posts_on(on), funding=strategy.funding.all(),
        later=("Leave it as it is", path_of(found)),
    )  # fmt: skip
    if form.is_valid():
        known = {"project": found, "by": request.user, "at": timezone.now()}
        if perform(form, operations.edit_project, **known):
            messages.success(request, "The project is saved.")
            return redirect(path_of(found))
    found = find_project(request, slug, project, on=on)
    theirs = form.was_overtaken(found.version)
    return form_page(request, found, form, "Change the project", theirs=theirs, status=409 if theirs else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def health(request: HttpRequest, slug: str, project: str) -> HttpResponse:
    """Say how a project fares, and why."""
    on = timezone.localdate()
    found = find_project(request, slug, project, on=on)
    require(permissions.can_report_on_project(request.user, found, on=on), FOR_REPORTERS)
    form = bind(request, HealthForm, initial={"as_of": on}, later=("Not now", path_of(found)))
    if form.is_valid():
        person = getattr(request.user, "person", None)
        known = {"project": found, "person": person, "by": request.user, "at": timezone.now()}
        done = perform_once(
            request, form, operations.report_health, result_path=lambda _: path_of(found, "#health"), **known
        )
        if done:
            messages.success(request, "It is published.")
            return done
    return form_page(request, found, form, "How does it fare?")


@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: HttpRequest, slug: str, project: str) -> HttpResponse:
    """Record how far a project has got at one council."""
    on = timezone.localdate()
    found = find_project(request, slug, project, on=on)
    require(permissions.can_report_on_project(request.user, found, on=on), FOR_REPORTERS)
    councils = queries.councils_concerned(found.roadmap.strategy)
    form = bind(
        request, StageForm, councils=councils, initial={"as_of": on}, later=("Not now", path_of(found))
    )
    if form.is_valid():
        known = {"project": found, "by": request.user, "at": timezone.now()}
        done = perform_once(
            request, form, operations.record_stage, result_path=lambda _: path_of(found, "#stages"), **known
        )
        if done:
            messages.success(request, "It is on the record.")
            return done
    return form_page(request, found, form, "How far has it got?")
