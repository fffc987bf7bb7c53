"""Who may do what with strategies and their reviews."""

from datetime import date
from typing import Any

from councils.models import Council
from councils.permissions import capacities_of, is_scrutiny_officer
from strategies.enums import ReviewKind
from strategies.lifecycle import OPEN
from strategies.models import Kpi, Review, RoadmapProject, Strategy


def can_record_reviews(user: Any, *, on: date) -> bool:
    """The scrutiny officer writes down what became of a review (rule 18)."""
    return is_scrutiny_officer(user, on=on)


def can_keep_projects(user: Any, strategy: Strategy, *, on: date) -> bool:
    """Add and change projects, milestones and measures of the partnership's own strategies: the scrutiny officer."""
    return strategy.partnership_id is not None and is_scrutiny_officer(user, on=on)


def can_report_on_project(user: Any, project: RoadmapProject, *, on: date) -> bool:
    """Report health, stage and milestones: whoever leads the project, and the scrutiny officer (rule 21)."""
    return can_keep_projects(user, project.roadmap.strategy, on=on) or leads(user, project, on=on)


def leads(user: Any, project: RoadmapProject, *, on: date) -> bool:
    """Whether the person holds the post that leads the project."""
    return project.lead_id is not None and project.lead_id in capacities_of(user, on=on).officer_in


def can_tell_difficulties(user: Any, project: RoadmapProject, *, on: date) -> bool:
    """Tell of a difficulty, at any time: every officer in post, and the scrutiny officer (rule 21)."""
    if project.roadmap.strategy.partnership_id is None:
        return False
    capacities = capacities_of(user, on=on)
    return bool(capacities.officer_in) or capacities.is_scrutiny_officer


def can_see_project_difficulties(user: Any, *, on: date) -> bool:
    """Read difficulties of projects: officers in post, portfolio holders, and councillors, who question them."""
    held = capacities_of(user, on=on)
    return bool(held.is_scrutiny_officer or held.officer_in or held.signs_for or held.is_councillor)


def can_decide_case(user: Any, project: RoadmapProject, council: Council, *, on: date) -> bool:
    """Decide on a business case for a council: its portfolio holder or deputy, and never of a project that they lead."""
    strategy = project.roadmap.strategy
    is_concerned = (
        strategy.council_id == council.pk
        if strategy.council_id is not None
        else strategy.partnership_id == council.partnership_id
    )
    answers_for_it = council.pk in capacities_of(user, on=on).councils
    return is_concerned and answers_for_it and not leads(user, project, on=on)


def can_read_measure(user: Any, kpi: Kpi, *, on: date) -> bool:
    """Add a reading: whoever holds the post that owns the measure, and the scrutiny officer."""
    owns = kpi.owner_id is not None and kpi.owner_id in capacities_of(user, on=on).officer_in
    return owns or can_keep_projects(user, kpi.strategy, on=on)


def can_keep_registers(user: Any, *, on: date) -> bool:
    """The scrutiny officer keeps systems, digital transactions and words (rules 22, 23 and 25)."""
    return is_scrutiny_officer(user, on=on)


def can_judge(user: Any, review: Review, *, on: date) -> bool:
    """The scrutiny officer fills in the sheet of a check as long as it is open (rule 17)."""
    return is_scrutiny_officer(user, on=on) and review.kind == ReviewKind.CHECK and review.status in OPEN


def can_write_annual_reviews(user: Any, *, on: date) -> bool:
    """The scrutiny officer begins, introduces and concludes the annual review, and writes its paragraphs (rule 19)."""
    return is_scrutiny_officer(user, on=on)


def can_keep_strategies(user: Any, *, on: date) -> bool:
    """The scrutiny officer keeps strategies with their versions, adoptions, money and feedback (rules 20, 24 and 26)."""
    return is_scrutiny_officer(user, on=on)


def can_change_rhythm(user: Any, *, on: date) -> bool:
    """The scrutiny officer changes when a strategy is reviewed (rule 16)."""
    return is_scrutiny_officer(user, on=on)
