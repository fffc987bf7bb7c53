"""Who looked into it: task groups, their members on behalf of councils, what they asked and what they found."""

from task_groups.models.enquiry import LineOfEnquiry, Witness, WitnessCoverage
from task_groups.models.evidence import GatheredEvidence
from task_groups.models.findings import Finding
from task_groups.models.groups import Membership, SeatsWanted, SupportOfficer, TaskGroup
from task_groups.models.reports import Report
from task_groups.models.scope import ScopeAnswer

__all__ = [
    "Finding",
    "GatheredEvidence",
    "LineOfEnquiry",
    "Membership",
    "Report",
    "ScopeAnswer",
    "SeatsWanted",
    "SupportOfficer",
    "TaskGroup",
    "Witness",
    "WitnessCoverage",
]
