"""Who may see what of a meeting. Exempt matter reaches a page only through here (rule 15, promises X1 to X6)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from core import prepared
from core.enums import Openness
from councils.permissions import capacities_of, may_see_all
from meetings.enums import OFF, PUBLIC, RECORD_PUBLISHED
from meetings.models import Document, Meeting, Outcome
from meetings.queries.naming import pack_order
from meetings.querysets import MeetingQuerySet, OutcomeQuerySet
from task_groups.models import Membership

WHOSE_IT_IS = ("body", "body__council", "task_group", "source")


@dataclass(frozen=True)
class Withheld:
    """What a reader who may not open a paper learns of it: the paragraph, and neutral words. Nothing else (promise X6)."""

    paragraph: int | None
    public_summary: str


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
    return _memberships(user, on=on).filter(task_group_id=meeting.task_group_id).exists()


def _memberships(user: Any, *, on: date) -> QuerySet[Membership]:
    """The task groups' seats that the user holds on the day."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    return Membership.objects.filter(begun, Q(ends_on__isnull=True) | Q(ends_on__gte=on), person__user=user)


def shows_agenda(user: Any, meeting: Meeting, *, on: date) -> bool:
    """Whether the user may read the agenda and its papers: anyone once it is published, the scrutiny officer before.

    One that was put off or planned again before that shows that it is, and why, and no agenda.
    """
    if may_see_all(user, on=on):
        return True
    if meeting.status in OFF:
        return meeting.agenda_published_at is not None
    return meeting.status in PUBLIC


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
    """The newest papers of a meeting that the user may open: open ones of open items, and the rest if entitled.

    In the order of the pack. Withdrawn ones are among them, to say that they were (`withdrawn_at`): nobody opens those.
    """
    documents = Document.objects.newest().filter(meeting=of).select_related("source")
    if not may_read_exempt(user, of, on=on):
        documents = documents.open_papers()
    return sorted(documents.order_by("pk"), key=lambda paper: pack_order(paper.label))


def papers_withheld_from(user: Any, *, on: date, of: Meeting) -> dict[int | None, list[Withheld]]:
    """What the user learns of exempt papers of open items, and of the meeting itself (None)."""
    if may_read_exempt(user, of, on=on):
        return {}
    rows = (
        Document.objects.newest()
        .filter(Q(item__isnull=True) | Q(item__openness=Openness.OPEN), meeting=of, withdrawn_at__isnull=True)
        .exclude(openness=Openness.OPEN)
        .order_by("pk")
        .values_list("item_id", "exempt_paragraph", "public_summary")
    )
    withheld: dict[int | None, list[Withheld]] = {}
    for item, paragraph, summary in rows:
        withheld.setdefault(item, []).append(Withheld(paragraph, summary))
    return withheld


def entries_visible_to(user: Any, *, on: date) -> OutcomeQuerySet:
    """Entries of all meetings that stand and that the user may read in full.

    Everyone: open entries of open items whose record is published. Those with a seat on the body, and the members of the
    task group: its exempt entries too. The scrutiny officer: all that stand.
    """
    standing = Outcome.objects.standing()
    capacities = capacities_of(user, on=on)
    if capacities.is_scrutiny_officer:
        return standing
    published = standing.filter(item__meeting__status__in=RECORD_PUBLISHED)
    mine = Q(item__meeting__body__in=capacities.seats)
    if user.is_authenticated and user.is_active:
        mine |= Q(item__meeting__task_group__in=_memberships(user, on=on).values("task_group"))
    return published.open_entries() | published.filter(mine)
