"""Pages of single pieces of work."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, perform_once, require
from councils.queries import councils_in_order, the_partnership
from task_groups.models import TaskGroup
from work_programme import operations, permissions, queries
from work_programme.forms.work import AddWorkForm, EditWorkForm, EndWorkForm, MoveForm
from work_programme.models import WorkItem
from work_programme.months import distance, read_month
from work_programme.operations.work import LONGEST
from work_programme.queries import Line
from work_programme.views.programme import crumbs
from work_programme.workload import MonthChange, effect_of

FOR_OFFICERS = "Only the Scrutiny Officer keeps the work programme."
ENDED = "This piece of work has ended, so that it cannot be changed."
FIXED = "This work has begun, or is held to its months by a review that is overdue. It cannot be moved."


def form_page(request: HttpRequest, form: Any, title: str, *, status: int = 200, **more: Any) -> HttpResponse:
    """A form of the programme below its title."""
    context = {"form": form, "title": title, "crumbs": crumbs(), **more}
    return render(request, "work_programme/form.html", context, status=status)


@login_not_required
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """What is this piece of work, and what became of it?"""
    on = timezone.localdate()
    found = get_object_or_404(queries.work_items(), pk=pk)
    visible = queries.topics_visible_to(request.user, on=on)
    context = {
        "item": found,
        "line": queries.line_of_item(found, councils_in_order(), on=on),
        "topic": visible.filter(pk=found.topic_id).first() if found.topic_id else None,
        "story": queries.story_of_work(found),
        "crumbs": crumbs(),
        "can_change": permissions.can_change_work(request.user, found, on=on),
    }
    return render(request, "work_programme/item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put a piece of work on the programme."""
    on = timezone.localdate()
    require(permissions.can_keep_programme(request.user, on=on), FOR_OFFICERS)
    form = bind(request, AddWorkForm, on=on, later=("Not now", crumbs()[0][0]))
    partnership = the_partnership()
    if form.is_valid() and partnership is not None:
        known = {"partnership": partnership, "by": request.user, "at": timezone.now()}
        done = perform_once(
            request, form, operations.add_work, result_path=WorkItem.get_absolute_url, **known
        )
        if done is not None:
            messages.success(request, "It is on the programme.")
            return done
    return form_page(request, form, "Add work", answer="Everybody can read what is on the programme.")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Describe a piece of work anew."""
    on = timezone.localdate()
    found = get_object_or_404(queries.work_items(), pk=pk)
    require(permissions.can_keep_programme(request.user, on=on), FOR_OFFICERS)
    require(permissions.can_change_work(request.user, found, on=on), ENDED)
    later = ("Leave it as it is", found.get_absolute_url())
    form = bind(request, EditWorkForm, item=found, on=on, later=later)
    if form.is_valid():
        known = {"item": found, "by": request.user, "at": timezone.now()}
        if perform(form, operations.edit_work, **known) is not None:
            messages.success(request, "The work is described anew.")
            return redirect(found)
    found = get_object_or_404(queries.work_items(), pk=pk)
    theirs = form.was_overtaken(found.version)
    says_now = f"{found.title}: {found.get_kind_display().lower()}" if theirs else ""
    return form_page(
        request,
        form,
        "Change the work",
        answer=f"{found.title}.",
        says_now=says_now,
        status=409 if theirs else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that a piece of work is finished, or take it off the programme."""
    on = timezone.localdate()
    found = get_object_or_404(queries.work_items(), pk=pk)
    require(permissions.can_keep_programme(request.user, on=on), FOR_OFFICERS)
    require(permissions.can_change_work(request.user, found, on=on), ENDED)
    form = bind(request, EndWorkForm, later=("Not now", found.get_absolute_url()))
    if form.is_valid():
        known = {"item": found, "by": request.user, "at": timezone.now()}
        if perform(form, operations.end_work, **known) is not None:
            messages.success(request, "Recorded.")
            return redirect(found)
    return form_page(request, form, "How did it end?", answer=f"{found.title}.")


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Try other months for a piece of work: see the effect, then confirm it with a reason.

    The address may name the months to begin with (`from` and `to`).
    """
    on = timezone.localdate()
    lines = queries.lines_on(request.user, on=on)
    line = at_key(lines, key)
    require(permissions.can_keep_programme(request.user, on=on), FOR_OFFICERS)
    require(line.is_movable, FIXED)
    initial = months_asked(request)
    later = ("Leave it as it is", crumbs()[0][0])
    form = bind(request, MoveForm, line=line, today=on, later=later, initial=initial)
    if form.is_valid() and "look" not in request.POST and carry_out(request, form, line):
        messages.success(request, f"Moved: {line.title}.")
        return redirect("work_programme:log")
    if form.is_bound:
        lines = queries.lines_on(request.user, on=on)
        line = at_key(lines, key)
    theirs = form.was_overtaken(line.version)
    tried = form.cleaned_data if form.is_bound else initial
    context = {
        "line": line,
        "form": form,
        "crumbs": crumbs(),
        "effect": effect_on(lines, line, tried),
        "theirs": theirs,
    }
    return render(request, "work_programme/move.html", context, status=409 if theirs else 200)


def at_key(lines: list[Line], key: str) -> Line:
    """The piece of work at the address, or 404 where this person may not know of it."""
    line = next((one for one in lines if one.key == key), None)
    if line is None:
        raise Http404
    return line


def months_asked(request: HttpRequest) -> dict[str, date]:
    """The months that the address names, as far as they are months."""
    asked = {"starts_on": request.GET.get("from", ""), "ends_on": request.GET.get("to", "")}
    return {name: month for name, text in asked.items() if (month := read_month(text[:40]))}


def effect_on(lines: list[Line], line: Line, tried: Mapping[str, Any]) -> list[MonthChange] | None:
    """What the months that were tried do to the workload, or None where they are none that can be."""
    first, last = tried.get("starts_on"), tried.get("ends_on")
    if first is None or last is None or not 0 <= distance(first, last) < LONGEST:
        return None
    limit = queries.limits_on(the_partnership()).together
    return effect_of(lines, line, first=first, last=last, limit=limit)


def carry_out(request: HttpRequest, form: MoveForm, line: Line) -> bool:
    """Move it, by the operation that it belongs to. False when it was refused."""
    known: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    months = (line.first, line.last)
    if isinstance(line.thing, WorkItem):
        return perform(form, operations.move_work, item=line.thing, **known) is not None
    if isinstance(line.thing, TaskGroup):
        done = perform(form, operations.plan_group, group=line.thing, before=months, **known)
        return done is not None
    review = {"strategy": line.thing, "year": line.year, "latest": line.latest}
    return perform(form, operations.plan_review, before=months, **review, **known) is not None
