"""Carrying items over to the next meeting of the same body."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, require
from meetings import operations, permissions, queries
from meetings.enums import OFF
from meetings.forms.agenda import CarryForm
from meetings.views.agenda import shown
from meetings.views.fetching import fetch


@require_http_methods(["GET", "POST"])
def carry_over(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Tick items, and they stand on the next agenda. Of a meeting that is off, all are ticked."""
    found = fetch(request, council, body, slug)
    require(
        permissions.can_plan(request.user, on=timezone.localdate()),
        "Only the Scrutiny Officer carries items over.",
    )
    items = list(queries.items_to_carry(found))
    to = queries.next_meeting_of(found)
    form = None
    if to is not None and (items or request.method == "POST"):
        day = queries.short_day(to)
        initial = {"items": [item.pk for item in items] if found.status in OFF else []}
        form = bind(request, CarryForm, items=items, day=day, back=found.get_absolute_url(), initial=initial)
        if form.is_valid():
            made = perform(
                form, operations.carry_over, meeting=found, to=to, by=request.user, at=timezone.now()
            )
            if made is not None:
                many = "1 item is" if len(made) == 1 else f"{len(made)} items are"
                messages.success(request, f"{many} carried over to the meeting on {day}.")
                return redirect(found)
    return shown(request, "meetings/carry_over.html", found, form=form, next_meeting=to, items=items)
