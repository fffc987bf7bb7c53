"""Several actions for one recommendation, several recommendations for one action, and a council that joins in."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from core import history
from core.dates import london_date
from core.refusals import Overtaken, Refused
from councils.models import Post, User
from recommendations.enums import (
    ACCEPTING,
    FINISHED_PARTS,
    PROMISING,
    RecommendationStatus,
    ResponseStatus,
    VersionStatus,
)
from recommendations.models import (
    Action,
    ActionPart,
    ActionRecommendation,
    Recommendation,
    Response,
    ResponseVersion,
)
from recommendations.operations.demands import works_for
from recommendations.operations.responses import tell_given
from recommendations.operations.standing import (
    action_is_public,
    hold,
    is_public,
    needed,
    note,
    refresh_next_due,
    role_in,
    still_made,
)

NOT_ACCEPTED = "has not accepted this, so it cannot promise work for it. Record its answer first."


@transaction.atomic
def add_action(
    *,
    response: Response,
    title: str,
    responsible: Post,
    due_on: date,
    reason: str,
    by: User,
    at: datetime,
) -> ActionPart:
    """Promise one more piece of work for a recommendation that a council has accepted, after its answer (rule 6).

    It is signed off by the portfolio that was asked. `reason`, which is published, says why it is added or where it was
    agreed. Raises Refused for what is missing, for another council's officer, for a date that is not after today, and
    unless the council has accepted a recommendation that is open.
    """
    recommendation = response.recommendation
    title = needed(title, f"Say what {response.council.short_name} will do", field="title")
    reason = needed(reason, "Say why it is added, or where it was agreed", field="reason")
    hold(Recommendation.objects.filter(pk=recommendation.pk))
    require_accepted(response)
    require_doable(response, responsible, due_on, at=at)
    action = Action.objects.create(
        title=title,
        promised_in=_last_answer(response),
        openness=recommendation.openness,
        exempt_paragraph=recommendation.exempt_paragraph,
        public_summary=recommendation.public_summary,
        created_at=at,
    )
    ActionRecommendation.objects.create(action=action, recommendation=recommendation)
    return _new_part(action, response, responsible, due_on, verb="add_action", reason=reason, by=by, at=at)


@transaction.atomic
def join_action(
    *,
    action: Action,
    response: Response,
    responsible: Post,
    due_on: date,
    reason: str,
    by: User,
    at: datetime,
) -> ActionPart:
    """Let a council join an action with a part of its own, which its own portfolio holder signs off (rule 9).

    `response` is the council's answer to a recommendation that the action serves. Raises Refused as `add_action` does, and
    when the council has a part already, or when nobody works on the action any more.
    """
    reason = needed(reason, "Say why it joins, or where it was agreed", field="reason")
    hold(action.recommendations.all())
    require_accepted(response)
    require_doable(response, responsible, due_on, at=at)
    if not action.links.filter(recommendation=response.recommendation_id).exists():
        raise Refused("This action does not serve a recommendation that was put to this council.")
    if not action.parts.exclude(status__in=FINISHED_PARTS).exists():
        raise Refused("This work is finished. Add an action of its own instead.")
    return _new_part(action, response, responsible, due_on, verb="join_action", reason=reason, by=by, at=at)


def require_accepted(response: Response) -> None:
    """Refuse work for what a council has not accepted, or for what is no longer open."""
    answered = Response.objects.filter(
        pk=response.pk, status=ResponseStatus.ANSWERED, verdict__in=sorted(ACCEPTING)
    )
    if not still_made(response.recommendation_id):
        raise Refused("This recommendation is closed or withdrawn. No work can be added to it.")
    if not answered.exists():
        raise Refused(f"{response.council.short_name} {NOT_ACCEPTED}")


def require_doable(response: Response, responsible: Post, due_on: date, *, at: datetime) -> None:
    if not works_for(responsible, response.council_id):
        sentence = f"Choose an officer who works for {response.council.short_name}"
        raise Refused(sentence, field="responsible")
    if due_on <= london_date(at):
        raise Refused("By when must be after today", field="due_on")


def _last_answer(response: Response) -> ResponseVersion | None:
    return response.versions.filter(status=VersionStatus.PUBLISHED).order_by("-number").first()


def _new_part(
    action: Action,
    response: Response,
    responsible: Post,
    due_on: date,
    *,
    verb: str,
    reason: str,
    by: User,
    at: datetime,
) -> ActionPart:
    try:
        with transaction.atomic():
            part = ActionPart.objects.create(
                action=action,
                council=response.council,
                portfolio=response.portfolio,
                responsible=responsible,
                due_on=due_on,
                first_due_on=due_on,
            )
    except IntegrityError as taken:
        raise Refused(f"{response.council.short_name} has a part in this action already.") from taken
    note(
        part,
        verb,
        by=by,
        at=at,
        reason=reason,
        role=role_in(by, response.portfolio, at=at).title,
        details={"council": response.council.slug, "due_on": due_on.isoformat()},
    )
    tell_given(part, at=at)
    for recommendation in action.recommendations.all():
        refresh_next_due(recommendation)
    return part


@transaction.atomic
def link_recommendation(
    *, action: Action, recommendation: Recommendation, reason: str, by: User, at: datetime
) -> ActionRecommendation:
    """Let an action serve a further recommendation, with a reason that is published.

    Public work and exempt recommendations are kept apart (rule 15): a link would hide the one or tell of the other. Raises
    Refused for that, for a link that is there already, and for a recommendation that is not open.
    """
    reason = needed(reason, "Say why it serves this recommendation too", field="reason")
    hold(
        Recommendation.objects.filter(
            pk__in=[recommendation.pk, *action.recommendations.values_list("pk", flat=True)]
        )
    )
    recommendation.refresh_from_db(fields=["status", "openness"])
    if recommendation.status != RecommendationStatus.MADE:
        raise Refused("Choose a recommendation that is open", field="recommendation")
    if is_public(recommendation) != action_is_public(action):
        raise Refused("Public work and an exempt recommendation cannot be linked", field="recommendation")
    try:
        with transaction.atomic():
            link = ActionRecommendation.objects.create(action=action, recommendation=recommendation)
    except IntegrityError as taken:
        raise Refused("The action serves this recommendation already", field="recommendation") from taken
    for part in action.parts.order_by("pk"):
        note(
            part,
            "link_recommendation",
            by=by,
            at=at,
            reason=reason,
            role=role_in(by, part.portfolio, at=at).title,
            details={"recommendation": recommendation.reference},
        )
    refresh_next_due(recommendation)
    return link


@transaction.atomic
def unlink_recommendation(
    *, action: Action, recommendation: Recommendation, reason: str, by: User, at: datetime
) -> Recommendation:
    """Let an action no longer serve a recommendation that it was linked to later, with a reason that is published.

    The history keeps that it did. Raises Refused for the recommendation that the work was promised for, for one that is not
    open, and where a council that accepted it would be left without work (rule 6); Overtaken when the link is gone already.
    """
    reason = needed(reason, "Say why it no longer serves this recommendation", field="reason")
    hold(action.recommendations.all())
    recommendation.refresh_from_db(fields=["status"])
    if recommendation.status != RecommendationStatus.MADE:
        raise Refused("Choose a recommendation that is open", field="recommendation")
    first = action.links.order_by("pk").first()
    if action.outcome_id is None and first and first.recommendation_id == recommendation.pk:
        raise Refused("The work was promised for this recommendation, so it stays.", field="recommendation")
    if left := _left_without_work(action, recommendation):
        sentence = f"{left} accepted this, and has no other work for it. Add some first."
        raise Refused(sentence, field="recommendation")
    parts = list(action.parts.order_by("pk"))
    roles = {part.pk: role_in(by, part.portfolio, at=at).title for part in parts}
    told: dict[str, Any] = {"reason": reason, "details": {"recommendation": recommendation.reference}}
    for part in parts:
        note(part, "unlink_recommendation", by=by, at=at, role=roles[part.pk], **told)
    public = action_is_public(action)
    if not action.links.filter(recommendation=recommendation).delete()[0]:
        raise Overtaken("Somebody took this link away meanwhile. Nothing of yours was saved.")
    role = role_in(by, None, at=at).title
    history.record(
        subject=recommendation, verb="unlink_action", by=by, at=at, role=role, reason=reason, public=public,
        details={"action": action.pk},
    )  # fmt: skip
    refresh_next_due(recommendation)
    return recommendation


def _left_without_work(action: Action, recommendation: Recommendation) -> str:
    """The council that accepted a recommendation and has no work for it but its part of this action; empty for none."""
    own = action.parts.filter(council__isnull=False).values("council_id")
    other = ActionPart.objects.filter(
        council=OuterRef("council_id"), action__recommendations=recommendation
    ).exclude(action=action)
    left = (
        recommendation.responses.filter(
            ~Exists(other), council__in=own, status=ResponseStatus.ANSWERED, verdict__in=sorted(PROMISING)
        )
        .select_related("council")
        .order_by("council__position")
        .first()
    )
    return left.council.short_name if left else ""
