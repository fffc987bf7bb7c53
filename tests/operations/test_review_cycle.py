"""Real worker, real Redis: every task of the clock delivered twice, the worker killed midway (promises R1, R5 and R6)."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from celery import Celery

from scripts import processes, services
from scripts.portal import worker_command
from tests.infrastructure.environment import ROOT

pytestmark = pytest.mark.operations

STRATEGIES, REVIEWS_EACH = 600, 3
GROUPS = STRATEGIES // 10  # every tenth strategy has a deep review
SECONDS = 180.0
TASKS = (
    "strategies.tasks.open_due_reviews_task",
    "task_groups.tasks.prepare_deep_reviews_task",
    "recommendations.tasks.write_reminders_task",
    "notices.tasks.send_notices_task",
)
# Adopted three and a bit years ago: three reviews of each are due.
SET_STAGE = f"""
from datetime import date, timedelta
from django.utils import timezone
from strategies.models import Strategy
from tests.cast import assemble
cast = assemble()
adopted = timezone.localdate() - timedelta(days=1200)
Strategy.objects.bulk_create(
    Strategy(title=f"Strategy {{n}}", slug=f"s{{n}}", partnership=cast.partnership, status="adopted", anchor_on=adopted,
             ends_on=adopted + timedelta(days=3650), deep_every_years=None if n % 10 else 2, check_every_years=1)
    for n in range({STRATEGIES})
)
"""
BROKEN = "from core import history; print(len(list(history.broken_entries())))"
COUNTS = {
    "reviews": "SELECT count(*) FROM strategies_review",
    "years": "SELECT count(DISTINCT strategy_id || substr(due_on, 1, 4)) FROM strategies_review",
    "rows": "SELECT count(*) FROM core_historyentry WHERE verb = 'open' AND subject = 'strategies.review'",
    "groups": "SELECT count(*) FROM task_groups_taskgroup",
    "digests": "SELECT count(*) FROM notices_notice WHERE kind = 'review_opened'",
    "untold": "SELECT count(*) FROM strategies_reviewnotice WHERE told_at IS NULL AND occasion = 'opened'",
}


@contextmanager
def redis() -> Iterator[str]:
    with ExitStack() as servers:
        try:
            url = servers.enter_context(services.redis())
        except services.Missing as reason:
            pytest.fail(str(reason)) if os.environ.get("REQUIRE_ALL") else pytest.skip(str(reason))
        yield url


class Works:
    """A database file, a broker, and workers that may be killed."""

    def __init__(self, folder: Path, redis_url: str) -> None:
        self.database = folder / "portal.sqlite3"
        self.redis_url = redis_url
        here = {"DATA_DIR": str(folder), "DATABASE_URL": "", "REDIS_URL": redis_url}
        self.environment = {**os.environ, **here}

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        ran = subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return ran.stdout.strip()

    def ring_twice(self) -> None:
        """Send each task two times, as a broker may that lost an acknowledgement."""
        with Celery(broker=self.redis_url) as bell:
            for task in (*TASKS, *TASKS):
                bell.send_task(task)

    def count(self, what: str) -> int:
        with closing(sqlite3.connect(self.database, timeout=20)) as database:
            return int(database.execute(COUNTS[what]).fetchone()[0])

    def counts(self) -> dict[str, int]:
        return {what: self.count(what) for what in COUNTS}

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[str]]:
        process = processes.start(worker_command(redis_url=self.redis_url), env=self.environment, cwd=ROOT)
        try:
            yield process
        finally:
            processes.stop([process])


def until(done: Callable[[], bool]) -> bool:
    """Wait until `done`, and say whether it came to that in time."""
    deadline = time.monotonic() + SECONDS
    while not done() and time.monotonic() < deadline:
        time.sleep(0.02)
    return done()


@pytest.fixture
def works(tmp_path: Path) -> Iterator[Works]:
    with redis() as redis_url:
        works = Works(tmp_path, redis_url)
        works.manage("migrate", "--verbosity=0")
        works.manage("shell", "-v0", "-c", SET_STAGE)
        yield works


def test_delivered_twice_and_killed_midway_each_review_is_opened_once(works: Works) -> None:
    whole = STRATEGIES * REVIEWS_EACH
    works.ring_twice()
    with works.worker() as process:
        assert until(lambda: works.count("reviews") > 0)
        os.killpg(process.pid, signal.SIGKILL)
    midway = works.count("reviews")
    assert 0 < midway < whole
    assert works.count("rows") == midway
    works.ring_twice()
    with works.worker():
        assert until(lambda: works.count("reviews") == whole and works.count("untold") == 0)
        assert until(lambda: works.count("groups") == GROUPS)
        found = works.counts()
        works.ring_twice()
        with Celery(broker=works.redis_url) as bell:
            assert until(lambda: not waiting(bell))
    assert works.counts() == found
    assert found == {
        "reviews": whole, "years": whole, "rows": whole, "groups": GROUPS, "digests": 2, "untold": 0,
    }  # fmt: skip
    assert works.manage("shell", "-v0", "-c", BROKEN) == "0"


def waiting(bell: Celery) -> bool:
    """Whether a message still lies in the queue."""
    with bell.connection_for_read() as connection:
        channel: Any = connection.default_channel
        return bool(channel._size("celery"))
