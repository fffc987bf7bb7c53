"""Keep several programs running as one thing: start, watch, start again, stop together."""

import http.client
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from scripts import processes

TICK = 0.1
STEADY_SECONDS = 60.0
LONGEST_PAUSE = 30.0


class StopSignal:
    """Remembers how often Ctrl-C, SIGTERM or a closed terminal asked this program to stop."""

    def __init__(self) -> None:
        self.times = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._remember)

    def _remember(self, number: int, frame: FrameType | None) -> None:
        self.times += 1

    @property
    def asked(self) -> bool:
        return self.times > 0

    @property
    def hurried(self) -> bool:
        return self.times > 1


@dataclass
class Program:
    """One program of the portal, and when it may be started again after it ended by itself."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    cwd: Path
    process: subprocess.Popen[str] | None = None
    started_at: float = 0.0
    failures: int = 0
    next_start: float = 0.0

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = processes.start(self.command, env=self.env, cwd=self.cwd)

    @property
    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def note_end(self, *, now: float) -> str:
        """Clear what an ended program left behind and say when it starts again: after 1, 2, 4 ... 30 seconds.

        A program that ran steadily for a minute begins again at one second.
        """
        assert self.process is not None  # noqa: S101 - only an ended program gets here
        code = self.process.returncode
        processes.kill_group(self.process)
        self.process = None
        self.failures = 1 if now - self.started_at > STEADY_SECONDS else self.failures + 1
        pause = min(2.0 ** (self.failures - 1), LONGEST_PAUSE)
        self.next_start = now + pause
        return f"The {self.name} ended (exit code {code}). It starts again in {pause:.0f} s."


def answers(host: str, port: int) -> bool:
    """Whether a web server answers there, whatever it answers."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(reachable, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return True
    finally:
        connection.close()


def run(
    programs: Sequence[Program],
    *,
    stop: StopSignal,
    ready: Callable[[], bool],
    greet: Callable[[], None],
    say: Callable[[str], None],
) -> int:
    """Run the programs until asked to stop; the first is started alone and must be ready before the others.

    `greet` is called when it is. Gives the exit code: 1 when the first program never came up, else 0.
    """
    first, *others = programs
    try:
        first.start()
        while not ready():
            if stop.asked:
                return 0
            if first.ended:
                say(f"The {first.name} does not start: the reason stands above.")
                return 1
            time.sleep(TICK)
        greet()
        for program in others:
            program.start()
        while not stop.asked:
            watch(programs, say=say)
            time.sleep(TICK)
        return 0
    finally:
        running = [program.process for program in programs if program.process is not None]
        processes.stop(running, hurried=lambda: stop.hurried)


def watch(programs: Sequence[Program], *, say: Callable[[str], None]) -> None:
    """Start ended programs again, each when its pause is over."""
    now = time.monotonic()
    for program in programs:
        if program.ended:
            say(program.note_end(now=now))
        elif program.process is None and now >= program.next_start:
            program.start()
