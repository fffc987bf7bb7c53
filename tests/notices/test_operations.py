"""The outbox: one occasion is told once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from councils.models import User
from notices.enums import NoticeKind
from notices.models import Notice, Sweep
from notices.operations import mark_sweep, tell, tell_all
from tests.cast import Cast

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)


def tell_of_response(recipient: User, key: str = "response-due:7:2026-05-20") -> Notice | None:
    return tell(
        key=key,
        kind=NoticeKind.RESPONSE_DUE,
        recipient=recipient,
        title="South Holland's answer to DS25-1 is due by 20 May",
        text="The report was received on 21 March 2026.",
        path="/recommendations/DS25-1/south-holland/",
        due_at=NOW,
        at=NOW,
    )


def test_an_occasion_is_told_once(cast: Cast) -> None:
    assert tell_of_response(cast.holder_south_holland) is not None
    assert tell_of_response(cast.holder_south_holland) is None
    assert Notice.objects.count() == 1


def test_several_people_are_told_of_one_occasion_each_once(cast: Cast) -> None:
    recipients = [cast.holder_boston, cast.officer]
    for expected in (2, 0):
        told = tell_all(
            recipients=recipients,
            key="difficulty:3",
            kind=NoticeKind.DIFFICULTY,
            title="A difficulty was reported",
            text="DS25-1, Boston.",
            path="/actions/3/",
            due_at=NOW,
            at=NOW,
        )
        assert len(told) == expected
    assert sorted(Notice.objects.values_list("key", flat=True)) == sorted(
        f"difficulty:3:{user.pk}" for user in recipients
    )


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_tell_an_occasion_once(cast: Cast) -> None:
    barrier = Barrier(10)

    def one_of_ten(_: int) -> bool:
        barrier.wait()
        try:
            return tell_of_response(cast.officer) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        told = list(threads.map(one_of_ten, range(10)))
    assert sum(told) == 1
    assert Notice.objects.count() == 1


def test_a_sweep_is_noted_by_its_last_run(db: None) -> None:
    mark_sweep(name="send_notices", at=NOW, result="1 sent")
    mark_sweep(name="send_notices", at=NOW + timedelta(minutes=1), result="0 sent")
    assert list(Sweep.objects.values_list("name", "ran_at", "result")) == [
        ("send_notices", NOW + timedelta(minutes=1), "0 sent")
    ]
