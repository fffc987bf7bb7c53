"""What is asked of whom, what is gathered, and what is found."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.downloads import ANYTHING, download
from core.edges import bind, perform, perform_once, require
from core.refusals import Refused
from core.uploads import CONTENT_TYPES
from task_groups import operations, permissions, queries
from task_groups.enums import GatheredKind
from task_groups.forms import gathering as forms
from task_groups.models import Finding, GatheredEvidence, TaskGroup
from task_groups.views.convening import back_to, fetch, shown

FOR_THE_OFFICER = "Only the Scrutiny Officer settles who may read evidence."


@login_not_required
@require_safe
def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """What was asked of whom, and what is still open?"""
    today = timezone.localdate()
    found = queries.with_everything(queries.groups_visible_to(request.user, on=today))
    group = get_object_or_404(found, slug=slug)
    works = permissions.works_on(request.user, group, on=today)
    context = {
        "group": group,
        "grid": queries.grid_of(group),
        "works": works,
        "can_convene": permissions.can_convene(request.user, group, on=today),
        "crumbs": [(group.get_absolute_url(), group.title)],
    }
    return render(request, "task_groups/coverage.html", context)


def coverage_of(group: TaskGroup) -> str:
    return reverse("task_groups:coverage", args=[group.slug])


@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, slug: str, line: int, witness: int) -> HttpResponse:
    """What became of this question to this witness?"""
    group = fetch(request, slug)
    asked = get_object_or_404(group.lines_of_enquiry.select_related("task_group"), pk=line)
    of_whom = get_object_or_404(group.witnesses.select_related("person"), pk=witness)
    row = asked.coverage.filter(witness=of_whom).first()
    found = queries.Cell(asked, of_whom, row)
    form = bind(request, forms.CellForm, cell=found, later=("Back to the grid", coverage_of(group)))
    if form.is_valid():
        known: dict[str, Any] = {"line": asked, "witness": of_whom, "by": request.user, "at": timezone.now()}
        if perform(form, operations.record_coverage, **known):
            messages.success(request, "The question is saved.")
            return redirect(f"{coverage_of(group)}#line-{asked.pk}")
    overtaken = form.was_overtaken(row.version if row else 0)
    return shown(
        request,
        group,
        form,
        f"What was asked of {of_whom.person}?",
        status=409 if overtaken else 200,
        answer=f"{asked.text} {of_whom.person} is heard as {of_whom.role_title}.",
        theirs=f"On record now: {found.status.word}. {row.note}".strip() if overtaken and row else "",
    )


@require_http_methods(["GET", "POST"])
def plan_questions(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What is asked of this witness?"""
    group = fetch(request, slug)
    found = group.witnesses.select_related("person", "task_group")
    witness = get_object_or_404(found, pk=pk)
    form = bind(request, forms.QuestionsForm, witness=witness, later=("Back to the grid", coverage_of(group)))
    if form.is_valid():
        known: dict[str, Any] = {"witness": witness, "by": request.user, "at": timezone.now()}
        if perform(form, operations.plan_questions, **known) is not None:
            messages.success(request, "The questions are saved.")
            return redirect(coverage_of(group))
    return shown(request, group, form, f"What is asked of {witness.person}?", answer=witness.role_title)


@require_http_methods(["GET", "POST"])
def add_evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """What else did the group gather?"""
    group = fetch(request, slug)
    form = bind(request, forms.EvidenceForm, group=group, later=back_to(group))
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.gather,
            result_path=lambda _: f"{group.get_absolute_url()}#evidence",
            group=group,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The evidence is added.")
            return done
    choose_again = bool(form.errors and request.FILES)
    return shown(request, group, form, "Add evidence", choose_again=choose_again)


def evidence_of(request: HttpRequest, slug: str, pk: int) -> GatheredEvidence:
    """A piece of evidence that stands, for who settles who may read it."""
    today = timezone.localdate()
    group = get_object_or_404(queries.groups_visible_to(request.user, on=today), slug=slug)
    found = queries.evidence_visible_to(request.user, group, on=today).select_related("task_group")
    one: GatheredEvidence = get_object_or_404(found.standing(), pk=pk)
    require(permissions.can_keep_evidence(request.user, on=today), FOR_THE_OFFICER)
    return one


