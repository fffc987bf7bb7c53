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
from recommendations.models.chasing import EscalationStep
from recommendations.models.following import Following
from recommendations.models.gaps import GapNote
from recommendations.models.questions import UpdateQuestion
from recommendations.models.reading import Proposal, Reading
from recommendations.models.recommendation import (
    Closure,
    ImpactRating,
    PeriodicJudgement,
    Recommendation,
    ReferenceSeries,
    Topic,
    WordingCorrection,
)
from recommendations.models.response import Response, ResponseDueDateChange, ResponseVersion
from recommendations.models.route import DraftedFrom, RouteStop
from recommendations.models.suggestion import ResponseSuggestion
from recommendations.models.work import DateRequest, PromiseCheck

__all__ = [
    "Action",
    "ActionPart",
    "ActionRecommendation",
    "Closure",
    "DateRequest",
    "DraftedFrom",
    "DueDateChange",
    "EscalationStep",
    "Evidence",
    "Following",
    "GapNote",
    "ImpactRating",
    "PeriodicJudgement",
    "ProgressUpdate",
    "PromiseCheck",
    "Proposal",
    "Reading",
    "Recommendation",
    "ReferenceSeries",
    "Response",
    "ResponseDueDateChange",
    "ResponseSuggestion",
    "ResponseVersion",
    "RouteStop",
    "SignOff",
    "Topic",
    "UpdateQuestion",
    "WordingCorrection",
]
