"""Undoing the last change of an entry, and moving an entry to another item, with what came of it in the tracker."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from core import history
from core.models import HistoryEntry
from core.moving import make_move
from core.refusals import Overtaken
from councils.models import Council, User
from meetings import operations as meeting_operations
from meetings.models import AgendaItem, Document, Outcome
from recommendations.enums import PartStatus, RecommendationStatus
from recommendations.lifecycle import RECOMMENDATION_MOVES
from recommendations.models import Action, ActionPart, Recommendation
from recommendations.operations.log_changes import edit_entry, take_up, withdraw_entry
from recommendations.operations.standing import refresh_next_due

UNDONE = "Undone by the person who typed it"
CHANGED_SINCE = "This entry was changed since. Nothing was undone."
AS_IT_WAS = (
    "text", "said_by", "owner", "due_words", "decision", "number", "vote", "openness", "exempt_paragraph",
    "public_summary", "points", "cites_place",
)  # fmt: skip


@transaction.atomic
def undo_entry(*, outcome: Outcome, row: int, by: User, at: datetime) -> Outcome:
    """Take back what a person did last to an entry: an add, a change or a withdrawal, told by that row of the history.

    An add is withdrawn, a change gets the words before it, a withdrawal is put back with what came of the entry. Nothing
    leaves the history: undoing is a change like any other. Raises Overtaken when it was not theirs or not the last change
    of the entry, Refused as the change itself would be.
    """
    held = Outcome.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=outcome.pk)
    last = history.latest(held)
    if last is None or (last.number, last.actor_id) != (row, by.pk):
        raise Overtaken(CHANGED_SINCE)
    match last.verb:
        case "log" | "restore":
            return withdraw_entry(outcome=held, reason=UNDONE, by=by, at=at)
        case "edit":
            words = words_before(last)
            return edit_entry(
                outcome=held, version=held.version, title=title_before(held), by=by, at=at, **words
            )
        case "withdraw":
            return restore_entry(outcome=held, version=held.version, by=by, at=at)
    raise Overtaken(CHANGED_SINCE)


def words_before(change: HistoryEntry) -> dict[str, Any]:
    """What an entry said before a change, as the arguments of an edit. An answer's question may have left the log."""
    said = change.details
    question = Outcome.objects.standing().filter(pk=said.get("answers")).first()
    stands = question is not None and question.item_id == item_of(change)
    return {
        **{name: said[name] for name in AS_IT_WAS if name in said},
        "due_on": date.fromisoformat(said["due_on"]) if said.get("due_on") else None,
        "councils": list(Council.objects.filter(slug__in=said.get("councils", []))),
        "answers": question if stands else None,
        "cites": Document.objects.filter(pk=said.get("cites")).first(),
    }


def item_of(change: HistoryEntry) -> int:
    return Outcome.objects.values_list("item_id", flat=True).get(pk=change.subject_id)


def title_before(outcome: Outcome) -> str:
    """The plain title of its recommendation before the change, where there is one."""
    made = Recommendation.objects.filter(outcome=outcome).first()
    change = history.of(made).filter(verb="reword").last() if made else None
    return str(change.details.get("title", "")) if change else ""


@transaction.atomic
def restore_entry(*, outcome: Outcome, version: int, by: User, at: datetime) -> Outcome:
    """Put a withdrawn entry back, its recommendation among the drafts and its action at work.

    Raises Overtaken when the entry was changed since `version` was read, Refused when it stands and once the record is
    published.
    """
    withdrawn_at = outcome.withdrawn_at
    restored = meeting_operations.restore_outcome(outcome=outcome, version=version, by=by, at=at)
    discarded = Recommendation.objects.filter(outcome=outcome, status=RecommendationStatus.DISCARDED)
    for made in discarded.select_related("item"):
        make_move(
            made,
            RECOMMENDATION_MOVES["restore"],
            by=by,
            at=at,
            changes={"status_reason": "", "version": made.version + 1},
        )
        refresh_next_due(made)
    stopped = ActionPart.objects.filter(action__outcome=outcome, status=PartStatus.STOPPED)
    for part in stopped.select_related("action__outcome"):
        stop = history.of(part).filter(verb="stop").last()
        if stop is not None and stop.at == withdrawn_at:
            take_up(part, by=by, at=at)
    return restored


@transaction.atomic
def move_entry(*, outcome: Outcome, version: int, item: AgendaItem, by: User, at: datetime) -> Outcome:
    """Move an entry to another item of its meeting, with what came of it. A reference once given stays (rule 3).

    What is exempt there is exempt in the tracker too. Raises as `meetings.operations.move_outcome` does.
    """
    moved = meeting_operations.move_outcome(outcome=outcome, version=version, item=item, by=by, at=at)
    for one in moved:
        openness = {"openness": one.openness, "exempt_paragraph": one.exempt_paragraph}
        Action.objects.filter(outcome=one).update(**openness)
        for made in Recommendation.objects.select_for_update().filter(outcome=one):
            before = made.item_id
            made.item, made.version = one.item, made.version + 1
            made.openness, made.exempt_paragraph = one.openness, one.exempt_paragraph
            made.save(update_fields=["item", "version", "openness", "exempt_paragraph"])
            history.record(subject=made, verb="move", by=by, at=at, details={"item_before": before})
    return moved[0]
