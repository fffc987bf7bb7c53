"""The agenda of a meeting: its items, their words and their order."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.db.models.deletion import ProtectedError

from core import history
from core.enums import Openness
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from meetings.enums import LOGGABLE, OFF, MeetingStatus
from meetings.models import AgendaItem, Meeting
from meetings.operations.ordering import moved, put_in_order
from strategies.models import Strategy
from task_groups.models import Report

AGENDA_CLOSED = "The agenda is closed: the record of this meeting is published, or the meeting is cancelled."
HAS_A_LOG = "This item has entries in the log, so it stays on the agenda."
REFERRED_TO = "Papers or other items refer to this item, so it stays on the agenda."
ORDER_CHANGED = "Someone else changed this agenda meanwhile. Nothing was moved. Look at the order again."


def settled_openness(openness: str, paragraph: int | None) -> tuple[str, int | None]:
    """Check what the caller says: there is no default, and what is open has no exempt paragraph.

    Local Government Act 1972, Schedule 12A: paragraphs 1 to 7. Raises Refused otherwise.
    """
    if openness not in Openness.values:
        raise Refused("Say whether this is open to the public or exempt", field="openness")
    if openness == Openness.OPEN and paragraph is not None:
        raise Refused("What is open to the public has no exempt paragraph", field="exempt_paragraph")
    if paragraph is not None and not 1 <= paragraph <= 7:
        raise Refused("Choose a paragraph from 1 to 7", field="exempt_paragraph")
    return openness, paragraph


def open_agenda(meeting: Meeting) -> Meeting:
    """Hold the meeting's row while its agenda changes. Raises Refused once the agenda is closed."""
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.status not in LOGGABLE and held.status != MeetingStatus.POSTPONED:
        raise Refused(AGENDA_CLOSED)
    return held


def next_number(items: Iterable[AgendaItem]) -> str:
    """The plain number after the highest one on the agenda: "7" after 6 and "6a"."""
    return str(max((int(item.number) for item in items if item.number.isdecimal()), default=0) + 1)


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    title: str,
    openness: str,
    number: str = "",
    presenter: str = "",
    introduction: str = "",
    public_title: str = "",
    exempt_paragraph: int | None = None,
    public_summary: str = "",
    strategy: Strategy | None = None,
    report: Report | None = None,
    follows_up: AgendaItem | None = None,
    by: User | None,
    at: datetime,
) -> AgendaItem:
    """Add an item at the end of the agenda. An urgent item is added the same way while the meeting runs.

    The meeting's row is held while the position is counted, so that two officers get two positions. Raises Refused
    without a title, when the caller does not say whether the item is open, when it follows up what is no item of an
    earlier meeting of this body, and once the agenda is closed.
    """
    title = title.strip()
    if not title:
        raise Refused("Say what the item is about", field="title")
    openness, exempt_paragraph = settled_openness(openness, exempt_paragraph)
    held = open_agenda(meeting)
    require_earlier(held, follows_up)
    last = held.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=last + 1,
        number=number or next_number(held.items.all()),
        title=title,
        public_title=public_title.strip(),
        presenter=presenter.strip(),
        introduction=introduction.strip(),
        openness=openness,
        exempt_paragraph=exempt_paragraph,
        public_summary=public_summary.strip(),
        strategy=strategy,
        report=report,
        follows_up=follows_up,
    )
    history.record(
        subject=item,
        trail=meeting,
        verb="add",
        by=by,
        at=at,
        details={"position": item.position, "openness": openness},
    )
    return item


def require_earlier(meeting: Meeting, item: AgendaItem | None) -> None:
    """Refuse to follow up anything but an item of an earlier meeting of the same body or task group."""
    if item is None:
        return
    before = item.meeting
    same = (before.body_id, before.task_group_id) == (meeting.body_id, meeting.task_group_id)
    dated = before.held_on is not None and meeting.held_on is not None and before.held_on < meeting.held_on
    if not same or not dated:
        raise Refused("Choose an item of an earlier meeting of this body", field="follows_up")


@transaction.atomic
def edit_item(
    *,
    item: AgendaItem,
    version: int,
    number: str = "",
    title: str,
    presenter: str = "",
    introduction: str = "",
    strategy: Strategy | None = None,
    report: Report | None = None,
    follows_up: AgendaItem | None = None,
    openness: str,
    exempt_paragraph: int | None = None,
    public_title: str = "",
    public_summary: str = "",
    reason: str = "",
    by: User | None,
    at: datetime,
) -> AgendaItem:
    """Change what an item says. What was exempt becomes open only with a reason (promise X).

    Raises Refused as `add_item` does, for an item that was taken off, and when an exempt item is opened without a reason;
    Overtaken when the item was changed since `version`.
    """
    title, reason = title.strip(), reason.strip()
    if not title:
        raise Refused("Say what the item is about", field="title")
    openness, exempt_paragraph = settled_openness(openness, exempt_paragraph)
    meeting = open_agenda(item.meeting)
    held = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if held.withdrawn_at is not None:
        raise Refused("This item was taken off the agenda.")
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    require_earlier(meeting, follows_up)
    if openness == Openness.OPEN and not held.is_open and not reason:
        raise Refused("Say why it may be public now", field="reason")
    said = {
        "number": number.strip() or held.number,
        "title": title,
        "presenter": presenter.strip(),
        "introduction": introduction.strip(),
        "strategy": strategy,
        "report": report,
        "follows_up": follows_up,
        "openness": openness,
        "exempt_paragraph": exempt_paragraph,
        "public_title": public_title.strip(),
        "public_summary": public_summary.strip(),
    }
    changed = sorted(name for name, value in said.items() if getattr(held, name) != value)
    old = held.openness
    for name, value in said.items():
        setattr(held, name, value)
    held.version = version + 1
    held.save(update_fields=[*said, "version"])
    history.record(
        subject=held, trail=meeting, verb="edit", by=by, at=at, old=old, new=openness, reason=reason,
        details={"changed": changed},
    )  # fmt: skip
    return held


