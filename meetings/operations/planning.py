"""Planning meetings, one or a series, and changing what was planned."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from core import history
from core.dates import spell
from core.enums import Precision
from core.models import Source
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Body, User
from meetings.cycle import MOST_AT_ONCE
from meetings.enums import PUBLIC, MeetingStatus
from meetings.models import Meeting
from meetings.operations.standing import add_standing_items
from task_groups.models import TaskGroup

TAKEN = "A meeting of this body on this day is planned already"
NO_DAY = "Enter a date, such as 30 September 2026"
DAY_IS_OUT = "The agenda is published. To meet on another day, postpone the meeting and plan it again."


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
    standing_items: bool = False,
    by: User | None,
    at: datetime,
) -> Meeting:
    """Put a meeting of a body or of a task group on the calendar. Nobody but the scrutiny officer sees it yet.

    `held_on` sorts; `held_precision` says how exactly the day is known ("month": March 2023, day not on record).
    `standing_items` puts the body's standing items on its agenda: not where an old paper is written down.
    Raises Refused without exactly one of body and task group, without a day that is said to be known, and when the
    address is taken: a body has one meeting for each `slug`.
    """
    if (body is None) == (task_group is None):
        raise Refused("Choose whose meeting it is", field="body")
    if held_on is None and held_precision != Precision.UNKNOWN:
        raise Refused(NO_DAY, field="held_on")
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
    if standing_items:
        add_standing_items(meeting=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def plan_meetings(
    *,
    body: Body | None = None,
    task_group: TaskGroup | None = None,
    days: Sequence[date],
    starts_at: time | None = None,
    place: str = "",
    by: User | None,
    at: datetime,
) -> list[Meeting]:
    """Plan a meeting of a body or of a task group on each of the days, at most 26, with its standing items.

    All or nothing. Raises Refused without days, with too many, and when it meets on one of them already: the sentence
    says which.
    """
    if not days:
        raise Refused("Choose at least one day", field="days")
    if len(days) > MOST_AT_ONCE:
        raise Refused(f"Plan at most {MOST_AT_ONCE} meetings at once", field="days")
    made = []
    for day in sorted(set(days)):
        try:
            meeting = plan_meeting(
                body=body, task_group=task_group, slug=day.isoformat(), held_on=day, starts_at=starts_at,
                place=place, standing_items=True, by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            raise Refused(f"{refusal.sentence}: {spell(day)}", field="days") from refusal
        made.append(meeting)
    return made


@transaction.atomic
def edit_meeting(
    *,
    meeting: Meeting,
    version: int,
    held_on: date,
    starts_at: time | None,
    place: str,
    by: User | None,
    at: datetime,
) -> Meeting:
    """Change the day, time and place of a meeting that has not begun.

    The day changes only while the agenda is not published; afterwards a meeting is postponed, with a reason. The address
    follows the day only while nobody but the officers could know it. Raises Refused otherwise and for a day on which the
    body meets already, and Overtaken when the meeting was changed since `version`.
    """
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.status not in {MeetingStatus.PLANNED, MeetingStatus.AGENDA_PUBLISHED}:
        raise Refused("Only a meeting that has not begun can be changed.")
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    old = held.held_on
    if held_on != old:
        if held.status != MeetingStatus.PLANNED:
            raise Refused(DAY_IS_OUT, field="held_on")
        require_free_day(held, held_on)
        if old is not None and held.slug == old.isoformat() and held.postponed_from is None:
            held.slug = held_on.isoformat()
    details = {
        name: [str(getattr(held, name) or ""), str(value or "")]
        for name, value in (("held_on", held_on), ("starts_at", starts_at), ("place", place.strip()))
        if getattr(held, name) != value
    }
    held.held_on, held.starts_at, held.place, held.version = held_on, starts_at, place.strip(), version + 1
    held.held_precision = Precision.DAY
    try:
        with transaction.atomic():
            held.save(update_fields=["slug", "held_on", "held_precision", "starts_at", "place", "version"])
    except IntegrityError as taken:
        raise Refused(TAKEN, field="held_on") from taken
    is_public = held.status in PUBLIC or held.postponed_from is not None
    history.record(subject=held, verb="edit", by=by, at=at, public=is_public, on=held_on, details=details)
    return held


def require_free_day(meeting: Meeting, day: date) -> None:
    """Refuse a day on which the same body or task group meets already. A cancelled meeting takes no day."""
    others = Meeting.objects.exclude(pk=meeting.pk).exclude(status=MeetingStatus.CANCELLED)
    if others.filter(body=meeting.body_id, task_group=meeting.task_group_id, held_on=day).exists():
        raise Refused(TAKEN, field="held_on")
