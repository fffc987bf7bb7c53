"""Gaps in the record: the list, and who was asked for each."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.edges import bind, perform, require
from councils.permissions import capacities_of
from recommendations import permissions
from recommendations.enums import GapKind, GapState
from recommendations.forms.gaps import GapForm
from recommendations.operations.gaps import note_gap
from recommendations.queries import gaps as queries

PAGE_SIZE = 25
EACH = 5
FILLED = "filled"
STATES = {
    GapState.OPEN.value: "Open",
    GapState.CANNOT_BE_FOUND.value: "Cannot be found",
    FILLED: "Filled",
}
NOT_YOURS = "This page is for the Scrutiny Officer."


def require_officer(request: HttpRequest) -> None:
    capacities = capacities_of(request.user, on=timezone.localdate())
    require(permissions.has_a_list_to_do(capacities), NOT_YOURS)


@require_safe
def gap_list(request: HttpRequest) -> HttpResponse:
    """What do the papers not tell us, and whom did we ask? By kind; `?kind=` and `?state=` show all of one."""
    require_officer(request)
    on = timezone.localdate()
    state, kind = request.GET.get("state", GapState.OPEN.value), request.GET.get("kind", "")
    unknown = [
        f"{name}={value}"[:60]
        for name, value, known in (("state", state, STATES), ("kind", kind, GapKind.values))
        if value and value not in known
    ]
    state, kind = (
        (state if state in STATES else GapState.OPEN.value),
        (kind if kind in GapKind.values else ""),
    )
    found = {one: queries.some_gaps(one, state, most=EACH, on=on) for one in queries.KINDS}
    counts = {
        GapState.OPEN.value: queries.count_gaps(GapState.OPEN, on=on),
        GapState.CANNOT_BE_FOUND.value: queries.count_gaps(GapState.CANNOT_BE_FOUND, on=on),
        FILLED: queries.filled(on=on).count(),
    }
    context: dict[str, Any] = {
        "sentence": queries.sentence_of(counts),
        "states": [(value, label, counts[value]) for value, label in STATES.items()],
        "state": state,
        "kind": kind,
        "kind_label": GapKind(kind).label if kind else "",
        "unknown": unknown,
        "groups": [(GapKind(one), some) for one, some in found.items() if some.total]
        if state != FILLED
        else [],
        "crumbs": [(reverse("recommendations:todo"), "To do")],
    }
    if state == FILLED or kind:
        rows = queries.filled(on=on) if state == FILLED else queries.gaps_of(kind, state, on=on)
        page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
        told = [queries.told_filled(row) if state == FILLED else queries.told(kind, row) for row in page]
        context |= {"page_obj": page, "gaps": told}
    return render(request, "recommendations/gaps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def gap(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Who was asked for this fact, and what came of it?"""
    require_officer(request)
    thing = queries.find_gap(kind, pk, on=timezone.localdate())
    if thing is None:
        raise Http404
    note = queries.note_of(kind, pk)
    back = reverse("recommendations:gaps")
    form = bind(request, GapForm, note=note, back=back)
    if form.is_valid():
        known = {"kind": kind, "thing": thing, "by": request.user, "at": timezone.now()}
        if perform(form, note_gap, **known):
            messages.success(request, "Who was asked is saved.")
            return redirect(back)
    theirs = form.was_overtaken(note.version if note else 0)
    context = {
        "gap": queries.told(kind, thing),
        "note": note,
        "form": form,
        "theirs": theirs,
        "crumbs": [(reverse("recommendations:todo"), "To do"), (back, "Gaps in the record")],
    }
    return render(request, "recommendations/gap.html", context, status=409 if theirs else 200)
