"""Milestones and difficulties of roadmap projects."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, perform_once, require
from strategies import operations, permissions
from strategies.forms.milestones import ChangeMilestoneForm, DifficultyForm, MilestoneForm, SettleForm
from strategies.views.projects import FOR_REPORTERS, find_project, form_page, path_of

MILESTONES = "#milestones"
DIFFICULTIES = "#difficulties"
FOR_TELLERS = "This page is for officers who work on projects."


@require_http_methods(["GET", "HEAD", "POST"])
def add_milestone(request: HttpRequest, slug: str, project: str) -> HttpResponse:
    """Add a step with the day it is due."""
    on = timezone.localdate()
    found = find_project(request, slug, project, on=on)
    require(permissions.can_report_on_project(request.user, found, on=on), FOR_REPORTERS)
    form = bind(request, MilestoneForm, later=("Not now", path_of(found)))
    if form.is_valid():
        known = {"project": found, "by": request.user, "at": timezone.now()}
        done = perform_once(
            request, form, operations.add_milestone, result_path=lambda _: path_of(found, MILESTONES), **known
        )
        if done:
            messages.success(request, "The milestone is on the record.")
            return done
    return form_page(request, found, form, "Add a milestone")


@require_http_methods(["GET", "HEAD", "POST"])
def milestone(request: HttpRequest, slug: str, project: str, pk: int) -> HttpResponse:
    """Record that a milestone is reached, or move its day with a reason."""
    on = timezone.localdate()
    found = find_project(request, slug, project, on=on)
    require(permissions.can_report_on_project(request.user, found, on=on), FOR_REPORTERS)
    one = get_object_or_404(found.milestones, pk=pk)
    one.project = found
    form = bind(request, ChangeMilestoneForm, milestone=one, later=("Leave it as it is", path_of(found)))
    if form.is_valid():
        known = {"milestone": one, "by": request.user, "at": timezone.now()}
        if perform(form, operations.change_milestone, **known):
            messages.success(request, "The milestone is recorded.")
            return redirect(path_of(found, MILESTONES))
    one = get_object_or_404(found.milestones, pk=pk)
    theirs = form.was_overtaken(one.version)
    closed = "This milestone is reached already." if one.done_on and not form.is_bound else ""
    return form_page(
        request, found, form, one.what, milestone=one, theirs=theirs, closed=closed, status=409 if theirs else 200
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def tell_difficulty(request: HttpRequest, slug: str, project: str) -> HttpResponse:
    """Tell of a difficulty: portfolio holders and scrutiny bodies read it at once."""
    on = timezone.localdate()
    found = find_project(request, slug, project, on=on)
    require(permissions.can_tell_difficulties(request.user, found, on=on), FOR_TELLERS)
    form = bind(request, DifficultyForm, later=("Not now", path_of(found)))
    if form.is_valid():
        person = getattr(request.user, "person", None)
        known = {"project": found, "person": person, "by": request.user, "at": timezone.now()}
        done = perform_once(
            request,
            form,
            operations.tell_difficulty,
            result_path=lambda _: path_of(found, DIFFICULTIES),
            **known,
        )
        if done:
            messages.success(
                request, "Portfolio holders, scrutiny members and the Scrutiny Officer are told now."
            )
            return done
    return form_page(
        request,
        found,
        form,
        "Report a difficulty",
        answer="The portfolio holders of every council concerned, the members of their scrutiny bodies and the Scrutiny "
        "Officer are told straight away.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settle_difficulty(request: HttpRequest, slug: str, project: str, pk: int) -> HttpResponse:
    """Write down what came of a difficulty."""
    on = timezone.localdate()
    found = find_project(request, slug, project, on=on)
    require(permissions.can_report_on_project(request.user, found, on=on), FOR_REPORTERS)
    one = get_object_or_404(found.difficulties.select_related("by"), pk=pk)
    one.project = found
    form = bind(request, SettleForm, initial={"settled_on": on}, later=("Leave it open", path_of(found)))
    if form.is_valid():
        known = {"difficulty": one, "by": request.user, "at": timezone.now()}
        if perform(form, operations.settle_difficulty, **known):
            messages.success(request, "What came of it is on the record.")
            return redirect(path_of(found, DIFFICULTIES))
    closed = "What came of it is on record already." if one.settled_on and not form.is_bound else ""
    return form_page(request, found, form, "What came of it?", difficulty=one, closed=closed)
