"""One action: what was promised, what was done, what shows it, and who does it by when."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import spell
from core.edges import bind, perform, perform_once, require
from core.refusals import Refused
from councils.enums import PostKind
from councils.models import Post
from councils.queries import without_holder
from recommendations import operations, permissions
from recommendations.enums import FINISHED_PARTS, PartStatus
from recommendations.forms.answer_fields import officers_for
from recommendations.forms.work import AssignForm, MoveDateForm, ProgressForm, ReverseForm
from recommendations.lifecycle import AT_WORK
from recommendations.models import ActionPart, DateRequest
from recommendations.operations.standing import part_is_public
from recommendations.queries import parts_visible_to
from recommendations.queries.freshness import weeks_of
from recommendations.queries.promise_checks import held_against
from recommendations.queries.questions import asking_about
from recommendations.queries.sharing import (
    answers_to_join_with,
    parts_of_action,
    recommendations_linked_later,
    signed_sentence,
)
from recommendations.queries.signed import decided
from recommendations.queries.work import line_of, other_councils
from recommendations.queries.work_story import story_of, weeks_words
from recommendations.views.finding import find_part, type_again, who
from strategies.queries import words_explained

FOR_THE_OFFICER = "This page is for the officer who is responsible for this action."


@login_not_required
@require_safe
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One council's part of an action: the promise, where it stands, the evidence and the full story."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    user = request.user
    reads = {
        "evidence": permissions.can_see_evidence(user, part, on=on),
        "difficulties": permissions.can_see_difficulties(user, part, on=on),
    }
    story = story_of(part, **reads)
    shared = parts_of_action(part, user, on=on)
    context = {
        **about(part, on=on),
        "story": story,
        "decided": [decided(one, **reads) for one in story.decisions],
        "words": words_explained(),
        "others": other_councils(part, user, on=on),
        "asking": asking_about(part, user, on=on),
        "shared": shared,
        "signed_words": signed_sentence(shared),
        "held": held_against(part, story.evidence),
        "asked": waiting_request(part, user, on=on),
        "replaced_by": replacing(part, user, on=on),
        "reports": weeks_words(part.report_every_weeks or weeks_of(part)) if part.status in AT_WORK else "",
        "changes": list(part.due_date_changes.all()),
        "may": may(user, part, on=on),
        "is_open": (is_open := part.status not in FINISHED_PARTS),
        "vacant": without_holder((part.portfolio_id, part.responsible_id), on=on) if is_open else set(),
        "follows": part.action.follows,
        "points": list(part.action.outcome.points.all()) if part.action.outcome else [],
        "list_crumbs": [(reverse("recommendations:actions"), "Actions")],
    }
    return render(request, "recommendations/action.html", context)


def about(part: ActionPart, *, on: date) -> dict[str, Any]:
    """What every page about a part shows in its head."""
    known = part.action.known_recommendations  # type: ignore[attr-defined]
    return {
        "part": part,
        "line": line_of(part, on=on),
        "recommendations": known,
        "council": part.council.short_name if part.council else "The partnership",
        "crumbs": [(reverse("recommendations:actions"), "Actions"), (part.get_absolute_url(), "Action")],
    }


def waiting_request(part: ActionPart, user: Any, *, on: date) -> DateRequest | None:
    """The request for a new date that waits, for those who may read what is between the officer and the holder."""
    if part.status not in AT_WORK or not permissions.can_see_difficulties(user, part, on=on):
        return None
    return part.date_requests.filter(decision="").first()


def replacing(part: ActionPart, user: Any, *, on: date) -> ActionPart | None:
    """The work that replaces this one, as far as the reader may know of it; the same council's part first."""
    if part.replaced_by_id is None:
        return None
    parts = list(parts_visible_to(user, on=on).filter(action=part.replaced_by_id).select_related("action"))
    return next((one for one in parts if one.council_id == part.council_id), parts[0] if parts else None)


def may(user: Any, part: ActionPart, *, on: date) -> dict[str, Any]:
    """Which buttons lead somewhere for this reader."""
    works = part.status in AT_WORK
    reports = permissions.can_report(user, part, on=on)
    return {
        "report": reports,
        "add_evidence": reports and works,
        "submit": reports and works,
        "sign_off": part.status == PartStatus.READY and permissions.can_sign_off(user, part, on=on),
        "reverse": permissions.can_reverse(user, part, on=on),
        "assign": works and permissions.can_assign(user, part, on=on),
        "move_date": part.status not in FINISHED_PARTS and permissions.can_move_date(user, part, on=on),
        "see_evidence": permissions.can_see_evidence(user, part, on=on),
        "decide_date": permissions.can_move_date(user, part, on=on),
        "take_back": permissions.can_ask_new_date(user, part, on=on),
        "steps": steps_for(user, part, on=on),
    }


