"""A task group's page. It stands here because it shows where each recommendation stands, and whose meetings were held."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from core.dates import spell
from core.edges import bind, perform, require
from councils.permissions import may_see_all
from meetings.queries import entries_visible_to, meetings_visible_to, short_day
from meetings.statuses import MEETING_STATUSES
from recommendations.forms.review import ScopeForm
from recommendations.permissions import can_log
from recommendations.queries.groups import asked_for_by, scope_to_begin_with, standing_of_all
from recommendations.queries.tracker import CouncilName, Row, cells_of, council_names, next_of
from recommendations.views.tracker import Line, address_of, drawn_cell, drawn_next
from strategies.queries import interim_checks, line_of, span_of
from task_groups import operations, permissions, queries
from task_groups.enums import AT_WORK
from task_groups.models import TaskGroup

MEETINGS_SHOWN = 30
STEPS = {
    "agree_scope": "Record that the scope is agreed",
    "start_gathering": "Begin to gather evidence",
    "start_drafting": "Begin to draft the report",
    "report": "Record that the group has reported",
    "close": "Close the group",
}
NOT_YOURS = "Only the Scrutiny Officer writes the scope, until the group has reported."


@login_not_required
@require_safe
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """What is being looked at, by whom, and how far has it got?"""
    today = timezone.localdate()
    user = request.user
    groups = queries.with_everything(queries.groups_visible_to(user, on=today))
    group = get_object_or_404(groups, slug=slug)
    works = permissions.works_on(user, group, on=today)
    page = queries.group_page(group, sees_drafts=works)
    queries.name_evidence(page.findings, user, group, on=today)
    convening = queries.convening_of(group, on=today)
    before = queries.previous_group(group)
    asked_before, asked = asked_for_by(before, group, user=user, on=today)
    councils = council_names()
    context = {
        "group": group,
        "page": page,
        "convening": convening,
        "status": queries.status_of(group),
        "answer": answer_of(group, page, convening),
        "due": due_words(group, on=today),
        "line": line_of(group.review, on=today) if group.review else None,
        "reports": [one for one in group.reports.all() if permissions.can_see_report(user, one, on=today)],
        "before": before,
        "councils": councils,
        "before_lines": lines_of(asked_before, councils, on=today),
        "before_words": standing_of_all(asked_before),
        "lines": lines_of(asked, councils, on=today),
        "checks": interim_checks(group.review, on=today) if group.review else [],
        "meetings": meetings_of(group, user, on=today),
        "works": works,
        "story": queries.story_of(group),
        **workspace_of(group, user, convening, works=works, on=today),
    }
    context |= for_the_officer(request, group, context["said"], on=today)
    return render(request, "task_groups/review.html", context)


def workspace_of(
    group: TaskGroup, user: Any, convening: queries.Convening, *, works: bool, on: date
) -> dict[str, Any]:
    """The scope council by council, what was asked, gathered and found, and what is next in the group's life."""
    said, grid = queries.scope_words(group, on=on, convening=convening), queries.grid_of(group)
    evidence, withheld = queries.evidence_lines(user, group, on=on)
    work = queries.Work(
        evidence=len([one for one in evidence if one.withdrawn_at is None]),
        findings=sum(one.withdrawn_at is None for one in group.findings.all()),
        has_report=bool(group.reports.all()),
    )
    return {
        "said": said,
        "grid": grid,
        "evidence": evidence,
        "withheld": withheld,
        "went_on": queries.went_on_without(group),
        "reasons": [one for one in group.background if one["kind"] == "why"],
        "left": [one for one in group.background if one["kind"] != "why"],
        "life": queries.life_of(
            group, convening=convening, scope=said, grid=grid, work=work if works else None
        ),
    }


def answer_of(group: TaskGroup, page: queries.GroupPage, convening: queries.Convening) -> str:
    """How far has it got? Seats while it is convened, afterwards who took part."""
    if group.status not in AT_WORK:
        return page.took_part
    if not convening.seats:
        return "The members are still to be named."
    return f"{convening.named_words} {convening.missing_words}".strip()


