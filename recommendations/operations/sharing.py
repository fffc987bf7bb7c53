"""Several actions for one recommendation, several recommendations for one action, and a council that joins in."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from core.dates import london_date
from core.refusals import Refused
from councils.models import Post, User
from recommendations.enums import (
    ACCEPTING,
    FINISHED_PARTS,
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
