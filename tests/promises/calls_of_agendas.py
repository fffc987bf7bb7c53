"""One call of every operation on agendas, standing items, plans and papers, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings import operations as op
from meetings.enums import MeetingStatus
from meetings.models import StandingItem
from tests import factories
from tests.cast import Cast
from tests.promises.forms import PDF
from tests.stage import Stage, document

Calls = dict[str, Callable[[], object]]


def agendas(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    planned, standing = stage.planned, stage.standing
    later = factories.meeting(cast, slug="later", held_on=date(2026, 11, 10), status=MeetingStatus.PLANNED)
    item, second = factories.item(planned), factories.item(planned)
    StandingItem.objects.create(body=cast.panel, position=9, title="Work programme")
    return {
        "meetings.edit_item": lambda: op.edit_item(
            item=item, version=1, title="Bins", openness="open", **known
        ),
        "meetings.move_item": lambda: op.move_item(item=second, to=1, version=planned.version, **known),
        "meetings.take_off_item": lambda: op.take_off_item(item=item, version=1, **known),
        "meetings.carry_over": lambda: op.carry_over(
            meeting=planned, items=[item.pk, second.pk], to=later, **known
        ),
        "meetings.add_standing_items": lambda: op.add_standing_items(meeting=planned, **known),
        "meetings.add_standing_item": lambda: op.add_standing_item(
            body=cast.other_panel, title="Minutes", kind="minutes", **known
        ),
        "meetings.edit_standing_item": lambda: op.edit_standing_item(
            standing=standing, version=1, title="Minutes of last time", **known
        ),
        "meetings.move_standing_item": lambda: op.move_standing_item(
            standing=standing, to=9, seen=order_of(standing), **known
        ),
        "meetings.take_off_standing_item": lambda: op.take_off_standing_item(
            standing=standing, version=1, **known
        ),
        "meetings.plan_meetings": lambda: op.plan_meetings(
            body=cast.panel, days=[date(2026, 9, 15), date(2026, 10, 13)], **known
        ),
        "meetings.edit_meeting": lambda: op.edit_meeting(
            meeting=planned, version=1, held_on=date(2026, 5, 20), starts_at=None, place="Spalding", **known
        ),
    }


def order_of(standing: StandingItem) -> str:
    """The order of the body's standing items as a page shows it."""
    active = StandingItem.objects.filter(body=standing.body_id, is_active=True).order_by("position")
    return ",".join(str(pk) for pk in active.values_list("pk", flat=True))


def papers(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    paper = document(stage.running, cast)
    return {
        "meetings.add_paper": lambda: op.add_paper(
            meeting=stage.running, upload=SimpleUploadedFile("costs.pdf", PDF), title="Costs", openness="open",
            **known,
        ),
        "meetings.replace_paper": lambda: op.replace_paper(
            paper=paper, version=1, upload=SimpleUploadedFile("costs.pdf", PDF), **known
        ),
        "meetings.relabel_paper": lambda: op.relabel_paper(
            paper=paper, version=1, title="The costs", label="Appendix C", **known
        ),
        "meetings.change_paper_openness": lambda: op.change_paper_openness(
            paper=paper, version=1, openness="exempt", exempt_paragraph=3, **known
        ),
        "meetings.withdraw_paper": lambda: op.withdraw_paper(
            paper=paper, version=1, reason="It was the wrong file", **known
        ),
    }  # fmt: skip
