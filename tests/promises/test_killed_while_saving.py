"""A process that is killed between any two statements of a save leaves the change with its row, or neither (promise A1)."""

import os
import signal
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from core import history
from core.models import HistoryEntry
from recommendations import operations
from recommendations.enums import PartStatus
from recommendations.models import ActionPart, DueDateChange, Evidence, ProgressUpdate
from tests import factories
from tests.cast import Cast, assemble

KILLS = 200
Save = Callable[[int], object]


def killed_at(statement: int, save: Callable[[], object]) -> None:
    """Save in a process of its own that is killed when it has sent so many statements, or when it has done."""
    connection.close()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    seen = 0

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        done = execute(sql, params, many, context)
        seen += 1
        if seen >= statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    try:
        with connection.execute_wrapper(watch):
            save()
    finally:
        os.kill(os.getpid(), signal.SIGKILL)


def saves(stage: Cast, now: datetime) -> list[Save]:
    """Three ways to change a piece of work."""
    worker, officer = stage.responsible_boston, stage.officer

    def part() -> ActionPart:
        return ActionPart.objects.select_related("action").get()

    return [
        lambda turn: operations.report_progress(part=part(), text=f"Step {turn}", by=worker, at=now),
        lambda turn: operations.add_evidence_link(
            part=part(), title=f"List {turn}", url="https://example.org", by=worker, at=now
        ),
        lambda turn: operations.change_due_date(
            part=part(), new=date(2027, 1, 1) + timedelta(days=turn), reason="Why", version=part().version,
            by=officer, at=now,
        ),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_hundred_kills_leave_no_change_without_its_row_and_no_row_without_its_change(
    now: datetime,
) -> None:
    stage = assemble()
    factories.part(factories.recommendation(stage), stage.boston, stage, status=PartStatus.IN_PROGRESS)
    every = saves(stage, now)
    for turn in range(KILLS):
        save = every[turn % len(every)]
        killed_at(turn // len(every) + 1, lambda save=save, turn=turn: save(turn))  # type: ignore[misc]
    kept = {
        "report_progress": ProgressUpdate.objects.count(),
        "add_evidence": Evidence.objects.count(),
        "move_due_date": DueDateChange.objects.count(),
    }
    rows = {verb: HistoryEntry.objects.filter(verb=verb).count() for verb in kept}
    assert kept == rows
    assert all(0 < count < KILLS // len(every) for count in kept.values())
    assert list(history.broken_entries()) == []
