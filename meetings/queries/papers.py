"""Papers: which one an address gives to whom, the officer's whole pack, and the page that an entry cites."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from councils.permissions import may_see_all
from meetings.enums import PUBLIC
from meetings.models import AgendaItem, Document, Meeting, Outcome
from meetings.queries.naming import pack_order
from meetings.queries.visibility import may_read_exempt, meetings_visible_to, shows_agenda

PAGE = re.compile(r"(?:p|pp|page|pages)\.?\s*(\d{1,5})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Paper:
    """One paper in the officer's pack, with the versions before it, the newest first."""

    newest: Document
    older: list[Document]

    @property
    def number(self) -> int:
        return len(self.older) + 1


@dataclass(frozen=True)
class Pack:
    """The papers of one item, or of the meeting as a whole (no item)."""

    item: AgendaItem | None
    papers: list[Paper]


@dataclass(frozen=True)
class Cited:
    """What an entry cites, for a reader who may open it: "Appendix B, page 12", and where that leads.

    `pk` is None for a paper that was withdrawn since: it is named and leads nowhere.
    """

    words: str
    pk: int | None
    fragment: str = ""


def packs_of(meeting: Meeting) -> list[Pack]:
    """All papers of a meeting, for the officer: those of the whole meeting first, then item by item. Two queries."""
    rows = Document.objects.filter(meeting=meeting).select_related("added_by", "item").order_by("-pk")
    by_pk = {row.pk: row for row in rows}
    papers: dict[int | None, list[Paper]] = {}
    for row in by_pk.values():
        if row.replaced_at is not None:
            continue
        older, before = [], by_pk.get(row.replaces_id or 0)
        while before is not None:
            older.append(before)
            before = by_pk.get(before.replaces_id or 0)
        papers.setdefault(row.item_id, []).append(Paper(row, older))
    for one in papers.values():
        one.sort(key=lambda paper: (paper.newest.withdrawn_at is not None, _place(paper.newest)))
    items: list[AgendaItem | None] = [None, *meeting.items.order_by("position")]
    packs = [Pack(item, papers.get(item.pk if item else None, [])) for item in items]
    return [pack for pack in packs if pack.papers]


def _place(paper: Document) -> tuple[Any, int]:
    return pack_order(paper.label), paper.pk


def find_paper(user: Any, pk: int, *, on: date) -> tuple[Document, bool] | None:
    """The paper that an address gives to this reader, and whether anyone may have it; None when it is not theirs to see.

    The officer gets any version, withdrawn ones too. Everyone else gets the newest, unless it was withdrawn.
    """
    papers = Document.objects.select_related("meeting__body__council", "item")
    paper = papers.filter(pk=pk).first()
    if paper is None:
        return None
    known = meetings_visible_to(user, on=on).filter(pk=paper.meeting_id).first()
    is_open = is_open_paper(paper)
    if known is None or not shows_agenda(user, known, on=on):
        return None
    if not (is_open or may_read_exempt(user, known, on=on)):
        return None
    if not may_see_all(user, on=on):
        if paper.withdrawn_at is not None:
            return None
        while paper.replaced_at is not None:
            paper = papers.get(replaces=paper.pk)
    return paper, is_open and known.status in PUBLIC and paper.withdrawn_at is None


def is_open_paper(paper: Document) -> bool:
    """Whether anyone may open a paper: neither it nor its item is exempt."""
    return paper.is_open and (paper.item is None or paper.item.is_open)


def name_of(paper: Document) -> str:
    """How a paper is called in a sentence: by its label, else by its title."""
    return paper.label or paper.title


def cited_by(outcome: Outcome, *, entitled: bool) -> Cited | None:
    """What an entry cites, if the reader may open it. Select `cites__item` with the entry: this asks for them.

    A place such as "page 12" leads to that page of a PDF.
    """
    paper = outcome.cites
    if paper is None:
        return None
    if not (entitled or is_open_paper(paper)):
        return None
    place = outcome.cites_place
    words = f"{name_of(paper)}, {place}" if place else name_of(paper)
    if paper.withdrawn_at is not None:
        return Cited(f"{words} (withdrawn)", None)
    page = PAGE.search(place) if paper.content_type == "application/pdf" else None
    return Cited(words, paper.pk, f"#page={page[1]}" if page else "")


def papers_to_cite(meeting: Meeting, *, besides: Document | None = None) -> list[tuple[Document, str]]:
    """What the log offers to cite: the newest papers of the meeting, each with its name and the item it belongs to.

    `besides` is the one that an entry cites already: it stays on offer when it was replaced or withdrawn since.
    """
    papers = list(
        Document.objects.newest()
        .filter(meeting=meeting, withdrawn_at__isnull=True)
        .select_related("item")
        .order_by("pk")
    )
    papers.sort(key=lambda paper: (paper.item.position if paper.item else 0, *_place(paper)))
    offered = [(paper, choice_of(paper)) for paper in papers]
    if besides is not None and besides not in papers:
        gone = "withdrawn" if besides.withdrawn_at else "earlier version"
        offered.append((besides, f"{choice_of(besides)} ({gone})"))
    return offered


def choice_of(paper: Document) -> str:
    """How a paper is offered to be cited: "Item 4, Appendix B: Costs". An exempt one says so."""
    words = f"{paper.label}: {paper.title}" if paper.label else paper.title
    exempt = "" if is_open_paper(paper) else " (exempt)"
    return (
        f"Item {paper.item.number or paper.item.position}, {words}{exempt}"
        if paper.item
        else f"{words}{exempt}"
    )
