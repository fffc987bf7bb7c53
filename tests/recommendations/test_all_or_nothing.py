"""Promise C9: an exception after any write of an operation leaves nothing behind: no row, no notice, no file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from recommendations import operations
from recommendations.models import ActionPart, Recommendation, Response
from recommendations.operations import Commitment, Receipt
from task_groups.models import Report, TaskGroup
from tests import factories
from tests.cast import Cast
from tests.recommendations.conftest import add_link, waiting

WRITES = ("INSERT", "UPDATE", "DELETE")
APPS = ("core", "notices", "task_groups", "meetings", "recommendations")
Act = Callable[[], object]


class Cut(Exception):
    """The power went, just after a write."""


@contextmanager
def cut_after(number: int) -> Iterator[None]:
    """Raise after the given write of the block."""
    seen = 0

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        result = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith(WRITES):
            seen += 1
            if seen == number:
                raise Cut
        return result

    with connection.execute_wrapper(watch):
        yield


def everything() -> dict[str, Any]:
    """Every row of every table that an operation may touch, and every file."""
    rows: dict[str, Any] = {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for name in APPS
        for model in apps.get_app_config(name).get_models(include_auto_created=True)
    }
    files = Path(settings.MEDIA_ROOT)
    rows["files"] = sorted(str(path) for path in files.rglob("*") if path.is_file())
    return rows


def report_of(cast: Cast, now: datetime) -> Report:
    group = TaskGroup.objects.create(partnership=cast.partnership, title="Task group", slug="task-group")
    report = Report.objects.create(task_group=group, title="Findings", slug="findings")
    operations.make_recommendation(
        title="A",
        text="A",
        councils=cast.councils,
        made_by="B",
        prefix="WP",
        report=report,
        openness="open",
        by=cast.officer,
        at=now,
    )
    return report


# Gets ready for an operation, once, and gives how to do it.
Ready = Callable[[Cast, datetime], Act]
READY: dict[str, Ready] = {}


def ready(make_ready: Ready) -> Ready:
    """Put an operation on the list of those that are cut."""
    READY[make_ready.__name__] = make_ready
    return make_ready


def fresh(part: ActionPart) -> ActionPart:
    return ActionPart.objects.get(pk=part.pk)


def asked(cast: Cast) -> Response:
    return factories.response(factories.recommendation(cast), cast.south_holland, cast)


def begun(cast: Cast) -> ActionPart:
    return factories.part(factories.recommendation(cast), cast.south_holland, cast)


@ready
def make(cast: Cast, now: datetime) -> Act:
    return lambda: operations.make_recommendation(
        title="A", text="A", councils=cast.councils, made_by="B", prefix="WP", by=cast.officer, at=now
    )


@ready
def send(cast: Cast, now: datetime) -> Act:
    report = report_of(cast, now)
    receipts = [Receipt(council, date(2026, 3, 21)) for council in cast.councils]
    return lambda: operations.send_report(
        report=Report.objects.get(pk=report.pk), receipts=receipts, by=cast.officer, at=now
    )


@ready
def answer(cast: Cast, now: datetime) -> Act:
    pk = asked(cast).pk
    promised = [Commitment(title, cast.work_south_holland, date(2026, 12, 31)) for title in ("One", "Two")]
    return lambda: operations.answer(
        response=Response.objects.get(pk=pk),
        verdict="accepted",
        words="We will",
        commitments=promised,
        version=1,
        by=cast.holder_south_holland,
        at=now,
    )


@ready
def draft(cast: Cast, now: datetime) -> Act:
    pk = asked(cast).pk
    return lambda: operations.save_answer_draft(
        response=Response.objects.get(pk=pk), version=1, verdict="noted", by=cast.holder_south_holland, at=now
    )


@ready
def move_response(cast: Cast, now: datetime) -> Act:
    pk = asked(cast).pk
    return lambda: operations.move_response_due_date(
        response=Response.objects.get(pk=pk), new=date(2026, 9, 1), reason="Why", by=cast.officer, at=now
    )


@ready
def difficulty(cast: Cast, now: datetime) -> Act:
    part = begun(cast)
    return lambda: operations.report_progress(
        part=fresh(part), text="Late", kind="difficulty", by=cast.responsible_south_holland, at=now
    )


@ready
def file(cast: Cast, now: datetime) -> Act:
    part = begun(cast)
    return lambda: operations.add_evidence_file(
        part=fresh(part),
        title="List",
        upload=SimpleUploadedFile("list.csv", b"day,number\n1,2\n"),
        by=cast.responsible_south_holland,
        at=now,
    )


@ready
def submit(cast: Cast, now: datetime) -> Act:
    part = begun(cast)
    add_link(part, cast)
    return lambda: operations.submit(part=fresh(part), by=cast.responsible_south_holland, at=now)


@ready
def sign_with_more(cast: Cast, now: datetime) -> Act:
    part = waiting(cast)
    return lambda: operations.sign_off_with_more(
        part=fresh(part), round=1, words="More", due_on=date(2026, 9, 1), by=cast.holder_south_holland, at=now
    )


@ready
def send_back(cast: Cast, now: datetime) -> Act:
    part = waiting(cast)
    return lambda: operations.send_back(
        part=fresh(part), round=1, words="More", by=cast.holder_south_holland, at=now
    )


@ready
def reverse(cast: Cast, now: datetime) -> Act:
    part = waiting(cast)
    operations.sign_off(part=part, round=1, by=cast.holder_south_holland, at=now)
    return lambda: operations.reverse_sign_off(
        part=fresh(part), reason="Why", by=cast.holder_south_holland, at=now
    )


@ready
def move_part(cast: Cast, now: datetime) -> Act:
    part = begun(cast)
    return lambda: operations.change_due_date(
        part=fresh(part), new=date(2026, 9, 1), reason="Why", version=1, by=cast.officer, at=now
    )


@ready
def assign(cast: Cast, now: datetime) -> Act:
    part = begun(cast)
    return lambda: operations.assign(
        part=fresh(part),
        responsible=cast.work_south_holland,
        portfolio=cast.portfolio_south_holland,
        due_on=None,
        version=1,
        by=cast.officer,
        at=now,
    )


@ready
def close(cast: Cast, now: datetime) -> Act:
    recommendation, meeting = factories.recommendation(cast), factories.meeting(cast)
    return lambda: operations.close(
        recommendation=Recommendation.objects.get(pk=recommendation.pk),
        kind="superseded",
        reason="Why",
        meeting=meeting,
        closed_on=date(2026, 4, 1),
        by=cast.officer,
        at=now,
    )


@ready
def withdraw(cast: Cast, now: datetime) -> Act:
    pk = factories.recommendation(cast).pk
    return lambda: operations.withdraw(
        recommendation=Recommendation.objects.get(pk=pk), reason="Why", by=cast.officer, at=now
    )


@ready
def remind(cast: Cast, now: datetime) -> Act:
    pk = asked(cast).pk
    return lambda: operations.remind(response=Response.objects.get(pk=pk), by=cast.officer, at=now)


@pytest.mark.parametrize("name", READY)
def test_whatever_write_it_is_cut_after_nothing_of_an_operation_is_left(
    cast: Cast, now: datetime, name: str
) -> None:
    act = READY[name](cast, now)
    before = everything()
    number = 0
    while True:
        number += 1
        assert number < 200
        try:
            with cut_after(number):
                act()
        except Cut:
            assert everything() == before
        else:
            break
    assert number > 2, "an operation writes a change and its history"
    assert everything() != before
