"""Changing the agenda."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform_once, require
from meetings import operations, permissions, queries
from meetings.forms.agenda import ItemForm
from meetings.views.fetching import fetch


@require_http_methods(["GET", "POST"])
def add_item(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Add an item. From the live log (`?from=log`) it leads back there: that is how an urgent item is added."""
    found = fetch(request, council, body, slug)
    allowed = permissions.can_add_items(request.user, found, on=timezone.localdate())
    require(allowed, "Only the Scrutiny Officer adds items, until the record is published.")
    from_log = request.GET.get("from") == "log"
    back = reverse("recommendations:log", args=found.path) if from_log else found.get_absolute_url()
    form = bind(request, ItemForm, back=back)
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
    context = {"form": form, "meeting": found, "title": queries.title_of(found)}
    return render(request, "meetings/add_item.html", context)
