"""What one press does to an entry of a log: each form filled in, each operation ready to be called on the stage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core import history
from meetings import operations as of_meetings
from meetings.enums import OutcomeKind
from meetings.models import AgendaItem, Outcome
from recommendations.operations.log import add_to_log
from recommendations.operations.log_changes import withdraw_entry
from recommendations.operations.log_undo import move_entry, restore_entry, undo_entry
from tests import factories
from tests.cast import Cast
from tests.stage import Stage

if TYPE_CHECKING:
    from tests.promises.forms import Forms

Calls = dict[str, Callable[[], object]]


def talk(stage: Stage, cast: Cast) -> tuple[AgendaItem, Outcome, Outcome, Outcome]:
    """An item of the running meeting with a question, an answer that stands alone, and an undertaking."""
    item = factories.item(stage.running, title="Telephones")
    known: dict[str, Any] = {"item": item, "openness": "open", "by": cast.officer, "at": factories.MOMENT}
    question = add_to_log(kind=OutcomeKind.QUESTION, text="Who answers?", **known)
    reply = add_to_log(kind=OutcomeKind.ANSWER, text="A firm does.", **known)
    promise = add_to_log(kind=OutcomeKind.UNDERTAKING, text="Raise it.", councils=[cast.boston], **known)
    return item, question, reply, promise


def row_of(entry: Outcome) -> int:
    """The newest row of an entry's history."""
    row = history.latest(entry)
    assert row is not None
    return row.number


def of_log_moves(known: Forms) -> None:
    stage = known.stage
    item, question, reply, promise = talk(stage, known.cast)
    path = stage.running.path
    known.add("recommendations:log-shift", [*path, reply.pk], "officer", {"up": reply.position})
    known.add("recommendations:log-link", [*path, reply.pk], "officer", {"version": reply.version})
    known.add("recommendations:log-move", [*path, question.pk], "officer", {
        "version": question.version, "item": stage.running_item.pk,
    })  # fmt: skip
    known.add("recommendations:log-undo", [*path, promise.pk], "officer", {"row": row_of(promise)}, own=True)
    known.add("recommendations:log-status", [*path, "done"], "officer", {"item": item.pk}, variant="done")


def log_moves(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    item, question, reply, promise = talk(stage, cast)
    *_, gone = talk(stage, cast)
    gone = withdraw_entry(outcome=gone, reason="Twice", **known)
    other, row, op = stage.running_item, row_of(promise), of_meetings
    return {
        "meetings.shift_outcome": lambda: op.shift_outcome(outcome=reply, position=2, up=True, **known),
        "meetings.link_outcome": lambda: op.link_outcome(outcome=reply, version=1, answers=question, **known),
        "meetings.move_outcome": lambda: op.move_outcome(outcome=question, version=1, item=other, **known),
        "meetings.restore_outcome": lambda: op.restore_outcome(outcome=gone, version=2, **known),
        "meetings.mark_item": lambda: op.mark_item(item=item, done=True, **known),
        "recommendations.move_entry": lambda: move_entry(outcome=promise, version=1, item=other, **known),
        "recommendations.undo_entry": lambda: undo_entry(outcome=promise, row=row, **known),
        "recommendations.restore_entry": lambda: restore_entry(outcome=gone, version=2, **known),
    }
