"""The demonstration: an invented partnership in every state there is, in an empty data folder only."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Field, Model

from core.models import HistoryEntry
from councils.models import Council
from scrutiny_portal.demo.loading import load

TODAY = date(2027, 1, 11)
APPS = ("councils", "strategies", "task_groups", "meetings", "recommendations", "work_programme")
# What is set in the administration, and what the clock work writes once the portal runs.
NOT_PLAYED = {"councils.ClosureDay", "work_programme.CouncilLimit", "work_programme.PlannedMonths"}
# How exactly a date is known, by which paragraph something is exempt, and settings: none of them is a state.
NO_STATES = {"exempt_paragraph", "day_move", "judged_every_months", "points"}
# States that pass within a minute, and words that a fact uses rather than states it is in.
PASSING: dict[str, set[object]] = {
    "strategies.Review.judgement": {"on_track", "off_track", "not_enough_evidence"},
    "strategies.ReviewNotice.occasion": {"coming"},
    "recommendations.GapNote.kind": {"day", "made", "source", "officer", "date", "stop"},
    "recommendations.Reading.openness": {"exempt"},
    "recommendations.Reading.status": {"waiting", "being_read"},
    "recommendations.Proposal.kind": {"response", "answer", "undertaking", "request"},
    "recommendations.Proposal.status": {"on_record"},
    "recommendations.RouteStop.decision": {"noted", "approved", "resolved", "deferred", "referred"},
    "recommendations.ResponseSuggestion.verdict": {
        "in_part",
        "in_place",
        "rejected",
        "principle",
        "deferred",
    },
    "work_programme.WorkItem.kind": {"deep", "check", "group"},
}


def states(model: type[Model]) -> Iterator[Any]:
    for field in model._meta.get_fields():
        is_state = isinstance(field, Field) and field.choices and field.name not in NO_STATES
        if is_state and not field.name.endswith("precision"):
            yield field


def missing() -> dict[str, set[object]]:
    """What does not occur: a whole thing, or a state of one."""
    lacking: dict[str, set[object]] = {}
    for model in apps.get_models():
        label = model._meta.label
        if model._meta.app_label not in APPS or label in NOT_PLAYED:
            continue
        rows = model._default_manager.order_by()
        if not rows.exists():
            lacking[label] = {"nothing at all"}
            continue
        for field in states(model):
            name = f"{label}.{field.name}"
            there = set(rows.values_list(field.name, flat=True).distinct())
            absent = {value for value, _ in field.flatchoices} - there - PASSING.get(name, set())
            if absent:
                lacking[name] = absent
    return lacking


@pytest.mark.django_db
def test_it_holds_every_thing_in_every_state_once_and_nobody_real() -> None:
    assert load(today=TODAY) is True
    assert missing() == {}
    entries = HistoryEntry.objects.count()
    assert load(today=TODAY) is False
    assert HistoryEntry.objects.count() == entries
    assert {council.short_name for council in Council.objects.all()} == {
        "Brackwater",
        "Cressholm",
        "Elvermere",
    }


@pytest.mark.django_db
def test_it_never_mixes_with_a_record(cast: object) -> None:
    with pytest.raises(CommandError, match="The demonstration needs a folder of its own"):
        call_command("load_demo", stdout=StringIO(), stderr=StringIO())


def test_production_refuses_it(settings: Any) -> None:
    settings.TRIAL_ACCOUNTS = False
    with pytest.raises(CommandError, match="everybody knows its passwords"):
        call_command("load_demo", stdout=StringIO(), stderr=StringIO())
