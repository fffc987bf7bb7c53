"""Planning a meeting."""

from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from core import history
from core.enums import Precision
from core.models import Source
from core.refusals import Refused
from councils.models import Body, User
from meetings.models import Meeting
from task_groups.models import TaskGroup

TAKEN = "A meeting of this body on this day is planned already"


@transaction.atomic
def plan_meeting(
    *,
    body: Body | None = None,
    task_group: TaskGroup | None = None,
    slug: str,
    held_on: date | None,
    held_precision: str = Precision.DAY,
    starts_at: time | None = None,
    place: str = "",
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Meeting:
    """Put a meeting of a body or of a task group on the calendar. Nobody but the scrutiny officer sees it yet.

    `held_on` sorts; `held_precision` says how exactly the day is known ("month": March 2023, day not on record).
    Raises Refused without exactly one of body and task group, without a day that is said to be known, and when the
    address is taken: a body has one meeting for each `slug`.
    """
    if (body is None) == (task_group is None):
        raise Refused("Choose whose meeting it is", field="body")
    if held_on is None and held_precision != Precision.UNKNOWN:
        raise Refused("Enter a date, such as 30 September 2026", field="held_on")
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(
                body=body,
                task_group=task_group,
                slug=slug,
                held_on=held_on,
                held_precision=held_precision,
                starts_at=starts_at,
                place=place.strip(),
                source=source,
                source_place=source_place,
                is_summary=is_summary,
            )
    except IntegrityError as taken:
        raise Refused(TAKEN, field="held_on") from taken
    history.record(
        subject=meeting,
        verb="plan",
        by=by,
        at=at,
        new=meeting.status,
        on=held_on,
        precision=held_precision,
        source_id=source.pk if source else None,
    )
    return meeting
