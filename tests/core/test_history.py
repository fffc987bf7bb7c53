"""The history cannot be rewritten, and shows it when somebody with the database in hand tries."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from core import history, triggers
from core.models import HistoryEntry, HistoryHead
from tests.cast import Cast


def tell(cast: Cast, now: datetime, rows: int = 3) -> list[HistoryEntry]:
    with transaction.atomic():
        return [
            history.record(subject=cast.boston, verb=f"step {n}", by=cast.officer, at=now, reason="because")
            for n in range(1, rows + 1)
        ]


def test_rows_are_numbered_without_gaps_and_name_who_acted(cast: Cast, now: datetime) -> None:
    rows = tell(cast, now)
    assert [(row.number, row.verb, row.actor_name) for row in rows] == [
        (1, "step 1", "Scrutiny Officer"),
        (2, "step 2", "Scrutiny Officer"),
        (3, "step 3", "Scrutiny Officer"),
    ]
    assert list(history.broken_entries()) == []


def test_a_change_that_fails_leaves_no_row(cast: Cast, now: datetime) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        history.record(subject=cast.boston, verb="step", by=cast.officer, at=now)
        raise RuntimeError
    assert HistoryEntry.objects.count() == 0
    tell(cast, now)
    assert list(history.broken_entries()) == []


@pytest.mark.parametrize("change", ["update", "delete", "raw"])
def test_the_database_refuses_to_change_or_remove_a_row(cast: Cast, now: datetime, change: str) -> None:
    tell(cast, now)
    first = HistoryEntry.objects.filter(number=1)
    with pytest.raises(DatabaseError, match="history is append-only"), transaction.atomic():
        if change == "update":
            first.update(verb="something else")
        elif change == "delete":
            first.delete()
        else:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE core_historyentry SET reason = 'another'")
    assert HistoryEntry.objects.get(number=1).verb == "step 1"


@pytest.mark.parametrize("column", ["id", "number"])
def test_the_database_refuses_to_put_a_row_in_anothers_place(cast: Cast, now: datetime, column: str) -> None:
    """SQLite takes a row away for INSERT OR REPLACE without asking the trigger that refuses DELETE."""
    rows = tell(cast, now)
    columns = [field.column for field in HistoryEntry._meta.concrete_fields if field.column != "id"]
    listed = ", ".join(f'"{name}"' for name in columns)
    taken = ", ".join("'another'" if name == "reason" else f'"{name}"' for name in columns)
    into = {
        "sqlite": f"INSERT OR REPLACE INTO core_historyentry (id, {listed})",
        "postgresql": f"INSERT INTO core_historyentry (id, {listed})",
    }[connection.vendor]
    place = rows[1].pk if column == "id" else rows[1].pk + 1000
    end = "" if connection.vendor == "sqlite" else f" ON CONFLICT ({column}) DO UPDATE SET reason = 'another'"
    statement = f"{into} SELECT {place}, {taken} FROM core_historyentry WHERE number = 2{end}"
    with (
        pytest.raises(DatabaseError, match="history is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert list(HistoryEntry.objects.values_list("reason", flat=True)) == ["because"] * 3


@pytest.mark.parametrize(
    ("tampering", "first_bad"),
    [
        ("UPDATE core_historyentry SET reason = 'another' WHERE number = 2", 2),
        ("UPDATE core_historyentry SET actor_name = 'Nobody' WHERE number = 1", 1),
        ("DELETE FROM core_historyentry WHERE number = 2", 3),
        ("DELETE FROM core_historyentry WHERE number = 3", 3),
    ],
)
def test_tampering_with_the_triggers_away_shows(
    cast: Cast, now: datetime, tampering: str, first_bad: int
) -> None:
    tell(cast, now)
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(tampering)
    triggers.create(connection)
    assert next(history.broken_entries()) == first_bad


def test_a_row_whose_moment_was_moved_shows(cast: Cast, now: datetime) -> None:
    tell(cast, now)
    triggers.drop(connection)
    HistoryEntry.objects.filter(number=2).update(at=now - timedelta(days=1))
    triggers.create(connection)
    assert list(history.broken_entries()) == [2]


def test_what_an_entry_tells_besides_is_hashed_as_it_is_kept(cast: Cast, now: datetime) -> None:
    """Numbers as names, and tuples, come back from the database as text and lists: the chain must not break on them."""
    with transaction.atomic():
        history.record(
            subject=cast.boston,
            verb="step",
            by=cast.officer,
            at=now,
            details={"of": {10: "ten", 9: ("a", "b")}},
        )
    assert HistoryEntry.objects.get().details == {"of": {"10": "ten", "9": ["a", "b"]}}
    assert list(history.broken_entries()) == []


def test_the_story_of_a_thing_holds_what_happened_below_it(cast: Cast, now: datetime) -> None:
    with transaction.atomic():
        history.record(subject=cast.boston, verb="found", by=None, at=now)
        history.record(subject=cast.panel, trail=cast.boston, verb="appoint", by=None, at=now)
        history.record(subject=cast.east_lindsey, verb="found", by=None, at=now)
    told: list[tuple[Any, ...]] = [
        (row.subject, row.verb, row.actor_name) for row in history.story_of(cast.boston)
    ]
    assert told == [("councils.body", "appoint", "The portal"), ("councils.council", "found", "The portal")]
    assert HistoryHead.objects.get().number == 3
