"""What one page of looking through a paper shows: each thing found with its source words, under its agenda item."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from core.dates import spell
from core.statuses import Status
from councils.models import Council
from meetings.enums import DecisionKind, Presence
from meetings.minutes.dates import due_in
from meetings.models import Meeting
from recommendations.enums import ProposalKind, ProposalStatus
from recommendations.models import Proposal, Reading
from recommendations.queries.naming import councils_asked, said_of
from recommendations.queries.reading import HEADS
from recommendations.statuses import PROPOSAL_STATUSES

ON_A_PAGE = 40
BESIDE, BESIDE_A_NAME = 110, 45
LONGEST_SHOWN = 900
SPACES = re.compile(r"\s+")
LOOKS = {
    ProposalKind.QUESTION: "q",
    ProposalKind.ANSWER: "a",
    ProposalKind.DECISION: "d",
    ProposalKind.RECOMMENDATION: "d",
    ProposalKind.UNDERTAKING: "act",
    ProposalKind.REQUEST: "act",
}
PROMISES = {ProposalKind.UNDERTAKING, ProposalKind.REQUEST}
PROMISING = {ProposalKind.RECOMMENDATION, *PROMISES}
# What may be looked through apart, by the word in the address.
SORTS: Mapping[str, tuple[str, frozenset[ProposalKind]]] = {
    "there": ("Who was there", frozenset({ProposalKind.ATTENDANCE})),
    "items": ("Agenda items", frozenset({ProposalKind.ITEM})),
    "decided": ("Decisions", frozenset({ProposalKind.DECISION})),
    "recommended": ("Recommendations", frozenset({ProposalKind.RECOMMENDATION})),
    "answered": ("Responses", frozenset({ProposalKind.RESPONSE})),
    "asked": ("Questions and answers", frozenset({ProposalKind.QUESTION, ProposalKind.ANSWER})),
    "promised": ("Promises and requests", frozenset(PROMISES)),
}


@dataclass(frozen=True)
class Excerpt:
    """The exact source words with what stands around them, white space folded for reading."""

    before: str
    words: str
    after: str


def folded_spaces(text: str) -> str:
    """White space folded to single spaces; one at either end stays, so that pieces still join as they stood."""
    return SPACES.sub(" ", text)


def excerpt(text: str, start: int, end: int, *, beside: int = BESIDE) -> Excerpt:
    """Cut at whole words, `beside` characters before and after. Of a very long passage the middle is left out."""
    words = " ".join(text[start:end].split())
    if len(words) > LONGEST_SHOWN:
        words = f"{words[: LONGEST_SHOWN - 200].rsplit(' ', 1)[0]} […] {words[-150:].split(' ', 1)[-1]}"
    first = max(0, start - beside)
    before, after = folded_spaces(text[first:start]), folded_spaces(text[end : end + beside])
    if first and " " in before.strip():
        before = f"…{before.split(' ', 1)[1]}"
    if end + beside < len(text) and " " in after.strip():
        after = f"{after.rsplit(' ', 1)[0]}…"
    return Excerpt(before.lstrip(), words, after.rstrip())


def source_of(proposal: Proposal, text: str) -> Excerpt:
    """Of an item only its first line: the rest are the words of what stands in it."""
    start, end = proposal.start, proposal.end
    if proposal.kind == ProposalKind.ITEM:
        first = text.find("\n", start, end)
        end = first if first != -1 else end
    beside = BESIDE_A_NAME if proposal.kind == ProposalKind.ATTENDANCE else BESIDE
    return excerpt(text, start, end, beside=beside)


@dataclass(frozen=True)
class Chip:
    """One sort of things found: how many there are, and how many of them are still to decide."""

    slug: str
    label: str
    total: int
    open: int
    is_chosen: bool


def chips_of(reading: Reading, chosen: str) -> list[Chip]:
    """The sorts that the paper has. One question."""
    counted = {
        kind: (total, still)
        for kind, total, still in reading.proposals.exclude(kind__in=HEADS)
        .order_by()
        .values("kind")
        .annotate(total=Count("pk"), still=Count("pk", filter=Q(status=ProposalStatus.OPEN)))
        .values_list("kind", "total", "still")
    }
    chips = []
    for slug, (label, kinds) in SORTS.items():
        rows = [counted[kind] for kind in kinds if kind in counted]
        if rows:
            total, still = (sum(numbers) for numbers in zip(*rows, strict=True))
            chips.append(Chip(slug, label, total, still, slug == chosen))
    return chips


@dataclass
class Card:
    """One thing found, as the page shows it."""

    proposal: Proposal
    label: str
    look: str
    text: str
    about: list[str]
    source: Excerpt
    points: Sequence[str] = ()

    @property
    def is_open(self) -> bool:
        return self.proposal.status == ProposalStatus.OPEN

    @property
    def was_made(self) -> bool:
        return self.proposal.status in {ProposalStatus.ACCEPTED, ProposalStatus.EDITED}

    @property
    def looks_like(self) -> bool:
        """Still to decide, with a recommendation of the tracker that has most of its words."""
        return self.is_open and self.proposal.recommendation_id is not None

    @property
    def is_item(self) -> bool:
        """Its words are the heading above it."""
        return self.proposal.kind == ProposalKind.ITEM

    @property
    def may_reopen(self) -> bool:
        """Who was there is changed on the meeting's own page, once it is noted."""
        return not (self.was_made and self.proposal.attendance_id)

    @property
    def status(self) -> Status:
        return PROPOSAL_STATUSES[self.proposal.status]

    @property
    def at(self) -> str:
        return str(self.proposal.start)

    @property
    def id(self) -> str:
        return str(self.proposal.pk)

    @property
    def spoken(self) -> str:
        return f"{self.label.lower()}: {shorten(self.text, 60, placeholder='…')}"

    @property
    def links(self) -> list[tuple[str, str]]:
        """Where it stands on record."""
        one = self.proposal
        if one.recommendation is not None:
            return [(one.recommendation.reference, one.recommendation.get_absolute_url())]
        if one.outcome_id and not self.is_open:
            return [("See the entry", reverse("recommendations:outcome", args=[one.outcome_id]))]
        return []


