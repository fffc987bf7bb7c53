"""Where it was said: meetings, their agenda and papers, who was there, and what came of each item."""

from meetings.models.agenda import AgendaItem, StandingItem
from meetings.models.meeting import Attendance, Meeting
from meetings.models.outcomes import Correction, Outcome, OutcomeDraft, OutcomePoint
from meetings.models.papers import Document

__all__ = [
    "AgendaItem",
    "Attendance",
    "Correction",
    "Document",
    "Meeting",
    "Outcome",
    "OutcomeDraft",
    "OutcomePoint",
    "StandingItem",
]
