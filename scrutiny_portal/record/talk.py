"""What was said: meetings with who was there, and every question, answer, promise and decision at its
item.
"""

from typing import Any

from core.enums import Openness, Precision
from meetings import operations
from meetings.enums import PROMISES, Presence
from meetings.models import AgendaItem, Meeting, Outcome
from recommendations.operations.actions import note_work_gap
from recommendations.operations.log import log_promise, publish_meeting_record
from scrutiny_portal.record.desk import Desk, pick, read, the_body, the_council, the_person
from strategies.models import Strategy
from task_groups.models import Report


def load_meeting(name: str, desk: Desk) -> None:
    """One meeting. Where its minutes are on record it goes through the log to the published record."""
    data = read(f"meetings/{name}")
    row = data["meeting"]
    meeting = operations.plan_meeting(
        body=the_body(row),
        slug=row["slug"],
        held_on=row.get("held_on"),
        held_precision=Precision(row["held_precision"]),
        **desk.fact(row),
        **desk.loaded,
    )
    for attendance in data.get("attendance", []):
        operations.add_attendance(
            meeting=meeting,
            presence=Presence(attendance["presence"]),
            person=the_person(attendance["name"]) if "name" in attendance else None,
            label=attendance.get("label", ""),
            **desk.place(row),
            **desk.loaded,
        )
    item = _item(desk, meeting, data["item"])
    if row["recorded"]:
        operations.publish_agenda(meeting=meeting, **desk.loaded)
        operations.start(meeting=meeting, **desk.loaded)
        _log(desk, item, data["outcomes"], desk.fact(row))
        operations.finish(meeting=meeting, **desk.loaded)
        publish_meeting_record(meeting=meeting, without_owners=True, **desk.loaded)


def _item(desk: Desk, meeting: Meeting, row: dict[str, Any]) -> AgendaItem:
    return operations.add_item(
        meeting=meeting,
        openness=Openness.OPEN,
        strategy=Strategy.objects.get(slug=row["strategy"]),
        report=Report.objects.get(slug=row["report"]) if "report" in row else None,
        **pick(row, "title", "introduction"),
        **desk.loaded,
    )


def _log(desk: Desk, item: AgendaItem, rows: list[dict[str, Any]], fact: dict[str, Any]) -> None:
    """Log the entries in order, and check each. `key` names an entry that later ones come from."""
    named: dict[str, Outcome] = {}
    for row in rows:
        words = {
            "item": item,
            "openness": Openness.OPEN,
            "answers": named.get(row.get("answers", "")),
            "councils": [the_council(slug) for slug in row.get("councils", [])],
            **pick(row, "kind", "text", "said_by", "decision", "number", "owner", "due_words", "points"),
            **fact,
            **desk.loaded,
        }
        outcome = _promised(words) if row["kind"] in PROMISES else operations.log_outcome(**words)
        operations.check_outcome(outcome=outcome, **desk.loaded)
        if "key" in row:
            named[row["key"]] = outcome


def _promised(words: dict[str, Any]) -> Outcome:
    """Log an undertaking or a request, which is an action at once, and give the entry. What came of it is not on record."""
    action = log_promise(**words)
    for part in action.parts.all():
        note_work_gap(part=part, by=words["by"], at=words["at"])
    outcome = action.outcome
    if outcome is None:
        raise ValueError("An undertaking or a request of the record has no entry in the log.")
    return outcome
