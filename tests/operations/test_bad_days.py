"""Days on which a worker is killed, Redis goes away or PostgreSQL restarts (promises R1 to R3). All servers are real."""

import os
import random
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

import psycopg2
import pytest
from celery import Celery

from scripts import processes, services
from scripts.portal import worker_command
from tests.infrastructure.environment import ROOT
from tests.infrastructure.servers import Portal, portal_running
from tests.promises.forms import Controls

pytestmark = pytest.mark.operations

REMINDERS, KILLS = 500, 20
WRITE_REMINDERS = f"""
from datetime import timedelta
from django.utils import timezone
from councils.models import User
from notices.models import Notice
now = timezone.now() - timedelta(minutes=1)
users = User.objects.bulk_create(User(email=f"p{{n}}@trial.example", name=f"Person {{n}}") for n in range({REMINDERS}))
Notice.objects.bulk_create(
    Notice(key=f"n{{n}}", kind="response_due", recipient=user, title=f"Answer {{n}} is due", text="It is due.",
           path="/", due_at=now, written_at=now)
    for n, user in enumerate(users)
)
"""
STATES = "SELECT status, count(*) FROM notices_notice GROUP BY status"
LEASES_RUN_OUT = (
    "UPDATE notices_notice SET claimed_until = now() - interval '1 second' WHERE status = 'sending'"
)
PLANNED = "SELECT slug FROM meetings_meeting WHERE place LIKE 'Bad day%'"
TOLD = """SELECT m.slug FROM meetings_meeting m JOIN core_historyentry h
          ON h.subject = 'meetings.meeting' AND h.subject_id = m.id AND h.verb = 'plan' WHERE m.place LIKE 'Bad day%'"""
SERVER_ERROR = 500
USERS = 6


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL of this module's own, which it may restart."""
    with ExitStack() as servers:
        try:
            url = servers.enter_context(services.postgresql())
        except services.Missing as reason:
            missing(str(reason))
        try:
            yield url
        finally:
            subprocess.run(
                control(url, "stop"), check=False, capture_output=True, cwd="/", **services.unprivileged()
            )


def control(url: str, what: str) -> list[str]:
    """How to stop or restart a PostgreSQL of scripts/services.py at once, as if its machine had lost power."""
    home = unquote(urlsplit(url).netloc.rpartition("@")[2])
    program = str(services.postgresql_programs() / "pg_ctl")
    return [program, what, "-D", f"{home}/data", "-m", "immediate", "-w", "-l", f"{home}/data/restarts"]


def missing(sentence: str) -> None:
    pytest.fail(sentence) if os.environ.get("REQUIRE_ALL") else pytest.skip(sentence)


@contextmanager
def redis(port: int = 0) -> Iterator[str]:
    with ExitStack() as servers:
        try:
            url = servers.enter_context(services.redis(port))
        except services.Missing as reason:
            missing(str(reason))
        yield url


def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(url)) as database, database, database.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def until(done: Callable[[], bool], *, seconds: float) -> bool:
    """Wait until `done`, and say whether it came to that in time."""
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(0.1)
    return done()


# ----------------------------------------------------------------------------- a killed worker


@dataclass
class Works:
    """The portal's worker with a database, a broker and a mail folder of its own."""

    database_url: str
    environment: dict[str, str]

    def run(self, *command: str) -> None:
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True, capture_output=True)

    def ring(self) -> None:
        with Celery(broker=self.environment["REDIS_URL"]) as bell:
            bell.send_task("notices.tasks.send_notices_task")

    def states(self) -> dict[str, int]:
        return dict(rows(self.database_url, STATES))

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[str]]:
        command = worker_command(redis_url=self.environment["REDIS_URL"])
        process = processes.start(command, env=self.environment, cwd=ROOT)
        try:
            yield process
        finally:
            processes.stop([process])


@pytest.fixture
def works(postgresql_url: str, tmp_path: Path) -> Iterator[Works]:
    with redis() as redis_url, services.another_database(postgresql_url) as database_url:
        environment = {
            **os.environ,
            "DATA_DIR": str(tmp_path),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
        }
        works = Works(database_url, environment)
        works.run(sys.executable, "manage.py", "migrate", "--verbosity=0")
        works.run(sys.executable, "manage.py", "shell", "-v0", "-c", WRITE_REMINDERS)
        yield works


