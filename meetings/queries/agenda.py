"""The agenda as one reader may see it. Of an exempt item only neutral words leave here, unless the reader is entitled."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.urls import reverse

from meetings.models import AgendaItem, Document, Meeting
from meetings.queries.naming import short_day
from meetings.queries.visibility import (
    Withheld,
    documents_visible_to,
    may_read_exempt,
    papers_withheld_from,
    shows_agenda,
)
from strategies.enums import StrategyStatus
from strategies.models import Strategy
from task_groups.enums import ReportStatus
from task_groups.models import Report

Thing = TypeVar("Thing", Strategy, Report)
Knows = Callable[[Meeting], bool]
EXEMPT_TITLE = "Exempt item"
NAMED = ("strategy", "report", "follows_up__meeting", "carried_from__meeting")


@dataclass(frozen=True)
class ItemLink:
    """Another item that this one comes from or went to: "14 April 2026, item 4", its title, and where it is read."""

    words: str
    title: str
    address: str


@dataclass(frozen=True)
class ItemView:
    """One item of an agenda as one reader may see it.

    Of an exempt item a reader who is not entitled gets the neutral title, the paragraph and the public summary, and
    nothing else: `pk` is None, and there is no introduction, no document and no count. `filled` is what a standing item
    shows from live data: the floor that knows puts it there.
    """

    position: int
    number: str
    title: str
    is_exempt: bool
    is_readable: bool
    paragraph: int | None = None
    public_summary: str = ""
    review_on: date | None = None
    pk: int | None = None
    introduction: str = ""
    strategy: Strategy | None = None
    report: Report | None = None
    documents: list[Document] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    presenter: str = ""
    standing: str = ""
    follows_up: ItemLink | None = None
    carried_from: ItemLink | None = None
    carried_to: ItemLink | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
    filled: Any = None


def items_visible_to(user: Any, meeting: Meeting, *, on: date) -> list[ItemView]:
    """The agenda in order, as the user may see it, without what was taken off it."""
    if not shows_agenda(user, meeting, on=on):
        return []
    return item_views(
        meeting,
        documents_visible_to(user, on=on, of=meeting),
        entitled=may_read_exempt(user, meeting, on=on),
        withheld=papers_withheld_from(user, on=on, of=meeting),
        knows=known_to(user, on=on),
    )


def taken_off(meeting: Meeting, *, entitled: bool) -> list[ItemView]:
    """What was taken off the published agenda. The reason is for all, unless the item is exempt."""
    off = meeting.items.filter(withdrawn_at__isnull=False).order_by("position")
    return [_view(item, [], [], entitled=entitled) for item in off]


def known_to(user: Any, *, on: date) -> Knows:
    """Which meetings a user may read the agenda of, of those that stand in a link."""
    return lambda meeting: shows_agenda(user, meeting, on=on)


def nobody_knows(meeting: Meeting) -> bool:
    return False


def item_views(
    meeting: Meeting,
    documents: Iterable[Document],
    *,
    entitled: bool,
    withheld: Mapping[int | None, list[Withheld]] | None = None,
    knows: Knows = nobody_knows,
) -> list[ItemView]:
    """The agenda for a reader of whom it is known what they may see. `documents` are those they may open.

    `withheld` tells of papers by item that they may not open; `knows` of which other meetings, of this same body, they
    may read the agenda: only those are linked. Two queries, however many items.
    """
    papers: dict[int | None, list[Document]] = {}
    for document in documents:
        papers.setdefault(document.item_id, []).append(document)
    items = meeting.items.on_the_agenda().select_related(*NAMED).order_by("position")
    carried = AgendaItem.objects.on_the_agenda().filter(carried_from__meeting=meeting)
    went = {item.carried_from_id: item for item in carried.select_related("meeting")}
    views = []
    for item in items:
        item.meeting = meeting
        views.append(
            _view(
                item, papers.get(item.pk, []), (withheld or {}).get(item.pk, []), entitled=entitled, knows=knows,
                carried_to=went.get(item.pk),
            )
        )  # fmt: skip
    return views


def _link(item: AgendaItem | None, of: Meeting, *, entitled: bool, knows: Knows) -> ItemLink | None:
    """Name another item of the same body or task group, whose exempt titles the same people may read."""
    if item is None or not knows(item.meeting):
        return None
    number = item.number or str(item.position)
    address = reverse("recommendations:meeting", args=[*of.path[:2], item.meeting.slug])
    return ItemLink(
        words=f"{short_day(item.meeting)}, item {number}",
        title=item.title if item.is_open or entitled else item.public_title or EXEMPT_TITLE,
        address=f"{address}#item-{item.position}",
    )


def _view(
    item: AgendaItem,
    documents: list[Document],
    withheld: list[Withheld],
    *,
    entitled: bool,
    knows: Knows = nobody_knows,
    carried_to: AgendaItem | None = None,
) -> ItemView:
    number = item.number or str(item.position)
    if item.is_open or entitled:
        return ItemView(
            position=item.position,
            number=number,
            title=item.title,
            is_exempt=not item.is_open,
            is_readable=True,
            paragraph=item.exempt_paragraph,
            public_summary=item.public_summary,
            review_on=item.exempt_review_on,
            pk=item.pk,
            introduction=item.introduction,
            strategy=_unless_draft(item.strategy, StrategyStatus.DRAFT),
            report=_unless_draft(item.report, ReportStatus.DRAFT),
            documents=documents,
            withheld=withheld,
            presenter=item.presenter,
            standing=item.standing,
            follows_up=_link(item.follows_up, item.meeting, entitled=entitled, knows=knows),
            carried_from=_link(item.carried_from, item.meeting, entitled=entitled, knows=knows),
            carried_to=_link(carried_to, item.meeting, entitled=entitled, knows=knows),
            withdrawn_at=item.withdrawn_at,
            withdrawn_reason=item.withdrawn_reason,
        )
    return ItemView(
        position=item.position,
        number=number,
        title=item.public_title or EXEMPT_TITLE,
        is_exempt=True,
        is_readable=False,
        paragraph=item.exempt_paragraph,
        public_summary=item.public_summary,
        review_on=item.exempt_review_on,
        withdrawn_at=item.withdrawn_at,
    )


def _unless_draft(thing: Thing | None, draft: str) -> Thing | None:
    """What an agenda names: a draft is not named before it is published, also on the agenda that will receive it."""
    return None if thing is None or thing.status == draft else thing
