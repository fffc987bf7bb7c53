"""Every write of task groups, what they gather and what they report."""

from task_groups.operations.convening import Wanted, change_member, change_seats, name_member
from task_groups.operations.evidence import add_finding, add_line, add_witness, name_witness
from task_groups.operations.groups import add_member, add_officer, convene, move_group, want_seats
from task_groups.operations.reports import add_report, begin_report, edit_report, publish_report
from task_groups.operations.scope import ask, edit_line, edit_scope

__all__ = [
    "Wanted",
    "add_finding",
    "add_line",
    "add_member",
    "add_officer",
    "add_report",
    "add_witness",
    "ask",
    "begin_report",
    "change_member",
    "change_seats",
    "convene",
    "edit_line",
    "edit_report",
    "edit_scope",
    "move_group",
    "name_member",
    "name_witness",
    "publish_report",
    "want_seats",
]
