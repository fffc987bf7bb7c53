"""A report as Word, as PDF, and as a page to print."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.downloads import SANDBOX
from core.papers import NotMade, Paper, file_name, markup_of, pdf_of, word_of
from recommendations.queries.reports import whole_report
from recommendations.queries.route import route_of
from recommendations.take_away.report import Contents, report_paper
from recommendations.views.reports import fetch
from recommendations.views.take_away import WORD
from task_groups import queries as group_queries
from task_groups.enums import ReportStatus
from task_groups.models import Report


@login_not_required
@require_safe
def as_word(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = fetch(request, slug)
    return sent(found, word_of(paper_of(request, found)), "docx", WORD)


@login_not_required
@require_safe
def as_pdf(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The report as tagged PDF. Where none can be made, a page says so and offers the others."""
    found = fetch(request, slug)
    try:
        return sent(found, pdf_of(paper_of(request, found)), "pdf", "application/pdf")
    except NotMade as refusal:
        context = {"report": found, "sentence": refusal.sentence}
        page = render(request, "recommendations/reports/not_made.html", context, status=503)
        page["Cache-Control"] = "no-store"
        return page


@login_not_required
@require_safe
def as_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The report as a page for the browser to print."""
    found = fetch(request, slug)
    paper = paper_of(request, found)
    context: dict[str, Any] = {"report": found, "paper": paper, "words": markup_of(paper)}
    page = render(request, "recommendations/reports/print.html", context)
    page["Cache-Control"] = kept(found)
    return page


def paper_of(request: HttpRequest, found: Report) -> Paper:
    """The paper as anyone may read it, whoever takes it; a draft as the officer reads it, without what is exempt."""
    today = timezone.localdate()
    reader: Any = AnonymousUser() if found.status == ReportStatus.PUBLISHED else request.user
    groups = group_queries.with_everything(group_queries.groups_visible_to(reader, on=today))
    contents = Contents(
        report=found,
        page=group_queries.group_page(groups.get(pk=found.task_group_id), sees_drafts=True),
        whole=whole_report(found, reader, on=today),
        route=route_of(found, reader, on=today),
        on=today,
    )
    return report_paper(contents, site=settings.PORTAL_URL)


def sent(found: Report, content: bytes, ending: str, kind: str) -> FileResponse:
    """A download with a clean name, which opens in no window of the portal's (promise U3)."""
    response = FileResponse(
        BytesIO(content), as_attachment=True, filename=file_name(found.title, ending), content_type=kind
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = kept(found)
    return response


def kept(found: Report) -> str:
    """What may keep it: anything for a minute once it is published; before that nothing at all."""
    return "public, max-age=60" if found.status == ReportStatus.PUBLISHED else "no-store"
