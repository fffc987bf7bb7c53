"""The portal's own source files, read as text and as syntax."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scripts.check import FLOORS

ROOT: Final = Path(__file__).resolve().parent.parent.parent
OPEN_TO_OTHER_APPS: Final = {
    "enums",
    "statuses",
    "models",
    "queries",
    "permissions",
    "operations",
    "minutes",
    "take_away",
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Give the path and syntax tree of every module that is not a migration."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give the line and dotted name of every import below a node: `from a.b import c` is "a.b.c"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def floor_of(name: str) -> str:
    """The app that a path or a dotted name belongs to, or "" for what is not ours."""
    first = name.replace("/", ".").split(".")[0]
    return first if first in FLOORS else ""
