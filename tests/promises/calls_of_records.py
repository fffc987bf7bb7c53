"""One call of every operation on attendance, checking and correcting, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from meetings import operations as op
from meetings.enums import Presence
from meetings.operations import There
from recommendations.operations.checking import Clean, changes_of, save_checks
from recommendations.operations.corrections import correct_entry
from tests.cast import Cast
from tests.stage import Stage, outcome

Calls = dict[str, Callable[[], object]]


def records(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    why: dict[str, Any] = {"reason": "A slip", "corrected_on": date(2026, 4, 1), **known}
    there = There(presence=Presence.PRESENT, person=cast.other_councillor.person)
    checked, cleaned = outcome(stage.running_item, cast), outcome(stage.running_item, cast)
    checked.checked_at = now
    checked.save(update_fields=["checked_at"])
    clean = changes_of(text="Cleaned", owner="", no_owner_yet=False, due_on=None, due_words="")
    return {
        "meetings.save_attendance": lambda: op.save_attendance(meeting=stage.running, lines=[there], **known),
        "meetings.uncheck_outcome": lambda: op.uncheck_outcome(outcome=checked, **known),
        "meetings.correct_record": lambda: op.correct_record(
            meeting=stage.held, old_text="Six", new_text="Seven", **why
        ),
        "recommendations.correct_entry": lambda: correct_entry(
            outcome=stage.outcome, version=1, text="Corrected too", **why
        ),
        "recommendations.save_checks": lambda: save_checks(
            entries=[Clean(cleaned, cleaned.version, is_checked=True, changes=clean)], **known
        ),
    }
