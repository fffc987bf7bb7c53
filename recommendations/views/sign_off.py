"""The portfolio holder decides on work that was submitted."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.edges import bind, perform, require
from recommendations import permissions, statuses
from recommendations.enums import PartStatus, SignOffDecision, VersionStatus
from recommendations.forms.sign_off import SignOffForm
from recommendations.models import ActionPart, Response, ResponseVersion
from recommendations.operations.standing import part_is_public
from recommendations.queries.posts import former_words
from recommendations.queries.promise_checks import held_against
from recommendations.queries.sharing import parts_of_action, signed_sentence
from recommendations.queries.work import decided_sentence, other_councils
from recommendations.views.finding import find_part
from recommendations.views.work import about


@require_http_methods(["GET", "POST"])
def sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Is this action done? One decision on one submission; whoever comes second reads who decided and when."""
    on = timezone.localdate()
    part = find_part(request, pk, on=on)
    require(permissions.can_sign_off(request.user, part, on=on), whose_page(request, part))
    form = bind(
        request,
        SignOffForm,
        part=part,
        council=part.council.name if part.council else "the partnership",
        has_evidence=part.evidence.exists(),
        later=reverse("recommendations:awaiting-you"),
    )
    if request.method == "POST" and form.is_valid():
        known = {"part": part, "by": request.user, "at": timezone.now()}
        if perform(form, form.operation, **known):
            published = " Everyone can read it now." if part_is_public(part) else ""
            messages.success(request, f"Your decision is recorded.{published}")
            return redirect("recommendations:awaiting-you")
    return render(request, "recommendations/sign_off.html", page(request, part, form, on=on))


def whose_page(request: HttpRequest, part: ActionPart) -> str:
    """Why this reader cannot decide: somebody else's work, or their own."""
    on = timezone.localdate()
    if permissions.signs_for(request.user, part.portfolio_id, on=on):
        return "You did this work yourself, so somebody else must sign it off."
    if former := former_words(request.user, part.portfolio, on=on):
        return former
    council = f"{part.council.short_name}’s" if part.council else "the"
    return f"This page is for {council} Portfolio Holder."


def page(request: HttpRequest, part: ActionPart, form: SignOffForm, *, on: date) -> dict[str, Any]:
    """What the decision rests on: the promise, the evidence, the reports, the council's words, and the other councils."""
    fresh = ActionPart.objects.get(pk=part.pk)
    decided = (
        fresh.sign_offs.filter(round=fresh.round)
        .exclude(decision=SignOffDecision.REVERSED)
        .order_by("-pk")
        .first()
    )
    said = words_said(part)
    evidence = list(part.evidence.order_by("pk"))
    shared = parts_of_action(part, request.user, on=on)
    return {
        **about(part, on=on),
        "form": form,
        "ended": part.action.title.endswith((".", "!", "?")),
        "is_public": part_is_public(part),
        "waits": fresh.status == PartStatus.READY,
        "decided": decided_sentence(decided) if decided and fresh.status != PartStatus.READY else "",
        "evidence": evidence,
        "held": held_against(part, evidence),
        "shared": shared,
        "signed_words": signed_sentence(shared),
        "updates": list(part.updates.all()),
        "said": said,
        "said_shown": statuses.VERDICTS[said.verdict] if said else None,
        "others": other_councils(part, request.user, on=on),
        "crumbs": [(reverse("recommendations:awaiting-you"), "Awaiting you")],
    }


def words_said(part: ActionPart) -> ResponseVersion | None:
    """What the council said when it promised this: the version itself, or its newest answer to the recommendation."""
    if part.action.promised_in is not None:
        return part.action.promised_in
    responses = Response.objects.filter(
        recommendation__in=part.action.recommendations.values("pk"), council=part.council
    )
    return (
        ResponseVersion.objects.filter(response__in=responses, status=VersionStatus.PUBLISHED)
        .order_by("-number")
        .first()
    )
