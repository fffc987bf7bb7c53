"""The agenda of a meeting."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from core import history
from core.enums import Openness
from core.refusals import Refused
from councils.models import User
from meetings.enums import LOGGABLE, MeetingStatus
from meetings.models import AgendaItem, Meeting
from strategies.models import Strategy
from task_groups.models import Report

AGENDA_CLOSED = "The agenda is closed: the record of this meeting is published, or the meeting is cancelled."


def settled_openness(openness: str, paragraph: int | None) -> tuple[str, int | None]:
    """Check what the caller says: there is no default, and what is open has no exempt paragraph.

    Local Government Act 1972, Schedule 12A: paragraphs 1 to 7. Raises Refused otherwise.
    """
    if openness not in Openness.values:
        raise Refused("Say whether this is open to the public or exempt", field="openness")
    if openness == Openness.OPEN and paragraph is not None:
        raise Refused("What is open to the public has no exempt paragraph", field="exempt_paragraph")
    if paragraph is not None and not 1 <= paragraph <= 7:
        raise Refused("Choose a paragraph from 1 to 7", field="exempt_paragraph")
    return openness, paragraph


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    title: str,
    openness: str,
    number: str = "",
    introduction: str = "",
    public_title: str = "",
    exempt_paragraph: int | None = None,
    public_summary: str = "",
    strategy: Strategy | None = None,
    report: Report | None = None,
    by: User | None,
    at: datetime,
) -> AgendaItem:
    """Add an item at the end of the agenda. An urgent item is added the same way while the meeting runs.

    The meeting's row is held while the position is counted, so that two officers get two positions. Raises Refused
    without a title, when the caller does not say whether the item is open, and once the agenda is closed.
    """
    title = title.strip()
    if not title:
        raise Refused("Say what the item is about", field="title")
    openness, exempt_paragraph = settled_openness(openness, exempt_paragraph)
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.status not in LOGGABLE and held.status != MeetingStatus.POSTPONED:
        raise Refused(AGENDA_CLOSED)
    last = held.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=last + 1,
        number=number or str(last + 1),
        title=title,
        public_title=public_title.strip(),
        introduction=introduction.strip(),
        openness=openness,
        exempt_paragraph=exempt_paragraph,
        public_summary=public_summary.strip(),
        strategy=strategy,
        report=report,
    )
    history.record(
        subject=item,
        trail=meeting,
        verb="add",
        by=by,
        at=at,
        details={"position": item.position, "openness": openness},
    )
    return item
