"""Who may do what with the work programme."""

from datetime import date
from typing import Any

from councils.permissions import capacities_of, is_scrutiny_officer
from work_programme.enums import UNDECIDED, TopicStatus, WorkStatus
from work_programme.models import TopicSuggestion, WorkItem


def can_keep_programme(user: Any, *, on: date) -> bool:
    """Put work on the programme and move it: the scrutiny officer."""
    return is_scrutiny_officer(user, on=on)


def can_change_work(user: Any, item: WorkItem, *, on: date) -> bool:
    """Change or end a piece of work: the scrutiny officer, until it has ended."""
    return item.status == WorkStatus.PLANNED and is_scrutiny_officer(user, on=on)


def can_suggest(user: Any, *, on: date) -> bool:
    """Suggest a topic: councillors, and the scrutiny officer for whoever asked. Residents ask a councillor."""
    capacities = capacities_of(user, on=on)
    return capacities.is_councillor or capacities.is_scrutiny_officer


def can_weigh(user: Any, topic: TopicSuggestion, *, on: date) -> bool:
    """Weigh a suggested topic by the criteria: the scrutiny officer, until it is decided."""
    return topic.status in UNDECIDED and is_scrutiny_officer(user, on=on)


def can_decide_topic(user: Any, topic: TopicSuggestion, *, on: date) -> bool:
    """Write down that a topic was accepted or declined, and why: the scrutiny officer, once it was weighed."""
    return topic.status == TopicStatus.WEIGHED and is_scrutiny_officer(user, on=on)