def steps_for(user: Any, part: ActionPart, *, on: date) -> list[tuple[str, str]]:
    """Addresses and labels of what else this reader may do with an action."""
    if not user.is_authenticated:
        return []
    steps = [
        (permissions.can_ask_new_date, "ask-new-date", "Ask for a new date"),
        (permissions.can_check_promise, "promise-lines", "Say line by line how far it is met"),
        (permissions.can_set_report_weeks, "report-weeks", "Change how often progress is asked for"),
        (permissions.can_link, "link-action", "Link one more recommendation"),
        (permissions.can_stop, "stop-work", "Stop the work"),
        (permissions.can_supersede, "supersede-work", "Record that other work replaces it"),
        (permissions.can_take_up_again, "take-up-work", "Take the work up again"),
    ]
    found = [(f"recommendations:{name}", label) for can, name, label in steps if can(user, part, on=on)]
    if part.status not in FINISHED_PARTS and answers_to_join_with(user, part, on=on):
        found.append(("recommendations:join-action", "Let another council join"))
    if permissions.can_link(user, part, on=on) and recommendations_linked_later(user, part, on=on):
        found.append(("recommendations:unlink-action", "Take a link to a recommendation away"))
    return found


@require_http_methods(["GET", "POST"])
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """Report progress or a difficulty. What was reported is never changed."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_report(request.user, part, on=on), FOR_THE_OFFICER)
    form = bind(request, ProgressForm, later=("Not now", part.get_absolute_url()))
    if request.method == "POST" and form.is_valid():
        known = {"part": part, "by": request.user, "at": timezone.now()}
        recorded = perform_once(
            request,
            form,
            operations.report_progress,
            result_path=lambda _: part.get_absolute_url(),
            **known,
        )
        if recorded:
            messages.success(request, "Your report is on the record.")
            return recorded
    return render(request, "recommendations/update.html", {**about(part, on=on), "form": form})


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the work is done and ask for sign-off."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_report(request.user, part, on=on), FOR_THE_OFFICER)
    try:
        operations.submit(part=part, by=who(request), at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Submitted. {part.portfolio} decides by {spell(part.decide_by)}.")
    return redirect(part)


@require_http_methods(["GET", "POST"])
def move_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the date by which work is promised, with a reason that is published."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(
        permissions.can_move_date(request.user, part, on=on),
        "This page is for the Scrutiny Officer and the Portfolio Holder.",
    )
    later = ("Leave it as it is", part.get_absolute_url())
    form = bind(request, MoveDateForm, later=later, initial={"version": part.version})
    if request.method == "POST" and form.is_valid():
        known = {"part": part, "by": request.user, "at": timezone.now()}
        if perform(form, operations.change_due_date, **known):
            messages.success(request, "The date is moved, and the reason is on the record.")
            return redirect(part)
        part = find_part(request, pk, on=on)
        type_again(form, version=part.version)
    context = {
        **about(part, on=on),
        "form": form,
        "thing": f"the action “{part.action}”",
        "due_on": part.due_on,
        "first_due_on": part.first_due_on,
        "changes": part.due_date_changes.all(),
    }
    return render(request, "recommendations/move_date.html", context)


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who does it, who signs it off and by when, where a meeting left that open."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(
        permissions.can_assign(request.user, part, on=on),
        "This page is for the Scrutiny Officer and the Portfolio Holder.",
    )
    posts = Post.objects.existing_on(on).select_related("council", "organisation")
    portfolios = posts.filter(kind=PostKind.PORTFOLIO)
    form = bind(
        request,
        AssignForm,
        part=part,
        posts=officers_for(part.council, posts),
        portfolios=portfolios.filter(council=part.council) if part.council else portfolios,
        later=("Leave it as it is", part.get_absolute_url()),
        initial={
            "version": part.version,
            "responsible": part.responsible_id,
            "portfolio": part.portfolio_id,
            "due_on": part.due_on,
        },
    )
    if request.method == "POST" and form.is_valid():
        known = {"part": part, "by": request.user, "at": timezone.now()}
        if perform(form, operations.assign, **known):
            messages.success(request, "It is given to them, and they are told.")
            return redirect(part)
        part = find_part(request, pk, on=on)
        type_again(form, version=part.version)
    return render(request, "recommendations/assign.html", {**about(part, on=on), "form": form})


@require_http_methods(["GET", "POST"])
def reverse_sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a sign-off by a recorded reversal with a reason that is published."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(
        permissions.can_reverse(request.user, part, on=on),
        f"This page is for {part.portfolio or 'the Portfolio Holder'}, while the action is signed off.",
    )
    form = bind(request, ReverseForm, later=("Leave it signed off", part.get_absolute_url()))
    if request.method == "POST" and form.is_valid():
        known = {"part": part, "by": request.user, "at": timezone.now()}
        if perform(form, operations.reverse_sign_off, **known):
            published = " Everyone can read it." if part_is_public(part) else ""
            messages.success(request, f"The sign-off is reversed, with your reason.{published}")
            return redirect(part)
    return render(request, "recommendations/reverse.html", {**about(part, on=on), "form": form})
