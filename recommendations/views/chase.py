"""The scrutiny officer chases an overdue answer, one step of the ladder at a time."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform_once, require
from councils.enums import SCRUTINY_KINDS
from councils.models import Post
from meetings.models import Meeting
from recommendations import operations, permissions, statuses
from recommendations.cycle import Step
from recommendations.enums import EscalationKind, EscalationStatus
from recommendations.forms.answer_fields import officers_for
from recommendations.forms.chase import SkipStepForm, TakeStepForm
from recommendations.models import EscalationStep, Response
from recommendations.operations.chasing import suggested_reader, suggested_words
from recommendations.queries.chasing import ladder_of, proposed
from recommendations.querysets import OPEN_RESPONSES
from recommendations.views.finding import find_response


@require_http_methods(["GET", "POST"])
def chase(request: HttpRequest, reference: str, council: str) -> HttpResponse:
    """What is the next step for this answer? Sends it or leaves it out, once however often the form comes."""
    on = timezone.localdate()
    response = find_response(request, reference, council, on=on)
    require(permissions.can_chase(request.user, response, on=on), "This page is for the Scrutiny Officer.")
    steps = list(response.escalation_steps.select_related("meeting__body"))
    step = proposed(response, steps, on=on)
    if request.method == "POST" and (step is None or step.on > on):
        messages.info(request, "Nothing is to be sent now. Look at what was done already.")
        return redirect(request.path)
    forms: dict[str, Any] = {}
    if step and step.on <= on:
        forms, done = _forms(request, response, step, steps, on=on)
        if done is not None:
            return done
    context = {
        **forms,
        "errors_first": any(form.errors for form in forms.values()),
        "response": response,
        "recommendation": response.recommendation,
        "step": step,
        "is_due": bool(step and step.on <= on),
        "rungs": ladder_of(response, steps, on=on),
        "earlier": [one for one in steps if one.due_on != response.due_on],
        "late": statuses.due(response.due_on, on=on),
        "is_waited_for": response.status in OPEN_RESPONSES,
        "crumbs": [
            (response.recommendation.get_absolute_url(), response.recommendation.reference),
            (response.get_absolute_url(), f"{response.council.short_name}’s answer"),
        ],
    }
    return render(request, "recommendations/chase.html", context)


def _forms(
    request: HttpRequest, response: Response, step: Step, steps: list[EscalationStep], *, on: date
) -> tuple[dict[str, Any], HttpResponse | None]:
    """Both forms of the page, and where to go when one of them was performed."""
    sent = [one for one in steps if one.status == EscalationStatus.SENT and one.due_on == response.due_on]
    fields = {
        "kind": step.kind,
        "posts": officers_for(response.council, Post.objects.existing_on(on)),
        "meetings": meetings_to_invite_to(response, on=on),
        "initial": {
            "to": suggested_reader(response, step.kind),
            "words": suggested_words(response, step.kind, sent, on=on),
        },
    }
    if request.method != "POST":
        return {"take": bind(request, TakeStepForm, **fields), "skip": SkipStepForm(kind=step.kind)}, None
    if "skip" in request.POST:
        skip = bind(request, SkipStepForm, kind=step.kind)
        done = _performed(request, skip, operations.skip_step, step, response)
        return {"take": TakeStepForm(**fields), "skip": skip}, done
    take = bind(request, TakeStepForm, **fields)
    done = _performed(request, take, operations.take_step, step, response)
    return {"take": take, "skip": SkipStepForm(kind=step.kind)}, done


def _performed(
    request: HttpRequest,
    form: TakeStepForm | SkipStepForm,
    operation: Callable[..., EscalationStep],
    step: Step,
    response: Response,
) -> HttpResponse | None:
    """Do it once however often the form comes, and say so; None when something is wrong with what was typed."""
    if not form.is_valid():
        return None
    known = {"response": response, "by": request.user, "at": timezone.now()}
    done = perform_once(request, form, operation, result_path=result_of, **known)
    if done:
        messages.success(request, words_for(step, response, skips=isinstance(form, SkipStepForm)))
    return done


def result_of(step: EscalationStep) -> str:
    one = step.response
    return reverse("recommendations:chase", args=[one.recommendation.reference, one.council.slug])


def words_for(step: Step, response: Response, *, skips: bool) -> str:
    """What was done, in one sentence."""
    if skips:
        return f"Left out: {step.kind.label.lower()}. The reason is kept."
    if step.kind == EscalationKind.NON_RESPONSE:
        return f"It is published that {response.council.short_name} has not answered."
    return f"{step.kind.label}: sent to whoever holds {response.council.short_name}’s portfolio."


def meetings_to_invite_to(response: Response, *, on: date) -> Any:
    """Meetings to come of scrutiny bodies of the council, and of joint ones."""
    of_scrutiny = Meeting.objects.to_come_on(on).filter(body__kind__in=SCRUTINY_KINDS)
    theirs = of_scrutiny.filter(body__council=response.council) | of_scrutiny.filter(
        body__council__isnull=True
    )
    return theirs.select_related("body__council", "task_group")
