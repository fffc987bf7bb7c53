"""Looking for a fact that no paper gives: who was asked, and that it cannot be found."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from core import history
from core.dates import london_date
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from councils.operations import role_of
from recommendations.enums import GapState
from recommendations.models import GapNote
from recommendations.operations.standing import needed
from recommendations.queries.gaps import KINDS, note_of


@transaction.atomic
def note_gap(
    *,
    kind: str,
    thing: Any,
    state: str,
    asked: str,
    asked_on: date,
    words: str,
    version: int,
    by: User,
    at: datetime,
) -> GapNote:
    """Say who was asked for a missing fact and when, and whether it can be found at all (rule 28).

    `version` is that of the note that was read, 0 where there was none. What was said before stays in the history. Raises
    Refused without a name, for a day to come, and Overtaken when somebody else wrote meanwhile.
    """
    asked = needed(asked, "Say who was asked", field="asked")
    if state not in GapState.values:
        raise Refused("Choose what came of it", field="state")
    if asked_on > london_date(at):
        raise Refused("The day must be today or earlier", field="asked_on")
    values: dict[str, Any] = {
        "state": state, "asked": asked, "asked_on": asked_on, "words": words.strip(), "by": by, "at": at,
        "version": version + 1,
    }  # fmt: skip
    note = note_of(kind, thing.pk)
    if note is None:
        if version:
            raise Overtaken("This gap has no note any more. Look again.")
        of_it = {"kind": kind, KINDS[kind].field: thing}
        note, is_first = GapNote.objects.get_or_create(**of_it, defaults=values)
        if not is_first:
            raise Overtaken(overtaken_sentence(note))
        old = ""
    else:
        old = note.state
        if not GapNote.objects.filter(pk=note.pk, version=version).update(**values):
            raise Overtaken(overtaken_sentence(note))
        note.refresh_from_db()
    history.record(
        subject=note, verb="look_for", by=by, at=at, old=old, new=state, role=role_of(by, at=at), on=asked_on
    )  # fmt: skip
    return note
