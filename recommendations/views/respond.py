"""A portfolio holder answers for one council."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.edges import bind, perform, perform_once, require
from core.refusals import Refused
from councils.models import Post
from recommendations import operations, permissions, statuses
from recommendations.enums import ANSWERING, VersionStatus
from recommendations.forms.answer_fields import officers_for
from recommendations.forms.respond import RespondForm, initial_of
from recommendations.forms.work import MoveDateForm
from recommendations.models import Response, ResponseVersion
from recommendations.operations.standing import is_public, role_in
from recommendations.queries.posts import former_words
from recommendations.queries.suggestions import suggestions_visible_to
from recommendations.views.finding import find_response, type_again, who


@require_http_methods(["GET", "POST"])
def respond(request: HttpRequest, reference: str, council: str) -> HttpResponse:
    """What does the council say? Saves a draft, or records the decision once however often it is sent."""
    on, now = timezone.localdate(), timezone.now()
    response = find_response(request, reference, council, on=on)
    require(permissions.can_respond(request.user, response, on=on), for_the_holder(request, response))
    draft = response.versions.filter(status=VersionStatus.DRAFT).first()
    saves_draft = "save_draft" in request.POST
    form = bind(
        request,
        RespondForm,
        response=response,
        posts=officers_for(response.council, Post.objects.existing_on(on)),
        role=role_in(who(request), response.portfolio, at=now).title,
        today=on,
        draft=saves_draft,
        initial=initial_of(draft),
    )
    if "change" in request.POST:
        form = typed_again(form)
        return render(request, "recommendations/respond.html", page(response, form, request.user, on=on))
    if request.method == "POST" and form.is_valid():
        if "check" in request.POST:
            return render(request, "recommendations/respond_check.html", check(response, form))
        known = {"response": response, "by": request.user, "at": now}
        if saves_draft and perform(form, operations.save_answer_draft, **known) is not None:
            messages.success(
                request, f"Your draft is saved. Nobody outside {response.council.name} can read it."
            )
            return redirect(request.path)
        recorded = (
            None
            if saves_draft
            else perform_once(
                request, form, operations.answer, result_path=lambda _: response.get_absolute_url(), **known
            )
        )
        if recorded:
            messages.success(request, recorded_words(response))
            return recorded
        return render(
            request,
            "recommendations/respond.html",
            page(response, form, request.user, on=on) | overtaken(response, form),
        )
    return render(request, "recommendations/respond.html", page(response, form, request.user, on=on))


def for_the_holder(request: HttpRequest, response: Response) -> str:
    """Whose page it is; whoever held the post until lately is told that they no longer do."""
    if former := former_words(request.user, response.portfolio, on=timezone.localdate()):
        return former
    whose = f"{response.council.short_name}’s Portfolio Holder"
    if response.status not in permissions.CAN_BE_ANSWERED:
        return f"{response.council.short_name} has not been asked yet. Then this page is for {whose}."
    return f"This page is for {whose}."


def recorded_words(response: Response) -> str:
    response.refresh_from_db()
    published = " Everyone can read it now." if is_public(response.recommendation) else ""
    runs_on = (
        " It does not answer, so the two months keep running." if response.status == "unanswered" else ""
    )
    return f"Your decision is recorded.{published}{runs_on}"


def typed_again(form: RespondForm) -> RespondForm:
    """The form as it was typed, to be changed: nothing is checked, nothing is lost."""
    form.initial = {name: form.data.get(name) for name in form.data}
    form.is_bound = False
    return form


def check(response: Response, form: RespondForm) -> dict[str, Any]:
    """The answer as it would be recorded, for the holder to look at once more."""
    verdict = form.cleaned_data["verdict"]
    return {
        "response": response,
        "recommendation": response.recommendation,
        "form": form,
        "checked": {
            "shown": statuses.VERDICTS[verdict],
            "answers": verdict in ANSWERING,
            "is_public": is_public(response.recommendation),
            "lines": list(form.checked_lines()),
        },
        "crumbs": [(reverse("recommendations:awaiting-you"), "Awaiting you")],
    }


def page(response: Response, form: RespondForm, user: Any, *, on: date) -> dict[str, Any]:
    """What the form rests on: the words, the officers' suggestion, the others' answers, and where it stands."""
    others = list(
        Response.objects.filter(recommendation=response.recommendation)
        .exclude(pk=response.pk)
        .select_related("council")
        .order_by("council__position")
    )
    said = newest_words(others)
    return {
        "response": response,
        "recommendation": response.recommendation,
        "form": form,
        "suggestions": [
            (one, statuses.VERDICTS[one.verdict]) for one in suggestions_visible_to(user, response, on=on)
        ],
        "is_public": is_public(response.recommendation),
        "late": statuses.due(response.due_on, on=on) if response.due_on and response.due_on < on else None,
        "earlier": response.versions.filter(status=VersionStatus.PUBLISHED).order_by("-number").first(),
        "shown": statuses.asked(
            status=response.status, verdict=response.verdict, due_on=response.due_on, on=on
        ),
        "others": [
            (
                other.council,
                statuses.asked(status=other.status, verdict=other.verdict, due_on=other.due_on, on=on),
                said.get(other.pk, ""),
            )
            for other in others
        ],
        "crumbs": [(reverse("recommendations:awaiting-you"), "Awaiting you")],
    }


def newest_words(responses: list[Response]) -> dict[int, str]:
    """The words of each response's newest published version."""
    versions = ResponseVersion.objects.filter(response__in=responses, status=VersionStatus.PUBLISHED)
    return {version.response_id: version.words or version.reasons for version in versions.order_by("number")}


