"""Every write to meetings: planning, the agenda, the log, drafts."""

from meetings.operations.agenda import add_item, edit_item, move_item, take_off_item, was_public
from meetings.operations.attendance import There, add_attendance, save_attendance
from meetings.operations.carrying import carry_over
from meetings.operations.corrections import correct_outcome, correct_record
from meetings.operations.drafts import clear_draft, save_draft
from meetings.operations.log import (
    check_outcome,
    edit_outcome,
    log_outcome,
    uncheck_outcome,
    withdraw_outcome,
)
from meetings.operations.log_order import (
    link_outcome,
    mark_item,
    move_outcome,
    restore_outcome,
    shift_outcome,
)
from meetings.operations.papers import (
    add_paper,
    change_paper_openness,
    relabel_paper,
    replace_paper,
    withdraw_paper,
)
from meetings.operations.planning import edit_meeting, plan_meeting, plan_meetings
from meetings.operations.record import (
    agree,
    cancel,
    check_entries,
    finish,
    lock,
    pause,
    plan_again,
    postpone,
    publish_agenda,
    publish_record,
    start,
)
from meetings.operations.standing import (
    add_standing_item,
    add_standing_items,
    edit_standing_item,
    move_standing_item,
    take_off_standing_item,
)

__all__ = [
    "There",
    "add_attendance",
    "add_item",
    "add_paper",
    "add_standing_item",
    "add_standing_items",
    "agree",
    "cancel",
    "carry_over",
    "change_paper_openness",
    "check_entries",
    "check_outcome",
    "clear_draft",
    "correct_outcome",
    "correct_record",
    "edit_item",
    "edit_meeting",
    "edit_outcome",
    "edit_standing_item",
    "finish",
    "link_outcome",
    "lock",
    "log_outcome",
    "mark_item",
    "move_item",
    "move_outcome",
    "move_standing_item",
    "pause",
    "plan_again",
    "plan_meeting",
    "plan_meetings",
    "postpone",
    "publish_agenda",
    "publish_record",
    "relabel_paper",
    "replace_paper",
    "restore_outcome",
    "save_attendance",
    "save_draft",
    "shift_outcome",
    "start",
    "take_off_item",
    "take_off_standing_item",
    "uncheck_outcome",
    "was_public",
    "withdraw_outcome",
    "withdraw_paper",
]
