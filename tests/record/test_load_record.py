"""Loading the record: whole or not at all, and once."""

from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from core import history
from core.models import HistoryEntry, Source
from councils.models import Appointment, Council, Person, Post
from councils.operations import add_person
from meetings.models import Meeting, Outcome
from recommendations.models import Action, ActionPart, Recommendation, Response, RouteStop
from scrutiny_portal.record import desk, loading
from scrutiny_portal.record.loading import SECTIONS, load, load_section
from strategies.models import GlossaryTerm, Review, Strategy
from task_groups.models import Finding, TaskGroup

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


@pytest.fixture
def record(db: None) -> None:
    load(at=NOW)


def counts() -> dict[str, int]:
    models: list[type[Any]] = [
        Source,
        Council,
        Person,
        Post,
        Appointment,
        Meeting,
        Outcome,
        Recommendation,
        Response,
        Action,
    ]
    models += [ActionPart, Strategy, Review, TaskGroup, Finding, GlossaryTerm, RouteStop, HistoryEntry]
    return {model.__name__: model.objects.count() for model in models}


def test_a_second_run_changes_nothing(db: None) -> None:
    call_command("load_record", on=date(2026, 11, 22), stdout=StringIO())
    before = counts()
    output = StringIO()
    call_command("load_record", on=date(2026, 11, 22), stdout=output)
    assert counts() == before
    assert output.getvalue().splitlines()[0] == "The record is loaded already."


def test_the_history_of_the_load_is_one_unbroken_chain(record: None) -> None:
    assert list(history.broken_entries()) == []
    assert set(HistoryEntry.objects.values_list("actor_name", flat=True)) == {"The portal"}


def test_an_interrupted_load_goes_on_where_it_stopped(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: desk.Desk) -> None:
        Person.objects.create(name="Half written")
        raise OSError("the power failed")

    whole = dict(SECTIONS)
    monkeypatch.setitem(loading.SECTIONS, "task-group", stop)
    with pytest.raises(OSError, match="the power failed"):
        load(at=NOW)
    assert Strategy.objects.count() == 3
    assert TaskGroup.objects.count() == 0
    assert not Person.objects.filter(name="Half written").exists()
    monkeypatch.setitem(loading.SECTIONS, "task-group", whole["task-group"])
    assert load(at=NOW) == list(SECTIONS)[list(SECTIONS).index("task-group") :]


def test_what_people_changed_since_stays(record: None) -> None:
    Person.objects.filter(name="A. Beal").update(name="Another Spelling")
    GlossaryTerm.objects.filter(slug="goss").update(explanation="Explained anew.")
    assert load(at=NOW) == []
    assert not Person.objects.filter(name="A. Beal").exists()
    assert GlossaryTerm.objects.get(slug="goss").explanation == "Explained anew."


def test_who_is_there_already_is_not_added_again(db: None) -> None:
    add_person(name="Rebecca James", by=None, at=NOW)
    load(at=NOW)
    assert Person.objects.filter(name="Rebecca James").count() == 1


def test_a_section_is_loaded_once(record: None) -> None:
    assert load_section("glossary", SECTIONS["glossary"], at=NOW) is False


def test_three_reviews_are_lapsed_at_first_start(db: None) -> None:
    call_command("load_record", on=date(2026, 11, 22), stdout=StringIO())
    rows = Review.objects.lapsed_on(date(2026, 11, 22)).values_list("kind", "due_on")
    assert list(rows) == [
        ("check", date(2024, 3, 31)),
        ("deep", date(2025, 3, 31)),
        ("check", date(2026, 3, 31)),
    ]
    assert TaskGroup.objects.get(review__kind="deep").status == "proposed"
