"""How the states of a meeting look. Pure."""

from core.statuses import Status
from meetings.enums import ItemProgress, MeetingStatus

MEETING_STATUSES: dict[str, Status] = {
    MeetingStatus.PLANNED: Status("Planned", "Planned", "todo", "mute"),
    MeetingStatus.AGENDA_PUBLISHED: Status("Agenda published", "Agenda", "doc", "go"),
    MeetingStatus.IN_PROGRESS: Status("In progress", "Now", "doing", "go"),
    MeetingStatus.HELD: Status("Held, record to come", "Held", "await", "go"),
    MeetingStatus.DRAFT_MINUTES: Status("Record published", "Record", "accepted", "ok"),
    MeetingStatus.AGREED: Status("Minutes agreed", "Agreed", "accepted", "ok"),
    MeetingStatus.LOCKED: Status("Minutes agreed and locked", "Agreed", "signed", "ok"),
    MeetingStatus.POSTPONED: Status("Postponed", "Postponed", "deferred", "warn"),
    MeetingStatus.CANCELLED: Status("Cancelled", "Cancelled", "stop", "mute"),
}
PROGRESS_STATUSES: dict[str, Status] = {
    ItemProgress.TO_COME: Status("To come", "To come", "todo", "mute"),
    ItemProgress.UNDER_WAY: Status("Under way", "Now", "doing", "go"),
    ItemProgress.DONE: Status("Done", "Done", "accepted", "mute"),
}
