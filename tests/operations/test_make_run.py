"""`make run` as a new user meets it, in a copy of the project with a data folder of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from scripts import processes
from tests.infrastructure.environment import OF_THE_PORTAL, ROOT
from tests.operations.gone import gone

pytestmark = pytest.mark.operations
NOT_CLONED = {".git", ".venv", "data", "staticfiles", "node_modules", "test-results"}
LONGEST_START = 180.0


@dataclass
class Clone:
    """A copy of the project and what `make run` is told there."""

    folder: Path
    data_dir: Path
    port: int

    def make_run(self, **changes: str) -> list[str]:
        told = {"PORT": str(self.port), "DATA_DIR": str(self.data_dir), "VENV": sys.prefix, **changes}
        return ["make", "--no-print-directory", "run", *(f"{name}={value}" for name, value in told.items())]

    @property
    def environment(self) -> dict[str, str]:
        own = {
            *OF_THE_PORTAL,
            "DATABASE_URL",
            "REDIS_URL",
            "DJANGO_SETTINGS_MODULE",
            "MAKEFLAGS",
            "MAKELEVEL",
        }
        return {name: value for name, value in os.environ.items() if name not in own}

    def refused(self, **changes: str) -> tuple[int, str]:
        """Run `make run` where it cannot start. Gives make's exit code and all it said but make's own last line."""
        start = subprocess.run(
            self.make_run(**changes),
            cwd=self.folder,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=LONGEST_START,
        )
        said = [line for line in (start.stdout + start.stderr).splitlines() if not line.startswith("make")]
        return start.returncode, "\n".join(said)

    @contextmanager
    def running(self) -> Iterator[tuple[subprocess.Popen[str], str]]:
        """Run the portal until the block ends. Gives the process and what it printed when it was ready."""
        process = processes.start(
            self.make_run(), cwd=self.folder, env=self.environment, stdout=subprocess.PIPE
        )
        assert process.stdout
        try:
            printed = ""
            while not printed.endswith("Ctrl-C stops it.\n") and (line := process.stdout.readline()):
                printed += line
            yield process, printed
        finally:
            processes.stop([process], gently_for=20)
            process.stdout.close()


def not_cloned(folder: str, names: list[str]) -> set[str]:
    """Of the names in a folder, those that a fresh clone has not."""
    return NOT_CLONED & set(names) if Path(folder) == ROOT else {"node_modules", "__pycache__"} & set(names)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """A copy of the project whose portal has been started once, so that each test is a second start."""
    place = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT, place / "portal", ignore=not_cloned)
    clone = Clone(folder=place / "portal", data_dir=place / "data", port=processes.free_port())
    with clone.running() as (_, printed):
        assert f"The portal is at http://localhost:{clone.port}\n" in printed
    return clone


def press_ctrl_c(process: subprocess.Popen[str]) -> None:
    """The terminal sends the signal to make and to all that runs in its group."""
    os.killpg(process.pid, signal.SIGINT)


def test_it_answers_prints_the_accounts_and_stops(clone: Clone) -> None:
    with clone.running() as (process, printed):
        with urllib.request.urlopen(f"http://localhost:{clone.port}/", timeout=20) as page:
            assert page.status == 200
            assert page.headers["Content-Security-Policy"]
        accounts = re.findall(r"^\S.*  \S+@trial\.example  +\S.*$", printed, re.MULTILINE)
        everything = psutil.Process(process.pid).children(recursive=True)
        press_ctrl_c(process)
        process.wait(timeout=20)
    assert (
        len(accounts) == 9
    )  # an officer, three holders, three responsible officers, councillor, administrator
    assert len(everything) >= 4  # this program, web server, worker, scheduler
    assert gone(everything)


def seconds_to_start(clone: Clone) -> float:
    began = time.monotonic()
    with clone.running():
        return time.monotonic() - began


def test_a_second_start_takes_less_than_ten_seconds(clone: Clone) -> None:
    """One of six: the machine may be busy with other tests."""
    assert any(seconds_to_start(clone) < 10 for _ in range(6))


def test_nothing_outlives_a_killed_make(clone: Clone) -> None:
    with clone.running() as (process, _):
        everything = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        assert gone(everything)


def test_two_portals_do_not_share_a_data_folder(clone: Clone) -> None:
    with clone.running() as (process, _):
        [portal] = psutil.Process(process.pid).children()
        sentence = (
            f"A portal already runs on the data folder {clone.data_dir} "
            f"(http://localhost:{clone.port}, process {portal.pid}). "
            "Stop it first, or choose another: make run DATA_DIR=folder"
        )
        assert clone.refused(PORT=str(processes.free_port())) == (2, sentence)


def test_a_taken_port_gets_one_sentence(clone: Clone) -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        taken = somebody.getsockname()[1]
        sentence = (
            f"Port {taken} on 127.0.0.1 cannot be used (Address already in use). "
            f"Choose another: make run PORT={taken + 1}"
        )
        assert clone.refused(PORT=str(taken)) == (2, sentence)


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "８０"])
def test_a_port_that_is_none_gets_one_sentence(clone: Clone, port: str) -> None:
    assert clone.refused(PORT=port) == (2, f"PORT must be a number from 1 to 65535, not “{port}”.")


def test_a_host_that_is_not_ours_gets_one_sentence(clone: Clone) -> None:
    sentence = "HOST “scrutiny.invalid” is not an address of this machine."
    assert clone.refused(HOST="scrutiny.invalid") == (2, sentence)


def test_an_unwritable_folder_gets_one_sentence(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("not a folder")
    data_dir = tmp_path / "a-file" / "data"
    sentence = (
        f"The data folder {data_dir} cannot be written (Not a directory). "
        "Choose another: make run DATA_DIR=folder"
    )
    assert clone.refused(DATA_DIR=str(data_dir)) == (2, sentence)


def test_a_database_that_does_not_answer_gets_one_sentence(clone: Clone) -> None:
    nobody = f"postgres://portal@127.0.0.1:{processes.free_port()}/portal"
    code, said = clone.refused(DATABASE_URL=nobody)
    assert code == 2
    assert said.splitlines()[0].startswith("CommandError: The database does not answer: connection to server")
    assert said.splitlines()[-1] == "The portal could not be prepared: the reason stands above."
    assert "Traceback" not in said
