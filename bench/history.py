"""How long an export of the history takes to check without the portal (promise A6). `python -m bench.history` alone."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts import verify_history

ENTRIES = 100_000
LONGEST = 60.0  # seconds
REASON = "The supplier asked for more time, and the panel agreed on 10 March 2026. " * 2


def write_export(path: Path, entries: int) -> None:
    """Write a whole chain of so many entries, in the form that docs/history.md tells."""
    previous = ""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number in range(1, entries + 1):
            entry = {
                "number": number, "at": "2026-04-14T10:02:00+01:00", "actor_id": number % 90,
                "actor_name": "Scrutiny Officer", "actor_role": "Scrutiny Officer",
                "subject": "recommendations.actionpart", "subject_id": number % 40_000,
                "trail": "recommendations.recommendation", "trail_id": number % 5_000, "verb": "report_progress", "old": "",
                "new": "", "reason": REASON, "details": {"update": number}, "public": True, "on": None, "precision": "day",
                "source_id": None, "previous_hash": previous,
            }  # fmt: skip
            previous = verify_history.hash_of(entry)
            file.write(json.dumps({**entry, "hash": previous}) + "\n")
        file.write(json.dumps({"head": {"number": entries, "hash": previous}}) + "\n")


def seconds_to_check(entries: int = ENTRIES) -> float:
    """Check such an export with the program that needs no portal. Gives the seconds by the wall."""
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "history.jsonl"
        write_export(export, entries)
        program = Path(verify_history.__file__)
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-I", str(program), str(export)], check=True, stdout=subprocess.DEVNULL
        )
        return time.perf_counter() - started


def report() -> int:
    """Print the figure. Gives 1 where the aim is missed."""
    took = seconds_to_check()
    print(
        f"\nAn export of {ENTRIES:,} entries is checked without the portal in {took:.1f} s. Aim: {LONGEST:.0f} s."
    )
    return int(took > LONGEST)


if __name__ == "__main__":
    sys.exit(report())
