"""Pages of what residents can do online, by telephone and in person."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.edges import bind, perform_once, require
from core.refusals import Refused
from core.spreadsheets import written
from councils.models import User
from strategies import operations, permissions, queries
from strategies.forms.transactions import HandInSheetForm, RecordTransactionForm
from strategies.models import TransactionSheet
from strategies.operations.transactions import sentence

FOR_OFFICERS = "Only the Scrutiny Officer keeps this register."
PER_PAGE = 50
SERVICES_OFFERED = 300


@login_not_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """What can be done online in each council, and how old is that?"""
    today = timezone.localdate()
    page = Paginator(queries.services_in_order(), PER_PAGE).get_page(request.GET.get("page"))
    can_keep = permissions.can_keep_registers(request.user, on=today)
    waiting = queries.sheets_visible_to(request.user, on=today).filter(status="read")[:5] if can_keep else []
    context = {
        "summary": queries.summary_on(today),
        "page_obj": page,
        "rows": queries.service_rows(list(page.object_list), on=today),
        "councils": queries.councils_of_register(),
        "can_keep": can_keep,
        "waiting": waiting,
    }
    return render(request, "strategies/transactions.html", context)


@login_not_required
@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The newest that is known as a spreadsheet, which can be changed and handed in again."""
    lines = written(queries.EXPORT_HEADINGS, queries.export_lines())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="digital-transactions.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Say of one service at one council how it can be had."""
    require(permissions.can_keep_registers(request.user, on=timezone.localdate()), FOR_OFFICERS)
    back = reverse("strategies:transactions")
    form = bind(request, RecordTransactionForm, later=("Back to the register", back))
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.record_transaction,
            result_path=lambda made: back,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            messages.success(request, "It is on record.")
            return done
    services = queries.services_in_order()[:SERVICES_OFFERED]
    context = {"form": form, "services": services, "crumbs": crumbs()}
    return render(request, "strategies/record_transaction.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """Hand in a spreadsheet. What it says is shown before anything becomes record."""
    require(permissions.can_keep_registers(request.user, on=timezone.localdate()), FOR_OFFICERS)
    form = bind(request, HandInSheetForm, later=("Not now", reverse("strategies:transactions")))
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.hand_in_sheet,
            result_path=TransactionSheet.get_absolute_url,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    context = {"form": form, "choose_again": bool(form.errors and request.FILES), "crumbs": crumbs()}
    return render(request, "strategies/hand_in_sheet.html", context)


def fetch(request: HttpRequest, pk: int) -> TransactionSheet:
    """The spreadsheet, for the scrutiny officer; for anyone else there is none."""
    return get_object_or_404(queries.sheets_visible_to(request.user, on=timezone.localdate()), pk=pk)


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What a spreadsheet says, row by row, and what is wrong with it."""
    found = queries.sheet_page(fetch(request, pk))
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": found, "page_obj": page, "crumbs": crumbs()}
    response = render(request, "strategies/sheet_of_transactions.html", context)
    add_never_cache_headers(response)
    return response


@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the rows without a fault on record."""
    found = fetch(request, pk)
    try:
        done = operations.take_over_sheet(sheet=found, by=cast(User, request.user), at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(found)
    messages.success(request, sentence(done))
    return redirect("strategies:transactions")


@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a spreadsheet: nothing of it becomes record."""
    found = fetch(request, pk)
    try:
        operations.set_sheet_aside(sheet=found, by=cast(User, request.user), at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "The spreadsheet is set aside. Nothing of it became record.")
    return redirect(found)


def crumbs() -> list[tuple[str, str]]:
    return [
        (reverse("strategies:list"), "Strategies"),
        (reverse("strategies:transactions"), "Digital transactions"),
    ]
