"""Pages of the systems register."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, perform_once, require
from strategies import operations, permissions, queries
from strategies.forms.registers import AddSystemForm, EditSystemForm
from strategies.models import System

FOR_OFFICERS = "Only the Scrutiny Officer keeps this register."


@login_not_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """When do contracts end, and what could councils replace together?"""
    today = timezone.localdate()
    found = queries.register_on(today)
    page = Paginator(found.groups, queries.GROUPS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "register": found,
        "page_obj": page,
        "drawing": found.drawing(page.object_list),
        "can_keep": permissions.can_keep_registers(request.user, on=today),
    }
    return render(request, "strategies/systems.html", context)


@login_not_required
@require_safe
def system(request: HttpRequest, pk: int) -> HttpResponse:
    """One system: until when does its contract go, and what changed?"""
    today = timezone.localdate()
    found = get_object_or_404(queries.systems_visible_to(request.user, on=today), pk=pk)
    context = {
        "system": found,
        "row": queries.row_of(found, on=today),
        "notice": queries.notice_words(found.notice_months),
        "lines": queries.windows_of(found, on=today),
        "entries": queries.story_of_system(found),
        "can_keep": permissions.can_keep_registers(request.user, on=today),
        "crumbs": crumbs(),
    }
    return render(request, "strategies/system.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put a system on the register."""
    require(permissions.can_keep_registers(request.user, on=timezone.localdate()), FOR_OFFICERS)
    form = bind(request, AddSystemForm, later=("Back to the register", reverse("strategies:systems")))
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_system,
            result_path=System.get_absolute_url,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    return render(request, "strategies/system_form.html", page_of(form, "Add a system"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the register says of a system."""
    today = timezone.localdate()
    found = get_object_or_404(queries.systems_visible_to(request.user, on=today), pk=pk)
    require(permissions.can_keep_registers(request.user, on=today), FOR_OFFICERS)
    form = bind(request, EditSystemForm, system=found)
    if form.is_valid():
        done: System | None = perform(
            form, operations.edit_system, system=found, by=request.user, at=timezone.now()
        )
        if done is not None:
            messages.success(request, f"Saved: {done.name}.")
            return redirect(done)
    theirs = form.was_overtaken(found.version)
    context = page_of(form, "Change a system") | {"system": found, "theirs": theirs}
    context["crumbs"] = [*crumbs(), (found.get_absolute_url(), found.name)]
    return render(request, "strategies/system_form.html", context, status=409 if theirs else 200)


def page_of(form: AddSystemForm | EditSystemForm, title: str) -> dict[str, object]:
    return {
        "form": form,
        "title": title,
        "crumbs": crumbs(),
        "purposes": queries.purposes_in_use(),
        "suppliers": queries.suppliers_in_use(),
    }


def crumbs() -> list[tuple[str, str]]:
    return [(reverse("strategies:list"), "Strategies"), (reverse("strategies:systems"), "Systems")]
