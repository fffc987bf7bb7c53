"""The register of questions and answers, its export, and whether something was asked before."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST, require_safe

from core.edges import require
from core.spreadsheets import written
from meetings import permissions, queries
from meetings.queries.register import HEADINGS

ON_A_PAGE = 25
TYPED_AT_MOST = 2_000


@login_not_required
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Every question with its answers. What is exempt or not published yet shows to those alone who may read it."""
    today = timezone.localdate()
    wanted = queries.read_wanted(request.GET, request.user, on=today)
    found = queries.questions_wanted(request.user, wanted, on=today)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "wanted": wanted,
        "page_obj": page,
        "asked": queries.with_answers(request.user, page.object_list, on=today),
    }
    response = render(request, "meetings/register.html", context)
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    return response


@login_not_required
@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same as CSV: one line for each answer. Sent while it is read."""
    today = timezone.localdate()
    wanted = queries.read_wanted(request.GET, request.user, on=today)
    found = queries.questions_wanted(request.user, wanted, on=today)
    lines = queries.lines_of(request.user, found, on=today)
    response = StreamingHttpResponse(written(HEADINGS, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="questions-{today.isoformat()}.csv"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def asked_before(request: HttpRequest) -> HttpResponse:
    """Up to five earlier questions like the one being typed (`text`), as a part of a page. For the officer alone.

    It changes nothing. It takes a POST, so that the words of an exempt question stand in no address and in no log of them.
    """
    require(
        permissions.can_plan(request.user, on=timezone.localdate()),
        "Only the Scrutiny Officer writes the log of a meeting.",
    )
    text = request.POST.get("text", "").replace("\0", "")[:TYPED_AT_MOST]
    response = render(request, "meetings/_asked_before.html", {"asked": queries.asked_before(text)})
    add_never_cache_headers(response)
    return response