@transaction.atomic
def move_item(*, item: AgendaItem, to: int, version: int, by: User | None, at: datetime) -> AgendaItem:
    """Put an item at another place of the agenda, counted from 1. Plain numbers follow the order; "6a" stays with its item.

    `version` is the meeting's, as it was read: each change of the order counts it up, so that nobody reorders an agenda
    unseen. Raises Overtaken otherwise, and Refused once the agenda is closed or for an item that was taken off.
    """
    meeting = open_agenda(item.meeting)
    if meeting.version != version:
        raise Overtaken(ORDER_CHANGED)
    items = list(meeting.items.order_by("position"))
    on = [one for one in items if one.withdrawn_at is None]
    if item.pk not in {one.pk for one in on}:
        raise Refused("This item was taken off the agenda.")
    before = [one.pk for one in on]
    order = moved(before, item.pk, to=to)
    if order != before:
        by_pk = {one.pk: one for one in on}
        _renumber([by_pk[pk] for pk in order])
        off = [one.pk for one in items if one.withdrawn_at is not None]
        put_in_order(AgendaItem.objects.filter(meeting=meeting), [*order, *off])
        _count_up(meeting)
        history.record(
            subject=item, trail=meeting, verb="reorder", by=by, at=at,
            details={"from": before.index(item.pk) + 1, "to": order.index(item.pk) + 1},
        )  # fmt: skip
    item.refresh_from_db()
    return item


def _renumber(items: list[AgendaItem]) -> None:
    """Give out the plain numbers that the items have, lowest first, in the order of the items."""
    plain = [item for item in items if item.number.isdecimal()]
    numbers = sorted((item.number for item in plain), key=int)
    changed = [item for item, number in zip(plain, numbers, strict=True) if item.number != number]
    for item, number in zip(plain, numbers, strict=True):
        item.number = number
    AgendaItem.objects.bulk_update(changed, ["number"])


def _count_up(meeting: Meeting) -> None:
    meeting.version += 1
    meeting.save(update_fields=["version"])


def was_public(meeting: Meeting) -> bool:
    """Whether anyone but the officers may have read this agenda: it was published, or the meeting was begun or held."""
    return meeting.agenda_published_at is not None or meeting.status not in {MeetingStatus.PLANNED, *OFF}


@transaction.atomic
def take_off_item(
    *, item: AgendaItem, version: int, reason: str = "", by: User | None, at: datetime
) -> AgendaItem:
    """Take an item off the agenda. Before the agenda was ever public it is gone; afterwards it stays, with its reason.

    Raises Refused when the item has a log, a half-typed entry too; when papers or other items refer to it and it would
    be gone; without a reason on a public agenda; once the agenda is closed. Raises Overtaken when the item was changed.
    """
    meeting = open_agenda(item.meeting)
    held = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    if held.outcomes.exists() or held.drafts.exists():
        raise Refused(HAS_A_LOG)
    reason = reason.strip()
    if was_public(meeting):
        if not reason:
            raise Refused("Say why. The reason is published", field="reason")
        if held.withdrawn_at is not None:
            raise Refused("This item was taken off already.")
        held.withdrawn_at, held.withdrawn_reason, held.version = at, reason, version + 1
        held.save(update_fields=["withdrawn_at", "withdrawn_reason", "version"])
    else:
        _remove(held, meeting)
    _count_up(meeting)
    history.record(
        subject=item, trail=meeting, verb="take_off", by=by, at=at, reason=reason if item.is_open else "",
        public=was_public(meeting) and item.is_open, details={"number": item.number},
    )  # fmt: skip
    return held


def _remove(item: AgendaItem, meeting: Meeting) -> None:
    """Let an item go and close the gap: plain numbers after it count down by one."""
    try:
        with transaction.atomic():
            AgendaItem.objects.get(pk=item.pk).delete()
    except ProtectedError as refers:
        raise Refused(REFERRED_TO) from refers
    left = list(meeting.items.order_by("position"))
    if item.number.isdecimal():
        after = [one for one in left if one.number.isdecimal() and int(one.number) > int(item.number)]
        for one in after:
            one.number = str(int(one.number) - 1)
        AgendaItem.objects.bulk_update(after, ["number"])
    put_in_order(AgendaItem.objects.filter(meeting=meeting), [one.pk for one in left])
