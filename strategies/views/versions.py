"""Versions of a strategy, what changed between them, and their documents."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.downloads import download
from core.edges import bind, perform, perform_once
from strategies import operations, permissions, queries
from strategies.forms.versions import (
    DocumentForm,
    DocumentOpennessForm,
    VersionForm,
    WithdrawDocumentForm,
)
from strategies.models import Strategy, StrategyDocument, StrategyVersion
from strategies.views.keeping import FORM, kept_strategy, page_of


@login_not_required
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What changed in this version? `?since=` names an earlier one to compare it with."""
    today = timezone.localdate()
    strategy = get_object_or_404(queries.strategies_visible_to(request.user, on=today), slug=slug)
    asked = request.GET.get("since", "")
    since = int(asked) if asked.isdecimal() and len(asked) < 6 else None
    page = queries.version_page(strategy, number, request.user, since=since, on=today)
    if page is None:
        raise Http404
    context = {
        "strategy": strategy,
        "page": page,
        "can_keep": permissions.can_keep_strategies(request.user, on=today),
        "crumbs": [
            (reverse("strategies:list"), "Strategies"),
            (strategy.get_absolute_url(), strategy.title),
        ],
    }
    return render(request, "strategies/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_version(request: HttpRequest, slug: str) -> HttpResponse:
    """The next version of the strategy."""
    strategy = kept_strategy(request, slug)
    form = bind(request, VersionForm, strategy=strategy)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_version,
            result_path=StrategyVersion.get_absolute_url,
            strategy=strategy,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The version is added. Add its documents here.")
            return done
    context = page_of(strategy, "Add a version", "Earlier versions stay as they are.", form)
    return render(request, FORM, context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_document(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A document of one version."""
    strategy = kept_strategy(request, slug)
    of_version = version_of(strategy, number)
    form = bind(request, DocumentForm, of_version=of_version)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_document,
            result_path=lambda _: of_version.get_absolute_url(),
            of_version=of_version,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The document is added.")
            return done
    context = page_of(strategy, "Add a document", f"It belongs to the version “{of_version.label}”.", form)
    return render(request, FORM, context)


@require_http_methods(["GET", "HEAD", "POST"])
def document_openness(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who may read a document."""
    strategy = kept_strategy(request, slug)
    document = standing_document(strategy, pk)
    form = bind(request, DocumentOpennessForm, document=document)
    return changed(request, strategy, document, form, operations.change_document_openness, "Who may read it?")


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_document(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a document back."""
    strategy = kept_strategy(request, slug)
    document = standing_document(strategy, pk)
    form = bind(request, WithdrawDocumentForm, document=document)
    return changed(request, strategy, document, form, operations.withdraw_document, "Withdraw the document")


def changed(
    request: HttpRequest,
    strategy: Strategy,
    document: StrategyDocument,
    form: Any,
    operation: Any,
    heading: str,
) -> HttpResponse:
    """Make one change of a document, or show its form."""
    if form.is_valid() and perform(form, operation, document=document, by=request.user, at=timezone.now()):
        messages.success(request, f"Saved: {document.title}.")
        return redirect(document.of_version)
    return render(request, FORM, page_of(strategy, heading, document.title, form))


@login_not_required
@require_safe
def document(request: HttpRequest, slug: str, pk: int) -> HttpResponse | FileResponse:
    """One document, as a download and nothing else. Asked for each time whether this reader may (promise U3)."""
    visible = queries.documents_visible_to(request.user, on=timezone.localdate())
    found = get_object_or_404(
        visible.select_related("of_version__strategy"), pk=pk, of_version__strategy__slug=slug
    )
    strategy = found.of_version.strategy
    anyone = found.is_open and found.withdrawn_at is None and strategy.status != "draft"
    kept = "public, max-age=60" if anyone else "no-store"
    return download(request, found.file, name=found.file_name, kept=kept)


def version_of(strategy: Strategy, number: int) -> StrategyVersion:
    return get_object_or_404(
        StrategyVersion.objects.select_related("strategy"), strategy=strategy, number=number
    )


def standing_document(strategy: Strategy, pk: int) -> StrategyDocument:
    """A document of the strategy that was not withdrawn."""
    found = StrategyDocument.objects.filter(of_version__strategy=strategy, withdrawn_at__isnull=True)
    return get_object_or_404(found.select_related("of_version__strategy"), pk=pk)
