"""The officer sends a report, or a recommendation without one, to the executives."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, require
from councils.models import Council
from recommendations import operations, permissions
from recommendations.enums import RecommendationStatus
from recommendations.forms.sending import SendForm
from recommendations.lifecycle import UNASKED
from recommendations.models import Response
from recommendations.views.finding import find_recommendation
from task_groups.models import Report

FOR_THE_OFFICER = "This page is for the Scrutiny Officer."
OPEN = [RecommendationStatus.DRAFT, RecommendationStatus.MADE]


@require_http_methods(["GET", "POST"])
def send_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Record on which days the executives received a report; the clocks of all its recommendations start."""
    on = timezone.localdate()
    report = get_object_or_404(Report, slug=slug)
    allowed = permissions.can_send(request.user, report, on=on)
    if not allowed and report.status == "draft":
        raise Http404
    require(allowed, FOR_THE_OFFICER)
    return _send(
        request,
        Response.objects.filter(recommendation__report=report, recommendation__status__in=OPEN),
        operation=operations.send_report,
        known={"report": report},
        context={
            "thing": f"the report “{report.title}”",
            "name": report.title,
            "crumbs": [(reverse("recommendations:report", args=[report.slug]), "Report")],
        },
        on=on,
    )


@require_http_methods(["GET", "POST"])
def send_recommendation(request: HttpRequest, reference: str) -> HttpResponse:
    """The same for a recommendation that stands in no report."""
    on = timezone.localdate()
    recommendation = find_recommendation(request, reference, on=on)
    require(permissions.can_send(request.user, recommendation, on=on), FOR_THE_OFFICER)
    if recommendation.report is not None:
        return redirect("recommendations:send-report", slug=recommendation.report.slug)
    return _send(
        request,
        Response.objects.filter(recommendation=recommendation),
        operation=operations.send_recommendation,
        known={"recommendation": recommendation},
        context={
            "thing": f"recommendation {recommendation.reference}",
            "name": recommendation.title,
            "crumbs": [(recommendation.get_absolute_url(), recommendation.reference)],
        },
        on=on,
    )


def _send(
    request: HttpRequest,
    responses: QuerySet[Response],
    *,
    operation: Callable[..., list[Response]],
    known: dict[str, Any],
    context: dict[str, Any],
    on: date,
) -> HttpResponse:
    """Three steps on one address: the days, a check of the dates they lead to, and the start of the clocks."""
    listed = list(responses.select_related("recommendation", "council").order_by("council__position", "pk"))
    waiting = councils_not_sent(listed)
    asked = waiting or list({one.council.pk: one.council for one in listed}.values())
    form = bind(request, SendForm, councils=asked, today=on)
    checked = False
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        checked = "send" not in request.POST
        if not checked and perform(form, operation, **known, by=request.user, at=timezone.now()) is not None:
            messages.success(request, f"The clocks are running: {started(form)}.")
            return redirect(request.path)
    if "change" in request.POST:
        form = SendForm(initial=request.POST.dict(), councils=asked, today=on)
    return render(
        request,
        "recommendations/send.html",
        {
            **context,
            "form": form,
            "checked": checked and not form.errors,
            "receipts": form.cleaned_data.get("receipts", []) if checked else [],
            "waiting": waiting,
            "sent": sent_lines(listed),
            "recommendations": list({one.recommendation.pk: one.recommendation for one in listed}.values()),
        },
    )


def councils_not_sent(responses: list[Response]) -> list[Council]:
    return list({one.council.pk: one.council for one in responses if one.status in UNASKED}.values())


def started(form: SendForm) -> str:
    """ "Boston answers by 20 May 2026, East Lindsey by 1 June 2026"."""
    return ", ".join(
        f"{receipt.council.short_name} answers by {receipt.due_on.day} {receipt.due_on:%B %Y}"
        for receipt in form.cleaned_data["receipts"]
    )


def sent_lines(responses: list[Response]) -> list[dict[str, Any]]:
    """What each council was sent: when it was received, how the last day was counted, and what it is asked."""
    lines: dict[int, dict[str, Any]] = {}
    for one in responses:
        if one.received_on is None:
            continue
        line = lines.setdefault(
            one.council.pk,
            {
                "council": one.council,
                "received_on": one.received_on,
                "noticed_on": one.noticed_on,
                "due_on": one.first_due_on,
                "recommendations": [],
            },
        )
        line["recommendations"].append(one.recommendation)
    return list(lines.values())
