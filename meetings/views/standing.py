"""Items that stand on every agenda of a body."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.edges import bind, perform, perform_once, require
from core.refusals import Refused
from councils.models import Body, User
from meetings import operations, permissions, queries
from meetings.forms.standing import EditStandingForm, StandingForm
from meetings.models import StandingItem
from meetings.views.agenda import agenda_path, fetch_open

FOR_OFFICERS = "Only the Scrutiny Officer keeps standing items."


def require_officer(request: HttpRequest) -> None:
    require(permissions.can_plan(request.user, on=timezone.localdate()), FOR_OFFICERS)


def fetch_standing(request: HttpRequest, pk: int, item_pk: int) -> StandingItem:
    require_officer(request)
    items = StandingItem.objects.select_related("body__council").filter(body=pk, is_active=True)
    found: StandingItem = get_object_or_404(items, pk=item_pk)
    return found


def body_path(pk: int) -> str:
    return reverse("meetings:standing-body", args=[pk])


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Every body, with how many items stand on its agendas."""
    require_officer(request)
    found = queries.bodies_with_standing_items(on=timezone.localdate())
    crumbs = [(reverse("meetings:list"), "Meetings")]
    return render(request, "meetings/standing.html", {"bodies": found, "crumbs": crumbs})


@require_http_methods(["GET", "POST"])
def of_body(request: HttpRequest, pk: int) -> HttpResponse:
    """The standing items of one body, and a form to add one."""
    require_officer(request)
    body = get_object_or_404(Body.objects.select_related("council"), pk=pk)
    form = bind(request, StandingForm)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_standing_item,
            result_path=lambda made: body_path(body.pk),
            body=body,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    items = queries.standing_items_of(body)
    crumbs = [(reverse("meetings:list"), "Meetings"), (reverse("meetings:standing"), "Standing items")]
    seen = ",".join(str(one.pk) for one in items)
    context = {"body": body, "items": items, "seen": seen, "form": form, "crumbs": crumbs}
    return render(request, "meetings/standing_body.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Change a standing item."""
    standing = fetch_standing(request, pk, item_pk)
    form = bind(request, EditStandingForm, standing=standing, back=body_path(pk))
    if form.is_valid():
        done = perform(
            form, operations.edit_standing_item, standing=standing, by=request.user, at=timezone.now()
        )
        if done:
            messages.success(request, "The item is saved. Agendas planned from now on have it so.")
            return redirect(body_path(pk))
    theirs = form.was_overtaken(standing.version)
    crumbs = [
        (reverse("meetings:list"), "Meetings"),
        (reverse("meetings:standing"), "Standing items"),
        (body_path(pk), standing.body.name),
    ]
    context = {"standing": standing, "form": form, "crumbs": crumbs, "theirs": theirs}
    return render(request, "meetings/standing_item.html", context, status=409 if theirs else 200)


@require_POST
def change(request: HttpRequest, pk: int, item_pk: int, name: str) -> HttpResponse:
    """Move a standing item, or take it off new agendas."""
    standing = fetch_standing(request, pk, item_pk)
    try:
        after = _move(request, standing) if name == "move" else _take_off(request, standing)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        after = ""
    return redirect(f"{body_path(pk)}{after}")


def _move(request: HttpRequest, standing: StandingItem) -> str:
    to = request.POST.get("to", "")
    if not to.isdecimal() or len(to) > 5:
        raise Refused("Nothing was moved. Use the buttons beside the item.")
    before = standing.position
    operations.move_standing_item(
        standing=standing,
        to=int(to),
        seen=request.POST.get("seen", ""),
        by=cast(User, request.user),
        at=timezone.now(),
    )
    messages.success(request, f"Moved. It is now number {standing.position}.")
    last = StandingItem.objects.filter(body=standing.body_id, is_active=True).count()
    goes_up = standing.position == last or (standing.position < before and standing.position > 1)
    return f"#{'up' if goes_up else 'down'}-{standing.pk}"


def _take_off(request: HttpRequest, standing: StandingItem) -> str:
    version = request.POST.get("version", "")
    read = int(version) if version.isdecimal() and len(version) < 10 else 0
    operations.take_off_standing_item(
        standing=standing, version=read, by=cast(User, request.user), at=timezone.now()
    )
    messages.success(request, "Taken off. Agendas that have it keep it.")
    return ""


@require_POST
def add_missing(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Put the body's standing items on an agenda that was planned earlier: the missing ones, once."""
    found = fetch_open(request, council, body, slug)
    try:
        made = operations.add_standing_items(meeting=found, by=cast(User, request.user), at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        many = "1 standing item was" if len(made) == 1 else f"{len(made)} standing items were"
        messages.success(
            request, f"{many} added." if made else "Every standing item is on this agenda already."
        )
    return redirect(agenda_path(found))
