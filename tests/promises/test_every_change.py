"""Every change has its row in the history, in the same transaction; half a change is none (promises A1 and C9)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from core import history
from core.models import HistoryEntry
from core.operations import seal_history
from meetings.operations import clear_draft, save_draft
from notices import operations as of_notices
from notices.enums import NoticeKind
from recommendations.operations import follow, stop_following
from tests.cast import Cast
from tests.promises.broken import without_answer
from tests.promises.calls import Calls, afresh, calls, every_operation
from tests.promises.contents import contents, differences
from tests.promises.forms import forms
from tests.stage import Stage

WRITES = ("INSERT", "UPDATE", "DELETE")
# Operations that write no row, each with the reason. A new one needs a call in calls.py, or a line here.
WITHOUT_A_ROW = {
    "core.seal_history": "A seal stands for the rows before it; a row of its own would need the next seal.",
    "meetings.save_draft": "Half-typed words are private to one officer and nothing of the record.",
    "meetings.clear_draft": "The same: what was typed is logged, or is nothing.",
    "recommendations.follow": "What somebody follows is private and nothing of the record.",
    "recommendations.stop_following": "The same.",
    "notices.tell": "Written in the transaction of an event that has its row; sending it writes one more.",
    "notices.tell_all": "Several of the same.",
    "notices.mark_sweep": "Tells when the clock work ran; it changes nothing of the record.",
}


@pytest.fixture
def ready(stage: Stage, cast: Cast, now: datetime) -> Calls:
    return calls(stage, cast, forms(stage, cast), now)


class Cut(Exception):
    """The power went, just after a write."""


@contextmanager
def cut_after(number: int) -> Iterator[None]:
    """Raise after the given write of the block."""
    seen = 0

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        done = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith(WRITES):
            seen += 1
            if seen == number:
                raise Cut
        return done

    with connection.execute_wrapper(watch):
        yield


def files() -> list[str]:
    return sorted(str(path) for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def test_every_operation_is_called_here_or_excused(ready: Calls) -> None:
    assert sorted({*ready, *WITHOUT_A_ROW}) == sorted(set(every_operation()))
    assert not set(ready) & set(WITHOUT_A_ROW)


def test_every_operation_leaves_a_row_in_an_unbroken_chain(ready: Calls) -> None:
    for name, call in ready.items():
        before = HistoryEntry.objects.count()
        with transaction.atomic():
            afresh(call)()
            assert HistoryEntry.objects.count() > before, name
            transaction.set_rollback(True)
        assert list(history.broken_entries()) == [], name


def test_when_the_row_cannot_be_written_there_is_no_change(ready: Calls) -> None:
    before, kept = contents(), files()
    for name, call in ready.items():
        afresh(call)
        with without_answer("core_historyentry") as failed, pytest.raises(Exception, match="does not answer"):
            call()
        assert failed, name
        assert differences(before, contents()) == {}, name
    assert files() == kept


def test_cut_after_any_write_an_operation_leaves_nothing(ready: Calls) -> None:
    before = contents()
    for name, call in ready.items():
        kept = files()
        for number in range(1, 60):
            afresh(call)
            try:
                with transaction.atomic(), cut_after(number):
                    call()
                    transaction.set_rollback(True)
            except Cut:
                assert files() == kept, (name, number)
            else:
                assert number > 2, f"{name} writes a change and its row"
                break
        else:
            pytest.fail(f"{name} never ends")
        assert differences(before, contents()) == {}, name


def test_what_is_excused_writes_no_row(stage: Stage, cast: Cast, now: datetime) -> None:
    before = HistoryEntry.objects.count()
    seal_history(key="key", on=now.date(), at=now)
    save_draft(item=stage.running_item, user=cast.officer, fields={"text": "Half"}, at=now)
    clear_draft(item=stage.running_item, user=cast.officer)
    follow(recommendation=stage.recommendation, by=cast.councillor)
    stop_following(recommendation=stage.recommendation, by=cast.councillor)
    told: dict[str, Any] = {"kind": NoticeKind.RESPONSE_DUE, "title": "T", "text": "T", "path": "/", "due_at": now,
                            "at": now}  # fmt: skip
    of_notices.tell(key="one", recipient=cast.officer, **told)
    of_notices.tell_all(key="all", recipients=[cast.officer, cast.stranger], **told)
    of_notices.mark_sweep(name="send_notices", at=now, result="")
    assert HistoryEntry.objects.count() == before
