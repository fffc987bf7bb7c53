"""The one way in which a status changes: by a legal move, compare-and-set, with its history row."""

from datetime import date, datetime
from typing import Any

from django.db.models import F, Model

from core import history
from core.moves import Move
from core.refusals import Overtaken, Refused


def make_move(
    thing: Any,
    move: Move,
    *,
    by: history.Actor | None,
    at: datetime,
    reason: str = "",
    role: str = "",
    trail: Model | None = None,
    public: bool = False,
    on: date | None = None,
    precision: str = "day",
    source_id: int | None = None,
    changes: dict[str, Any] | None = None,
    details: dict[str, Any] | None = None,
    field: str = "status",
    as_read: dict[str, Any] | None = None,
) -> None:
    """Move `thing` by compare-and-set on the status it was read with, and write the history row.

    `field` names the column that holds the status, where it is called otherwise; `as_read` are further columns that must
    still hold what was read. A version among `changes` is counted up from what the row holds, so that no form that was
    opened on another change fits by chance (promise C2).

    Call it inside the operation's transaction. Raises Refused when the table forbids the move from the status read, and
    Overtaken when the row no longer has that status: somebody was faster, and the sentence says who and when.
    """
    old = str(getattr(thing, field))
    if old not in move.sources:
        raise Refused(move.refusal)
    values = {field: move.target, **(changes or {})}
    counted = {"version": F("version") + 1} if "version" in values else {}
    still = {field: old, **(as_read or {})}
    if not type(thing)._default_manager.filter(pk=thing.pk, **still).update(**{**values, **counted}):
        raise Overtaken(overtaken_sentence(thing))
    for name, value in values.items():
        setattr(thing, name, value)
    if counted:
        thing.refresh_from_db(fields=["version"])
    history.record(
        subject=thing,
        trail=trail,
        verb=move.name,
        by=by,
        at=at,
        old=old,
        new=move.target,
        reason=reason,
        role=role,
        public=public,
        on=on,
        precision=precision,
        source_id=source_id,
        details=details,
    )


def overtaken_sentence(thing: Model) -> str:
    """Say who changed the thing last and when, for the person who came second."""
    last = history.latest(thing)
    if last is None:
        return "Someone else changed this while you were working. Nothing of yours was saved. Look again and decide."
    when = f"{history.london_moment(last.at)}"
    return f"{last.actor_name} changed this on {when}. Nothing of yours was saved. Look again and decide."
