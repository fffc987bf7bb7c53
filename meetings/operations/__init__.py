"""Every write to meetings: planning, the agenda, the log, drafts."""

from meetings.operations.agenda import add_item
from meetings.operations.attendance import There, add_attendance, save_attendance
from meetings.operations.drafts import clear_draft, save_draft
from meetings.operations.log import check_outcome, edit_outcome, log_outcome, withdraw_outcome
from meetings.operations.planning import plan_meeting
from meetings.operations.record import (
    agree,
    cancel,
    check_entries,
    correct_outcome,
    finish,
    lock,
    pause,
    plan_again,
    postpone,
    publish_agenda,
    publish_record,
    start,
)

__all__ = [
    "There",
    "add_attendance",
    "add_item",
    "agree",
    "cancel",
    "check_entries",
    "check_outcome",
    "clear_draft",
    "correct_outcome",
    "edit_outcome",
    "finish",
    "lock",
    "log_outcome",
    "pause",
    "plan_again",
    "plan_meeting",
    "postpone",
    "publish_agenda",
    "publish_record",
    "save_attendance",
    "save_draft",
    "start",
    "withdraw_outcome",
]
