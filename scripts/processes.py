"""Child processes that never outlive the program that started them."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

PR_SET_PDEATHSIG = 1
GENTLE_SECONDS = 10.0
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with_parent() -> None:
    """Ask the kernel to end this process with SIGTERM when its parent dies, however it dies (Linux only)."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, **options: Any
) -> subprocess.Popen[str]:
    """Start a program in a session of its own: the terminal's Ctrl-C and hang-up reach only the caller."""
    return subprocess.Popen(
        command,
        env=env,
        text=True,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_parent,
        **options,
    )


def stop(
    processes: Iterable[subprocess.Popen[str]],
    *,
    gently_for: float = GENTLE_SECONDS,
    hurried: Callable[[], bool] = lambda: False,
) -> None:
    """End programs together: SIGTERM, up to `gently_for` seconds, then SIGKILL for what is left.

    `hurried` is asked on the way whether to stop waiting.
    """
    running = list(processes)
    for process in running:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + gently_for
    while (
        any(process.poll() is None for process in running) and time.monotonic() < deadline and not hurried()
    ):
        time.sleep(0.05)
    for process in running:
        kill_group(process)


def kill_group(process: subprocess.Popen[str]) -> None:
    """End what is left of a program and of everything it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    """Find a loopback port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
