"""The whole text of a paper with what was found in it marked, a piece at a time, so that 300 pages stay light."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from recommendations.enums import ProposalKind
from recommendations.models import Proposal, Reading

PIECE = 15_000
UNMARKED = {ProposalKind.ITEM}


@dataclass(frozen=True)
class Anchor:
    """Where a thing found begins: the address within the page, and what it is called."""

    pk: int
    label: str


@dataclass
class Segment:
    """Words that are marked or not, with what begins at their first letter."""

    text: str
    is_marked: bool
    anchors: list[Anchor] = field(default_factory=list)


def pieces_of(text: str) -> list[tuple[int, int]]:
    """Cut a text at line ends into pieces of about 15,000 characters; the offsets of each."""
    cuts, start = [], 0
    while len(text) - start > PIECE:
        at = text.rfind("\n", start + PIECE // 2, start + PIECE)
        at = at + 1 if at != -1 else start + PIECE
        cuts.append((start, at))
        start = at
    return [*cuts, (start, len(text))]


def piece_at(pieces: Sequence[tuple[int, int]], offset: int) -> int:
    """The number, from 1, of the piece in which an offset stands."""
    return next((number for number, (_, end) in enumerate(pieces, start=1) if offset < end), len(pieces))


def segments_of(reading: Reading, start: int, end: int) -> list[Segment]:
    """The words from start to end, in segments. Of an item only the place is told: its words are those of what is in it."""
    found = list(
        reading.proposals.filter(start__lt=end, end__gte=start)
        .order_by("start", "position")
        .only("pk", "reading", "kind", "start", "end", "fields")
    )
    marked = [(one.start, one.end) for one in found if one.kind not in UNMARKED]
    edges = {start, end}
    for one in found:
        edges |= {edge for edge in (one.start, one.end) if start <= edge <= end}
    cuts = sorted(edges)
    begins: dict[int, list[Anchor]] = {}
    for one in found:
        begins.setdefault(max(one.start, start), []).append(Anchor(one.pk, label_of(one)))
    return [
        Segment(
            reading.text[left:right],
            any(first <= left and right <= last for first, last in marked),
            begins.get(left, []),
        )
        for left, right in pairwise(cuts)
    ]


def label_of(proposal: Proposal) -> str:
    number = str(proposal.fields.get("number", ""))
    return f"{proposal.get_kind_display()} {number}".strip()
