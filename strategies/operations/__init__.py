"""Every write of strategies, their projects and reviews, money and words."""

from strategies.operations.glossary import add_term
from strategies.operations.money import add_funding, add_kpi, add_share, read_kpi
from strategies.operations.projects import add_project, record_stage, report_health
from strategies.operations.reviews import conclude_check, judge_line, record_review
from strategies.operations.strategies import add_roadmap, add_strategy, record_adoption, rest_cadence_on

__all__ = [
    "add_funding",
    "add_kpi",
    "add_project",
    "add_roadmap",
    "add_share",
    "add_strategy",
    "add_term",
    "conclude_check",
    "judge_line",
    "read_kpi",
    "record_adoption",
    "record_review",
    "record_stage",
    "report_health",
    "rest_cadence_on",
]
