"""Which meeting may agree the minutes of another."""

from core.refusals import Refused
from meetings.models import Meeting
from meetings.queries.agreeing import HELD, bodies_after


def require_later(meeting: Meeting, at_meeting: Meeting | None) -> None:
    """Raises Refused unless the second meeting may agree the minutes of the first (rule 13).

    It is a meeting of the same body, of a body that followed it, or of the same task group; it was held later; and it has
    begun. Where the day of the first is not on record, any dated meeting counts as later.
    """
    if at_meeting is None:
        raise Refused("Choose the meeting that agreed the minutes", field="at_meeting")
    if at_meeting.pk == meeting.pk:
        raise Refused("A later meeting agrees the minutes, not the meeting itself", field="at_meeting")
    same_group = meeting.task_group_id is not None and meeting.task_group_id == at_meeting.task_group_id
    if not same_group and at_meeting.body_id not in bodies_after(meeting):
        raise Refused(
            "Choose a meeting of the same body, or of the body that followed it", field="at_meeting"
        )
    held_on, agreed_on = meeting.held_on, at_meeting.held_on
    if agreed_on is None or (held_on is not None and agreed_on <= held_on):
        raise Refused("Choose a meeting that was held later than this one", field="at_meeting")
    if at_meeting.status not in HELD:
        raise Refused("That meeting has not been held. Minutes are agreed at a meeting", field="at_meeting")
