"""Real servers for tests: the whole portal as `make run` starts it, a Celery worker on the test database."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from scripts import processes
from scripts.portal import worker_command
from scrutiny_portal.celery import app
from tests.infrastructure.environment import MIGRATED, ROOT, WORKER_NUMBER, redis_url

START_SECONDS: Final = 180.0  # two test processes, each with migrations, share two cores
PORTAL_REDIS: Final = 8  # test processes have the Redis databases below, their portals those from here


@dataclass(frozen=True, kw_only=True)
class Account:
    role: str
    email: str
    password: str


@dataclass(frozen=True, kw_only=True)
class Portal:
    """A running portal: where it answers, where its data lies, and how its own commands are called."""

    url: str
    data_dir: Path
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run one of the portal's commands on its database and give what it prints."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=self.environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    @property
    def accounts(self) -> dict[str, Account]:
        """The trial accounts by role title."""
        rows = (line.split("  ") for line in self.manage("trial_accounts").splitlines() if line.strip())
        parts = ([part.strip() for part in row if part.strip()] for row in rows)
        found = (Account(role=role, email=email, password=password) for role, email, password in parts)
        return {account.role: account for account in found}


def wait_until(done: Callable[[], bool], *, what: str, process: subprocess.Popen[str]) -> None:
    """Wait until `done`; fail with `what` when the process ends or the time is up."""
    deadline = time.monotonic() + START_SECONDS
    while not done():
        if process.poll() is not None:
            pytest.fail(f"{what}: it ended with exit code {process.returncode}.")
        if time.monotonic() > deadline:
            pytest.fail(f"{what}: nothing after {START_SECONDS:.0f} seconds.")
        time.sleep(0.1)


def answers(url: str) -> bool:
    """Whether a web server answers there, whatever it answers."""
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def worker_answers() -> bool:
    """Whether a Celery worker answers on the broker of this run."""
    return bool(app.control.ping(timeout=1))


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """Make a PostgreSQL database beside the tests' own, and drop it at the end. Gives its DATABASE_URL.

    Where the check has migrated a database already, it is a copy of that one.
    """
    address = urlsplit(os.environ["DATABASE_URL"])
    server = psycopg2.connect(address._replace(path="/postgres").geturl())
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{MIGRATED or "template1"}"')
            yield address._replace(path=f"/{name}").geturl()
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        server.close()


@contextmanager
def portal_running(data_dir: Path, *, database_url: str = "", broker: str = "") -> Iterator[Portal]:
    """Run web server, worker and beat on a data folder of their own until the block ends.

    Without `broker` they use the run's Redis, where it has one.
    """
    port = processes.free_port()
    environment = {
        **os.environ,
        "PORT": str(port),
        "DATA_DIR": str(data_dir),
        "STATIC_ROOT": str(ROOT / "staticfiles"),
        "DATABASE_URL": database_url,
        "REDIS_URL": broker or redis_url(WORKER_NUMBER + PORTAL_REDIS),
        "PORTAL_URL": f"http://localhost:{port}",
    }
    portal = Portal(url=environment["PORTAL_URL"], data_dir=data_dir, environment=environment)
    command = [sys.executable, "-m", "scripts.portal", "--with-parent"]
    process = processes.start(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: answers(portal.url), what="The portal does not start", process=process)
        yield portal
    finally:
        processes.stop([process], gently_for=30)


@pytest.fixture(scope="session")
def live_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The whole portal with the record loaded, on the databases of this run, shared by all journeys."""
    data_dir = tmp_path_factory.mktemp("portal")
    if not settings.DATABASE_URL:
        if MIGRATED:
            shutil.copyfile(MIGRATED, data_dir / "portal.sqlite3")
        with portal_running(data_dir) as portal:
            yield portal
        return
    with (
        own_database(f"portal_{os.getpid()}") as database_url,
        portal_running(data_dir, database_url=database_url) as portal,
    ):
        yield portal


def worker_is_idle() -> bool:
    """Whether no message waits and no task is held or under way."""
    with app.connection_for_read() as connection:
        channel: Any = connection.default_channel
        waiting = channel._size(app.conf.task_default_queue)
    ask = app.control.inspect(timeout=1, limit=1)
    held = [
        task for found in (ask.active(), ask.reserved()) for tasks in (found or {}).values() for task in tasks
    ]
    return waiting == 0 and held == []


@pytest.fixture(scope="module")
def _celery_worker(django_db_setup: None) -> Iterator[subprocess.Popen[str]]:
    """One worker for a test module, on the test database and the run's own broker.

    Not for longer: it would do what other modules' messages ask for, in the middle of their stories.
    """
    environment = dict(os.environ)
    if settings.DATABASE_URL:
        name = connection.settings_dict["NAME"]
        environment["DATABASE_URL"] = urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}").geturl()
    app.control.purge()
    process = processes.start(worker_command(redis_url=settings.REDIS_URL), env=environment, cwd=ROOT)
    try:
        wait_until(worker_answers, what="The Celery worker does not start", process=process)
        yield process
    finally:
        processes.stop([process])


@pytest.fixture
def celery_worker_process(
    transactional_db: None, _celery_worker: subprocess.Popen[str]
) -> Iterator[subprocess.Popen[str]]:
    """A real worker that sees what the test commits: call `.delay()` and wait for the row it writes.

    What is still under way when the test ends is waited for, so that nothing is written into the next story.
    """
    yield _celery_worker
    wait_until(worker_is_idle, what="The Celery worker does not come to rest", process=_celery_worker)
