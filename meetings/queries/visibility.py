"""Who may see what of a meeting. Exempt matter reaches a page only through here (rule 15, promises X1 to X6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q

from core import prepared
from core.enums import Openness
from councils.permissions import capacities_of, may_see_all
from meetings.enums import RECORD_PUBLISHED
from meetings.models import AgendaItem, Document, Meeting, Outcome
from meetings.querysets import MeetingQuerySet, OutcomeQuerySet
from strategies.enums import StrategyStatus
from strategies.models import Strategy
from task_groups.enums import ReportStatus
from task_groups.models import Membership, Report

Thing = TypeVar("Thing", Strategy, Report)
EXEMPT_TITLE = "Exempt item"
WHOSE_IT_IS = ("body", "body__council", "task_group", "source")


@dataclass(frozen=True)
class ItemView:
    """One item of an agenda as one reader may see it.

    Of an exempt item a reader who is not entitled gets the neutral title, the paragraph and the public summary, and
    nothing else: `pk` is None, and there is no introduction, no document and no count.
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


def path_of(meeting: Meeting) -> tuple[str, str, str]:
    """The three parts of the meeting's address."""
    return meeting.path


def meetings_visible_to(user: Any, *, on: date) -> MeetingQuerySet:
    """Meetings whose existence the user may know of: from the published agenda on. The scrutiny officer knows all."""
    meetings = Meeting.objects.select_related("body__council", "task_group", "source")
    return meetings if may_see_all(user, on=on) else meetings.public()


def find_meeting(user: Any, council: str, body: str, slug: str, *, on: date) -> Meeting | None:
    """The meeting at an address, if the user may know of it."""
    scope = "all" if may_see_all(user, on=on) else "public"
    kind, named = (council, {}) if council in {"task-groups", "joint"} else ("council", {"council": council})
    found = prepared.joined(_at_address, WHOSE_IT_IS, scope, kind, body=body, slug=slug, **named)
    return found[0] if found else None


def _at_address(scope: str, kind: str, *, body: str, slug: str, council: str = "") -> MeetingQuerySet:
    match kind:
        case "task-groups":
            whose = Q(task_group__slug=body)
        case "joint":
            whose = Q(body__slug=body, body__council__isnull=True)
        case _:
            whose = Q(body__slug=body, body__council__slug=council)
    found: MeetingQuerySet = Meeting.objects.filter(whose, slug=slug).order_by()
    return found if scope == "all" else found.public()


def may_read_exempt(user: Any, meeting: Meeting, *, on: date) -> bool:
    """The scrutiny officer; whoever has a seat in force on the meeting's body; a member of its task group."""
    capacities = capacities_of(user, on=on)
    if capacities.is_scrutiny_officer:
        return True
    if meeting.body_id is not None:
        return meeting.body_id in capacities.seats
    if not user.is_authenticated or not user.is_active:
        return False
    return (
        Membership.objects.filter(task_group_id=meeting.task_group_id, person__user=user)
        .filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=on), Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        )
        .exists()
    )


def items_visible_to(user: Any, meeting: Meeting, *, on: date) -> list[ItemView]:
    """The agenda in order, as the user may see it."""
    return item_views(
        meeting,
        documents_visible_to(user, on=on, of=meeting),
        entitled=may_read_exempt(user, meeting, on=on),
    )


def item_views(meeting: Meeting, documents: Iterable[Document], *, entitled: bool) -> list[ItemView]:
    """The agenda for a reader of whom it is known what they may see. `documents` are those they may open."""
    papers: dict[int | None, list[Document]] = {}
    for document in documents:
        papers.setdefault(document.item_id, []).append(document)
    items = meeting.items.select_related("strategy", "report").order_by("position")
    return [_view(item, papers.get(item.pk, []), entitled=entitled) for item in items]


def _view(item: AgendaItem, documents: list[Document], *, entitled: bool) -> ItemView:
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
    )


def _unless_draft(thing: Thing | None, draft: str) -> Thing | None:
    """What an agenda names: a draft is not named before it is published, also on the agenda that will receive it."""
    return None if thing is None or thing.status == draft else thing


def outcomes_visible_to(
    user: Any, meeting: Meeting, *, on: date, as_published: bool = False
) -> OutcomeQuerySet:
    """Entries that stand and that the user may read in full.

    Nothing before the record is published, but for the scrutiny officer; then what is open in an open item, and the
    exempt rest for those entitled. `as_published` is for looking at the public page before publishing it.
    """
    outcomes = Outcome.objects.standing().filter(item__meeting=meeting)
    if meeting.status not in RECORD_PUBLISHED and not as_published and not may_see_all(user, on=on):
        return outcomes.none()
    return outcomes if may_read_exempt(user, meeting, on=on) else outcomes.open_entries()


def documents_visible_to(user: Any, *, on: date, of: Meeting) -> list[Document]:
    """The newest papers of a meeting that the user may open: open ones of open items, and the rest if entitled."""
    documents = Document.objects.filter(meeting=of, replaced_by__isnull=True).select_related("source")
    if not may_read_exempt(user, of, on=on):
        documents = documents.filter(
            Q(item__isnull=True) | Q(item__openness=Openness.OPEN), openness=Openness.OPEN
        )
    return list(documents.order_by("label", "pk"))
