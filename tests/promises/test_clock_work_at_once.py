"""Every task of the clock, ten times at once with everything it needs, does its work once (promises R5 and R6)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
import time_machine
from django.core import mail
from django.db import connection

from core import history
from core.models import HistoryEntry
from notices.models import Notice, Sweep
from notices.tasks import send_notices_task
from recommendations.tasks import write_reminders_task
from scrutiny_portal.tasks import seal_history_task
from strategies.models import Review
from strategies.tasks import open_due_reviews_task, tell_of_windows_task
from task_groups.models import TaskGroup
from task_groups.tasks import prepare_deep_reviews_task
from tests import factories
from tests.cast import assemble
from tests.promises.contents import contents, differences
from tests.strategies.props import digital_strategy

MORNING = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
TASKS: list[Callable[[], str]] = [
    open_due_reviews_task,
    prepare_deep_reviews_task,
    write_reminders_task,
    tell_of_windows_task,
    seal_history_task,
    send_notices_task,
]
TIMES = 10


def at_once(task: Callable[[], str]) -> list[str]:
    """Call the task in ten threads, each with a connection of its own, all behind one barrier."""
    barrier = Barrier(TIMES)

    def work(_: int) -> str:
        barrier.wait()
        try:
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as threads:
        return list(threads.map(work, range(TIMES)))


def written() -> dict[str, int]:
    return {
        "reviews": Review.objects.count(),
        "groups": TaskGroup.objects.count(),
        "notices": Notice.objects.count(),
        "rows": HistoryEntry.objects.count(),
        "letters": len(mail.outbox),
    }


@pytest.mark.django_db(transaction=True)
def test_ten_of_every_task_at_once_do_what_one_does() -> None:
    cast = assemble()
    digital_strategy(cast)
    recommendation = factories.recommendation(cast)
    for council in cast.councils:
        factories.response(recommendation, council, cast, due_on=date(2026, 4, 10))
        factories.part(recommendation, council, cast, due_on=date(2026, 4, 10))
    with time_machine.travel(MORNING, tick=False):
        for task in TASKS:
            at_once(task)
        once = written()
        assert once["reviews"] == 3
        assert once["groups"] == 1
        assert once["notices"] == Notice.objects.filter(status="sent").count() > 6
        letters = [(one.to[0], one.extra_headers["Message-ID"]) for one in mail.outbox]
        assert len(letters) == len(set(letters))
        assert {to for to, _ in letters} == set(Notice.objects.values_list("recipient__email", flat=True))
        before = contents()
        for task in TASKS:
            at_once(task)
        assert written() == once
        assert set(differences(before, contents())) <= {"notices.sweep"}
        assert Sweep.objects.count() == len(TASKS)
    assert list(history.broken_entries()) == []