def test_a_killed_worker_loses_and_doubles_nothing(works: Works, tmp_path: Path) -> None:
    """Promise R1: killed at twenty random moments, each person's reminder goes; only a kill inside the sending makes a
    second copy, with the same Message-ID.
    """
    chance = random.Random(14)
    went_on = []
    for _ in range(KILLS):
        before = works.states().get("sent", 0)
        works.ring()
        with works.worker() as process:
            until(lambda before=before: works.states().get("sent", 0) > before, seconds=30)  # type: ignore[misc]
            time.sleep(chance.uniform(0.0, 0.08))
            os.killpg(process.pid, signal.SIGKILL)
        went_on.append(works.states().get("sent", 0))
    assert went_on[KILLS // 2] < REMINDERS, "the kills came too late to interrupt anything"

    rows(works.database_url, LEASES_RUN_OUT)
    with works.worker():
        works.ring()
        assert until(lambda: works.states() == {"sent": REMINDERS}, seconds=120), works.states()
    letters = Counter(letter for file in (tmp_path / "mail").iterdir() for letter in letters_in(file))
    assert len({to for to, _ in letters}) == REMINDERS
    assert len(letters) == REMINDERS, "a second letter has another Message-ID"
    assert max(letters.values()) <= 2


def letters_in(file: Path) -> list[tuple[str, str]]:
    """To whom each whole letter of a file went, and its Message-ID."""
    text = file.read_text(errors="replace")
    found = [re.findall(rf"^{name}: (.+)$", text, re.MULTILINE) for name in ("To", "Message-ID")]
    return list(zip(*found, strict=False))


# ------------------------------------------------------------------- servers that go and come back


@dataclass
class Officer:
    """Somebody with a browser's cookies and no script, who plans one meeting after the other."""

    portal: Portal
    number: int
    answers: list[tuple[float, int]] = field(default_factory=list)
    planned: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cookies = CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Give status, words and the path of the page that answered. No answer at all counts as 599."""
        headers = {"Referer": self.portal.url, "Origin": self.portal.url}
        data = urlencode(fields).encode() if fields else None
        request = urllib.request.Request(self.portal.url + path, data=data, headers=headers)
        try:
            with self.browser.open(request, timeout=60) as answer:
                found = answer.status, answer.read().decode(), urlsplit(answer.url).path
        except urllib.error.HTTPError as error:
            with error:
                found = error.code, error.read().decode(errors="replace"), path
        except OSError:
            found = 599, "", path
        self.answers.append((time.monotonic(), found[0]))
        return found

    def fill(self, path: str, **typed: str) -> tuple[int, str, str]:
        status, words, _ = self.ask(path)
        if status != 200:
            return status, words, path
        held = {name: values[0] for name, values in Controls(words, path).values.items() if values}
        return self.ask(path, {**held, **typed})

    def sign_in(self) -> None:
        account = self.portal.accounts["Scrutiny Officer"]
        self.fill("/accounts/login/", login=account.email, password=account.password)
        assert "sessionid" in {cookie.name for cookie in self.cookies}

    def plan(self, body: str, day: date) -> None:
        typed = {"body": body, "place": f"Bad day {self.number}", "held_on": f"{day.day} {day:%B %Y}"}
        status, _, path = self.fill("/meetings/new/", **typed)
        if status == 200 and path.endswith(f"/{day.isoformat()}/"):
            self.planned.append(day.isoformat())

    def errors(self, *, since: float = 0.0, before: float = float("inf")) -> list[int]:
        return [status for at, status in self.answers if since <= at < before and status >= SERVER_ERROR]


@dataclass
class BadDay:
    """The portal on servers that this test may take away."""

    portal: Portal
    database_url: str
    redis_port: int
    redis: ExitStack
    day: date = date(2031, 1, 6)

    @contextmanager
    def under_way(self) -> Iterator[list[Officer]]:
        """Some officers work until the block ends."""
        officers = [Officer(self.portal, number) for number in range(USERS)]
        for officer in officers:
            officer.sign_in()
        bodies = rows(self.database_url, "SELECT id FROM councils_body WHERE ends_on IS NULL ORDER BY id")
        stopped = Event()
        first = self.day

        def work(officer: Officer) -> None:
            body, day = str(bodies[officer.number][0]), first
            while not stopped.is_set():
                officer.plan(body, day)
                officer.ask("/")
                day += timedelta(days=1)

        with ThreadPoolExecutor(USERS) as pool:
            work_days = [pool.submit(work, officer) for officer in officers]
            try:
                yield officers
            finally:
                stopped.set()
        for one in work_days:
            one.result()
        self.day = date(self.day.year + 3, 1, 6)


@pytest.fixture(scope="module")
def bad_day(postgresql_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BadDay]:
    port = processes.free_port()
    with ExitStack() as redis_server, services.another_database(postgresql_url) as database_url:
        redis_url = redis_server.enter_context(redis(port))
        data_dir = tmp_path_factory.mktemp("bad-day")
        with portal_running(data_dir, database_url=database_url, broker=redis_url) as portal:
            yield BadDay(portal, database_url, port, redis_server)


def all_save_again(officers: list[Officer]) -> bool:
    """Whether each officer has saved twice more within a minute."""
    saved = [len(officer.planned) for officer in officers]
    return until(
        lambda: all(
            len(officer.planned) > before + 1 for officer, before in zip(officers, saved, strict=True)
        ),
        seconds=60,
    )


def all_told(day: BadDay) -> None:
    """Every meeting on record has its row of history and the other way round: nothing is half saved."""
    planned, told = (sorted(rows(day.database_url, sql)) for sql in (PLANNED, TOLD))
    assert planned == told


def test_redis_may_be_away(bad_day: BadDay) -> None:
    """Promise R2: nobody who saves sees it, and the clock work goes on by itself when Redis is back."""
    with bad_day.under_way() as officers:
        assert all_save_again(officers)
        bad_day.redis.close()
        assert all_save_again(officers)
        url = bad_day.redis.enter_context(redis(bad_day.redis_port))
        subprocess.run(["redis-cli", "-u", url, "FLUSHALL"], check=True, capture_output=True)
    assert [officer.errors() for officer in officers] == [[]] * USERS
    all_told(bad_day)
    back_at = rows(bad_day.database_url, "SELECT now()")[0][0]
    swept = (
        f"SELECT ran_at FROM notices_sweep WHERE name = 'send_notices' AND ran_at > '{back_at.isoformat()}'"
    )
    assert until(lambda: bool(rows(bad_day.database_url, swept)), seconds=120)


def test_postgresql_may_restart(bad_day: BadDay, postgresql_url: str) -> None:
    """Promise R3: three restarts at once, without a goodbye; errors end within five seconds, nothing is half saved."""
    restart = control(postgresql_url, "restart")
    with bad_day.under_way() as officers:
        assert all_save_again(officers)
        for _ in range(3):
            subprocess.run(restart, check=True, capture_output=True, cwd="/", **services.unprivileged())
            back_at = time.monotonic()
            assert all_save_again(officers)
            assert [officer.errors(since=back_at + 5) for officer in officers] == [[]] * USERS
    all_told(bad_day)
