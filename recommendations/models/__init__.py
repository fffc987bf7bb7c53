"""What was asked: recommendations, each council's response, the actions promised, and how it ended."""

from recommendations.models.actions import (
    Action,
    ActionPart,
    ActionRecommendation,
    DueDateChange,
    Evidence,
    ProgressUpdate,
    SignOff,
)
from recommendations.models.reading import Proposal, Reading
from recommendations.models.recommendation import (
    Closure,
    ImpactRating,
    PeriodicJudgement,
    Recommendation,
    ReferenceSeries,
    RouteStop,
    Topic,
    WordingCorrection,
)
from recommendations.models.response import Response, ResponseDueDateChange, ResponseVersion

__all__ = [
    "Action",
    "ActionPart",
    "ActionRecommendation",
    "Closure",
    "DueDateChange",
    "Evidence",
    "ImpactRating",
    "PeriodicJudgement",
    "ProgressUpdate",
    "Proposal",
    "Reading",
    "Recommendation",
    "ReferenceSeries",
    "Response",
    "ResponseDueDateChange",
    "ResponseVersion",
    "RouteStop",
    "SignOff",
    "Topic",
    "WordingCorrection",
]
