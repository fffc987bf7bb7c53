"""Business cases of roadmap projects."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, perform_once, require
from strategies import operations, permissions, queries
from strategies.enums import BusinessCase
from strategies.forms.cases import DecideCaseForm, MoveCaseForm, moves_from
from strategies.views.projects import FOR_OFFICERS, find_project, form_page, path_of

CASE = "#business-case"
ENDED = "Nothing is left to be recorded: the business case waits for the councils’ decisions, or is approved."


@require_http_methods(["GET", "HEAD", "POST"])
def move_case(request: HttpRequest, slug: str, project: str) -> HttpResponse:
    """The scrutiny officer records that a business case is begun or submitted."""
    on = timezone.localdate()
    found = find_project(request, slug, project, on=on)
    require(permissions.can_keep_projects(request.user, found.roadmap.strategy, on=on), FOR_OFFICERS)
    form = bind(
        request,
        MoveCaseForm,
        project=found,
        initial={"note": found.business_case_note},
        later=("Leave it as it is", path_of(found)),
    )
    if form.is_valid():
        known = {"project": found, "by": request.user, "at": timezone.now()}
        if perform(form, operations.move_case, **known):
            messages.success(request, "The business case is recorded.")
            return redirect(path_of(found, CASE))
    closed = "" if moves_from(found) or form.is_bound else ENDED
    return form_page(request, found, form, "The business case", closed=closed)


@require_http_methods(["GET", "HEAD", "POST"])
def decide_case(request: HttpRequest, slug: str, project: str, council: str) -> HttpResponse:
    """A council's portfolio holder decides on a business case, for that council alone."""
    on = timezone.localdate()
    found = find_project(request, slug, project, on=on)
    mine = queries.councils_concerned(found.roadmap.strategy).filter(slug=council).first()
    if mine is None:
        raise Http404
    require(
        permissions.can_decide_case(request.user, found, mine, on=on),
        f"This page is for {mine.short_name}’s Portfolio Holder.",
    )
    form = bind(request, DecideCaseForm, council=mine, later=("Decide later", path_of(found)))
    if form.is_valid():
        known = {"project": found, "council": mine, "by": request.user, "at": timezone.now()}
        done = perform_once(
            request, form, operations.decide_case, result_path=lambda _: path_of(found, CASE), **known
        )
        if done:
            messages.success(request, "Your decision is recorded.")
            return done
    is_waiting = found.business_case == BusinessCase.SUBMITTED
    closed = "" if is_waiting or form.is_bound else "The business case is not waiting for a decision."
    return form_page(request, found, form, f"Decide for {mine.short_name}", closed=closed)
