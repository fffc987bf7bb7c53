"""Whose answers more work can be promised under, which councils share an action, and what could replace it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from core.dates import london_date, spell
from core.statuses import Status
from councils.models import Council
from recommendations import permissions, statuses
from recommendations.enums import PartStatus, RecommendationStatus, SignOffDecision
from recommendations.models import Action, ActionPart, ActionRecommendation, Recommendation, Response, SignOff
from recommendations.queries.visibility import parts_visible_to, recommendations_visible_to

AT_MOST = 100
ENDED = [PartStatus.STOPPED, PartStatus.SUPERSEDED]


def answers_to_promise_under(user: Any, recommendation: Recommendation, *, on: date) -> list[Response]:
    """The councils' answers under which the user may promise more work, in the order of the councils."""
    answers = recommendation.responses.select_related("council", "portfolio", "recommendation")
    found = answers.order_by("council__position")
    return [one for one in found if permissions.can_add_action(user, one, on=on)]


def answers_to_join_with(user: Any, part: ActionPart, *, on: date) -> list[Response]:
    """Answers of councils that have no part in an action yet, and for which the user may join it."""
    taken = part.action.parts.filter(council__isnull=False).values("council_id")
    visible = recommendations_visible_to(user, on=on).filter(action_links__action=part.action_id)
    answers = (
        Response.objects.filter(recommendation__in=visible.values("pk"))
        .exclude(council_id__in=taken)
        .select_related("council", "portfolio", "recommendation")
        .order_by("council__position", "pk")
    )
    by_council: dict[Council, Response] = {}
    for one in answers:
        if permissions.can_add_action(user, one, on=on):
            by_council.setdefault(one.council, one)
    return list(by_council.values())


def works_that_could_replace(user: Any, part: ActionPart, *, on: date) -> list[Action]:
    """Actions that the user may know of and that could replace a part: of the same recommendations, then of the council."""
    served = part.action.links.order_by().values("recommendation_id")
    shares = ActionRecommendation.objects.filter(action=OuterRef("action_id"), recommendation_id__in=served)
    parts = (
        parts_visible_to(user, on=on)
        .exclude(action=part.action_id)
        .exclude(status__in=ENDED)
        .annotate(shares=Exists(shares))
        .filter(Q(shares=True) | Q(council=part.council_id))
        .select_related("action")
        .order_by("-shares", "-action_id")
    )
    return list({one.action_id: one.action for one in parts[:AT_MOST]}.values())


def recommendations_linked_later(user: Any, part: ActionPart, *, on: date) -> list[Recommendation]:
    """Open recommendations that an action came to serve later, which the user may know of.

    Not the one for which the work was promised; work from a meeting was promised for none.
    """
    served = list(part.action.links.order_by("pk").values_list("recommendation_id", flat=True))
    later = served if part.action.outcome_id else served[1:]
    if not later:
        return []
    visible = recommendations_visible_to(user, on=on).filter(pk__in=later, status=RecommendationStatus.MADE)
    return list(visible.order_by("pk"))


@dataclass(frozen=True)
class CouncilPart:
    """One council's part of a shared action: who signs it, and who signed it when."""

    name: str
    url: str
    shown: Status
    words: str
    is_this: bool


def parts_of_action(part: ActionPart, user: Any, *, on: date) -> list[CouncilPart]:
    """Each council's part of an action, where several share it; empty where one has it to itself (rule 9)."""
    parts = list(
        parts_visible_to(user, on=on)
        .filter(action=part.action_id, council__isnull=False)
        .select_related("council", "portfolio")
        .order_by("council__position", "pk")
    )
    if len(parts) < 2:
        return []
    signed = standing_sign_offs([one.pk for one in parts])
    return [
        CouncilPart(
            name=one.council.short_name if one.council else "",
            url=one.get_absolute_url(),
            shown=statuses.DONE[one.status],
            words=_part_words(one, signed.get(one.pk)),
            is_this=one.pk == part.pk,
        )
        for one in parts
    ]


def standing_sign_offs(parts: list[int]) -> dict[int, SignOff]:
    """The sign-off that stands for each of these parts, where there is one."""
    given = SignOff.objects.filter(
        part__in=parts,
        decision__in=[SignOffDecision.SIGNED_OFF, SignOffDecision.SIGNED_OFF_WITH_MORE],
        reversed_by__isnull=True,
    )
    return {one.part_id: one for one in given.order_by("pk")}


def _part_words(part: ActionPart, signed: SignOff | None) -> str:
    if signed and part.status == PartStatus.SIGNED_OFF:
        return f"{signed.by_role}, {spell(london_date(signed.at))}"
    if part.status == PartStatus.READY and part.decide_by:
        return f"{part.portfolio} decides by {spell(part.decide_by)}"
    return f"Due {spell(part.due_on)}" if part.due_on else "No date yet"


def signed_sentence(parts: list[CouncilPart]) -> str:
    """How many councils have signed their part: "2 of 3 councils have signed their part."."""
    done = sum(1 for one in parts if one.shown == statuses.DONE[PartStatus.SIGNED_OFF])
    if done == len(parts):
        return f"All {done} councils have signed their part."
    have = "has signed its part" if done == 1 else "have signed their part"
    return f"{done or 'None'} of {len(parts)} councils {have}."
