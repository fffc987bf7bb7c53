"""Papers that are read, for the scrutiny officer alone: the list, and what one page of looking through shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from core.dates import spell
from core.statuses import Status
from councils.models import Council
from councils.permissions import is_scrutiny_officer
from meetings.enums import DecisionKind, Presence
from meetings.models import Meeting
from recommendations.enums import ProposalKind, ProposalStatus, ReadingStatus
from recommendations.models import Proposal, Reading
from recommendations.queries.naming import councils_asked, said_of
from recommendations.queries.undated import Task
from recommendations.statuses import PROPOSAL_STATUSES

ON_A_PAGE = 40
BESIDE = 160
LONGEST_SHOWN = 900
HEADS = (ProposalKind.BODY, ProposalKind.DATE)
LOOKS = {
    ProposalKind.QUESTION: "q",
    ProposalKind.ANSWER: "a",
    ProposalKind.DECISION: "d",
    ProposalKind.RECOMMENDATION: "d",
    ProposalKind.UNDERTAKING: "act",
    ProposalKind.REQUEST: "act",
}
TO_LOOK_THROUGH = Q(status=ReadingStatus.READ)
PROMISING = {ProposalKind.RECOMMENDATION, ProposalKind.UNDERTAKING, ProposalKind.REQUEST}


def readings_visible_to(user: Any, *, on: date) -> QuerySet[Reading]:
    """The officers' own working papers: nobody else may know of one."""
    readings = Reading.objects.select_related(
        "meeting__body__council", "meeting__task_group", "added_by", "part_of"
    )
    return readings if is_scrutiny_officer(user, on=on) else readings.none()


def readings_in_order(user: Any, *, on: date) -> QuerySet[Reading]:
    """The list, the newest first, without the words of the papers, each with how far it is looked through."""
    decided = Q(proposals__isnull=False) & ~Q(proposals__kind__in=HEADS)
    return (
        readings_visible_to(user, on=on)
        .defer("text")
        .annotate(
            found=Count("proposals", filter=decided),
            open=Count("proposals", filter=decided & Q(proposals__status=ProposalStatus.OPEN)),
        )
        .order_by("-added_at", "-pk")
    )


@dataclass(frozen=True)
class Progress:
    """How many of the things found were looked through. Body and day are confirmed with the meeting."""

    total: int
    decided: int
    accepted: int
    on_record: int
    rejected: int

    @property
    def left(self) -> int:
        return self.total - self.decided


def progress_of(reading: Reading) -> Progress:
    """Counted in one question."""
    status = ProposalStatus
    counted = reading.proposals.exclude(kind__in=HEADS).aggregate(
        total=Count("pk"),
        decided=Count("pk", filter=~Q(status=status.OPEN)),
        accepted=Count("pk", filter=Q(status__in=[status.ACCEPTED, status.EDITED])),
        on_record=Count("pk", filter=Q(status=status.ON_RECORD)),
        rejected=Count("pk", filter=Q(status=status.REJECTED)),
    )
    return Progress(**counted)


@dataclass(frozen=True)
class Excerpt:
    """The exact source words with what stands around them, white space folded for reading."""

    before: str
    words: str
    after: str


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """Cut at whole words. Of a very long passage the middle is left out."""
    words = " ".join(text[start:end].split())
    if len(words) > LONGEST_SHOWN:
        words = f"{words[: LONGEST_SHOWN - 200].rsplit(' ', 1)[0]} […] {words[-150:].split(' ', 1)[-1]}"
    first = max(0, start - BESIDE)
    before = " ".join(text[first:start].split())
    if first and " " in before:
        before = f"…{before.split(' ', 1)[1]}"
    after = " ".join(text[end : end + BESIDE].split())
    if end + BESIDE < len(text) and " " in after:
        after = f"{after.rsplit(' ', 1)[0]}…"
    return Excerpt(before, words, after)


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
        return f"{self.label.lower()}: {self.text[:60]}"

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


