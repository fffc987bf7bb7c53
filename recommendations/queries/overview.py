"""The overview: how many answers accept what scrutiny asked, the newest recommendations as squares, the latest decisions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from core import prepared
from core.dates import spell
from core.statuses import Status
from meetings.models import Meeting
from recommendations import statuses
from recommendations.enums import ACCEPTING, ENDED, PartStatus, ResponseStatus, Verdict, VersionStatus
from recommendations.models import Recommendation, Response, ResponseVersion
from recommendations.queries.checks import newest_with_a_cadence, reviews_of
from recommendations.queries.kept import keep
from recommendations.queries.tracker import FIELDS, CouncilName, Row, rows_from
from recommendations.queries.visibility import (
    Reader,
    is_visible_for,
    parts_for,
    reader_of,
    recommendations_for,
)
from strategies.models import Strategy
from strategies.queries import ReviewLine

MOST_COLUMNS = 10
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
    Verdict.IN_PRINCIPLE: "{council} agreed with {reference} in principle",
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
    reader = reader_of(user, on=on)
    by_council = keep("position", reader, on, count=lambda: _positions(reader, on=on))
    total = Position()
    for council in councils:
        total.add(by_council.get(council.pk, Position()))
    return total


def _positions(reader: Reader, *, on: date) -> dict[int, Position]:
    found: dict[int, Position] = {}
    asked = (
        Response.objects.filter(is_visible_for(reader, at="recommendation__"), status__in=ASKED)
        .exclude(status__in=TO_COME, recommendation__status__in=ENDED)
        .order_by()
    )
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
    promised = parts_for(reader).filter(action__links__isnull=False, council__isnull=False)
    work = promised.order_by().values_list("council_id", "status").annotate(count=Count("pk", distinct=True))
    for council_id, status, count in work:
        found.setdefault(council_id, Position()).work[status] += count
    return found


def answer_line(position: Position) -> list[tuple[str, bool]]:
    """The page's answer as pieces of text, each with whether it stands out. Computed, never typed, and never a verdict."""
    if not position.asked:
        pieces = [("No council has been asked for an answer yet.", False)]
    else:
        word = "answer" if position.asked == 1 else "answers"
        pieces = [
            (f"{numbered(position.accepting)} of the {position.asked:,} {word}", True),
            (f" asked for {'accepts' if position.accepting == 1 else 'accept'} what scrutiny said,", False),
            (
                f" in full or in part. {numbered(position.to_come)} {are(position.to_come)} still to come",
                False,
            ),
        ]
        if position.late:
            of_them = f"{position.late:,} of them {are(position.late)} late"
            pieces += [(" and ", False), (of_them if position.to_come > 1 else "it is late", True)]
        pieces.append((".", False))
        if position.not_on_record:
            pieces.append(
                (f" {numbered(position.not_on_record)} {are(position.not_on_record)} not on record.", False)
            )
    if position.pieces:
        word = "piece" if position.pieces == 1 else "pieces"
        finished = f"{numbered(position.finished)} of the {position.pieces:,} {word}"
        pieces.append((f" {finished} of work promised {are(position.finished)} finished.", False))
    return pieces


def numbered(count: int) -> str:
    return f"{count:,}" if count else "None"


def are(count: int) -> str:
    return "is" if count < 2 else "are"


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


def _dated(scope: str, count: int, **held: tuple[int, ...]) -> QuerySet[Recommendation, Any]:
    dated = recommendations_for(Reader.within(scope, **held)).filter(made_on__isnull=False)
    return dated.order_by("-made_on", "-pk")[:count].values_list(*FIELDS)


def _undated(scope: str, count: int, **held: tuple[int, ...]) -> QuerySet[Recommendation, Any]:
    undated = recommendations_for(Reader.within(scope, **held)).filter(made_on__isnull=True)
    return undated.order_by("-pk")[:count].values_list(*FIELDS)


def newest_groups(*, user: Any, on: date) -> list[Group]:
    """The newest recommendations, at most MOST_COLUMNS, by what made them, the oldest group first. Three queries at most."""
    reader = reader_of(user, on=on)
    found = prepared.rows(_dated, reader.scope, MOST_COLUMNS, **reader.values)
    if len(found) < MOST_COLUMNS:
        missing = MOST_COLUMNS - len(found)
        found += prepared.rows(_undated, reader.scope, missing, **reader.values)
    rows = rows_from(found, reader=reader, on=on, with_work=False)
    groups: dict[str, Group] = {}
    for row in sorted(rows, key=lambda row: (row.made_on or date.min, row.pk)):
        groups.setdefault(row.origin, Group(row.origin, [])).columns.append(row)
    return list(groups.values())


def said_at(council: CouncilName, groups: list[Group]) -> str:
    """Sum up what a council said to the recommendations shown: "4 accepted, 1 in part, 1 to come"."""
    answers = [row.answers.get(council.pk) for group in groups for row in group.columns]
    counted = Counter(answer.shown.short.lower() for answer in answers if answer)
    return ", ".join(f"{count} {word}" for word, count in counted.items())


def _decisions(scope: str, council: int | None, **held: tuple[int, ...]) -> QuerySet[ResponseVersion, Any]:
    at = "response__recommendation__"
    versions = ResponseVersion.objects.filter(
        is_visible_for(Reader.within(scope, **held), at=at),
        status=VersionStatus.PUBLISHED,
        decided_on__isnull=False,
    )
    if council:
        versions = versions.filter(response__council_id=council)
    return versions.order_by("-decided_on", "-pk")[:LATEST].values_list(
        "verdict", "words", "reasons", "decided_on", "decided_precision", "response__recommendation__reference",
        "response__council__short_name", "response__council__slug",
    )  # fmt: skip


def latest_decisions(*, user: Any, on: date, council: CouncilName | None = None) -> list[Decision]:
    """The newest answers whose day is on record, newest first."""
    reader = reader_of(user, on=on)
    rows = prepared.rows(_decisions, reader.scope, council.pk if council else None, **reader.values)
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
    """The partnership's newest strategy with a rhythm, its last three reviews and the next."""
    strategy = newest_with_a_cadence()
    if strategy is None:
        return None
    reviews = reviews_of(strategy, on=on)
    past = [line for line in reviews if line.due_on < on]
    return Checks(strategy, past[-3:] + [line for line in reviews if line.due_on >= on][:1])


def next_meeting_of(seats: Iterable[int], *, on: date) -> Meeting | None:
    """The next public meeting of the bodies a councillor sits on."""
    meetings = Meeting.objects.public().to_come_on(on).filter(body_id__in=sorted(seats))
    return meetings.select_related("body").first()
