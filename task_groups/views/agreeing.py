"""Every task group at a glance, proposing one, and agreeing its scope council by council."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, perform_once, require
from councils.models import Council
from councils.queries import the_partnership
from strategies.queries import strategies_visible_to
from task_groups import operations, permissions, queries
from task_groups.forms.scope import NAMES, GoOnForm, ProposeForm, ScopeAnswerForm
from task_groups.views.convening import back_to, councils_of, fetch, shown

PER_PAGE = 25
SHOWN_WORDS = 60
NOT_WRITTEN = "The scope is not written yet."
NOT_YOURS = "Only the Scrutiny Officer proposes a task group."


@login_not_required
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Who is looking into what, and how far has each got?"""
    today = timezone.localdate()
    found = queries.groups_in_order(request.user, on=today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "lines": [(one, queries.status_of(one)) for one in page],
        "answer": queries.at_work_words(request.user, on=today),
        "can_propose": permissions.can_propose(request.user, on=today),
    }
    return render(request, "task_groups/groups.html", context)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """What is to be looked into, and why?"""
    today = timezone.localdate()
    require(permissions.can_propose(request.user, on=today), NOT_YOURS)
    partnership = the_partnership()
    if partnership is None:
        raise Http404
    councils = Council.objects.existing_on(today).filter(partnership=partnership).order_by("position", "pk")
    here = reverse("task_groups:groups")
    form = bind(
        request,
        ProposeForm,
        councils=list(councils),
        strategies=strategies_visible_to(request.user, on=today).order_by("title"),
        later=("Back to the task groups", here),
    )
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.propose_group,
            result_path=lambda made: made.get_absolute_url(),
            partnership=partnership,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The task group is proposed.")
            return done
    context = {"form": form, "heading": "Propose a task group", "crumbs": [(here, "Task groups")]}
    return render(request, "task_groups/form.html", context)


@require_http_methods(["GET", "POST"])
def scope_answer(request: HttpRequest, slug: str, council: str) -> HttpResponse:
    """What does this council say to the scope?"""
    group = fetch(request, slug)
    asked = next((one for one in councils_of(group) if one.slug == council), None)
    if asked is None:
        raise Http404
    answer = group.scope_answers.filter(council=asked).first()
    form = bind(request, ScopeAnswerForm, answer=answer, later=back_to(group))
    if form.is_valid():
        known: dict[str, Any] = {"group": group, "council": asked, "by": request.user, "at": timezone.now()}
        if perform(form, operations.record_scope_answer, **known):
            messages.success(request, f"What {asked.short_name} says to the scope is on record.")
            return redirect(f"{group.get_absolute_url()}#scope")
    overtaken = form.was_overtaken(answer.version if answer else 0)
    return shown(
        request,
        group,
        form,
        f"What does {asked.short_name} say to the scope?",
        status=409 if overtaken else 200,
        answer=f"The scope reads: {Truncator(group.scope).words(SHOWN_WORDS)}" if group.scope else NOT_WRITTEN,
        theirs=f"On record now: {answer.get_verdict_display()}, {answer.said_by}." if overtaken and answer else "",
        lists=[(NAMES, queries.names_of_bodies(asked))],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def go_on(request: HttpRequest, slug: str) -> HttpResponse:
    """Why does the group go on with a scope that not every council agreed?"""
    today = timezone.localdate()
    group = fetch(request, slug)
    allowed = permissions.can_move(request.user, group, "agree_scope", on=today)
    require(allowed, "The scope is agreed already, or not written yet.")
    form = bind(request, GoOnForm, later=back_to(group))
    if form.is_valid():
        known: dict[str, Any] = {"group": group, "move": "agree_scope", "by": request.user}
        if perform(form, operations.move_group, at=timezone.now(), **known):
            messages.success(request, "The group goes on with this scope. The reason is on record.")
            return redirect(group)
    said = queries.scope_words(group, on=today)
    return shown(request, group, form, "Go on without every council?", answer=said.words)
