"""Who may do what to meetings, on a day. Predicates only."""

from datetime import date
from typing import Any

from councils.permissions import capacities_of
from meetings.enums import BEFORE, LOGGABLE, RECORD_PUBLISHED, MeetingStatus
from meetings.models import Meeting


def can_plan(user: Any, *, on: date) -> bool:
    """Plan meetings: the scrutiny officer."""
    return capacities_of(user, on=on).is_scrutiny_officer


def can_add_items(user: Any, meeting: Meeting, *, on: date) -> bool:
    """Add items to the agenda: the scrutiny officer, until the record is published or the meeting is off."""
    open_agenda = meeting.status in LOGGABLE or meeting.status == MeetingStatus.POSTPONED
    return can_plan(user, on=on) and open_agenda


def can_publish_agenda(user: Any, meeting: Meeting, *, on: date) -> bool:
    """Publish the agenda: the scrutiny officer, of a planned meeting."""
    return can_plan(user, on=on) and meeting.status == MeetingStatus.PLANNED


def can_change_plan(user: Any, meeting: Meeting, *, on: date) -> bool:
    """Change the day, time or place of a meeting: the scrutiny officer, before it begins."""
    return can_plan(user, on=on) and meeting.status in BEFORE


def can_plan_again(user: Any, meeting: Meeting, *, on: date) -> bool:
    """Give a postponed meeting its new day: the scrutiny officer."""
    return can_plan(user, on=on) and meeting.status == MeetingStatus.POSTPONED


def can_move(user: Any, meeting: Meeting, *, on: date) -> bool:
    """Publish the agenda, postpone, cancel, agree, lock: the scrutiny officer. The table of moves says when."""
    return can_plan(user, on=on)


def can_keep_papers(user: Any, meeting: Meeting, *, on: date) -> bool:
    """Add papers to a meeting and change them: the scrutiny officer."""
    return can_plan(user, on=on)


def can_correct(user: Any, meeting: Meeting, *, on: date) -> bool:
    """Correct a record with a date and a reason: the scrutiny officer, once it is published."""
    return can_plan(user, on=on) and meeting.status in RECORD_PUBLISHED
