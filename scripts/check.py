"""Everything that must hold before a change is shared (`make test`), step by step with a heading each.

A machine without PostgreSQL, Redis, Chromium or Pango skips what needs them with one line; with REQUIRE_ALL set, as
in CI, what is missing is a failure.
"""

import argparse
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final
from urllib.parse import urlsplit

from scripts import processes, services

ROOT: Final = Path(__file__).resolve().parent.parent
PROGRAMS: Final = Path(sys.executable).parent
REQUIRE_ALL: Final = bool(os.environ.get("REQUIRE_ALL"))
FLOORS: Final = (
    "core",
    "councils",
    "notices",
    "strategies",
    "task_groups",
    "meetings",
    "recommendations",
    "work_programme",
    "scrutiny_portal",
)
DJADE: Final = (str(PROGRAMS / "djade"), "--target-version", "5.2")
PYTEST: Final = (
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-p",
    "no:cacheprovider",
    "-n",
    "2",
    "--dist",
    "loadfile",
    "--no-loadscope-reorder",  # conftest.py puts the longest files first
)
UNIT: Final = (*PYTEST, "-m", "not journey and not operations")
BROWSER: Final = (*PYTEST, "-m", "journey or operations")
# The long ones that write most: what pages look like and how scripts behave no database changes.
STORIES: Final = ("main_job", "whole_meeting", "reading")
JOURNEYS: Final = (*PYTEST, "-m", "journey", *(f"tests/journeys/test_{name}.py" for name in STORIES))
# Settings as in production, for checks that open neither a database nor a broker.
PRODUCTION: Final = {
    "PRODUCTION": "true",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "scrutiny.example.gov.uk",
    "PORTAL_URL": "https://scrutiny.example.gov.uk",
    "DATABASE_URL": "postgres://portal@localhost/portal",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "smtp://localhost:25",
}


def templates() -> list[str]:
    folders = (ROOT / name / "templates" for name in FLOORS)
    found = [path for folder in (ROOT / "templates", *folders) for path in folder.rglob("*.html")]
    return [str(path.relative_to(ROOT)) for path in sorted(found)]


def manage(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "manage.py", *arguments)


@dataclass(frozen=True)
class Beside:
    """A step that runs beside the others, and the file it speaks into."""

    title: str
    process: subprocess.Popen[str]
    began: float
    said: IO[str]


@dataclass
class Run:
    """The steps done so far: which failed, and how long each took."""

    environment: dict[str, str]
    failed: list[str] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)

    def step(self, title: str, command: Sequence[str], **environment: str) -> None:
        """Run one step under its heading; a failure is remembered and the next steps still run."""
        print(f"\n=== {title}", flush=True)
        began = time.monotonic()
        process = processes.start(command, env={**self.environment, **environment}, cwd=ROOT)
        self.end(title, process, began)

    def begin(self, title: str, command: Sequence[str]) -> None:
        """Start a step that the next ones need not wait for; `finish` shows what it said."""
        said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - `finish` closes it
        process = processes.start(
            command, env=self.environment, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT
        )
        self.beside.append(Beside(title, process, time.monotonic(), said))

    def finish(self) -> None:
        """Wait for the steps that were begun, and show each under its heading."""
        for one in self.beside:
            print(f"\n=== {one.title}", flush=True)
            one.process.wait()
            one.said.seek(0)
            print(one.said.read().rstrip(), flush=True)
            one.said.close()
            self.end(one.title, one.process, one.began)
        self.beside.clear()

    def end(self, title: str, process: subprocess.Popen[str], began: float) -> None:
        try:
            code = process.wait()
        finally:
            processes.stop([process])
        if code:
            self.failed.append(title)
        print(f"--- {'failed' if code else 'passed'} in {time.monotonic() - began:.0f} s", flush=True)

    def missing(self, title: str, reason: str) -> None:
        """Note a step that cannot run here: skipped, or failed when everything is required."""
        print(f"\n=== {title}\n{'Required and missing' if REQUIRE_ALL else 'Skipped'}: {reason}", flush=True)
        if REQUIRE_ALL:
            self.failed.append(title)