@dataclass
class Group:
    """What stands under one agenda item on this page; `item` is None for who was there."""

    item: Card | None
    cards: list[Card] = field(default_factory=list)
    begins: bool = True
    chosen: list[str] = field(default_factory=list)


def found_in(reading: Reading, sort: str) -> QuerySet[Proposal]:
    """The things found, in the order of the paper; of one sort where that is asked for."""
    rows = reading.proposals.exclude(kind__in=HEADS).order_by("position")
    return rows.filter(kind__in=SORTS[sort][1]) if sort in SORTS else rows


def page_of(reading: Reading, number: Any, sort: str = "") -> Page[Proposal]:
    """One page of the things found."""
    rows = found_in(reading, sort).select_related(
        "parent__parent", "recommendation", "outcome", "item", "decided_by", "attendance"
    )
    return Paginator(rows, ON_A_PAGE).get_page(number)


def page_number(proposal: Proposal, sort: str) -> int:
    """The number of the page on which a thing found stands."""
    return found_in(proposal.reading, sort).filter(position__lt=proposal.position).count() // ON_A_PAGE + 1


def groups_of(
    reading: Reading, page: Page[Proposal], councils: Sequence[Council], *, may_accept: bool
) -> list[Group]:
    """The page's proposals under their items. An item that begins on an earlier page is named again.

    Chosen to be accepted together is what is still to decide, but nothing that looks like a recommendation of the tracker:
    whether it is the same one, the officer says for each.
    """
    groups: list[Group] = []
    for proposal in page.object_list:
        proposal.reading = reading
        head = head_of(proposal)
        if not groups or group_key(groups[-1]) != (head.pk if head else None):
            card = card_of(head, reading, councils) if head else None
            groups.append(Group(card, begins=head is None or head.pk == proposal.pk))
        if head is None or head.pk != proposal.pk:
            groups[-1].cards.append(card_of(proposal, reading, councils))
    for group in groups if may_accept else []:
        shown = [*([group.item] if group.item and group.begins else []), *group.cards]
        group.chosen = [
            f"{card.proposal.pk}:{card.proposal.version}"
            for card in shown
            if card.is_open and not card.looks_like
        ]
    return groups


def group_key(group: Group) -> int | None:
    return group.item.proposal.pk if group.item else None


def head_of(proposal: Proposal) -> Proposal | None:
    """The item that a proposal is, or stands under."""
    one: Proposal | None = proposal
    while one is not None and one.kind != ProposalKind.ITEM:
        one = one.parent
    return one


def card_of(proposal: Proposal, reading: Reading, councils: Sequence[Council]) -> Card:
    said = said_of(proposal)
    kind = ProposalKind(proposal.kind)
    number = str(said.get("number", ""))
    label = f"{kind.label} {number}".strip() if kind != ProposalKind.ITEM else kind.label
    return Card(
        proposal=proposal,
        label=label,
        look=LOOKS.get(kind, "n"),
        text=text_of(kind, said, reading),
        about=list(about(kind, said, reading.meeting, councils)),
        source=source_of(proposal, reading.text),
        points=said.get("points", ()),
    )


def text_of(kind: ProposalKind, said: dict[str, Any], reading: Reading) -> str:
    match kind:
        case ProposalKind.ITEM:
            number = str(said.get("number", ""))
            return f"{number}{'.' if number.isalnum() else ''} {said.get('title') or reading.title}".strip()
        case ProposalKind.ATTENDANCE:
            return str(said["name"])
    return str(said.get("text", ""))


def about(
    kind: ProposalKind, said: dict[str, Any], meeting: Meeting | None, councils: Sequence[Council]
) -> Iterator[str]:
    """What else is said of it, in the words of the page."""
    if kind == ProposalKind.ITEM and not said.get("title"):
        yield "The paper prints no heading here: it stands under the title of the paper"
    if kind == ProposalKind.ATTENDANCE:
        yield str(Presence(said["presence"]).label)
        if said.get("substitute_for"):
            yield f"for {said['substitute_for']}"
        if said.get("council"):
            yield str(said["council"])
    if kind == ProposalKind.DECISION:
        yield str(DecisionKind(said["word"]).label)
    if kind == ProposalKind.RESPONSE:
        verdict = str(said["verdict"]).capitalize() or "No verdict found"
        yield f"{verdict}. Logged as a comment: a council answers through its portfolio holder"
    if said.get("by"):
        yield str(said["by"])
    if said.get("to"):
        yield f"To {said['to']}"
    due_on = due_in(str(said.get("text", ""))) if kind in PROMISES else None
    if due_on:
        yield f"Due {spell(due_on)}"
    if kind in PROMISING and meeting is not None:
        asked = councils_asked(meeting, said, councils)
        yield f"For {', '.join(council.short_name for council in asked)}" if asked else "For no council"
