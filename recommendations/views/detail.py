"""One recommendation, and one council's answer to it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.statuses import Status
from councils.permissions import capacities_of
from councils.queries import without_holder
from recommendations import permissions, statuses, trail
from recommendations.enums import PartStatus, RecommendationStatus, ResponseStatus, VersionStatus
from recommendations.lifecycle import UNASKED
from recommendations.models import ActionPart, ResponseVersion
from recommendations.operations.standing import is_public
from recommendations.queries import is_open_to_all
from recommendations.queries.chasing import chasing_of
from recommendations.queries.ends import ends_of, steps_of
from recommendations.queries.following import is_followed
from recommendations.queries.freshness import mark_of_part
from recommendations.queries.page import Lane, Page, page_of
from recommendations.queries.sentences import (
    decision_words,
    how_counted,
    moved,
    told_of,
    what_is_next,
    where_it_stands,
)
from recommendations.queries.stations import drawing_of, lines_of
from recommendations.queries.story import story_of
from recommendations.queries.suggestions import suggestions_visible_to
from strategies.queries import words_explained


@dataclass(frozen=True)
class Button:
    """A step that this reader may take now."""

    label: str
    url: str


@dataclass(frozen=True)
class Column:
    """One council's column: its two statuses and what is to be told."""

    name: str
    url: str
    said: Status
    done: Status | None
    told: list[str]


@dataclass(frozen=True)
class ActionLine:
    """One council's part of an action, in the table of actions."""

    title: str
    url: str
    council: str
    owner: str
    due: str
    moved: list[str]
    shown: Status


@login_not_required
@require_safe
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """What happened to a recommendation, and what is next."""
    page = found(request, reference)
    one = page.recommendation
    drawing = drawing_of(page)
    lanes = [
        (trail.LANES[place % len(trail.LANES)], line, column)
        for place, (line, column) in enumerate(
            zip(lines_of(page), map(column_of(page), page.lanes), strict=True)
        )
    ]
    context = {
        "page": page,
        "one": one,
        "words": words_explained(),
        "crumbs": [(reverse("recommendations:list"), "Recommendations")],
        "standing": where_it_stands(page),
        "upcoming": what_is_next(page) if one.status == RecommendationStatus.MADE else "",
        "buttons": buttons_for(page),
        "closure": page.closures[0] if one.status == RecommendationStatus.CLOSED and page.closures else None,
        "open_to_all": is_open_to_all(one),
        "may_follow": is_public(one),
        "follows": page.user.is_authenticated and is_followed(one, by=page.user),
        "ends": ends_of(page),
        "drawing": drawing,
        "lanes": lanes,
        "actions": [action_line(page, part) for part in page.parts],
        "may_add_action": page.user.is_authenticated
        and any(permissions.can_add_action(page.user, lane.response, on=page.on) for lane in page.lanes),
        "entries": story_of(page),
    }
    return render(request, "recommendations/detail.html", context)


@login_not_required
@require_safe
def response(request: HttpRequest, reference: str, council: str) -> HttpResponse:
    """One council's answer, with every earlier version, when it is due and how that was counted."""
    page = found(request, reference)
    lane = next((lane for lane in page.lanes if lane.council.slug == council), None)
    if lane is None:
        raise Http404
    versions = [told_version(version) for version in reversed(lane.versions)]
    context = {
        "page": page,
        "one": page.recommendation,
        "words": words_explained(),
        "lane": lane,
        "crumbs": [
            (reverse("recommendations:list"), "Recommendations"),
            (page.recommendation.get_absolute_url(), page.recommendation.reference),
        ],
        "versions": versions,
        "counted": how_counted(lane),
        "moves": [moved(change) for change in lane.moves],
        "due": statuses.due(lane.response.due_on, on=page.on) if is_running(lane) else None,
        "buttons": [*buttons_of(page, lane), *advice_buttons(page, lane)],
        "chasing": chasing_of(
            lane.response, can_chase=permissions.can_chase(page.user, lane.response, on=page.on), on=page.on
        ),
        "suggestions": [
            (one, statuses.VERDICTS[one.verdict])
            for one in suggestions_visible_to(page.user, lane.response, on=page.on)
        ],
        "vacant": is_running(lane) and bool(without_holder([lane.response.portfolio_id], on=page.on)),
        "was_sent": lane.response.received_on is not None,
        "open_to_all": is_open_to_all(page.recommendation),
        "actions": [action_line(page, part) for part in lane.parts],
    }
    return render(request, "recommendations/response.html", context)


