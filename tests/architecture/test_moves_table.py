"""The table of legal moves in the documentation is the one in the code, and every table is complete."""

import pytest
from django.apps import apps
from django.db.models import Field, Model

from core.moves import Move
from tests.architecture.moves import page, tables
from tests.architecture.source import ROOT

# Each table of moves and the model whose status it moves.
MODELS = {
    "NOTICE_MOVES": "notices.Notice",
    "REVIEW_MOVES": "strategies.Review",
    "CASE_MOVES": "strategies.RoadmapProject",
    "SHEET_MOVES": "strategies.TransactionSheet",
    "STRATEGY_MOVES": "strategies.Strategy",
    "MONEY_MOVES": "strategies.Funding",
    "TERM_MOVES": "strategies.GlossaryTerm",
    "TASK_GROUP_MOVES": "task_groups.TaskGroup",
    "REPORT_MOVES": "task_groups.Report",
    "MEETING_MOVES": "meetings.Meeting",
    "RECOMMENDATION_MOVES": "recommendations.Recommendation",
    "RESPONSE_MOVES": "recommendations.Response",
    "PART_MOVES": "recommendations.ActionPart",
    "READING_MOVES": "recommendations.Reading",
    "PROPOSAL_MOVES": "recommendations.Proposal",
    "WORK_MOVES": "work_programme.WorkItem",
    "TOPIC_MOVES": "work_programme.TopicSuggestion",
}
# Where the status is called otherwise.
FIELDS = {"CASE_MOVES": "business_case", "MONEY_MOVES": "state"}


def test_the_documented_moves_are_the_codes() -> None:
    assert (ROOT / "docs" / "moves.md").read_text() == page()


def test_every_table_names_its_model() -> None:
    assert [name for _, name, _ in tables()] == list(MODELS)


def statuses_of(name: str) -> tuple[set[str], str]:
    model: type[Model] = apps.get_model(MODELS[name])
    field = model._meta.get_field(FIELDS.get(name, "status"))
    assert isinstance(field, Field)
    return {str(value) for value, _ in field.choices or []}, str(field.default)


@pytest.mark.parametrize(("name", "moves"), [(name, moves) for _, name, moves in tables()])
def test_a_table_knows_only_statuses_of_its_model_and_reaches_each(name: str, moves: dict[str, Move]) -> None:
    statuses, first = statuses_of(name)
    targets = {move.target for move in moves.values()}
    sources = {source for move in moves.values() for source in move.sources}
    assert (targets | sources) - statuses == set()
    assert statuses - targets - {first} == set()


@pytest.mark.parametrize(("name", "moves"), [(name, moves) for _, name, moves in tables()])
def test_every_refusal_is_a_sentence(name: str, moves: dict[str, Move]) -> None:
    assert [move.name for move in moves.values() if not move.refusal.endswith(".")] == []
    assert [key for key, move in moves.items() if key != move.name] == []
