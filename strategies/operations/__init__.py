"""Every write of strategies, their projects and reviews, money and words."""

from strategies.operations.adoptions import record_adoption, settle_adoption
from strategies.operations.annual import (
    begin_annual_review,
    conclude_annual_review,
    write_introduction,
    write_paragraph,
)
from strategies.operations.cases import decide_case, move_case
from strategies.operations.difficulties import settle_difficulty, tell_difficulty
from strategies.operations.feedback import add_feedback, withdraw_feedback
from strategies.operations.glossary import add_term, edit_term
from strategies.operations.measures import add_kpi, edit_kpi, read_kpi
from strategies.operations.milestones import add_milestone, change_milestone
from strategies.operations.money import add_funding, add_share
from strategies.operations.projects import add_project, edit_project, record_stage, report_health
from strategies.operations.reviews import record_review
from strategies.operations.rhythm import change_rhythm
from strategies.operations.sheet import Answered, Judged, conclude_check, fill_sheet, judge_line
from strategies.operations.splitting import move_money, split_funding
from strategies.operations.strategies import (
    add_roadmap,
    add_strategy,
    edit_strategy,
    move_strategy,
    rest_cadence_on,
)
from strategies.operations.systems import add_system, edit_system
from strategies.operations.transactions import (
    hand_in_sheet,
    record_transaction,
    set_sheet_aside,
    take_over_sheet,
)
from strategies.operations.versions import (
    add_document,
    add_version,
    change_document_openness,
    withdraw_document,
)

__all__ = [
    "Answered",
    "Judged",
    "add_document",
    "add_feedback",
    "add_funding",
    "add_kpi",
    "add_milestone",
    "add_project",
    "add_roadmap",
    "add_share",
    "add_strategy",
    "add_system",
    "add_term",
    "add_version",
    "begin_annual_review",
    "change_document_openness",
    "change_milestone",
    "change_rhythm",
    "conclude_annual_review",
    "conclude_check",
    "decide_case",
    "edit_kpi",
    "edit_project",
    "edit_strategy",
    "edit_system",
    "edit_term",
    "fill_sheet",
    "hand_in_sheet",
    "judge_line",
    "move_case",
    "move_money",
    "move_strategy",
    "read_kpi",
    "record_adoption",
    "record_review",
    "record_stage",
    "record_transaction",
    "report_health",
    "rest_cadence_on",
    "set_sheet_aside",
    "settle_adoption",
    "settle_difficulty",
    "split_funding",
    "take_over_sheet",
    "tell_difficulty",
    "withdraw_document",
    "withdraw_feedback",
    "write_introduction",
    "write_paragraph",
]
