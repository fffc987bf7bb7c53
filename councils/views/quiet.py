"""Pages of recesses and pre-election periods."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, perform_once, require
from core.fields import read_day
from councils import operations, permissions, queries
from councils.elections import next_election_day, notice_of_election
from councils.enums import QuietKind
from councils.forms.quiet import ChangeQuietPeriodForm, QuietPeriodForm
from councils.models import QuietPeriod

PER_PAGE = 25
FOR_OFFICERS = "Only the Scrutiny Officer keeps this list."
HERE = "Recesses and elections"


@login_not_required
@require_safe
def quiet_periods(request: HttpRequest) -> HttpResponse:
    """When is no scrutiny planned?"""
    today = timezone.localdate()
    election_on = next_election_day(today)
    context = {
        "page_obj": Paginator(queries.quiet_periods_in_order(on=today), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "now": queries.quiet_periods_between(queries.councils_in_order(), today, today),
        "today": today,
        "election_on": election_on,
        "notice_on": notice_of_election(election_on),
        "is_known": queries.knows_election(election_on),
        "can_keep": permissions.can_keep_quiet_periods(request.user, on=today),
    }
    return render(request, "councils/quiet_periods.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_quiet_period(request: HttpRequest) -> HttpResponse:
    """Write down a recess or a pre-election period. The address may name the day of an election to begin with."""
    require(permissions.can_keep_quiet_periods(request.user, on=timezone.localdate()), FOR_OFFICERS)
    election_on = read_day(request.GET.get("election", ""))
    initial = proposed_for(election_on) if election_on else {}
    form = bind(request, QuietPeriodForm, later=later(), initial=initial)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_quiet_period,
            result_path=lambda _: reverse("councils:quiet-periods"),
            by=request.user,
            at=timezone.now(),
        )
        if done is not None:
            return done
    context = {"form": form, "title": "Add a period", "crumbs": crumbs(), "period": None}
    return render(request, "councils/quiet_period_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_quiet_period(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a period another last day, or withdraw it."""
    period = get_object_or_404(QuietPeriod.objects.select_related("council"), pk=pk)
    require(permissions.can_keep_quiet_periods(request.user, on=timezone.localdate()), FOR_OFFICERS)
    form = bind(request, ChangeQuietPeriodForm, period=period, later=later())
    if form.is_valid() and change(request, form, period):
        messages.success(request, f"Changed: {period.reason}.")
        return redirect("councils:quiet-periods")
    period.refresh_from_db()
    theirs = form.was_overtaken(period.version)
    context = {"form": form, "title": period.reason, "crumbs": crumbs(), "period": period, "theirs": theirs}
    return render(request, "councils/quiet_period_form.html", context, status=409 if theirs else 200)


def change(request: HttpRequest, form: ChangeQuietPeriodForm, period: QuietPeriod) -> bool:
    """Make the change that was chosen. False when it was refused."""
    known = {"period": period, "by": request.user, "at": timezone.now()}
    ends_on = form.cleaned_data.pop("ends_on")
    if form.cleaned_data.pop("change") == "withdraw":
        return perform(form, operations.withdraw_quiet_period, **known) is not None
    return perform(form, operations.end_quiet_period, ends_on=ends_on, **known) is not None


def proposed_for(election_on: date) -> dict[str, object]:
    """What a pre-election period begins with: from the notice of the election to the poll."""
    return {
        "kind": QuietKind.PRE_ELECTION.value,
        "election_on": election_on,
        "starts_on": notice_of_election(election_on),
        "ends_on": election_on,
        "reason": "Local elections",
    }


def crumbs() -> list[tuple[str, str]]:
    return [(reverse("councils:quiet-periods"), HERE)]


def later() -> tuple[str, str]:
    return ("Leave it as it is", reverse("councils:quiet-periods"))
