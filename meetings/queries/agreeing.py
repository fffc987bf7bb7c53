"""The meetings at which minutes may have been agreed."""

from meetings.enums import RECORD_PUBLISHED, MeetingStatus
from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet

HELD = RECORD_PUBLISHED | {MeetingStatus.IN_PROGRESS, MeetingStatus.HELD}
MOST = 50


def bodies_after(meeting: Meeting) -> set[int]:
    """The ids of the meeting's body and of those that followed it, one after the other. Empty for a task group."""
    found: set[int] = set()
    body = meeting.body
    while body is not None and body.pk not in found:
        found.add(body.pk)
        body = body.successor
    return found


def later_meetings(meeting: Meeting) -> MeetingQuerySet:
    """Later meetings of the same body, of one that followed it, or of the same task group. The nearest first, at most 50."""
    same = {"body__in": bodies_after(meeting)} if meeting.body_id else {"task_group": meeting.task_group_id}
    later = Meeting.objects.filter(**same, status__in=HELD, held_on__isnull=False).exclude(pk=meeting.pk)
    if meeting.held_on is not None:
        later = later.filter(held_on__gt=meeting.held_on)
    nearest = later.order_by("held_on", "pk").values("pk")[:MOST]
    return (
        Meeting.objects.filter(pk__in=nearest).select_related("body", "task_group").order_by("held_on", "pk")
    )
