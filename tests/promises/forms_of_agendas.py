"""The forms of agendas, standing items, planning and papers, filled in so that the officer succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetings.enums import MeetingStatus
from meetings.models import StandingItem
from tests import factories
from tests.stage import document

if TYPE_CHECKING:
    from tests.promises.forms import Forms


def of_agendas(known: Forms) -> None:
    """The agenda of a meeting: its items, their order, and where they go."""
    meeting = known.stage.running
    item, second = factories.item(meeting, title="Parking"), factories.item(meeting, title="Bins")
    path = [*meeting.path, item.pk]
    said = {"number": "2", "title": "Car parks", "presenter": "Head of service", "version": item.version}
    known.add("meetings:edit-item", path, "officer", {
        **said, "introduction": "The panel is asked to note it.", "openness": "open",
    })  # fmt: skip
    known.add("meetings:edit-item", path, "officer", {
        **said, "openness": "exempt", "exempt_paragraph": "3", "public_title": "A contract",
        "public_summary": "A price.",
    }, variant="exempt")  # fmt: skip
    known.add("meetings:move-item", [*meeting.path, second.pk], "officer", {
        "to": "1", "version": meeting.version,
    })  # fmt: skip
    known.add("meetings:take-off", path, "officer", {
        "reason": "The report is not ready.", "version": item.version,
    })  # fmt: skip
    known.add("meetings:add-standing", meeting.path, "officer", {})
    known.add("meetings:carry-over", meeting.path, "officer", {"items": [item.pk, second.pk]})


def of_standing_items(known: Forms) -> None:
    """What stands on every agenda of a body."""
    first = known.stage.standing
    second = StandingItem.objects.create(body=first.body, position=2, title="Work programme")
    path = [first.body_id, first.pk]
    known.add("meetings:standing-body", first.body_id, "officer", {
        "title": "Actions", "kind": "actions", "introduction": "The panel is asked to note them.",
    })  # fmt: skip
    known.add("meetings:standing-item", path, "officer", {
        "title": "Minutes of last time", "kind": "minutes", "introduction": "To agree them.",
        "version": first.version,
    })  # fmt: skip
    known.add("meetings:standing-move", path, "officer", {"to": "2", "seen": f"{first.pk},{second.pk}"})
    known.add("meetings:standing-take-off", path, "officer", {"version": first.version})


def of_planning(known: Forms) -> None:
    """Days: another one, a new one after a meeting was put off, many at once."""
    stage, cast = known.stage, known.cast
    known.add("meetings:edit", stage.planned.path, "officer", {
        "held_on": "20 May 2026", "starts_at": "6:30pm", "place": "Spalding", "version": stage.planned.version,
    })  # fmt: skip
    known.add("meetings:plan-again", stage.put_off.path, "officer", {
        "held_on": "21 May 2026", "starts_at": "7pm", "place": "Spalding",
    })  # fmt: skip
    known.add("meetings:add-series", [], "officer", {
        "body": cast.panel.pk, "first_on": "8 September 2026", "rhythm": "weeks", "every": "4", "number": "3",
        "starts_at": "6:30pm", "place": "Spalding", "days": ["2026-09-08", "2026-10-06"], "plan": "1",
    })  # fmt: skip


def of_papers(known: Forms) -> None:
    """The pack of a meeting, and what may be changed of a paper."""
    stage, cast = known.stage, known.cast
    meeting = factories.meeting(cast, slug="with-papers", status=MeetingStatus.HELD)
    known.add("meetings:papers", stage.held.path, "officer", {
        "label": "Appendix A", "title": "Costs", "item": stage.held_item.pk, "openness": "open",
    }, upload=True)  # fmt: skip
    known.add("meetings:papers", stage.held.path, "officer", {
        "label": "Appendix B", "title": "Prices", "openness": "exempt", "exempt_paragraph": "3",
        "public_summary": "What a bidder offered.",
    }, variant="exempt", upload=True)  # fmt: skip
    paper = document(meeting, cast)
    path, version = [*meeting.path, paper.pk], {"version": paper.version}
    known.add("meetings:paper-new-version", path, "officer", version, upload=True)
    known.add(
        "meetings:paper-edit", path, "officer", {**version, "label": "Appendix C", "title": "The costs"}
    )
    known.add("meetings:paper-openness", path, "officer", {
        **version, "openness": "exempt", "exempt_paragraph": "3", "public_summary": "A price.",
        "reason": "It names a bidder.",
    })  # fmt: skip
    known.add("meetings:paper-withdraw", path, "officer", {**version, "reason": "It was the wrong file."})


def of_the_register(known: Forms) -> None:
    """Words that are compared with earlier questions, and kept nowhere."""
    known.add(
        "meetings:asked-before", [], "officer", {"text": "How many residents were trained?"}, keeps=True
    )
