"""Who may do what with task groups and their reports."""

from datetime import date
from typing import Any

from councils.permissions import is_scrutiny_officer
from task_groups.enums import ReportStatus
from task_groups.models import Report


def can_see_report(user: Any, report: Report, *, on: date) -> bool:
    """A draft is the scrutiny officer's alone until it is published."""
    return report.status == ReportStatus.PUBLISHED or is_scrutiny_officer(user, on=on)


def can_offer_to_send(user: Any, report: Report, *, on: date) -> bool:
    """The scrutiny officer sends a published report to the executives; whether it may still be sent is known above."""
    return report.status == ReportStatus.PUBLISHED and is_scrutiny_officer(user, on=on)
