"""The audit trail for the scrutiny officer, and the public list of seals."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core import history_file
from core.dates import spell
from core.edges import require
from core.models import HistoryHead, HistorySeal
from core.rights import powers
from core.sealing import words_of
from core.spreadsheets import written
from councils.permissions import may_see_all
from scrutiny_portal import audit as trail

PAGE_SIZE = 50
SEALS_PER_PAGE = 31
FOR_OFFICERS = "This page is for the Scrutiny Officer."


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Who changed what, when and why?"""
    allow(request)
    roles = trail.roles_on_record()
    asked = trail.read(request.GET, roles=roles)
    page = Paginator(trail.rows(asked), PAGE_SIZE).get_page(request.GET.get("page"))
    head = HistoryHead.objects.filter(pk=1).first()
    context = {
        "page_obj": page,
        "lines": trail.lines_of(page.object_list),
        "asked": asked,
        "roles": roles,
        "chips": chips(asked),
        "total": head.number if head else 0,
        "seal": HistorySeal.objects.order_by("place").last(),
        "is_out_of_reach": not powers(connection),
    }
    return render(request, "audit/list.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The rows asked for as CSV, sent while they are read."""
    on = allow(request)
    found = trail.rows(trail.read(request.GET, roles=trail.roles_on_record()))
    response = StreamingHttpResponse(
        written(trail.HEADINGS, trail.table(found)), content_type="text/csv; charset=utf-8"
    )
    return as_file(response, f"audit-trail-{on.isoformat()}.csv")


@require_safe
def history(request: HttpRequest) -> StreamingHttpResponse:
    """The whole history in the form that can be checked without the portal."""
    on = allow(request)
    response = StreamingHttpResponse(history_file.lines(), content_type="application/x-ndjson; charset=utf-8")
    return as_file(response, f"history-{on.isoformat()}.jsonl")


@login_not_required
@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """How does anyone know that the past was not rewritten?"""
    page = Paginator(HistorySeal.objects.order_by("-place"), SEALS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "latest": HistorySeal.objects.order_by("place").last()}
    return render(request, "audit/seals.html", context)


@login_not_required
@require_safe
def seals_text(request: HttpRequest) -> HttpResponse:
    """All seals as text, oldest first, in the words of the letters."""
    text = "\n".join(words_of(seal) for seal in HistorySeal.objects.order_by("place"))
    return HttpResponse(text or "No seal yet.\n", content_type="text/plain; charset=utf-8")


def allow(request: HttpRequest) -> date:
    """Let only those in who may see everything, exempt words too. Gives the day."""
    on = timezone.localdate()
    require(may_see_all(request.user, on=on), FOR_OFFICERS)
    return on


def as_file(response: StreamingHttpResponse, name: str) -> StreamingHttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def chips(asked: trail.Asked) -> list[tuple[str, str, str]]:
    """The filters in force: their name, value and words, to be taken away one by one."""
    found = []
    if asked.item:
        name = trail.names_of([asked.item]).get(asked.item)
        found.append(("item", asked.words, name.text if name else trail.called(*asked.item)))
    if asked.role:
        found.append(("role", asked.role, asked.role))
    if asked.since:
        found.append(("from", asked.typed["from"], f"From {spell(asked.since)}"))
    if asked.until:
        found.append(("to", asked.typed["to"], f"Until {spell(asked.until)}"))
    return found
