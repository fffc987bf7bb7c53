"""How long one entry of a live log takes, in a large meeting and in an empty one, through the whole of the portal.

A meeting with 200 agenda items and 2,000 entries, and meetings with a single item and none, take turns in one process, so
that both meet the same machine. In the large one entries are added to the items that hold a hundred already. Measured is
what an officer waits for: from the POST to the last byte of the answer, on the clock of the wall. To the script that is the
inside of the log; without a script it is the page. Both come after a redirect.
"""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from statistics import median, quantiles

from django.test import Client
from django.urls import reverse

from bench.build import Stage
from core.enums import Openness
from meetings.enums import DecisionKind, MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Meeting, Outcome

LARGE, EMPTY = "200 items, 2,000 outcomes", "an empty meeting"
ITEMS, ENTRIES, BUSY = 200, 2_000, 10
ADDED = 40
KINDS = (
    OutcomeKind.QUESTION, OutcomeKind.ANSWER, OutcomeKind.UNDERTAKING, OutcomeKind.DECISION, OutcomeKind.COMMENT,
)  # fmt: skip
SENT: tuple[dict[str, object], ...] = (
    {"kind": "question", "said_by": "Members"},
    {"kind": "answer", "said_by": "Head of a fictional service"},
    {"kind": "action", "promise": "undertaking", "owner": "Head of a fictional service"},
    {"kind": "decision", "decision": "agreed"},
    {"kind": "recommendation", "councils": "every"},
    {"kind": "note"},
)
numbers = count(1)


@dataclass(frozen=True)
class Figures:
    """Seconds for one entry: the middle, what 19 of 20 stay below, the slowest."""

    middle: float
    late: float
    slowest: float


def measured(stage: Stage, client: Client) -> dict[str, dict[str, Figures]]:
    """Seconds for an entry in the large and in the empty meeting, with and without a script. They take turns."""
    turns = ADDED + len(SENT)
    large, adds = large_meeting(stage), {"with the script": with_script, "without a script": without_script}
    taken: dict[str, dict[str, list[float]]] = {way: {LARGE: [], EMPTY: []} for way in adds}
    for turn in range(turns):
        for way, add in adds.items():
            empty = meeting(stage, f"empty-{turn}-{len(way)}", items=1)
            for name, item in ((LARGE, large[turn % len(large)]), (EMPTY, empty[0])):
                seconds = clocked(add, client, item, turn, stage)
                if turn >= len(SENT):  # what is asked for the first time counts for nobody
                    taken[way][name].append(seconds)
    return {way: {name: figures(seconds) for name, seconds in by.items()} for way, by in taken.items()}


def figures(seconds: list[float]) -> Figures:
    return Figures(median(seconds), quantiles(seconds, n=20)[-1], max(seconds))


def clocked(
    add: Callable[[Client, str, dict[str, object]], None],
    client: Client,
    item: AgendaItem,
    turn: int,
    stage: Stage,
) -> float:
    path = reverse("recommendations:log-item", args=[*item.meeting.path, item.pk])
    words = {"text": f"These are the fictional words {next(numbers)}.", "openness": "open"}
    entry = SENT[turn % len(SENT)] | words | {"form_key": str(uuid.uuid4())}
    if "councils" in entry:
        entry["councils"] = [str(council.pk) for council in stage.councils]
    started = time.perf_counter()
    add(client, path, entry)
    return time.perf_counter() - started


def with_script(client: Client, path: str, entry: dict[str, object]) -> None:
    answer(client.post(path, entry, headers={"HX-Request": "true"}, follow=True).status_code, path)


def without_script(client: Client, path: str, entry: dict[str, object]) -> None:
    answer(client.post(path, entry, follow=True).status_code, path)


def answer(status: int, path: str) -> None:
    if status != 200:
        raise SystemExit(f"{path} answered {status}, not 200.")


def meeting(stage: Stage, slug: str, *, items: int) -> list[AgendaItem]:
    """A meeting in progress. Gives its items."""
    made = Meeting.objects.create(
        body=stage.panel,
        slug=slug,
        held_on=stage.today,
        status=MeetingStatus.IN_PROGRESS,
        started_at=stage.now,
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=made, position=n, number=str(n), title=f"Item {n}", openness=Openness.OPEN)
        for n in range(1, items + 1)
    )
    return list(made.items.select_related("meeting__body__council").order_by("position"))


def large_meeting(stage: Stage) -> list[AgendaItem]:
    """200 items; half of the 2,000 entries stand at ten of them, the others everywhere. Gives the ten."""
    items = meeting(stage, "large", items=ITEMS)
    busy = items[:: ITEMS // BUSY]
    for n in range(ENTRIES):
        item = busy[n // 2 % BUSY] if n % 2 else items[n // 2 % ITEMS]
        log(stage, item, n)
    return busy


def log(stage: Stage, item: AgendaItem, n: int) -> None:
    """An entry of the large meeting, without its history. Every other answer answers the question before it."""
    kind = KINDS[n // 2 % len(KINDS)]
    last = item.outcomes.order_by("-position").first()
    position = last.position + 1 if last else 1
    question = last if last and n % 3 and kind == OutcomeKind.ANSWER else None
    is_decision = kind == OutcomeKind.DECISION
    Outcome.objects.create(
        item=item,
        position=position,
        kind=kind,
        text=f"What was said, number {n}, in a fictional meeting that takes long.",
        said_by="Members",
        answers=question,
        decision=DecisionKind.AGREED if is_decision else "",
        number=str(position) if is_decision else "",
        openness=Openness.OPEN,
        logged_by=stage.officer,
        logged_at=stage.now + timedelta(seconds=n),
    )
