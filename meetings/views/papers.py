"""Papers of a meeting: the officer's pack, changes of a paper, and the download."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.downloads import download
from core.edges import FormKeyMixin, bind, perform, perform_once, require
from meetings import operations, permissions, queries
from meetings.forms.papers import (
    ChangeForm,
    NewVersionForm,
    PaperForm,
    PaperOpennessForm,
    RelabelForm,
    WithdrawPaperForm,
)
from meetings.models import Document
from meetings.views.fetching import fetch

FOR_THE_OFFICER = "Only the Scrutiny Officer keeps the papers of a meeting."


@dataclass(frozen=True)
class Change:
    """One change of a paper: its form and operation, how its page is headed, and what is said when it is done."""

    form: type[ChangeForm]
    operation: Callable[..., Document]
    heading: str
    answer: str
    done: str


CHANGES = {
    "new-version": Change(
        NewVersionForm, operations.replace_paper, "Add a new version",
        "Readers get the new file from now on. The one there now is kept for you.", "The new version is there.",
    ),
    "edit": Change(
        RelabelForm, operations.relabel_paper, "Change label or title",
        "The file stays as it is.", "The paper is changed.",
    ),
    "openness": Change(
        PaperOpennessForm, operations.change_paper_openness, "Who may read it?",
        "This counts for all its versions, at once.", "It is settled who may read the paper.",
    ),
    "withdraw": Change(
        WithdrawPaperForm, operations.withdraw_paper, "Withdraw the paper",
        "Nobody can open it any more, you aside. The page of the meeting says that it was withdrawn, and why.",
        "The paper is withdrawn.",
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """The pack: every paper with its versions, and a form for one more."""
    found = fetch(request, council, body, slug)
    require(permissions.can_keep_papers(request.user, found, on=timezone.localdate()), FOR_THE_OFFICER)
    here = reverse("meetings:papers", args=found.path)
    form = bind(request, PaperForm, meeting=found, back=found.get_absolute_url())
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_paper,
            result_path=lambda _: here,
            meeting=found,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "The paper is added.")
            return done
    packs = queries.packs_of(found)
    current = [one.newest for pack in packs for one in pack.papers if one.newest.withdrawn_at is None]
    context = {
        "form": form,
        "meeting": found,
        "title": queries.title_of(found),
        "packs": packs,
        "total": len(current),
        "exempt": sum(not queries.is_open_paper(paper) for paper in current),
        "choose_again": bool(form.errors and request.FILES),
    }
    return render(request, "meetings/papers.html", context)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, council: str, body: str, slug: str, pk: int, name: str) -> HttpResponse:
    """A newer version, another label or title, another openness, or its withdrawal."""
    found = fetch(request, council, body, slug)
    require(permissions.can_keep_papers(request.user, found, on=timezone.localdate()), FOR_THE_OFFICER)
    paper = get_object_or_404(Document.objects.newest().filter(withdrawn_at=None), meeting=found, pk=pk)
    one = CHANGES[name]
    here = reverse("meetings:papers", args=found.path)
    form = bind(request, one.form, paper=paper, back=here)
    if form.is_valid():
        known: dict[str, Any] = {"paper": paper, "by": request.user, "at": timezone.now()}
        done: HttpResponse | None
        if isinstance(form, FormKeyMixin):
            done = perform_once(request, form, one.operation, result_path=lambda _: here, **known)
        else:
            done = redirect(here) if perform(form, one.operation, **known) else None
        if done:
            messages.success(request, one.done)
            return done
    context = {
        "form": form,
        "meeting": found,
        "title": queries.title_of(found),
        "paper": paper,
        "change": one,
        "choose_again": bool(form.errors and request.FILES),
    }
    return render(request, "meetings/paper_change.html", context)


@login_not_required
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """One paper, as a download and nothing else. Asked for each time whether this reader may (promise U3).

    The address of an older version leads to the newest, for everyone but the officer.
    """
    found = queries.find_paper(request.user, pk, on=timezone.localdate())
    if found is None:
        raise Http404
    paper, anyone = found
    kept = "public, max-age=60" if anyone else "no-store"
    if paper.pk != pk:
        newest = redirect("meetings:document", paper.pk)
        newest["Cache-Control"] = kept
        return newest
    return download(request, paper.file, name=paper.file_name, kept=kept)
