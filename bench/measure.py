"""Measure one database: fill it, ask for each page many times in this process, and print CPU milliseconds as JSON.

Started by `bench.run`, in the environment of a scratch portal. It runs as in production: debug off, cached templates, every
middleware, manifest static files. The reader is the scrutiny officer, who sees the most.
"""

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from itertools import count, cycle
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench import build, log
from bench.build import Stage
from councils.models import User

ROUNDS, REQUESTS = 30, 4
LEAST, LIST, ONE, OVERVIEW, WRITE = (
    "least page", "list", "one recommendation", "overview", "an added outcome",
)  # fmt: skip
Ask = Callable[[], None]


def main(sizes: list[int]) -> None:
    """Measure the pages at each size, the smallest first, and print one line of JSON for each; then the live log."""
    settings.ROOT_URLCONF = "bench.baseline"
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    started = time.monotonic()
    stage = build.set_stage(now=timezone.now())
    build.first_block(stage)
    made = build.BLOCK
    for size in sorted(sizes):
        build.grow(made, size)
        made = size
        seconds = time.monotonic() - started
        print(json.dumps({"size": size, "filled_in": seconds, "pages": measured(stage)}), flush=True)
        started = time.monotonic()
    entries = log.measured(stage, signed_in(stage.officer))
    by_name = {
        way: {name: asdict(found) for name, found in places.items()} for way, places in entries.items()
    }
    print(json.dumps({"log": by_name}), flush=True)


def measured(stage: Stage) -> dict[str, tuple[float, float]]:
    """CPU milliseconds of each page, here and in the database: of several rounds the best."""
    pages = asks(stage)
    pages[LEAST](), pages[WRITE]()
    after_a_change = {f"{name}, first after a change": cost(pages[name], 1) for name in (LIST, OVERVIEW)}
    for ask in pages.values():
        ask()
    best = dict.fromkeys(pages, (float("inf"), 0.0))
    for _ in range(ROUNDS):
        for name, ask in pages.items():
            ask()
            best[name] = min(best[name], cost(ask, REQUESTS))
    return best | after_a_change


def asks(stage: Stage) -> dict[str, Ask]:
    """One call for each page, by its name."""
    officer, councillor = signed_in(stage.officer), signed_in(stage.councillor)
    paths = {
        LIST: reverse("recommendations:list"),
        ONE: reverse("recommendations:detail", args=["FP26-3"]),
        OVERVIEW: reverse("overview"),
    }
    pages = {name: reading(officer, path) for name, path in paths.items()}
    others = {f"{name}, for a councillor": reading(councillor, path) for name, path in paths.items()}
    return {LEAST: reading(officer, "/least/"), **pages, WRITE: adding(officer, stage), **others}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def reading(client: Client, path: str) -> Ask:
    def ask() -> None:
        expect(client.get(path).status_code, 200, path)

    return ask


def adding(client: Client, stage: Stage) -> Ask:
    """Add a question to a live log. The items take turns, so that each holds as many entries as a real one."""
    paths = cycle(
        reverse("recommendations:log-item", args=[*item.meeting.path, item.pk]) for item in stage.items
    )
    numbers = count(1)

    def ask() -> None:
        path, number = next(paths), next(numbers)
        entry = {
            "kind": "question",
            "text": f"What is the fictional answer to {number}?",
            "said_by": "Members",
        }
        expect(client.post(path, entry).status_code, 302, path)

    return ask


def expect(found: int, wanted: int, path: str) -> None:
    if found != wanted:
        raise SystemExit(f"{path} answered {found}, not {wanted}.")


def cost(ask: Ask, times: int) -> tuple[float, float]:
    """CPU milliseconds of one call, on average: this process's, and those of PostgreSQL's process for this connection."""
    here, there = time.process_time(), server_seconds()
    for _ in range(times):
        ask()
    return (time.process_time() - here) / times * 1000, (server_seconds() - there) / times * 1000


def server_seconds() -> float:
    """CPU time of the database's own process, where there is one on this machine."""
    if connection.vendor != "postgresql":
        return 0.0
    process = Path(
        f"/proc/{connection.connection.info.backend_pid if connection.connection else 0}/schedstat"
    )
    return int(process.read_text().split()[0]) / 1e9 if process.exists() else 0.0