def lint(run: Run) -> None:
    ruff = str(PROGRAMS / "ruff")
    run.step("Ruff: rules", [ruff, "check", "--quiet", "."])
    run.step("Ruff: format", [ruff, "format", "--check", "."])
    run.step("Djade: templates", [*DJADE, "--check", *templates()])
    run.step("Import contracts", [str(PROGRAMS / "lint-imports"), "--no-cache"])


def types(run: Run) -> None:
    sources = (*FLOORS, "bench", "scripts", "tests", "manage.py", "conftest.py")
    run.begin("Mypy", [sys.executable, "-m", "mypy", *sources])


def django_checks(run: Run) -> None:
    run.step("Pending migrations", manage("makemigrations", "--check", "--dry-run"))
    run.step("Deployment check", manage("check", "--deploy", "--fail-level", "WARNING"), **PRODUCTION)
    run.finish()


def migrate(run: Run, **environment: str) -> None:
    """Migrate once what every test process then copies."""
    run.step("Migrations, from nothing", manage("migrate", "--verbosity=0"), **environment)


def migrated_file(run: Run) -> str:
    """The migrated SQLite file of this check; made when it is first asked for."""
    file = Path(run.environment["DATA_DIR"]) / "portal.sqlite3"
    if not file.exists():
        migrate(run)
    return str(file)


def tests_on_sqlite(run: Run) -> None:
    run.step("Tests on SQLite, with a real Celery worker", UNIT, MIGRATED_DATABASE=migrated_file(run))


def tests_on_servers(run: Run) -> None:
    title = "Tests on PostgreSQL and Redis, with a real Celery worker"
    with ExitStack() as servers:
        try:
            database_url = os.environ.get("TEST_DATABASE_URL") or servers.enter_context(services.postgresql())
            redis_url = os.environ.get("TEST_REDIS_URL") or servers.enter_context(services.redis())
        except services.Missing as reason:
            run.missing(title, str(reason))
        else:
            migrated = servers.enter_context(services.another_database(database_url))
            migrate(run, DATABASE_URL=migrated)
            addresses = {
                "DATABASE_URL": database_url,
                "REDIS_URL": redis_url,
                "MIGRATED_DATABASE": urlsplit(migrated).path[1:],
            }
            run.step(title, UNIT, **addresses)
            run.step("Browser journeys on PostgreSQL and Redis", JOURNEYS, **addresses)


def journeys(run: Run) -> None:
    title = "The whole portal: `make run` and browser journeys in Chromium"
    run.step(title, BROWSER, MIGRATED_DATABASE=migrated_file(run))


GROUPS: Final = {
    "types": types,
    "lint": lint,
    "django": django_checks,
    "sqlite": tests_on_sqlite,
    "servers": tests_on_servers,
    "journeys": journeys,
}


def format_all() -> int:
    subprocess.run([PROGRAMS / "ruff", "check", "--fix", "--quiet", "."], cwd=ROOT, check=False)
    subprocess.run([PROGRAMS / "ruff", "format", "--quiet", "."], cwd=ROOT, check=True)
    subprocess.run([*DJADE, *templates()], cwd=ROOT, check=False)  # it ends with 1 when it changed something
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=GROUPS, action="append", help="run these steps alone")
    parser.add_argument("--format", action="store_true", help="format the code instead of checking it")
    options = parser.parse_args()
    if options.format:
        return format_all()
    for number in (signal.SIGTERM, signal.SIGHUP):  # as Ctrl-C: end the servers and clear up
        signal.signal(number, lambda *_: sys.exit(1))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="scrutiny-check-") as data_dir:
        run = Run(environment={**os.environ, "DATA_DIR": data_dir, "PYTHONUNBUFFERED": "1"})
        for name in options.only or GROUPS:
            GROUPS[name](run)
        run.finish()
    if run.failed:
        print(f"\nFailed after {time.monotonic() - began:.0f} s: {'; '.join(run.failed)}", file=sys.stderr)
    return bool(run.failed)


if __name__ == "__main__":
    sys.exit(main())
