"""How a recommendation ends: closed at a meeting, with its type and reason."""

from datetime import date, datetime

from django.db import transaction

from core.dates import london_date
from core.models import Source
from core.moving import make_move
from core.refusals import Refused
from councils.models import User
from meetings.enums import MeetingStatus
from meetings.models import Meeting
from recommendations.enums import UNPUBLISHED, ClosureKind, RecommendationStatus
from recommendations.lifecycle import RECOMMENDATION_MOVES
from recommendations.models import ActionPart, Closure, Recommendation
from recommendations.operations.standing import hold, is_public, needed, refresh_next_due

NEVER_HELD = {MeetingStatus.CANCELLED, MeetingStatus.POSTPONED}


@transaction.atomic
def close(
    *,
    recommendation: Recommendation,
    kind: str,
    reason: str,
    meeting: Meeting,
    closed_on: date,
    superseded_by: Recommendation | None = None,
    source: Source | None = None,
    source_place: str = "",
    by: User | None,
    at: datetime,
) -> Closure:
    """Record that a meeting agreed to close a recommendation: how it ended, why, and where that was agreed (rule 8).

    "Implemented" needs every council's part to be finished (rule 9); `superseded_by` is the recommendation that replaces
    it, where it is one. Raises Refused otherwise, without a reason, for a day to come, for a meeting that was not held,
    for a recommendation that would replace itself or was itself never made, and when the recommendation is not open.
    """
    if kind not in ClosureKind.values:
        raise Refused("Choose how it ended", field="kind")
    reason = needed(reason, "Say why it is closed. The reason is published", field="reason")
    if closed_on > london_date(at):
        raise Refused("The day it was closed must be today or earlier", field="closed_on")
    if meeting.status in NEVER_HELD:
        raise Refused("Choose a meeting that was held", field="meeting")
    if superseded_by is not None:
        _refuse_replacement(recommendation, superseded_by, kind=kind)
    hold(Recommendation.objects.filter(pk=recommendation.pk))
    if kind == ClosureKind.IMPLEMENTED:
        _require_all_done(recommendation)
    make_move(
        recommendation,
        RECOMMENDATION_MOVES["close"],
        by=by,
        at=at,
        reason=reason,
        public=is_public(recommendation),
        on=closed_on,
        source_id=source.pk if source else None,
        changes={"version": recommendation.version + 1},
        details={"kind": kind},
    )
    closure = Closure.objects.create(
        recommendation=recommendation,
        kind=kind,
        reason=reason,
        meeting=meeting,
        closed_on=closed_on,
        superseded_by=superseded_by,
        source=source,
        source_place=source_place,
        by=by,
    )
    refresh_next_due(recommendation)
    return closure


def _require_all_done(recommendation: Recommendation) -> None:
    """A shared action is finished when every council concerned has signed its own part (rule 9)."""
    unfinished = (
        ActionPart.objects.unfinished()
        .filter(action__recommendations=recommendation)
        .select_related("council")
        .order_by("council__position")
        .first()
    )
    if unfinished is None:
        return
    name = unfinished.council.short_name if unfinished.council else "One council"
    raise Refused(f"{name} has not signed off its part yet, so it is not implemented.", field="kind")


def _refuse_replacement(recommendation: Recommendation, by: Recommendation, *, kind: str) -> None:
    """Raise Refused for a replacement that cannot be one."""
    if kind != ClosureKind.SUPERSEDED:
        raise Refused("Leave this empty, or choose “Superseded”", field="superseded_by")
    if by.pk == recommendation.pk:
        raise Refused("A recommendation cannot replace itself", field="superseded_by")
    if by.status in {*UNPUBLISHED, RecommendationStatus.WITHDRAWN}:
        raise Refused(f"{by.reference} was not made, so it replaces nothing", field="superseded_by")