def page_of(reading: Reading, number: Any) -> Page[Proposal]:
    """One page of the things found, in the order of the paper."""
    rows = (
        reading.proposals.exclude(kind__in=HEADS)
        .select_related("parent__parent", "recommendation", "outcome", "item", "decided_by", "attendance")
        .order_by("position")
    )
    return Paginator(rows, ON_A_PAGE).get_page(number)


def groups_of(reading: Reading, page: Page[Proposal], councils: Sequence[Council]) -> list[Group]:
    """The page's proposals under their items. An item that begins on an earlier page is named again."""
    groups: list[Group] = []
    for proposal in page.object_list:
        proposal.reading = reading
        head = head_of(proposal)
        if not groups or group_key(groups[-1]) != (head.pk if head else None):
            card = card_of(head, reading, councils) if head else None
            groups.append(Group(card, begins=head is None or head.pk == proposal.pk))
        if head is None or head.pk != proposal.pk:
            groups[-1].cards.append(card_of(proposal, reading, councils))
    for group in groups:
        group.chosen = [
            f"{card.proposal.pk}:{card.proposal.version}"
            for card in [*([group.item] if group.item else []), *group.cards]
            if card.is_open
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
        source=excerpt(reading.text, proposal.start, min(proposal.end, proposal.start + 4000)),
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
        yield f"{str(said['verdict']).capitalize()}. Logged as a comment: a council answers through its portfolio holder"
    if said.get("by"):
        yield str(said["by"])
    if said.get("to"):
        yield f"To {said['to']}"
    if kind in PROMISING and meeting is not None:
        asked = councils_asked(meeting, said, councils)
        yield f"For {', '.join(council.short_name for council in asked)}" if asked else "For no council"


def papers_to_look_through() -> Iterator[Task]:
    """One line for the officer's list: papers that are read, and those that could not be."""
    read = Count("pk", filter=TO_LOOK_THROUGH)
    counted = Reading.objects.aggregate(read=read, failed=Count("pk", filter=Q(status=ReadingStatus.FAILED)))
    if counted["read"]:
        one = counted["read"] == 1
        yield Task(
            title="1 paper is read and waits to be looked through"
            if one
            else f"{counted['read']} papers are read and wait to be looked through",
            url=reverse("recommendations:readings"),
            why="Nothing of it is on record before you accept it.",
            icon="doc",
            tone="ask",
        )
    if counted["failed"]:
        one = counted["failed"] == 1
        yield Task(
            title="1 paper could not be read" if one else f"{counted['failed']} papers could not be read",
            url=reverse("recommendations:readings"),
            why="Its page says why, and what you can do.",
            icon="amber",
            tone="warn",
        )


def meetings_to_choose(reading: Reading, *, days: set[date], bodies: set[int]) -> list[Meeting]:
    """Meetings on record that a paper may belong to: those of the days, the latest of the bodies, and the one chosen."""
    wanted = Q(pk=reading.meeting_id) | Q(held_on__in=days)
    found = Meeting.objects.select_related("body__council", "task_group")
    rows = list(found.filter(wanted).order_by("-held_on", "pk")[:30])
    rows += list(
        found.filter(body__in=bodies).exclude(pk__in=[one.pk for one in rows]).order_by("-held_on", "pk")[:8]
    )
    return rows


def named_day(found: Proposal | None) -> date | None:
    """The day that the reader found, if it found one."""
    said = str(found.fields.get("day", "")) if found else ""
    return date.fromisoformat(said) if said else None


def spelt_meeting(meeting: Meeting) -> str:
    """A meeting with its council, for choosing: "South Holland: Performance Monitoring Panel, 14 April 2026"."""
    whose = ""
    if meeting.body is not None:
        whose = f"{meeting.body.council.short_name if meeting.body.council else 'Joint'}: "
    return f"{whose}{meeting}, {spell(meeting.held_on, meeting.held_precision)}"