def found(request: HttpRequest, reference: str) -> Page:
    """The page for this reader; 404 for one who may not know of it."""
    page = page_of(reference, user=request.user, on=timezone.localdate())
    if page is None:
        raise Http404
    return page


def is_running(lane: Lane) -> bool:
    return lane.answer.waits and lane.response.status in {ResponseStatus.AWAITED, ResponseStatus.UNANSWERED}


def told_version(version: ResponseVersion) -> dict[str, Any]:
    """One answer as its page shows it."""
    shown = statuses.VERDICTS[version.verdict]
    draft = version.status == VersionStatus.DRAFT
    return {
        "version": version,
        "shown": shown,
        "is_draft": draft,
        "decided": "" if draft else decision_words(version, shown.word),
    }


def column_of(page: Page) -> Any:
    """Give the function that makes a council's column."""

    def column(lane: Lane) -> Column:
        url = reverse("recommendations:response", args=[page.recommendation.reference, lane.council.slug])
        done = statuses.DONE.get(lane.done)
        return Column(lane.council.short_name, url, lane.answer.shown, done, list(told_of(lane, on=page.on)))

    return column


def action_line(page: Page, part: ActionPart) -> ActionLine:
    names = {council.pk: council.short_name for council in page.councils}
    late = statuses.is_work_late(status=part.status, due_on=part.due_on, on=page.on)
    mark = mark_of_part(part, on=page.on)
    shown = mark.shown if mark else statuses.DONE[part.status]
    return ActionLine(
        title=part.action.title,
        url=part.get_absolute_url(),
        council=names.get(part.council_id or 0, "Not on record"),
        owner=part.responsible.title if part.responsible else part.owner_words or "No owner yet",
        due=statuses.spelled(part.due_on) or part.due_words or "Not on record",
        moved=[
            f"Moved from {statuses.spelled(change.old) or 'no date'} to {statuses.spelled(change.new)}. "
            f"Reason: {change.reason}"
            for change in page.moved_parts.get(part.pk, [])
        ],
        shown=statuses.WORK_OVERDUE[part.status] if late else shown,
    )


def buttons_for(page: Page) -> list[Button]:
    """The steps that this reader may take now: the pending one first."""
    if not page.user.is_authenticated:
        return []
    buttons = [button for lane in page.lanes for button in buttons_of(page, lane)]
    ending = [Button(step.label, step.url) for step in steps_of(page)]
    return buttons + officer_buttons(page) + ending


def buttons_of(page: Page, lane: Lane) -> list[Button]:
    """Respond and sign off, at one council."""
    user, on = page.user, page.on
    if not capacities_of(user, on=on).signs_for:
        return []
    buttons = []
    if permissions.can_respond(user, lane.response, on=on):
        again = lane.response.status == ResponseStatus.ANSWERED
        args = [page.recommendation.reference, lane.council.slug]
        label = (
            f"Answer again for {lane.council.short_name}"
            if again
            else f"Respond for {lane.council.short_name}"
        )
        buttons.append(Button(label, reverse("recommendations:respond", args=args)))
    ready = (part for part in lane.parts if part.status == PartStatus.READY)
    signing = [
        Button("Look at the evidence", reverse("recommendations:sign-off", args=[part.pk]))
        for part in ready
        if permissions.can_sign_off(user, part, on=on)
    ]
    return signing + buttons


def advice_buttons(page: Page, lane: Lane) -> list[Button]:
    """Suggest an answer, for the council's officers and the scrutiny officer."""
    if not page.user.is_authenticated or not permissions.can_suggest(page.user, lane.response, on=page.on):
        return []
    args = [page.recommendation.reference, lane.council.slug]
    return [Button("Suggest an answer", reverse("recommendations:suggest", args=args))]


def officer_buttons(page: Page) -> list[Button]:
    """Send it to the councils, or close it."""
    one, buttons = page.recommendation, []
    if not permissions.can_send(page.user, one, on=page.on):
        return []
    if permissions.can_edit_draft(page.user, one, on=page.on):
        buttons.append(
            Button("Change the draft", reverse("recommendations:edit-draft", args=[one.reference]))
        )
    if any(lane.response.status in UNASKED for lane in page.lanes):
        url = (
            reverse("recommendations:send-report", args=[one.report.slug])
            if one.report
            else reverse("recommendations:send", args=[one.reference])
        )
        buttons.append(Button("Send to the councils", url))
    if one.status == RecommendationStatus.MADE and permissions.can_close(page.user, one, on=page.on):
        buttons.append(
            Button("Record that it was closed", reverse("recommendations:close", args=[one.reference]))
        )
    return buttons
