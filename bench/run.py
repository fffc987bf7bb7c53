"""Measure the portal's main pages with few and with many recommendations, on SQLite and, where it is, on PostgreSQL.

`make bench`, or `python -m bench.run --sizes 1000 100000`. Everything is made in scratch databases and removed afterwards.
Prints CPU milliseconds for each page, its ratio to the least signed-in Django page of the same run, and how it grows;
and how long an officer waits for an entry added to a live log of 200 items and 2,000 outcomes, beside an empty one.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import history
from scripts import services

ROOT = Path(__file__).resolve().parent.parent
LEAST = "least page"
LONGEST_ENTRY = 0.5  # seconds, in the middle of 40
AIMS = {"list": 2.5, "one recommendation": 3.0, "overview": 2.5, "an added outcome": 3.0}
GROWTH = 1.25
MEASURE = "import sys, django; django.setup(); from bench import measure; measure.main([int(n) for n in sys.argv[1:]])"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000], help="thousands")
    options.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    options.add_argument("--strict", action="store_true", help="fail where an aim is missed")
    asked = options.parse_args()
    if any(size % 1_000 or not size for size in asked.sizes):
        options.error("Sizes are whole thousands.")
    missed = history.report()
    for name in ("sqlite", "postgresql"):
        if asked.database in {None, name}:
            missed += report(name, asked.sizes)
    return int(bool(asked.strict and missed))


def report(name: str, sizes: list[int]) -> int:
    """Measure one kind of database and print its table. Gives how many aims were missed."""
    title = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[name]
    try:
        with database(name) as url:
            results = measured(url, sizes)
    except services.Missing as missing:
        print(f"\n{title}: not measured. {missing}")
        return 0
    print(
        f"\n{title}. CPU milliseconds for each request, and the ratio to the least signed-in page of the same run.\n"
    )
    *sizes_found, entries = results
    return table(sizes_found) + log_table(entries["log"])


@contextmanager
def database(name: str) -> Iterator[str]:
    """An empty database: the address of a PostgreSQL, or nothing for SQLite."""
    if name == "sqlite":
        yield ""
    else:
        with services.postgresql() as url:
            yield url


def measured(database_url: str, sizes: list[int], *, program: str = MEASURE) -> list[dict[str, Any]]:
    """Run the measurement in a process of its own, with a scratch folder for everything it writes."""
    with tempfile.TemporaryDirectory(prefix="scrutiny-bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "scrutiny_portal.settings",
            "DATA_DIR": folder,
            "STATIC_ROOT": f"{folder}/static",
            "DATABASE_URL": database_url,
            "REDIS_URL": "",
            "DEBUG": "false",
            "PRODUCTION": "false",
        }
        command = [sys.executable, "-c", program, *(str(size) for size in sizes)]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(ran.stderr[-2000:] + ran.stdout[-500:])
    return [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]


def table(results: list[dict[str, Any]]) -> int:
    """Print the figures and say whether each aim is met. Gives how many are not."""
    heads = [f"{result['size']:>12,}" for result in results]
    print(f"{'':36}{''.join(f'{head:>20}' for head in heads)}{'growth':>10}   aim")
    missed = 0
    for page in results[0]["pages"]:
        figures = [
            (*result["pages"][page], result["pages"][page][0] / result["pages"][LEAST][0])
            for result in results
        ]
        cells = "".join(f"{here:>10.2f} ms {ratio:>6.2f}" for here, _, ratio in figures)
        growth = figures[-1][2] / figures[0][2]
        line = f"{page:36}{cells}{growth:>10.2f}"
        aim = AIMS.get(page)
        if aim is not None:
            kept = max(ratio for _, _, ratio in figures) <= aim and growth <= GROWTH
            missed += not kept
            line += f"   {aim}, growth {GROWTH}: {'reached' if kept else 'missed'}"
        if any(there for _, there, _ in figures):
            line += f"   (and in the database {', '.join(f'{there:.2f} ms' for _, there, _ in figures)})"
        print(line)
    for result in results:
        print(f"{result['size']:,} recommendations were made in {result['filled_in']:.0f} seconds.")
    return missed


def log_table(ways: dict[str, dict[str, dict[str, float]]]) -> int:
    """Print how long an officer waits for an added entry, and say whether the aim is met. Gives how often it is not."""
    print(
        "\nAn entry added to a live log: milliseconds on the clock of the wall, from the POST to the whole answer.\n"
    )
    missed = 0
    for way, places in ways.items():
        (large, there), (empty, here) = places.items()
        for name, found in ((large, there), (empty, here)):
            figures = "".join(f"{found[one] * 1000:>11.1f}" for one in ("middle", "late", "slowest"))
            print(f"{way + ', ' + name:46}{figures}")
        kept = there["middle"] < LONGEST_ENTRY
        missed += not kept
        ratio = there["middle"] / here["middle"]
        print(
            f"{'ratio of the middles':46}{ratio:>11.2f}   below {LONGEST_ENTRY} s: {'reached' if kept else 'missed'}"
        )
    print("(the middle of 40, which is judged; what 19 of 20 stay below; the slowest)")
    return missed


if __name__ == "__main__":
    sys.exit(main())
