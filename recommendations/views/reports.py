"""A report: its page with where each recommendation stands today, and how the officer writes and publishes it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, perform_once, require
from councils.permissions import may_see_all
from recommendations import operations, permissions
from recommendations.forms.reports import BeginReportForm, EditReportForm, PublishReportForm
from recommendations.queries.reports import whole_report
from recommendations.queries.route import route_of, route_words
from recommendations.queries.wording import unexplained_in
from task_groups import operations as group_operations
from task_groups import permissions as group_permissions
from task_groups import queries as group_queries
from task_groups.models import Report, TaskGroup

NOT_YOURS = "Only the Scrutiny Officer writes a report, until it is published."
OF_A_GROUP_AT_WORK = "Only the Scrutiny Officer begins a report, until the group has reported."


def fetch(request: HttpRequest, slug: str) -> Report:
    """The report at an address, where the reader may know of it."""
    found = group_queries.reports_visible_to(request.user, on=timezone.localdate())
    return get_object_or_404(found.select_related("source", "task_group__strategy__partnership"), slug=slug)


def to_write(request: HttpRequest, slug: str) -> Report:
    """The report at an address, for who writes it."""
    report = fetch(request, slug)
    allowed = group_permissions.can_write_report(request.user, report, on=timezone.localdate())
    require(allowed, NOT_YOURS)
    return report


def crumbs_of(report: Report) -> list[tuple[str, str]]:
    return [(reverse("task_groups:reports"), "Reports"), (report.get_absolute_url(), report.title)]


def shown(
    request: HttpRequest, form: Any, heading: str, crumbs: list[tuple[str, str]], **more: Any
) -> HttpResponse:
    """A page with one form. 409 where somebody else was faster: `theirs` says what stands there now."""
    context = {"form": form, "heading": heading, "crumbs": crumbs, **more}
    status = 409 if more.get("theirs") else 200
    response = render(request, "recommendations/reports/form.html", context, status=status)
    add_never_cache_headers(response)
    return response


@login_not_required
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """What did councillors find, and what came of it?"""
    today, user = timezone.localdate(), request.user
    found = fetch(request, slug)
    groups = group_queries.with_everything(group_queries.groups_visible_to(user, on=today))
    group = groups.get(pk=found.task_group_id)
    page = group_queries.group_page(group, sees_drafts=may_see_all(user, on=today))
    can_write = group_permissions.can_write_report(user, found, on=today)
    route = route_of(found, user, on=today)
    context = {
        "report": found,
        "group": group,
        "page": page,
        "whole": whole_report(found, user, on=today, advise=can_write),
        "route": route,
        "route_words": route_words(route, on=today),
        "disagreement": page.disagreement(found),
        "can_write": can_write,
        "can_plan_route": permissions.can_plan_route(user, found, on=today),
        "can_send": group_permissions.can_offer_to_send(user, found, on=today),
    }
    return render(request, "recommendations/reports/report.html", context)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """What is the report of this group called?"""
    today = timezone.localdate()
    group = get_object_or_404(group_queries.groups_visible_to(request.user, on=today), slug=slug)
    require(group_permissions.can_convene(request.user, group, on=today), OF_A_GROUP_AT_WORK)
    form = bind(request, BeginReportForm, group=group, later=("Back to the group", group.get_absolute_url()))
    if form.is_valid():
        done = perform_once(
            request,
            form,
            group_operations.begin_report,
            result_path=Report.get_absolute_url,
            group=group,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    return shown(
        request,
        form,
        "What is the report called?",
        [(group.get_absolute_url(), group.title)],
        answer="It is a draft that only the Scrutiny Officer sees until it is published.",
    )


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """What is the report called, whose is it, and what does it say for a start?"""
    found = to_write(request, slug)
    form = bind(request, EditReportForm, report=found, later=back_to(found))
    if form.is_valid():
        done = perform(form, group_operations.edit_report, report=found, by=request.user, at=timezone.now())
        if done:
            messages.success(request, "The report is saved.")
            return redirect(done)
    theirs = f"It reads now: {found.title}. {found.summary}" if form.was_overtaken(found.version) else ""
    return shown(request, form, "What does the report say for a start?", crumbs_of(found), theirs=theirs)


def back_to(found: Report) -> tuple[str, str]:
    return "Back to the report", found.get_absolute_url()


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Is everything in the report as it should be? Then everyone may read it, and its words are frozen."""
    today = timezone.localdate()
    found = to_write(request, slug)
    form = bind(request, PublishReportForm, report=found, later=back_to(found))
    if form.is_valid():
        done = perform(
            form, operations.publish_whole_report, report=found, by=request.user, at=timezone.now()
        )
        if done:
            messages.success(request, "The report is published. Its words are frozen.")
            return redirect(done)
    theirs = (
        "The report was changed while you were looking at it. This is how it reads now. Look again and decide."
        if form.was_overtaken(found.version)
        else ""
    )
    whole = whole_report(found, request.user, on=today, advise=True)
    context = {
        "report": found,
        "whole": whole,
        "unexplained": unexplained_in(words_of(found, found.task_group)),
        "form": form,
        "crumbs": crumbs_of(found),
        "theirs": theirs,
    }
    response = render(request, "recommendations/reports/publish.html", context, status=409 if theirs else 200)
    add_never_cache_headers(response)
    return response


def words_of(found: Report, group: TaskGroup) -> list[str]:
    """Every text that is published with the report, besides what it recommends."""
    page = group_queries.group_page(group, sees_drafts=True)
    findings = [finding.text for theme in page.themes for finding in theme.findings]
    return [found.title, found.summary, *(one.text for one in group.lines_of_enquiry.all()), *findings]
