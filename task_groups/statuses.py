"""How task groups and reports look: word, shape and colour together."""

from core.statuses import Status
from task_groups.enums import ReportStatus, TaskGroupStatus

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
