"""Carrying items over to a later meeting of the same body."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from core import history
from core.refusals import Refused
from councils.models import User
from meetings.models import AgendaItem, Meeting
from meetings.operations.agenda import next_number, open_agenda

NOT_LATER = "Items are carried over to a later meeting of the same body"


@transaction.atomic
def carry_over(
    *, meeting: Meeting, items: Collection[int], to: Meeting, by: User | None, at: datetime
) -> list[AgendaItem]:
    """Put items of a meeting, by their ids, on the agenda of a later one of the same body. Each says where it came from.

    What is exempt stays so, with its paragraph and neutral words (promise X3). An item that was carried over before is
    not carried again: one item, one successor. Raises Refused without items, for an item of another meeting, for a
    meeting that is not later or of another body, and when that meeting's agenda is closed.
    """
    if not items:
        raise Refused("Choose at least one item", field="items")
    same = (meeting.body_id, meeting.task_group_id) == (to.body_id, to.task_group_id)
    if not same or meeting.held_on is None or to.held_on is None or to.held_on <= meeting.held_on:
        raise Refused(NOT_LATER, field="to")
    there = open_agenda(to)
    found = list(
        AgendaItem.objects.select_for_update().filter(meeting=meeting, pk__in=items).order_by("position")
    )
    if len(found) != len(set(items)):
        raise Refused("One of the items is not part of this meeting", field="items")
    known = set(AgendaItem.objects.filter(carried_from__in=found).values_list("carried_from_id", flat=True))
    return [_carry(item, there, by=by, at=at) for item in found if item.pk not in known]


def _carry(item: AgendaItem, to: Meeting, *, by: User | None, at: datetime) -> AgendaItem:
    made = AgendaItem.objects.create(
        meeting=to,
        position=(to.items.aggregate(last=Max("position"))["last"] or 0) + 1,
        number=next_number(to.items.all()),
        title=item.title,
        public_title=item.public_title,
        presenter=item.presenter,
        introduction=item.introduction,
        strategy_id=item.strategy_id,
        report_id=item.report_id,
        follows_up_id=item.follows_up_id,
        carried_from=item,
        openness=item.openness,
        exempt_paragraph=item.exempt_paragraph,
        public_summary=item.public_summary,
        exempt_review_on=item.exempt_review_on,
    )
    for subject, trail, other in ((item, item.meeting, made), (made, to, item)):
        history.record(
            subject=subject, trail=trail, verb="carry_over" if subject is item else "add", by=by, at=at,
            details={"carried": other.pk, "position": subject.position, "openness": subject.openness},
        )  # fmt: skip
    return made
