"""The log around one item: the agenda with counts, what can be undone, what an officer was typing, who spoke."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from core import prepared
from core.history import label
from core.models import HistoryEntry
from councils.models import User
from meetings.enums import PROMISES, ItemProgress, MeetingStatus
from meetings.models import AgendaItem, Attendance, Meeting, Outcome, OutcomeDraft
from meetings.queries.log import Entry, Log, shortened
from meetings.statuses import PROGRESS_STATUSES

STANDING = Q(withdrawn_at__isnull=True)
PROMISED = STANDING & Q(kind__in=PROMISES)
UNDATED = PROMISED & Q(due_on__isnull=True, due_words="")
UNOWNED = PROMISED & Q(owner="")
SHOWN = ("meeting_id", "position", "number", "title", "openness", "progress")
NOTHING = {"entries": 0, "undated": 0, "unowned": 0}


@dataclass(frozen=True)
class AgendaLine:
    """One item in the log's agenda: how many entries, and whether it is done, under way or to come."""

    item: AgendaItem
    number: str
    count: int
    undated: int
    unowned: int
    progress: str

    @property
    def status(self) -> Any:
        return PROGRESS_STATUSES[self.progress]


@dataclass(frozen=True)
class Counts:
    """What the bar says of the whole log."""

    entries: int
    undated: int
    unowned: int


def agenda_of(meeting: Meeting) -> list[AgendaLine]:
    """The agenda with counts, for the log. Two queries.

    What the officer said of an item counts. Else progress follows from the log: the item of the newest entry is under way
    while the meeting runs, those before it are done; once the meeting was held, all are.
    """
    items = list(meeting.items.filter(withdrawn_at__isnull=True).only(*SHOWN).order_by("position"))
    entries = Outcome.objects.filter(item__meeting=meeting).order_by().values("item_id")
    counted = {
        row["item_id"]: row
        for row in entries.annotate(
            entries=Count("pk", filter=STANDING),
            undated=Count("pk", filter=UNDATED),
            unowned=Count("pk", filter=UNOWNED),
            last_at=Max("logged_at"),
        )
    }
    logged = [item for item in items if item.pk in counted]
    current = max(logged, key=lambda item: (counted[item.pk]["last_at"], item.position), default=None)
    is_over = meeting.status not in {
        MeetingStatus.PLANNED,
        MeetingStatus.AGENDA_PUBLISHED,
        MeetingStatus.IN_PROGRESS,
    }
    return [
        AgendaLine(
            item=item,
            number=item.number or str(item.position),
            count=counted.get(item.pk, NOTHING)["entries"],
            undated=counted.get(item.pk, NOTHING)["undated"],
            unowned=counted.get(item.pk, NOTHING)["unowned"],
            progress=_progress(item, current, is_over=is_over),
        )
        for item in items
    ]


def _progress(item: AgendaItem, current: AgendaItem | None, *, is_over: bool) -> str:
    if is_over:
        return ItemProgress.DONE
    if item.progress != ItemProgress.TO_COME:
        return item.progress
    if current is not None and item.position < current.position:
        return ItemProgress.DONE
    return ItemProgress.UNDER_WAY if item == current else ItemProgress.TO_COME


def counts_of(lines: Iterable[AgendaLine]) -> Counts:
    """Add up the agenda's counts."""
    lines = list(lines)
    return Counts(
        sum(line.count for line in lines),
        sum(line.undated for line in lines),
        sum(line.unowned for line in lines),
    )


def _item(*, meeting: int, pk: int) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(meeting_id=meeting, pk=pk, withdrawn_at__isnull=True).order_by()


def item_of(meeting: Meeting, pk: int) -> AgendaItem | None:
    """An item of a meeting, with what it is about."""
    for item in prepared.joined(_item, ("strategy", "report"), meeting=meeting.pk, pk=pk):
        item.meeting = meeting
        return item
    return None


def draft_of(item: AgendaItem, user: User) -> OutcomeDraft | None:
    """What this officer was typing at this item."""
    return OutcomeDraft.objects.filter(item=item, user=user).first()


@dataclass(frozen=True)
class Undoable:
    """What an officer did last to an entry of an item, while it can be undone: "You added question 4"."""

    row: int
    outcome: int
    sentence: str


DONE = {
    "log": "You added {}",
    "edit": "You changed {}",
    "withdraw": "You withdrew {}",
    "restore": "You put back {}",
}


def undoable_of(item: AgendaItem, log: Log, user: User, *, since: datetime) -> Undoable | None:
    """What this officer did last in this meeting since `since`, if it was at this item and can be undone. Two queries."""
    rows = HistoryEntry.objects.filter(
        trail=label(item.meeting), trail_id=item.meeting_id, subject=label(Outcome()), at__gte=since
    )
    last = rows.order_by("-number").filter(actor_id=user.pk).first()
    if last is None or last.verb not in DONE:
        return None
    outcome = Outcome.objects.filter(pk=last.subject_id, item=item).first()
    if outcome is None:
        return None
    entry = next((entry for entry in log.entries if entry.outcome.pk == outcome.pk), None)
    name = entry.spoken if entry else f"“{shortened(outcome.text)}”"
    return Undoable(last.number, outcome.pk, DONE[last.verb].format(name))


def newest_row_of(meeting: Meeting) -> int:
    """The number of the newest row of the history that tells of this meeting: what tells whether anything is new."""
    rows = HistoryEntry.objects.filter(trail=label(meeting), trail_id=meeting.pk)
    return rows.order_by("-number").values_list("number", flat=True).first() or 0


def speakers_of(meeting: Meeting, entries: Iterable[Entry]) -> list[str]:
    """Whom the log named already and who was there, to choose from while typing."""
    names = {name: None for entry in entries for name in (entry.outcome.said_by, entry.outcome.owner) if name}
    for there in Attendance.objects.filter(meeting=meeting).select_related("person"):
        names[there.label or str(there.person)] = None
    return list(names)
