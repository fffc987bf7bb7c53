"""A councillor asks about a report of progress; whoever does the work, or signs it off, answers on the record."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.dates import london_date, spell
from core.edges import bind, perform, perform_once, require
from recommendations import operations, permissions
from recommendations.forms.ends import AnswerQuestionForm, QuestionForm
from recommendations.models import ProgressUpdate, UpdateQuestion
from recommendations.operations.questions import questions_path
from recommendations.queries.questions import questions_about, updates_to_question
from recommendations.views.finding import find_part
from recommendations.views.work import about

REPORTS_AT_MOST = 50


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """What does this councillor want to know about which report?"""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_question(request.user, part, on=on), "This page is for councillors.")
    reads = permissions.can_see_difficulties(request.user, part, on=on)
    updates = updates_to_question(part, difficulties=reads)
    reports = named(updates)
    form = bind(request, QuestionForm, updates=reports, later=("Not now", part.get_absolute_url()))
    if form.is_valid():
        update = updates.get(pk=form.cleaned_data.pop("update"))
        recorded = perform_once(
            request,
            form,
            operations.ask_about_update,
            result_path=lambda _: questions_path(part),
            update=update,
            by=request.user,
            at=timezone.now(),
        )
        if recorded:
            messages.success(request, "Your question is on the record, and those who answer are told.")
            return recorded
    context = {**about(part, on=on), "form": form, "has_reports": bool(reports)}
    return render(request, "recommendations/ask_about.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    """What do they answer?"""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    reads = permissions.can_see_difficulties(request.user, part, on=on)
    question: UpdateQuestion = get_object_or_404(questions_about(part, difficulties=reads), pk=question_pk)
    require(
        permissions.can_answer_question(request.user, part, on=on),
        "This page is for the responsible officer and the Portfolio Holder.",
    )
    form = bind(request, AnswerQuestionForm, later=("Not now", questions_path(part)))
    if form.is_valid():
        known = {"question": question, "by": request.user, "at": timezone.now()}
        if perform(form, operations.answer_question, **known):
            messages.success(request, "Your answer is on the record, and whoever asked is told.")
            return redirect(questions_path(part))
        question.refresh_from_db()
    return render(
        request,
        "recommendations/answer_about.html",
        {**about(part, on=on), "form": form, "question": question},
    )


def named(updates: QuerySet[ProgressUpdate]) -> list[tuple[str, str]]:
    """Reports as choices: the day and the first words."""
    return [
        (
            str(one.pk),
            f"{spell(london_date(one.at))}: {one.text if len(one.text) <= 80 else one.text[:79] + '…'}",
        )
        for one in updates[:REPORTS_AT_MOST]
    ]
