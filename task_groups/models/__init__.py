"""Who looked into it: task groups, their members on behalf of councils, what they asked and what they found."""

from task_groups.models.enquiry import Finding, LineOfEnquiry, Witness, WitnessCoverage
from task_groups.models.groups import Membership, SeatsWanted, SupportOfficer, TaskGroup
from task_groups.models.reports import Report

__all__ = [
    "Finding",
    "LineOfEnquiry",
    "Membership",
    "Report",
    "SeatsWanted",
    "SupportOfficer",
    "TaskGroup",
    "Witness",
    "WitnessCoverage",
]
