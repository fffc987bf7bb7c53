"""Every form of a meeting's record, filled in so that whoever may send it succeeds: attendance, checking, correcting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from meetings.enums import MeetingStatus, Presence
from recommendations.forms.checking import fresh_row
from recommendations.queries.checking import entries_to_check
from tests import factories
from tests.stage import outcome

if TYPE_CHECKING:
    from tests.promises.forms import Forms


def of_records(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    here = f"p{cast.councillor.person_id}"
    known.add("meetings:attendance", stage.running.path, "officer", {
        f"{here}-version": "0", f"{here}-presence": Presence.PRESENT, f"{here}-interest": "A cousin works there.",
    })  # fmt: skip
    known.add("meetings:add-attendance", stage.running.path, "officer", {
        "presence": Presence.WITNESS, "label": "Head of ICT", "interest": "None.",
    })  # fmt: skip
    later = factories.meeting(cast, slug="2026-04-10", held_on=date(2026, 4, 10), status=MeetingStatus.HELD)
    known.add("meetings:agree", stage.held.path, "officer", {"at_meeting": later.pk})
    corrected: dict[str, Any] = {"reason": "Misheard.", "corrected_on": "1 April 2026"}
    known.add("meetings:correct", stage.held.path, "officer", {
        **corrected, "old_text": "Six were there.", "new_text": "Seven were there.",
    })  # fmt: skip
    known.add("recommendations:correct-entry", [*stage.held.path, stage.outcome.pk], "officer", {
        **corrected, "text": "Who paid for it?", "version": stage.outcome.version,
    })  # fmt: skip
    cleaned = outcome(stage.running_item, cast, text="who pays w/out grant")
    row = fresh_row(entries_to_check(stage.running, [cleaned.pk])[0])
    known.add("recommendations:publish", stage.running.path, "officer", {
        "checked": f"{cleaned.pk}:{cleaned.version}", f"{cleaned.pk}-version": cleaned.version,
        f"{cleaned.pk}-was": row.mark, f"{cleaned.pk}-text": "Who pays without a grant?",
    }, variant="clean words")  # fmt: skip
