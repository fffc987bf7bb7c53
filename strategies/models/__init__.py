"""What is being delivered and when we look again."""

from strategies.models.documents import StrategyDocument
from strategies.models.feedback import ParticipantFeedback
from strategies.models.glossary import GlossaryTerm
from strategies.models.measures import Kpi, KpiReading
from strategies.models.money import Funding, FundingShare
from strategies.models.projects import (
    BusinessCaseDecision,
    ProjectDifficulty,
    ProjectHealth,
    ProjectMilestone,
    ProjectStage,
    Roadmap,
    RoadmapProject,
)
from strategies.models.registers import DigitalTransaction, System, TransactionSheet
from strategies.models.reviews import AnnualReview, AssuranceFinding, Review, ReviewAnswer, ReviewNotice
from strategies.models.strategy import Adoption, CadenceBasis, Strategy, StrategyVersion

__all__ = [
    "Adoption",
    "AnnualReview",
    "AssuranceFinding",
    "BusinessCaseDecision",
    "CadenceBasis",
    "DigitalTransaction",
    "Funding",
    "FundingShare",
    "GlossaryTerm",
    "Kpi",
    "KpiReading",
    "ParticipantFeedback",
    "ProjectDifficulty",
    "ProjectHealth",
    "ProjectMilestone",
    "ProjectStage",
    "Review",
    "ReviewAnswer",
    "ReviewNotice",
    "Roadmap",
    "RoadmapProject",
    "Strategy",
    "StrategyDocument",
    "StrategyVersion",
    "System",
    "TransactionSheet",
]
