"""Tables of legal moves: the only way a status changes. Pure: `core.moving` does the changing."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    """One legal move: from any of `sources` to `target`. `refusal` tells why it is refused from elsewhere."""

    name: str
    sources: frozenset[str]
    target: str
    refusal: str = "That cannot be done now."


def table(*moves: tuple[str, Iterable[str], str, str]) -> dict[str, Move]:
    """Build a table of moves, by name, from (name, sources, target, refusal) rows."""
    return {
        name: Move(name, frozenset(str(s) for s in sources), str(target), refusal)
        for name, sources, target, refusal in moves
    }
