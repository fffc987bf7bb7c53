"""Legal moves of a task group and its report. Pure."""

from core.moves import table
from task_groups.enums import MAY_REPORT, ReportStatus, TaskGroupStatus

S = TaskGroupStatus

TASK_GROUP_MOVES = table(
    ("agree_scope", {S.PROPOSED}, S.SCOPED, "The scope can only be agreed while the group is proposed."),
    ("start_gathering", {S.SCOPED}, S.GATHERING, "Agree the scope first."),
    ("start_drafting", {S.GATHERING}, S.DRAFTING, "The group is not gathering evidence."),
    ("report", MAY_REPORT, S.REPORTED, "The group has no report in hand to publish."),
    ("close", {S.REPORTED}, S.CLOSED, "The group can be closed once it has reported."),
)
REPORT_MOVES = table(
    ("publish", {ReportStatus.DRAFT}, ReportStatus.PUBLISHED, "This report is already published."),
)