@require_http_methods(["GET", "POST"])
def edit_evidence(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What is said of it, and what does it serve?"""
    one = evidence_of(request, slug, pk)
    group = fetch(request, slug)
    form = bind(request, forms.EditEvidenceForm, evidence=one, later=back_to(group))
    return changed(request, group, form, operations.edit_evidence, one, "Change the evidence")


@require_http_methods(["GET", "POST"])
def evidence_openness(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who may read it?"""
    one = evidence_of(request, slug, pk)
    group = one.task_group
    form = bind(request, forms.EvidenceOpennessForm, evidence=one, later=back_to(group))
    return changed(request, group, form, operations.change_evidence_openness, one, "Who may read it?")


@require_http_methods(["GET", "POST"])
def withdraw_evidence(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Why is it withdrawn?"""
    one = evidence_of(request, slug, pk)
    group = one.task_group
    form = bind(request, forms.WithdrawForm, version=one.version, later=back_to(group))
    return changed(request, group, form, operations.withdraw_evidence, one, "Withdraw the evidence")


def changed(
    request: HttpRequest,
    group: TaskGroup,
    form: Any,
    operation: Any,
    one: GatheredEvidence,
    heading: str,
) -> HttpResponse:
    """Perform one change of a piece of evidence, or show its form."""
    if form.is_valid() and perform(form, operation, evidence=one, by=request.user, at=timezone.now()):
        messages.success(request, "The evidence is saved.")
        return redirect(f"{group.get_absolute_url()}#evidence")
    status = 409 if form.was_overtaken(one.version) else 200
    return shown(request, group, form, heading, status=status, answer=one.title)


@login_not_required
@require_safe
def evidence_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse | FileResponse:
    """One file as a download and nothing else. Asked for each time whether this reader may (promise U3)."""
    today = timezone.localdate()
    group = get_object_or_404(queries.groups_visible_to(request.user, on=today), slug=slug)
    found = queries.evidence_visible_to(request.user, group, on=today)
    one = get_object_or_404(found.filter(kind=GatheredKind.FILE), pk=pk)
    known_type = one.content_type in CONTENT_TYPES.values()
    return download(
        request,
        one.file,
        name=one.file_name,
        kept="no-store, private",
        content_type=one.content_type if known_type else ANYTHING,
    )


@require_http_methods(["GET", "POST"])
def add_finding(request: HttpRequest, slug: str) -> HttpResponse:
    """What did the group find?"""
    group = fetch(request, slug)
    initial = {"theme": request.GET.get("theme", "")[:100]}
    form = bind(request, forms.FindingForm, group=group, later=back_to(group), initial=initial)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.write_finding,
            result_path=lambda _: f"{group.get_absolute_url()}#findings",
            group=group,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The finding is added.")
            return done
    return shown(request, group, form, "What did the group find?", lists=themes_of(group))


def themes_of(group: TaskGroup) -> list[tuple[str, list[str]]]:
    """The themes there are, to offer while one is typed."""
    themes = group.findings.order_by("theme_position").values_list("theme", flat=True)
    return [(forms.THEMES, list(dict.fromkeys(themes)))]


def finding_of(group: TaskGroup, pk: int) -> Finding:
    found = Finding.objects.standing().filter(task_group=group).select_related("task_group")
    return get_object_or_404(found, pk=pk)


@require_http_methods(["GET", "POST"])
def edit_finding(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a finding in other words, under another theme, or on other evidence."""
    group = fetch(request, slug)
    finding = finding_of(group, pk)
    form = bind(request, forms.EditFindingForm, finding=finding, later=back_to(group))
    if form.is_valid():
        known: dict[str, Any] = {"finding": finding, "by": request.user, "at": timezone.now()}
        if perform(form, operations.edit_finding, **known):
            messages.success(request, "The finding is saved.")
            return redirect(f"{group.get_absolute_url()}#findings")
    overtaken = form.was_overtaken(finding.version)
    theirs = f"It reads now: {finding.text}" if overtaken else ""
    status = 409 if overtaken else 200
    return shown(
        request, group, form, "Change a finding", status=status, theirs=theirs, lists=themes_of(group)
    )


@require_http_methods(["GET", "POST"])
def withdraw_finding(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Why is it withdrawn?"""
    group = fetch(request, slug)
    finding = finding_of(group, pk)
    form = bind(request, forms.WithdrawForm, version=finding.version, later=back_to(group))
    if form.is_valid():
        known: dict[str, Any] = {"finding": finding, "by": request.user, "at": timezone.now()}
        if perform(form, operations.withdraw_finding, **known):
            messages.success(request, "The finding is withdrawn.")
            return redirect(f"{group.get_absolute_url()}#findings")
    status = 409 if form.was_overtaken(finding.version) else 200
    return shown(request, group, form, "Withdraw a finding", status=status, answer=finding.text)


@require_POST
def move_finding(request: HttpRequest, slug: str, pk: int, direction: str) -> HttpResponse:
    """One place up or down under its theme."""
    if direction not in {"up", "down"}:
        raise Http404
    group = fetch(request, slug)
    finding = finding_of(group, pk)
    try:
        operations.move_finding(
            finding=finding,
            direction=direction,
            by=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(f"{group.get_absolute_url()}#findings")
