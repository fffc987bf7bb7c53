"""docs/moves.md as the code has it. To write it again after a change of a table:

manage.py shell -v0 -c "from tests.architecture.moves import page; print(page(), end='')" > docs/moves.md
"""

from collections.abc import Iterator
from importlib import import_module

from core.moves import Move
from scripts.check import FLOORS
from tests.architecture.source import ROOT

INTRODUCTION = """\
# Legal moves

Every status changes by one of these moves and in no other way. `core.moving.make_move` looks the move up in its table,
changes the row by compare-and-set on the status it was read with, and writes the history row in the same transaction.
A move from a status that its row does not name is refused with the sentence given; when somebody else was faster, the
refusal says who and when. The tables stand in each app's `lifecycle.py`; a test compares them with this page.

Claiming a notice is a lease and no event: it is a compare-and-set too, but only what became of the notice leaves a row.

"Overdue", "lapsed" and "stale" are no statuses: they follow from a date and the day on which one asks.
"""


def tables() -> Iterator[tuple[str, str, dict[str, Move]]]:
    """Give the app, the name and the moves of every table, from the bottom floor up."""
    for floor in FLOORS:
        if (ROOT / floor / "lifecycle.py").exists():
            for name, value in vars(import_module(f"{floor}.lifecycle")).items():
                if name.endswith("_MOVES"):
                    yield floor, name, value


def title(app: str, name: str) -> str:
    thing = name.removesuffix("_MOVES").replace("_", " ").lower()
    return f"{thing.capitalize()} (`{app}.lifecycle.{name}`)"


def statuses(values: frozenset[str]) -> str:
    return ", ".join(f"`{value}`" for value in sorted(values))


def page() -> str:
    """Write the page."""
    parts = [INTRODUCTION]
    for app, name, moves in tables():
        rows = [
            f"| `{move.name}` | {statuses(move.sources)} | `{move.target}` | {move.refusal} |"
            for move in moves.values()
        ]
        head = "| Move | From | To | Otherwise refused with |\n|---|---|---|---|"
        parts.append(f"## {title(app, name)}\n\n{head}\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)
