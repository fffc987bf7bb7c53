"""Changing an entry of a log, or taking it out, with what came of it: the draft recommendation, the action."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from core import history
from core.dates import london_date
from core.moving import make_move
from core.refusals import Refused
from councils.models import Council, User
from councils.queries import portfolio_of
from meetings import operations as meeting_operations
from meetings.models import Outcome
from recommendations.enums import PartStatus, RecommendationStatus, ResponseStatus
from recommendations.lifecycle import AT_WORK, PART_MOVES
from recommendations.models import Action, ActionPart, Recommendation, Response
from recommendations.operations.log import add_part, parted, title_from
from recommendations.operations.recommendations import withdraw
from recommendations.operations.standing import trail_of

WORK_SUBMITTED = (
    "The work that came of this entry is submitted or finished already. It must be sent back first."
)

WORK_AGAIN: dict[str, str] = {PartStatus.IN_PROGRESS: "start", PartStatus.NO_OUTCOME: "note_gap"}


@transaction.atomic
def edit_entry(
    *,
    outcome: Outcome,
    version: int,
    title: str = "",
    councils: Iterable[Council] = (),
    by: User,
    at: datetime,
    **words: Any,
) -> Outcome:
    """Change an entry and what came of it: the draft recommendation's words, the action's words, owner and date.

    Raises Overtaken when someone changed it since `version`, Refused as `meetings.operations.edit_outcome` does, and when a
    council that has work under way would be taken away.
    """
    chosen = list(councils)
    recommendation = Recommendation.objects.filter(outcome=outcome).first()
    action = Action.objects.filter(outcome=outcome).first()
    if recommendation and not chosen:
        raise Refused("Choose at least one council", field="councils")
    edited = meeting_operations.edit_outcome(
        outcome=outcome, version=version, councils=chosen, by=by, at=at, **words
    )
    if recommendation is not None:
        _reword(recommendation, edited, title=title, councils=chosen, by=by, at=at)
    if action is not None:
        _rewrite(action, edited, councils=chosen, by=by, at=at)
    return edited


def _reword(
    recommendation: Recommendation,
    outcome: Outcome,
    *,
    title: str,
    councils: Sequence[Council],
    by: User,
    at: datetime,
) -> None:
    """Draft words follow the entry. Once it is made its wording is frozen, and the entry can no longer be edited."""
    rows = Recommendation.objects.filter(pk=recommendation.pk, status=RecommendationStatus.DRAFT)
    changed = rows.update(
        title=title.strip() or title_from(outcome.text),
        text=outcome.text,
        openness=outcome.openness,
        exempt_paragraph=outcome.exempt_paragraph,
        public_summary=outcome.public_summary,
        version=recommendation.version + 1,
    )
    if not changed:
        raise Refused(
            "This recommendation is published: its words are frozen. Correct them with a date instead."
        )
    unsent = Response.objects.filter(recommendation=recommendation, status=ResponseStatus.NOT_SENT)
    unsent.exclude(council__in=councils).delete()
    asked = set(recommendation.responses.values_list("council_id", flat=True))
    for council in councils:
        if council.pk not in asked:
            portfolio = portfolio_of(council, on=london_date(at))
            Response.objects.create(recommendation=recommendation, council=council, portfolio=portfolio)
    history.record(
        subject=recommendation, verb="reword", by=by, at=at,
        details={"text": recommendation.text, "title": recommendation.title},
    )  # fmt: skip


def _rewrite(
    action: Action, outcome: Outcome, *, councils: Sequence[Council], by: User, at: datetime
) -> None:
    Action.objects.filter(pk=action.pk).update(
        title=outcome.text,
        openness=outcome.openness,
        exempt_paragraph=outcome.exempt_paragraph,
        public_summary=outcome.public_summary,
    )
    wanted = {council.pk: council for council in councils}
    parts = {part.council_id: part for part in action.parts.select_related("action__outcome__item__meeting")}
    for council_id, part in parts.items():
        if council_id in wanted or (council_id is None and not wanted):
            if part.status == PartStatus.STOPPED:
                take_up(part, by=by, at=at)
            ActionPart.objects.filter(pk=part.pk, status__in=AT_WORK).update(
                owner_words=outcome.owner,
                due_on=outcome.due_on,
                first_due_on=outcome.due_on,
                due_words=outcome.due_words,
                version=part.version + 1,
            )
        else:
            _stop(part, "Taken out of the entry in the log", by=by, at=at)
    for council in parted(councils):
        if (council.pk if council else None) not in parts:
            add_part(action, council, outcome, by=by, at=at)


def take_up(part: ActionPart, *, by: User, at: datetime) -> None:
    """Bring a part that was stopped with its entry back to where it was."""
    stop = history.of(part).filter(verb="stop").last()
    trail = trail_of(part)
    changes = {"status_reason": "", "version": part.version + 1}
    make_move(part, PART_MOVES["restore"], by=by, at=at, trail=trail, changes=changes)
    again = WORK_AGAIN.get(stop.old) if stop else None
    if again:
        make_move(part, PART_MOVES[again], by=by, at=at, trail=trail)


def _stop(part: ActionPart, reason: str, *, by: User, at: datetime) -> None:
    if part.status in AT_WORK:
        make_move(
            part,
            PART_MOVES["stop"],
            by=by,
            at=at,
            reason=reason,
            trail=trail_of(part),
            changes={"status_reason": reason, "version": part.version + 1},
        )
    elif part.status_reason == "":
        raise Refused(WORK_SUBMITTED)


@transaction.atomic
def withdraw_entry(*, outcome: Outcome, reason: str, by: User, at: datetime) -> Outcome:
    """Take an entry out of the log with a reason, and what came of it out of the tracker.

    The draft recommendation is discarded (its reference is never given again), the action's parts are stopped. Raises
    Refused without a reason, once the record is published, and when the work is submitted already.
    """
    withdrawn = meeting_operations.withdraw_outcome(outcome=outcome, reason=reason, by=by, at=at)
    for recommendation in Recommendation.objects.filter(outcome=outcome).select_related("item"):
        withdraw(recommendation, reason=reason, by=by, at=at)
    for part in ActionPart.objects.filter(action__outcome=outcome).select_related("action__outcome"):
        _stop(part, reason.strip(), by=by, at=at)
    return withdrawn
