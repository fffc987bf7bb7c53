"""Run the whole portal in the foreground: web server, Celery worker and beat as one thing (`make run`).

With `--demo` on a partnership that does not exist, in a data folder of its own (`make demo`).

HOST, PORT and DATA_DIR choose the address and the data folder; docs/operations.md lists the other settings.
Ctrl-C, SIGTERM and a closed terminal stop all of it; none of it outlives this program.
"""

import fcntl
import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TextIO

from scripts import processes, supervisor

ROOT = Path(__file__).resolve().parent.parent
# Celery warns root of pickled messages at each start; the portal's are JSON.
ROOT_IS_FINE = "ignore:You're running the worker with superuser privileges"
CELERY = (sys.executable, "-m", "celery", "--quiet", "--app", "scrutiny_portal")


class CannotStart(Exception):
    """A sentence for the person who started the portal."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the portal runs: its address and its data folder."""

    host: str
    port: int
    data_dir: Path
    is_demo: bool = False

    @classmethod
    def from_environment(cls, *, is_demo: bool = False) -> Self:
        """Read HOST, PORT and DATA_DIR. The demonstration has a folder of its own where nothing is said.

        Raises CannotStart for a port that is no number from 1 to 65535.
        """
        port = os.environ.get("PORT") or "8000"
        if not port.isascii() or not port.isdecimal() or not 0 < int(port) < 65536:
            raise CannotStart(f"PORT must be a number from 1 to 65535, not “{port}”.")
        data_dir = Path(os.environ.get("DATA_DIR") or ("data-demo" if is_demo else "data")).expanduser()
        return cls(
            host=os.environ.get("HOST") or "127.0.0.1",
            port=int(port),
            data_dir=data_dir.absolute(),
            is_demo=is_demo,
        )

    @property
    def url(self) -> str:
        host = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else self.host  # noqa: S104
        return f"http://{host}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What the portal's programs are told."""
        chosen = {"HOST": self.host, "PORT": str(self.port), "DATA_DIR": str(self.data_dir)}
        quiet = {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": ROOT_IS_FINE}
        demo = {"DEMONSTRATION": "1"} if self.is_demo else {}
        return {"PORTAL_URL": self.url, **quiet, **os.environ, **chosen, **demo}


def claim_folder(place: Place) -> TextIO:
    """Make sure the data folder can be written and that no other portal uses it.

    The lock lasts as long as this program, however it ends. Raises CannotStart with the reason.
    """
    try:
        place.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place.data_dir):
            pass
        lock = (place.data_dir / "run.lock").open("a+")
    except OSError as error:
        raise CannotStart(
            f"The data folder {place.data_dir} cannot be written ({error.strerror}). "
            "Choose another: make run DATA_DIR=folder"
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        raise CannotStart(
            f"A portal already runs on the data folder {place.data_dir} ({lock.read().strip()}). "
            "Stop it first, or choose another: make run DATA_DIR=folder"
        ) from error
    lock.truncate(0)
    lock.write(f"{place.url}, process {os.getpid()}")
    lock.flush()
    return lock


def check_port(place: Place) -> None:
    """Raise CannotStart when the address cannot be listened on."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((place.host, place.port))
        except socket.gaierror as error:
            raise CannotStart(f"HOST “{place.host}” is not an address of this machine.") from error
        except OSError as error:
            raise CannotStart(
                f"Port {place.port} on {place.host} cannot be used ({error.strerror}). "
                f"Choose another: make run PORT={place.port % 65535 + 1}"
            ) from error


def prepare(place: Place, *, stop: supervisor.StopSignal) -> str:
    """Bring database, static files and record (or demonstration) up to date. Gives the trial accounts to print.

    Raises CannotStart when that fails or the person asks to stop meanwhile.
    """
    what = "--with-demo" if place.is_demo else "--with-record"
    command = [sys.executable, "manage.py", "prepare", what]
    process = processes.start(command, env=place.environment, cwd=ROOT, stdout=subprocess.PIPE)
    try:
        while not stop.asked:
            try:
                accounts, _ = process.communicate(timeout=supervisor.TICK)
            except subprocess.TimeoutExpired:
                continue
            if process.returncode:
                raise CannotStart("The portal could not be prepared: the reason stands above.")
            return str(accounts).rstrip()
    finally:
        processes.stop([process])
    raise CannotStart("Stopped before the portal was prepared. The next start goes on from there.")


def worker_command(*, redis_url: str) -> list[str]:
    """The Celery worker: processes of its own with Redis; threads with the embedded broker."""
    pool = "prefork" if redis_url else "threads"
    quick = ["--without-gossip", "--without-mingle"]
    return [*CELERY, "worker", "--loglevel", "WARNING", "--concurrency", "2", "--pool", pool, *quick]


def programs(place: Place) -> list[supervisor.Program]:
    """The three programs of the portal, the web server first."""
    worker = worker_command(redis_url=os.environ.get("REDIS_URL", ""))
    schedule = str(place.data_dir / "beat-schedule")
    beat = [*CELERY, "beat", "--loglevel", "WARNING", "--pidfile", "", "--schedule", schedule]
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:scrutiny_portal.gunicorn"]
    commands = {
        "web server": [*gunicorn, "scrutiny_portal.wsgi"],
        "worker": worker,
        "scheduler": beat,
    }
    return [
        supervisor.Program(name, command, env=place.environment, cwd=ROOT)
        for name, command in commands.items()
    ]


def say(text: str) -> None:
    try:
        print(text, flush=True)
    except BrokenPipeError:  # whoever read along has gone; the portal goes on
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115


def greeting(place: Place, accounts: str) -> str:
    trial = f"Trial accounts, for trying the portal out only:\n\n{accounts}\n\n" if accounts else ""
    return f"\nThe portal is at {place.url}\n\n{trial}Ctrl-C stops it.\n"


def main() -> int:
    if "--with-parent" in sys.argv[1:]:
        processes.end_with_parent()
    stop = supervisor.StopSignal()
    try:
        place = Place.from_environment(is_demo="--demo" in sys.argv[1:])
        with claim_folder(place):
            check_port(place)
            accounts = prepare(place, stop=stop)
            return supervisor.run(
                programs(place),
                stop=stop,
                ready=lambda: supervisor.answers(place.host, place.port),
                greet=lambda: say(greeting(place, accounts)),
                say=say,
            )
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