def due_words(group: TaskGroup, *, on: date) -> str:
    """By when the review is to be held, or what became of it."""
    if group.review is None:
        return ""
    line, due_on = line_of(group.review, on=on), group.review.due_on
    if not line.is_open:
        return f"{line.when}."
    if line.is_lapsed:
        return f"The review was due by {spell(due_on)} and is {span_of(due_on, on)} overdue."
    return f"The review is to be held by {spell(due_on)}."


def lines_of(rows: Iterable[Row], councils: list[CouncilName], *, on: date) -> list[Line]:
    """Rows of recommendations, drawn as in the tracker's list."""
    return [
        Line(
            address_of(row.reference),
            row.reference,
            row.title,
            row.is_draft,
            mark_safe("".join(map(drawn_cell, cells_of(row, councils)))),  # noqa: S308  drawn by a template
            drawn_next(next_of(row, councils, on=on)),
        )
        for row in rows
    ]


def meetings_of(group: TaskGroup, user: Any, *, on: date) -> list[dict[str, Any]]:
    """The group's meetings that the reader may know of, in order of their days, with how much of each log they may read."""
    found = meetings_visible_to(user, on=on).filter(task_group=group).order_by("held_on", "pk")
    shown = list(found[:MEETINGS_SHOWN])
    entries = entries_visible_to(user, on=on).filter(item__meeting__in=shown).order_by()
    counts = dict(entries.values_list("item__meeting").annotate(number=Count("pk")))
    return [
        {
            "meeting": one,
            "day": short_day(one),
            "status": MEETING_STATUSES[one.status],
            "entries": counts.get(one.pk, 0),
            "log": reverse("recommendations:log", args=one.path) if can_log(user, one, on=on) else "",
        }
        for one in shown
    ]


def for_the_officer(
    request: HttpRequest, group: TaskGroup, said: queries.ScopeWords, *, on: date
) -> dict[str, Any]:
    """What may be done next, and where what became of the review is recorded.

    Where a council has not agreed the scope, the step is offered on a page of its own that asks for the reason.
    """
    user = request.user
    moves = permissions.moves_open(user, group, on=on)
    lacking = "agree_scope" in moves and bool(said.missing)
    steps = [
        (reverse("task_groups:move", args=[group.slug, name]), STEPS[name])
        for name in moves
        if not (lacking and name == "agree_scope")
    ]
    return {
        "can_convene": permissions.can_convene(user, group, on=on),
        "can_keep": permissions.can_keep_evidence(user, on=on),
        "steps": steps,
        "go_on": reverse("task_groups:go-on", args=[group.slug]) if lacking else "",
        "sees_all": may_see_all(user, on=on),
    }


@require_http_methods(["GET", "POST"])
def scope(request: HttpRequest, slug: str) -> HttpResponse:
    """What does the group look at? Until somebody wrote it, it is offered with what the last group asked for."""
    today = timezone.localdate()
    group = get_object_or_404(queries.groups_visible_to(request.user, on=today), slug=slug)
    require(permissions.can_convene(request.user, group, on=today), NOT_YOURS)
    begin = scope_offered(group, on=today) if request.method == "GET" else ""
    later = ("Back to the group", group.get_absolute_url())
    form = bind(request, ScopeForm, group=group, begin=begin, later=later)
    if form.is_valid():
        done = perform(form, operations.edit_scope, group=group, by=request.user, at=timezone.now())
        if done:
            messages.success(request, "The scope is saved.")
            return redirect(done)
    overtaken = form.was_overtaken(group.version)
    context = {
        "group": group,
        "form": form,
        "heading": "What does the group look at?",
        "answer": "It begins with what the last group asked for and what the checks since left open. Change it as you like."
        if begin and begin != group.scope
        else "",
        "crumbs": [(group.get_absolute_url(), group.title)],
        "theirs": f"It reads now: {group.scope}" if overtaken else "",
    }
    return render(request, "task_groups/form.html", context, status=409 if overtaken else 200)


def scope_offered(group: TaskGroup, *, on: date) -> str:
    """The scope as it stands; before anybody wrote one, with what anyone may read of the last group and the checks since."""
    if group.review is None or group.version > 1:
        return group.scope
    before, anyone = queries.previous_group(group), AnonymousUser()
    (rows,) = asked_for_by(before, user=anyone, on=on)
    checks = interim_checks(group.review, on=on)
    return scope_to_begin_with(group.scope, rows, council_names(), checks, on=on)
