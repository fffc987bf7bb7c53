"""Legal moves of a meeting, from planned to locked (rule 13). Pure."""

from core.moves import table
from meetings.enums import BEFORE
from meetings.enums import MeetingStatus as S

MEETING_MOVES = table(
    ("publish_agenda", {S.PLANNED}, S.AGENDA_PUBLISHED, "The agenda is already published."),
    ("start", BEFORE, S.IN_PROGRESS, "The log can be opened before the meeting is held, not after."),
    ("pause", {S.IN_PROGRESS}, S.AGENDA_PUBLISHED, "The meeting is not in progress."),
    ("finish", {S.IN_PROGRESS}, S.HELD, "The meeting is not in progress."),
    (
        "publish_record",
        {S.HELD},
        S.DRAFT_MINUTES,
        "The record is published after the meeting was held, once.",
    ),
    ("agree", {S.DRAFT_MINUTES}, S.AGREED, "Only published draft minutes can be agreed."),
    ("lock", {S.AGREED}, S.LOCKED, "Only agreed minutes can be locked."),
    ("postpone", BEFORE, S.POSTPONED, "Only a meeting that has not begun can be postponed."),
    ("cancel", BEFORE, S.CANCELLED, "Only a meeting that has not begun can be cancelled."),
    ("plan_again", {S.POSTPONED}, S.PLANNED, "Only a postponed meeting can be planned again."),
)
