"""Whether processes have ended."""

from collections.abc import Sequence

import psutil

SECONDS = 15.0


def gone(processes: Sequence[psutil.Process]) -> bool:
    """Wait a little for processes to end; those nobody has collected yet count as ended."""
    _, alive = psutil.wait_procs(processes, timeout=SECONDS)
    return not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
