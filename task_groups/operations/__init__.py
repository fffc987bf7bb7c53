"""Every write of task groups, what they gather and what they report."""

from task_groups.operations.agreeing import record_scope_answer
from task_groups.operations.asking import plan_questions, record_coverage
from task_groups.operations.convening import Wanted, change_member, change_seats, name_member
from task_groups.operations.evidence import add_finding, add_line, add_witness, name_witness
from task_groups.operations.findings import edit_finding, move_finding, withdraw_finding, write_finding
from task_groups.operations.gathering import (
    change_evidence_openness,
    edit_evidence,
    gather,
    withdraw_evidence,
)
from task_groups.operations.groups import add_member, add_officer, convene, move_group, want_seats
from task_groups.operations.proposing import propose_group
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
    "change_evidence_openness",
    "change_member",
    "change_seats",
    "convene",
    "edit_evidence",
    "edit_finding",
    "edit_line",
    "edit_report",
    "edit_scope",
    "gather",
    "move_finding",
    "move_group",
    "name_member",
    "name_witness",
    "plan_questions",
    "propose_group",
    "publish_report",
    "record_coverage",
    "record_scope_answer",
    "want_seats",
    "withdraw_evidence",
    "withdraw_finding",
    "write_finding",
]
