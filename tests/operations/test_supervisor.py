"""Several programs run as one thing: they start again when they end, and none outlives the supervisor."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from scripts import processes, supervisor
from tests.operations.gone import gone

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def stand_in() -> Iterator[subprocess.Popen[str]]:
    """A supervisor with two programs running."""
    command = [sys.executable, "-m", "tests.operations.stand_in", str(processes.free_port())]
    process = processes.start(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout
    try:
        assert [process.stdout.readline(), process.stdout.readline()] == ["ready\n", "waiting\n"]
        yield process
    finally:
        processes.stop([process])
        process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
def test_a_stop_signal_ends_everything_in_good_order(
    stand_in: subprocess.Popen[str], number: signal.Signals
) -> None:
    children = psutil.Process(stand_in.pid).children(recursive=True)
    stand_in.send_signal(number)
    assert stand_in.wait(timeout=15) == 0
    assert len(children) == 2
    assert gone(children)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_nothing_outlives_a_killed_supervisor(stand_in: subprocess.Popen[str]) -> None:
    children = psutil.Process(stand_in.pid).children(recursive=True)
    stand_in.kill()
    assert len(children) == 2
    assert gone(children)


def test_an_ended_program_is_started_again(stand_in: subprocess.Popen[str]) -> None:
    web, worker = psutil.Process(stand_in.pid).children()
    worker.kill()
    assert stand_in.stdout
    assert stand_in.stdout.readline() == "The worker ended (exit code -9). It starts again in 1 s.\n"
    assert stand_in.stdout.readline() == "waiting\n"
    again = psutil.Process(stand_in.pid).children()
    assert again[0] == web
    assert again[1] != worker


def test_a_program_that_keeps_ending_waits_longer_each_time(tmp_path: Path) -> None:
    program = supervisor.Program("worker", [sys.executable, "-c", ""], env=dict(os.environ), cwd=tmp_path)
    said = []
    for _ in range(7):
        program.start()
        assert program.process
        program.process.wait()
        said.append(program.note_end(now=time.monotonic()))
    pauses = [1, 2, 4, 8, 16, 30, 30]
    assert said == [f"The worker ended (exit code 0). It starts again in {pause} s." for pause in pauses]


def test_a_program_that_ran_steadily_starts_again_at_once(tmp_path: Path) -> None:
    program = supervisor.Program(
        "worker", [sys.executable, "-c", ""], env=dict(os.environ), cwd=tmp_path, failures=5
    )
    program.start()
    assert program.process
    program.process.wait()
    said = program.note_end(now=program.started_at + supervisor.STEADY_SECONDS + 1)
    assert said == "The worker ended (exit code 0). It starts again in 1 s."


def test_a_web_server_that_never_comes_up_ends_the_start() -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        command = [sys.executable, "-m", "tests.operations.stand_in", str(somebody.getsockname()[1])]
        start = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert (start.returncode, start.stdout) == (
        1,
        "The web server does not start: the reason stands above.\n",
    )


def test_a_stubborn_program_is_killed_with_all_it_started() -> None:
    process = processes.start([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE)
    assert process.stdout
    grandchild = psutil.Process(int(process.stdout.readline()))
    processes.stop([process], gently_for=0.5)
    process.stdout.close()
    assert process.returncode == -signal.SIGKILL
    assert gone([grandchild])
