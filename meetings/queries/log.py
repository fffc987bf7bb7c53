"""The live log as its officers see it: the agenda with counts, and one item's entries as question, answers, action."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from core import prepared
from councils.models import User
from meetings.enums import PROMISES, ItemProgress, MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Attendance, Meeting, Outcome, OutcomeDraft
from meetings.statuses import PROGRESS_STATUSES

STANDING = Q(outcomes__withdrawn_at__isnull=True, outcomes__isnull=False)
PROMISED = STANDING & Q(outcomes__kind__in=PROMISES)
UNDATED = PROMISED & Q(outcomes__due_on__isnull=True, outcomes__due_words="")
UNOWNED = PROMISED & Q(outcomes__owner="")
WILL = re.compile(r"\bwill\b", re.IGNORECASE)
EVERY = re.compile(r"\bevery (?:year|two|three|four|2|3|4|second|other)\b|\bannual(?:ly)?\b", re.IGNORECASE)
LOOKS = {
    OutcomeKind.QUESTION: ("Question", "q", ""),
    OutcomeKind.ANSWER: ("Answer", "a", ""),
    OutcomeKind.UNDERTAKING: ("Action", "act", "link"),
    OutcomeKind.REQUEST: ("Action", "act", "link"),
    OutcomeKind.DECISION: ("", "d", "signed"),
    OutcomeKind.RECOMMENDATION: ("Recommendation", "d", ""),
    OutcomeKind.COMMENT: ("Note", "n", ""),
    OutcomeKind.TOPIC: ("Topic", "n", ""),
}
COUNTED = {"Question", "Action", "Recommendation"}


@dataclass
class Entry:
    """One entry of the log with its place in the talk: what it is called, and what came of it.

    `link` (words, address) and `title` are filled by the floor that knows what came of it.
    """

    outcome: Outcome
    label: str
    look: str
    icon: str
    replies: list["Entry"] = field(default_factory=list)
    offers_an_action: bool = False
    link: tuple[str, str] | None = None
    title: str = ""

    @property
    def spoken(self) -> str:
        """The entry's name inside a sentence: "question 4", "decision 2"."""
        if self.outcome.kind == OutcomeKind.DECISION:
            return f"decision {self.outcome.number}"
        return self.label.lower()

    @property
    def is_promise(self) -> bool:
        return self.outcome.kind in PROMISES

    @property
    def is_undated(self) -> bool:
        return self.is_promise and not self.outcome.due_on and not self.outcome.due_words

    @property
    def offers_review_dates(self) -> bool:
        """A decision such as "a Task Group meet every two years" sets a rule."""
        return self.outcome.kind == OutcomeKind.DECISION and bool(EVERY.search(self.outcome.text))

    @property
    def short(self) -> str:
        """For the list from which "comes from" is chosen: "Question 5: people who do not use technology"."""
        text = " ".join(self.outcome.text.split())
        return f"{self.label}: {text if len(text) <= 60 else f'{text[:59]}…'}"