def overtaken(response: Response, form: RespondForm) -> dict[str, Any]:
    """When somebody answered meanwhile: show what changed, and let what was typed be sent again after a look."""
    fresh = Response.objects.get(pk=response.pk)
    if str(fresh.version) == form.data.get("version"):
        return {}
    type_again(form, version=fresh.version)
    newest = fresh.versions.order_by("-number").first()
    return {"changed": newest, "changed_shown": statuses.VERDICTS.get(newest.verdict) if newest else None}


@require_http_methods(["GET", "POST"])
def move_due(request: HttpRequest, reference: str, council: str) -> HttpResponse:
    """Move the date by which a council is to answer, with a reason that is published."""
    on = timezone.localdate()
    response = find_response(request, reference, council, on=on)
    require(
        permissions.can_move_date(request.user, response, on=on), "This page is for the Scrutiny Officer."
    )
    later = ("Leave it as it is", response.get_absolute_url())
    form = bind(request, MoveDateForm, later=later, initial={"version": response.version})
    if request.method == "POST" and form.is_valid():
        known = {"response": response, "by": request.user, "at": timezone.now()}
        if perform(form, operations.move_response_due_date, **known):
            messages.success(request, "The date is moved, and the reason is on the record.")
            return redirect(response)
        response = find_response(request, reference, council, on=on)
        type_again(form, version=response.version)
    context = {
        "form": form,
        "thing": f"{response.council.short_name}’s answer to {response.recommendation.reference}",
        "due_on": response.due_on,
        "first_due_on": response.first_due_on,
        "changes": response.due_date_changes.all(),
        "crumbs": [(response.get_absolute_url(), f"{response.council.short_name}’s answer")],
    }
    return render(request, "recommendations/move_date.html", context)


@require_POST
def remind(request: HttpRequest, reference: str, council: str) -> HttpResponse:
    """Remind a portfolio holder, once a day at most, and go back to the officer's list."""
    on = timezone.localdate()
    response = find_response(request, reference, council, on=on)
    require(
        permissions.can_send(request.user, response.recommendation, on=on),
        "This is for the Scrutiny Officer.",
    )
    try:
        operations.remind(response=response, by=who(request), at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(
            request, f"A reminder is on its way to {response.council.short_name}’s portfolio holder."
        )
    return redirect("recommendations:todo")
