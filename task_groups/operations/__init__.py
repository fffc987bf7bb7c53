"""Every write of task groups, what they gather and what they report."""

from task_groups.operations.evidence import add_finding, add_line, add_witness
from task_groups.operations.groups import add_member, add_officer, convene, move_group, want_seats
from task_groups.operations.reports import add_report, publish_report

__all__ = [
    "add_finding",
    "add_line",
    "add_member",
    "add_officer",
    "add_report",
    "add_witness",
    "convene",
    "move_group",
    "publish_report",
    "want_seats",
]
