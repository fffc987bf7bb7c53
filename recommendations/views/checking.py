"""Checking the log, a page at a time, and publishing the record."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from core.edges import kept_fields
from core.form_markup import Problem
from core.refusals import Refused
from councils.models import User
from meetings import operations as meeting_operations
from meetings import queries as meeting_queries
from meetings.enums import MeetingStatus
from meetings.models import Meeting
from recommendations.forms.checking import Row, fresh_row, problems_in, sent_keys, sent_row
from recommendations.forms.log_changes import read_versions
from recommendations.operations.checking import save_checks
from recommendations.operations.log import publish_meeting_record
from recommendations.queries.checking import (
    UNCHECKED,
    UNOWNED,
    entries_to_check,
    page_to_check,
    tally_of,
)
from recommendations.queries.wording import unexplained_in
from recommendations.views.log import fetch, is_closed

KEPT = "What you did is kept."
PUBLISHED = "The record is published. Anyone can read it now."
NEXT, PREVIEW, PUBLISH = "next", "preview", "publish"


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, council: str, body: str, slug: str) -> HttpResponse:
    """Is the log right? Clean the words, give owners and dates, tick what is checked; then publish the record."""
    meeting = fetch(request, council, body, slug)
    if is_closed(meeting):
        return redirect(meeting)
    rows: list[Row] = []
    refused = ""
    if request.method == "POST":
        rows, refused = save(request, meeting)
        if not refused and not any(row.is_wrong for row in rows):
            done = publish_or_go_on(request, meeting)
            if isinstance(done, HttpResponse):
                return done
            refused = done
            rows = []
    context = page(request, meeting, rows, refused)
    overtaken = any(row.theirs for row in context["rows"])
    response = render(request, "meetings/live/check.html", context, status=409 if overtaken else 200)
    add_never_cache_headers(response)
    return response


def save(request: HttpRequest, meeting: Meeting) -> tuple[list[Row], str]:
    """Save the rows that were sent, all or nothing. Gives them as they then stand, and the sentence of a refusal."""
    user, now = cast(User, request.user), timezone.now()
    ticked = read_versions(request.POST.getlist("checked"))
    keys = sent_keys(request.POST)
    rows = [sent_row(one, request.POST, ticked) for one in entries_to_check(meeting, keys)]
    if any(row.is_wrong for row in rows):
        return rows, ""
    try:
        save_checks(entries=[row.clean for row in rows if row.clean], by=user, at=now)
        alone = {pk: version for pk, version in ticked.items() if pk not in keys}
        if alone:
            meeting_operations.check_entries(meeting=meeting, versions=alone, by=user, at=now)
    except Refused as refusal:
        return rows, refusal.sentence
    return rows, ""


def publish_or_go_on(request: HttpRequest, meeting: Meeting) -> HttpResponse | str:
    """Publish from the public page that was shown first; else stay with the check. Gives the sentence of a refusal."""
    here = reverse("recommendations:publish", args=meeting.path)
    if PREVIEW in request.POST:
        return redirect(f"{meeting.get_absolute_url()}?as=public")
    if PUBLISH not in request.POST:
        messages.success(request, KEPT)
        wanted = request.POST.get(NEXT) or request.GET.get("page", "")
        query = {"page": wanted if wanted.isdecimal() else "", "show": request.GET.get("show", "")}
        asked = "&".join(f"{name}={value}" for name, value in query.items() if value and value.isascii())
        return redirect(f"{here}?{asked}" if asked else here)
    try:
        publish_meeting_record(
            meeting=meeting,
            without_owners="without_owners" in request.POST,
            by=cast(User, request.user),
            at=timezone.now(),
        )
    except Refused as refusal:
        return refusal.sentence
    messages.success(request, PUBLISHED)
    return redirect(meeting)


def page(request: HttpRequest, meeting: Meeting, sent: list[Row], refused: str) -> dict[str, Any]:
    """One page of entries, item by item, with what is still missing in the whole log."""
    show = request.GET.get("show", "")
    show = show if show in {UNCHECKED, UNOWNED} else ""
    number = request.GET.get("page")
    page_obj = page_to_check(meeting, show=show, number=number)
    rows = sent or [fresh_row(one) for one in entries_to_check(meeting, page_obj.object_list)]
    if request.method == "GET":
        give_back(request, rows)
    tally = tally_of(meeting)
    is_held = meeting.status == MeetingStatus.HELD
    problems = [Problem(refused)] if refused else []
    return {
        "meeting": meeting,
        "title": meeting_queries.title_of(meeting),
        "items": by_item(rows),
        "rows": rows,
        "page_obj": page_obj,
        "show": show,
        "tally": tally,
        "is_held": is_held,
        "is_ready": is_held and tally.is_ready,
        "is_all_but_owners": is_held and tally.is_all_checked and not tally.is_ready,
        "errors_first": problems + [Problem(text, target) for text, target in problems_in(rows)],
        "public_page": f"{meeting.get_absolute_url()}?as=public",
        "unexplained": unexplained_in(texts_to_publish(meeting)),
        "log_address": reverse("recommendations:log", args=meeting.path),
        "speakers": meeting_queries.speakers_of(meeting, []),
    }


def texts_to_publish(meeting: Meeting) -> list[str]:
    """The words of the entries that anyone will read."""
    entries = meeting_queries.outcomes_visible_to(
        AnonymousUser(), meeting, on=timezone.localdate(), as_published=True
    )
    return list(entries.order_by("pk").values_list("text", flat=True))


def give_back(request: HttpRequest, rows: list[Row]) -> None:
    """Put back into the rows what was typed when the session ended."""
    kept = kept_fields(request) or {}
    for row in rows:
        typed = {name: kept[f"{row.pk}-{name}"] for name in row.values if f"{row.pk}-{name}" in kept}
        row.values.update(typed)


def by_item(rows: list[Row]) -> list[tuple[Any, list[Row]]]:
    items: dict[Any, list[Row]] = {}
    for row in rows:
        items.setdefault(row.entry.outcome.item, []).append(row)
    return list(items.items())
