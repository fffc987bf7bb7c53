"""The overview: how many answers accept what scrutiny asked, the newest recommendations as squares, the latest decisions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q

from core.dates import spell
from core.statuses import Status
from meetings.models import Meeting
from recommendations import statuses
from recommendations.enums import ACCEPTING, PartStatus, ResponseStatus, Verdict
from recommendations.models import Response
from recommendations.queries.kept import keep, reader_key
from recommendations.queries.tracker import CouncilName, Row, rows_of
from recommendations.queries.visibility import (
    is_visible_to,
    parts_visible_to,
    recommendations_visible_to,
    versions_visible_to,
)
from strategies.models import Review, Strategy
from strategies.queries import ReviewLine, review_lines

MOST_COLUMNS = 12
MOST_SQUARES = 120
LATEST = 3
ASKED = [
    ResponseStatus.AWAITED,
    ResponseStatus.UNANSWERED,
    ResponseStatus.ANSWERED,
    ResponseStatus.NOT_ON_RECORD,
]
TO_COME = {ResponseStatus.AWAITED, ResponseStatus.UNANSWERED}
DECISIONS = {
    Verdict.ACCEPTED: "{council} accepted {reference}",
    Verdict.IN_PART: "{council} accepted {reference} in part",
    Verdict.IN_PLACE: "{council} has what {reference} asks for in place",
    Verdict.REJECTED: "{council} did not accept {reference}",
    Verdict.NOTED: "{council} noted {reference}",
    Verdict.DEFERRED: "{council} deferred its answer to {reference}",
}


@dataclass
class Position:
    """Where answers and promised work stand at one council, or at several added together."""

    asked: int = 0
    accepting: int = 0
    to_come: int = 0
    late: int = 0
    not_on_record: int = 0
    work: Counter[str] = field(default_factory=Counter)

    @property
    def pieces(self) -> int:
        return sum(self.work.values())

    @property
    def finished(self) -> int:
        return self.work[PartStatus.SIGNED_OFF]

    def add(self, other: "Position") -> None:
        self.asked += other.asked
        self.accepting += other.accepting
        self.to_come += other.to_come
        self.late += other.late
        self.not_on_record += other.not_on_record
        self.work.update(other.work)


@dataclass(frozen=True)
class Squares:
    """How many pieces of work have got so far: a number, and as many squares as are drawn for it."""

    shown: Status
    count: int
    squares: int


@dataclass
class Group:
    """Recommendations that one report or meeting made: a group of columns."""

    label: str
    columns: list[Row]


@dataclass(frozen=True)
class Decision:
    """One answer as news."""

    title: str
    text: str
    when: str
    reference: str
    council_slug: str
    shown: Status


@dataclass(frozen=True)
class Checks:
    """A strategy and the reviews around the day: those before it, and the next."""

    strategy: Strategy
    reviews: list[ReviewLine]


def position_of(councils: Iterable[CouncilName], *, user: Any, on: date) -> Position:
    """Add up the councils' positions, as far as the user may see. Two aggregates, kept while nothing changes."""
    by_council = keep("position", reader_key(user, on=on), on, count=lambda: _positions(user=user, on=on))
    total = Position()
    for council in councils:
        total.add(by_council.get(council.pk, Position()))
    return total


def _positions(*, user: Any, on: date) -> dict[int, Position]:
    found: dict[int, Position] = {}
    asked = Response.objects.filter(
        is_visible_to(user, on=on, at="recommendation__"), status__in=ASKED
    ).order_by()
    counted = asked.values_list("council_id", "status", "verdict").annotate(
        count=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on))
    )
    for council_id, status, verdict, count, late in counted:
        position = found.setdefault(council_id, Position())
        position.asked += count
        position.accepting += count if status == ResponseStatus.ANSWERED and verdict in ACCEPTING else 0
        position.to_come += count if status in TO_COME else 0
        position.late += late if status in TO_COME else 0
        position.not_on_record += count if status == ResponseStatus.NOT_ON_RECORD else 0
    promised = parts_visible_to(user, on=on).filter(action__links__isnull=False, council__isnull=False)
    work = promised.order_by().values_list("council_id", "status").annotate(count=Count("pk", distinct=True))
    for council_id, status, count in work:
        found.setdefault(council_id, Position()).work[status] += count
    return found


