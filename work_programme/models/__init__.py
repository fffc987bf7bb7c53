"""The work that was put on the programme, planned months of what comes by rule, and suggested topics."""

from work_programme.models.topics import TopicScore, TopicSuggestion
from work_programme.models.work import CouncilLimit, PlannedMonths, WorkItem

__all__ = ["CouncilLimit", "PlannedMonths", "TopicScore", "TopicSuggestion", "WorkItem"]
