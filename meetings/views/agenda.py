"""Changing the agenda of a meeting."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.edges import bind, perform, perform_once, require
from core.refusals import Refused
from councils.models import User
from meetings import operations, permissions, queries
from meetings.forms.agenda import EditItemForm, ItemForm, TakeOffForm
from meetings.models import AgendaItem, Meeting
from meetings.views.fetching import fetch

FOR_OFFICERS = "Only the Scrutiny Officer changes the agenda, until the record is published."


def fetch_open(request: HttpRequest, council: str, body: str, slug: str) -> Meeting:
    """The meeting at the address, whose agenda this person may change: 404 or 403 otherwise."""
    found = fetch(request, council, body, slug)
    require(permissions.can_add_items(request.user, found, on=timezone.localdate()), FOR_OFFICERS)
    return found


def fetch_item(meeting: Meeting, pk: int) -> AgendaItem:
    """An item that stands on the meeting's agenda, or 404."""
    item = meeting.items.on_the_agenda().filter(pk=pk).first()
    if item is None:
        raise Http404
    item.meeting = meeting
    return item


def agenda_path(meeting: Meeting) -> str:
    return reverse("meetings:agenda", args=meeting.path)


def shown(
    request: HttpRequest, template: str, meeting: Meeting, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page about a meeting for its officers, kept by no cache."""
    context = {"meeting": meeting, "title": queries.title_of(meeting), **more}
    crumbs = [(reverse("meetings:list"), "Meetings"), (meeting.get_absolute_url(), context["title"])]
    response = render(request, template, {"crumbs": crumbs, **context}, status=status)
    add_never_cache_headers(response)
    return response


@require_safe
def agenda(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """The whole agenda to work on: its order, its items, and what the notice asks."""
    found = fetch_open(request, council, body, slug)
    today = timezone.localdate()
    record = queries.record_of(found, request.user, on=today)
    return shown(
        request,
        "meetings/agenda.html",
        found,
        items=record.items,
        taken_off=record.taken_off,
        notice=queries.notice_of(found, on=today),
        standing_missing=queries.standing_items_missing(found),
        may_publish_agenda=permissions.can_publish_agenda(request.user, found, on=today),
        next_meeting=queries.next_meeting_of(found),
    )


@require_http_methods(["GET", "POST"])
def add_item(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Add an item. From the live log (`?from=log`) it leads back there: that is how an urgent item is added."""
    found = fetch_open(request, council, body, slug)
    from_log = request.GET.get("from") == "log"
    back = reverse("recommendations:log", args=found.path) if from_log else agenda_path(found)
    form = bind(request, ItemForm, meeting=found, back=back)
    if form.is_valid():
        done = perform_once(
            request,
            form,
            operations.add_item,
            result_path=lambda made: (
                reverse("recommendations:log-item", args=[*found.path, made.pk]) if from_log else back
            ),
            meeting=found,
            by=request.user,
            at=timezone.now(),
        )
        if done:
            return done
    return shown(request, "meetings/add_item.html", found, form=form)


@require_http_methods(["GET", "POST"])
def edit_item(request: HttpRequest, council: str, body: str, slug: str, item_pk: int) -> HttpResponse:
    """Change what an item says."""
    found = fetch_open(request, council, body, slug)
    item = fetch_item(found, item_pk)
    back = agenda_path(found)
    form = bind(request, EditItemForm, item=item, back=back)
    if form.is_valid():
        done = perform(form, operations.edit_item, item=item, by=request.user, at=timezone.now())
        if done:
            messages.success(request, f"Item {done.number} is saved.")
            return redirect(f"{back}#item-{item.pk}")
    theirs = form.was_overtaken(item.version)
    return shown(
        request, "meetings/edit_item.html", found, form=form, item=item, theirs=theirs,
        status=409 if theirs else 200,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def take_off(request: HttpRequest, council: str, body: str, slug: str, item_pk: int) -> HttpResponse:
    """Take an item off the agenda."""
    found = fetch_open(request, council, body, slug)
    item = fetch_item(found, item_pk)
    back = agenda_path(found)
    is_public = operations.was_public(found)
    initial = {"version": item.version}
    form = bind(request, TakeOffForm, is_public=is_public, back=back, initial=initial)
    if form.is_valid():
        done = perform(form, operations.take_off_item, item=item, by=request.user, at=timezone.now())
        if done:
            messages.success(request, f"Item {item.number} is off the agenda.")
            return redirect(back)
    status = 409 if form.was_overtaken(item.version) else 200
    return shown(
        request, "meetings/take_off.html", found, form=form, item=item, is_public=is_public, status=status
    )


@require_POST
def move_item(request: HttpRequest, council: str, body: str, slug: str, item_pk: int) -> HttpResponse:
    """Put an item at another place. The focus comes back to the button that was pressed."""
    found = fetch_open(request, council, body, slug)
    item = fetch_item(found, item_pk)
    to, version = request.POST.get("to", ""), request.POST.get("version", "")
    if not (to.isdecimal() and version.isdecimal() and len(to) < 6 and len(version) < 10):
        messages.error(request, "Nothing was moved. Use the buttons beside the item.")
        return redirect(agenda_path(found))
    places = [one.pk for one in queries.items_visible_to(request.user, found, on=timezone.localdate())]
    before = places.index(item.pk) + 1
    try:
        operations.move_item(
            item=item, to=int(to), version=int(version), by=cast(User, request.user), at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(agenda_path(found))
    now_at = min(max(int(to), 1), len(places))
    messages.success(request, f"Moved. It is now {now_at} of {len(places)}.")
    return redirect(f"{agenda_path(found)}#{button_of(item.pk, before, now_at, len(places))}")


def button_of(pk: int, before: int, now_at: int, last: int) -> str:
    """The id of the button that was pressed, or of the other one where the item came to an end of the agenda."""
    goes_up = now_at < before
    if now_at == 1:
        goes_up = False
    elif now_at == last:
        goes_up = True
    return f"{'up' if goes_up else 'down'}-{pk}"
