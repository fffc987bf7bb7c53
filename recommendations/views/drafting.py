"""The officer drafts what a report recommends, from what the group found."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, perform_once, require
from councils.queries import councils_in_order
from recommendations import operations, permissions
from recommendations.advice import Advice, advice_on
from recommendations.forms.reports import DiscardForm, DraftForm, EditDraftForm, NewDraftForm
from recommendations.models import Recommendation
from recommendations.queries.wording import unexplained_in
from recommendations.views.finding import find_recommendation
from recommendations.views.reports import NOT_YOURS, back_to, crumbs_of, shown, to_write
from task_groups.models import Finding, Report

MOST_FINDINGS = 200


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """What is recommended because of what was found? It begins with the findings that were chosen."""
    report = to_write(request, slug)
    findings, councils = findings_of(report), councils_of(report)
    chosen = [one for one in findings if str(one.pk) in request.GET.getlist("finding")]
    initial = {
        "findings": [one.pk for one in chosen],
        "text": "\n\n".join(one.text for one in chosen),
        "councils": [one.pk for one in councils],
        "prefix": prefix_of(report, on=timezone.localdate()),
    }
    form = bind(
        request, NewDraftForm, findings=findings, councils=councils, later=back_to(report), initial=initial
    )
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        done = perform_once(
            request,
            form,
            operations.draft_recommendation,
            result_path=lambda made: f"{report.get_absolute_url()}#{made.reference}",
            report=report,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    answer = "It begins with what the group found. Say what is to be done about it." if chosen else ""
    return page(request, form, report, "What is recommended?", answer=answer)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """What is recommended, in other words?"""
    recommendation, report = to_change(request, reference)
    form = bind(
        request,
        EditDraftForm,
        recommendation=recommendation,
        findings=findings_of(report),
        councils=councils_of(report),
        later=back_to(report),
    )
    known = {"recommendation": recommendation, "by": request.user, "at": timezone.now()}
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        done = perform(form, operations.edit_draft, **known)
        if done:
            messages.success(request, f"{done.reference} is saved.")
            return redirect(f"{report.get_absolute_url()}#{done.reference}")
    theirs = f"It reads now: {recommendation.text}" if form.was_overtaken(recommendation.version) else ""
    heading = f"What does {recommendation.reference} recommend?"
    return page(request, form, report, heading, recommendation=recommendation, theirs=theirs)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, reference: str) -> HttpResponse:
    """Why is it not to be recommended after all?"""
    recommendation, report = to_change(request, reference)
    form = bind(request, DiscardForm, recommendation=recommendation, later=back_to(report))
    if form.is_valid():
        known = {"recommendation": recommendation, "by": request.user, "at": timezone.now()}
        if perform(form, operations.discard_draft, **known):
            messages.success(
                request, f"{recommendation.reference} is discarded. The number is not used again."
            )
            return redirect(report)
    theirs = f"It reads now: {recommendation.text}" if form.was_overtaken(recommendation.version) else ""
    heading = f"Why is {recommendation.reference} discarded?"
    return shown(request, form, heading, crumbs_of(report), record=recommendation.text, theirs=theirs)


def to_change(request: HttpRequest, reference: str) -> tuple[Recommendation, Report]:
    """A draft of a report, for who changes it."""
    today = timezone.localdate()
    recommendation = find_recommendation(request, reference, on=today)
    require(permissions.can_edit_draft(request.user, recommendation, on=today), NOT_YOURS)
    assert recommendation.report is not None  # noqa: S101 - the permission asked for it
    return recommendation, recommendation.report


def findings_of(report: Report) -> list[Finding]:
    """What the group found and did not withdraw, in the order of the report."""
    return list(report.task_group.findings.standing()[:MOST_FINDINGS])


def councils_of(report: Report) -> list[Any]:
    partnership = report.task_group.partnership_id
    return [one for one in councils_in_order() if one.partnership_id == partnership]


def prefix_of(report: Report, *, on: date) -> str:
    """What the references of a report begin with: as its first draft does; else the strategy's letters and the year."""
    first = report.recommendations.order_by("pk").first()
    if first is not None:
        return first.reference.rpartition("-")[0]
    strategy = report.task_group.strategy
    letters = "".join(one for one in (strategy.reference_prefix if strategy else "") if one.isalpha())
    return f"{letters}{(report.dated_on or on):%y}" if letters else ""


def page(
    request: HttpRequest,
    form: DraftForm,
    report: Report,
    heading: str,
    *,
    recommendation: Recommendation | None = None,
    answer: str = "",
    theirs: str = "",
) -> HttpResponse:
    """The form, with what to look at again beside it: in the words typed, or else in those that stand."""
    context = {
        "form": form,
        "report": report,
        "recommendation": recommendation,
        "heading": heading,
        "answer": answer,
        "crumbs": crumbs_of(report),
        "theirs": theirs,
        "looked": form.is_bound or recommendation is not None,
        "advice": advice_for(form, recommendation),
    }
    response = render(request, "recommendations/reports/draft.html", context, status=409 if theirs else 200)
    add_never_cache_headers(response)
    return response


def advice_for(form: DraftForm, recommendation: Recommendation | None) -> Sequence[Advice]:
    """Advice on what was typed; before anything was, on the draft as it stands."""
    if form.is_bound:
        form.is_valid()
        text, councils = form.cleaned_data.get("text", ""), form.cleaned_data.get("councils", ())
        addressed_to, number = form.cleaned_data.get("addressed_to", ""), len(councils)
    elif recommendation is not None:
        text, addressed_to = recommendation.text, recommendation.addressed_to
        number = recommendation.responses.count()
    else:
        return []
    if not text:
        return []
    return advice_on(text, addressed_to=addressed_to, councils=number, unexplained=unexplained_in([text]))