@dataclass(frozen=True)
class Log:
    """One item's log: the threads in order, and every entry by its order."""

    threads: list[Entry]
    entries: list[Entry]

    @property
    def last(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    @property
    def kinds(self) -> list[tuple[int, str]]:
        """How many of each, for "This item": questions, answers, actions, decisions, recommendations, notes."""
        looks = [
            ("question", {OutcomeKind.QUESTION}),
            ("answer", {OutcomeKind.ANSWER}),
            ("action", PROMISES),
            ("decision", {OutcomeKind.DECISION}),
            ("recommendation", {OutcomeKind.RECOMMENDATION}),
            ("note", {OutcomeKind.COMMENT, OutcomeKind.TOPIC}),
        ]
        counted = [
            (sum(entry.outcome.kind in kinds for entry in self.entries), name) for name, kinds in looks
        ]
        return [(count, name) for count, name in counted if count]


def log_of(item: AgendaItem) -> Log:
    """The standing entries of an item, threaded. Three queries, however many there are."""
    outcomes = (
        Outcome.objects.standing()
        .filter(item=item)
        .select_related("logged_by", "source")
        .prefetch_related("points", "councils")
        .order_by("position")
    )
    return thread(outcomes)


def thread(outcomes: Iterable[Outcome]) -> Log:
    """Put answers and actions under the question that they come from, in two levels, as it is drawn.

    What comes from a withdrawn entry stands alone.
    """
    counters: dict[str, int] = {}
    roots: dict[int, Entry] = {}
    threads: list[Entry] = []
    for outcome in outcomes:
        entry = _entry(outcome, counters)
        root = roots.get(outcome.answers_id or 0)
        if root is None:
            threads.append(entry)
        else:
            root.replies.append(entry)
        roots[outcome.pk] = root or entry
    for root in threads:
        offer_actions([root, *root.replies])
    entries = [entry for root in threads for entry in (root, *root.replies)]
    return Log(threads, sorted(entries, key=lambda entry: entry.outcome.position))


def offer_actions(talk: list[Entry]) -> None:
    """An answer that says "will" may be a promise: offer to make it an action, until one follows it."""
    last_promise = max((entry.outcome.position for entry in talk if entry.is_promise), default=0)
    for entry in talk:
        is_later = entry.outcome.position > last_promise
        is_answer = entry.outcome.kind == OutcomeKind.ANSWER
        entry.offers_an_action = is_answer and is_later and bool(WILL.search(entry.outcome.text))


def _entry(outcome: Outcome, counters: dict[str, int]) -> Entry:
    label, look, icon = LOOKS[OutcomeKind(outcome.kind)]
    if outcome.kind == OutcomeKind.DECISION:
        label = f"{outcome.get_decision_display()} {outcome.number}".strip()
    elif label in COUNTED:
        counters[label] = counters.get(label, 0) + 1
        label = f"{label} {counters[label]}"
    return Entry(outcome, label, look, icon)


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
    """The agenda with counts, for the log. One query.

    Progress follows from the log: the item of the newest entry is under way while the meeting runs; those before it
    are done; once the meeting was held, all are.
    """
    items: list[Any] = list(  # annotated rows, whose added columns no type knows
        meeting.items.annotate(
            entries=Count("outcomes", filter=STANDING),
            undated=Count("outcomes", filter=UNDATED),
            unowned=Count("outcomes", filter=UNOWNED),
            last_at=Max("outcomes__logged_at"),
        )
        .select_related("strategy", "report")
        .order_by("position")
    )
    logged = [item for item in items if item.last_at]
    current = max(logged, key=lambda item: (item.last_at, item.position)) if logged else None
    is_over = meeting.status not in {
        MeetingStatus.PLANNED,
        MeetingStatus.AGENDA_PUBLISHED,
        MeetingStatus.IN_PROGRESS,
    }
    return [
        AgendaLine(
            item=item,
            number=item.number or str(item.position),
            count=item.entries,
            undated=item.undated,
            unowned=item.unowned,
            progress=_progress(item, current, is_over=is_over),
        )
        for item in items
    ]


def _progress(item: AgendaItem, current: AgendaItem | None, *, is_over: bool) -> str:
    if is_over or (current is not None and item.position < current.position):
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
    return AgendaItem.objects.filter(meeting_id=meeting, pk=pk).order_by()


def item_of(meeting: Meeting, pk: int) -> AgendaItem | None:
    """An item of a meeting, with what it is about."""
    for item in prepared.joined(_item, ("strategy", "report"), meeting=meeting.pk, pk=pk):
        item.meeting = meeting
        return item
    return None


def draft_of(item: AgendaItem, user: User) -> OutcomeDraft | None:
    """What this officer was typing at this item."""
    return OutcomeDraft.objects.filter(item=item, user=user).first()


def speakers_of(meeting: Meeting, entries: Iterable[Entry]) -> list[str]:
    """Whom the log named already and who was there, to choose from while typing."""
    names = {name: None for entry in entries for name in (entry.outcome.said_by, entry.outcome.owner) if name}
    for there in Attendance.objects.filter(meeting=meeting).select_related("person"):
        names[there.label or str(there.person)] = None
    return list(names)