def squares_of(position: Position) -> tuple[list[Squares], int]:
    """Squares for each state of work that there is, and for how many pieces one square stands."""
    each = 1
    while position.pieces > each * MOST_SQUARES:
        each *= 10 if str(each)[0] == "1" and position.pieces > each * MOST_SQUARES * 5 else 5
    rows = [
        Squares(statuses.DONE[status], position.work[status], -(-position.work[status] // each))
        for status in PartStatus
        if position.work[status]
    ]
    return rows, each


def newest_groups(*, user: Any, on: date) -> list[Group]:
    """The newest recommendations, at most MOST_COLUMNS, by what made them, the oldest group first. Five queries at most."""
    visible = recommendations_visible_to(user, on=on)
    dated = visible.filter(made_on__isnull=False).order_by("-made_on", "-pk")
    rows = rows_of(dated[:MOST_COLUMNS], user=user, on=on, with_work=False)
    if len(rows) < MOST_COLUMNS:
        undated = visible.filter(made_on__isnull=True).order_by("-pk")[: MOST_COLUMNS - len(rows)]
        rows += rows_of(undated, user=user, on=on, with_work=False)
    groups: dict[str, Group] = {}
    for row in sorted(rows, key=lambda row: (row.made_on or date.min, row.pk)):
        groups.setdefault(row.origin, Group(row.origin, [])).columns.append(row)
    return list(groups.values())


def said_at(council: CouncilName, groups: list[Group]) -> str:
    """Sum up what a council said to the recommendations shown: "4 accepted, 1 in part, 1 to come"."""
    answers = [row.answers.get(council.pk) for group in groups for row in group.columns]
    counted = Counter(answer.shown.short.lower() for answer in answers if answer)
    return ", ".join(f"{count} {word}" for word, count in counted.items())


def latest_decisions(*, user: Any, on: date, council: CouncilName | None = None) -> list[Decision]:
    """The newest answers whose day is on record, newest first."""
    versions = versions_visible_to(user, on=on).filter(decided_on__isnull=False, status="published")
    if council:
        versions = versions.filter(response__council_id=council.pk)
    rows = versions.order_by("-decided_on", "-pk").values_list(
        "verdict", "words", "reasons", "decided_on", "decided_precision", "response__recommendation__reference",
        "response__council__short_name", "response__council__slug",
    )[:LATEST]  # fmt: skip
    return [
        Decision(
            title=DECISIONS[Verdict(verdict)].format(council=name, reference=reference),
            text=f"Reason given: {reasons}" if verdict == Verdict.REJECTED else words,
            when=spell(decided_on, precision),
            reference=reference,
            council_slug=slug,
            shown=statuses.VERDICTS[verdict],
        )
        for verdict, words, reasons, decided_on, precision, reference, name, slug in rows
    ]


def checks_of(*, on: date) -> Checks | None:
    """The partnership's newest strategy with a rhythm, its last three reviews and the next. Two queries."""
    strategy = Strategy.objects.with_a_cadence().select_related("partnership").order_by("-starts_on").first()
    if strategy is None:
        return None
    reviews = review_lines(strategy, Review.objects.filter(strategy=strategy).order_by("due_on"), on=on)
    past = [line for line in reviews if line.due_on < on]
    return Checks(strategy, past[-3:] + [line for line in reviews if line.due_on >= on][:1])


def next_meeting_of(seats: Iterable[int], *, on: date) -> Meeting | None:
    """The next public meeting of the bodies a councillor sits on."""
    meetings = Meeting.objects.public().to_come_on(on).filter(body_id__in=sorted(seats))
    return meetings.select_related("body").first()
