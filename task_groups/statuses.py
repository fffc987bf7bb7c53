"""How task groups and reports look: word, shape and colour together."""

from core.statuses import Status
from task_groups.enums import CoverageState, ReportStatus, ScopeVerdict, TaskGroupStatus

TASK_GROUP = {
    TaskGroupStatus.PROPOSED: Status("Proposed", "Proposed", "todo", "mute"),
    TaskGroupStatus.SCOPED: Status("Scope agreed", "Scoped", "doing", "go"),
    TaskGroupStatus.GATHERING: Status("Gathering evidence", "Gathering", "doing", "go"),
    TaskGroupStatus.DRAFTING: Status("Drafting the report", "Drafting", "doing", "go"),
    TaskGroupStatus.REPORTED: Status("Reported", "Reported", "accepted", "ok"),
    TaskGroupStatus.CLOSED: Status("Closed", "Closed", "signed", "ok"),
}

REPORT = {
    ReportStatus.DRAFT: Status("Draft", "Draft", "await", "go"),
    ReportStatus.PUBLISHED: Status("Published", "Published", "accepted", "ok"),
}

NOT_ASKED = Status("No word on record", "Not on record", "norec", "mute")
SCOPE: dict[str, Status] = {
    ScopeVerdict.AGREED: Status("Agreed", "Agreed", "accepted", "ok"),
    ScopeVerdict.CHANGED: Status("Agreed with changes", "With changes", "part", "part"),
    ScopeVerdict.REFUSED: Status("Not agreed", "Not agreed", "no", "no"),
}
NOT_PLANNED = Status("Not for this witness", "Not planned", "notasked", "mute")
COVERAGE: dict[str, Status] = {
    CoverageState.OPEN: Status("Still to ask", "To ask", "todo", "mute"),
    CoverageState.ASKED: Status("Asked", "Asked", "accepted", "ok"),
    CoverageState.DROPPED: Status("Not to be asked", "Not asked", "notasked", "mute"),
}
STILL_OPEN = Status("Asked, something is still open", "Still open", "part", "warn")
