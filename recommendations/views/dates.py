"""A new date asked for and decided, and how often progress is asked for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.dates import spell
from core.edges import bind, perform, perform_once, require
from core.refusals import Refused
from recommendations import operations, permissions
from recommendations.forms.dates import AskDateForm, DecideDateForm, ReportWeeksForm
from recommendations.queries.freshness import weeks_of
from recommendations.queries.work_story import weeks_words
from recommendations.views.finding import find_part, type_again, who
from recommendations.views.work import FOR_THE_OFFICER, about

FOR_THOSE_WHO_DECIDE = "This page is for the Scrutiny Officer and the Portfolio Holder."


@require_http_methods(["GET", "POST"])
def ask_new_date(request: HttpRequest, pk: int) -> HttpResponse:
    """The responsible officer asks for a new date, with the reason. The date stays until somebody grants it."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_ask_new_date(request.user, part, on=on), FOR_THE_OFFICER)
    form = bind(request, AskDateForm, later=("Leave the date as it is", part.get_absolute_url()))
    if request.method == "POST" and form.is_valid():
        known = {"part": part, "by": request.user, "at": timezone.now()}
        asked = perform_once(
            request, form, operations.ask_new_date, result_path=lambda _: part.get_absolute_url(), **known
        )
        if asked:
            messages.success(request, "You asked for a new date. We tell you what is decided.")
            return asked
    waiting = part.date_requests.filter(decision="").first()
    context = {**about(part, on=on), "form": form, "waiting": waiting}
    return render(request, "recommendations/ask_new_date.html", context)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The responsible officer takes back a request that nobody has decided."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_ask_new_date(request.user, part, on=on), FOR_THE_OFFICER)
    waiting = part.date_requests.filter(decision="").first()
    if waiting is None:
        messages.error(request, "No new date is asked for here, so there is nothing to take back.")
        return redirect(part)
    waiting.part = part
    try:
        operations.take_back_request(request=waiting, by=who(request), at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Taken back. It stays due by {spell(part.due_on)}.")
    return redirect(part)


@require_http_methods(["GET", "POST"])
def decide_new_date(request: HttpRequest, pk: int) -> HttpResponse:
    """The portfolio holder or the scrutiny officer grants or refuses a new date by name."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_move_date(request.user, part, on=on), FOR_THOSE_WHO_DECIDE)
    asked = part.date_requests.filter(decision="").first()
    if request.method == "POST" and str(request.POST.get("asked", "")).isdecimal():
        asked = get_object_or_404(part.date_requests, pk=request.POST["asked"][:18])
    context = {**about(part, on=on), "asked": asked, "last": part.date_requests.exclude(decision="").first()}
    if asked is None:
        return render(request, "recommendations/decide_new_date.html", context)
    asked.part = part
    yours = permissions.can_decide_new_date(request.user, asked, on=on)
    require(yours, "You asked for this date yourself, so somebody else must decide.")
    form = bind(
        request,
        DecideDateForm,
        asked=asked,
        wanted=spell(asked.wanted),
        stays=spell(part.due_on),
        later=("Decide later", part.get_absolute_url()),
    )
    if request.method == "POST" and form.is_valid():
        known = {"request": asked, "by": request.user, "at": timezone.now()}
        if perform(form, form.operation, **known):
            messages.success(request, "Your decision is recorded, and the officer is told.")
            return redirect(part)
    return render(request, "recommendations/decide_new_date.html", {**context, "form": form})


@require_http_methods(["GET", "POST"])
def report_weeks(request: HttpRequest, pk: int) -> HttpResponse:
    """How often progress is asked for, with a reason that is published."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_set_report_weeks(request.user, part, on=on), FOR_THOSE_WHO_DECIDE)
    form = bind(
        request,
        ReportWeeksForm,
        otherwise=weeks_words(weeks_of(part)).lower(),
        later=("Leave it as it is", part.get_absolute_url()),
        initial={"version": part.version, "weeks": part.report_every_weeks},
    )
    if request.method == "POST" and form.is_valid():
        known = {"part": part, "by": request.user, "at": timezone.now()}
        if perform(form, operations.set_report_weeks, **known):
            messages.success(request, "It is changed, and the reason is on the record.")
            return redirect(part)
        part = find_part(request, pk, on=on)
        type_again(form, version=part.version)
    return render(request, "recommendations/report_weeks.html", {**about(part, on=on), "form": form})
