"""Checking a page of the log at once: clean words, owners, dates, and the ticks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from councils.models import User
from meetings import operations as meeting_operations
from meetings.models import Outcome
from recommendations.operations.log_changes import edit_entry


@dataclass(frozen=True)
class Clean:
    """What the officer made of one entry. `changes` is empty where the words, the owner and the date stayed.

    `version` is the one that was read.
    """

    outcome: Outcome
    version: int
    is_checked: bool
    changes: dict[str, Any] | None = None
    title: str = ""


def changes_of(
    *, text: str, owner: str, no_owner_yet: bool, due_on: date | None, due_words: str
) -> dict[str, Any]:
    """What may be changed while checking, as the arguments of the operation."""
    return {
        "text": text,
        "owner": owner,
        "no_owner_yet": no_owner_yet,
        "due_on": due_on,
        "due_words": due_words,
    }


def unchanged_of(outcome: Outcome) -> dict[str, Any]:
    """Everything else that an entry says, as it stands."""
    return {
        "openness": outcome.openness,
        "said_by": outcome.said_by,
        "answers": outcome.answers,
        "decision": outcome.decision,
        "number": outcome.number,
        "vote": outcome.vote,
        "councils": list(outcome.councils.all()),
        "points": [point.text for point in outcome.points.all()],
        "exempt_paragraph": outcome.exempt_paragraph,
        "public_summary": outcome.public_summary,
        "cites": outcome.cites,
        "cites_place": outcome.cites_place,
    }


@transaction.atomic
def save_checks(*, entries: Iterable[Clean], by: User, at: datetime) -> int:
    """Save a page of the check, all or nothing, and give how many entries changed.

    What stays as it was is left alone: sent twice, it is saved once. Raises Overtaken when somebody changed an entry since
    its version was read, Refused as `edit_entry` and `check_outcome` do.
    """
    saved = 0
    for one in entries:
        outcome = one.outcome
        outcome.version = one.version
        was_checked = outcome.checked_at is not None
        if one.changes is not None:
            words = {**unchanged_of(outcome), **one.changes}
            outcome = edit_entry(outcome=outcome, version=one.version, title=one.title, by=by, at=at, **words)
            was_checked = False
        if one.is_checked and not was_checked:
            meeting_operations.check_outcome(outcome=outcome, by=by, at=at)
        elif was_checked and not one.is_checked:
            meeting_operations.uncheck_outcome(outcome=outcome, by=by, at=at)
        saved += one.changes is not None or one.is_checked != was_checked
    return saved
