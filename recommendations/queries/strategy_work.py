"""What is outstanding of the recommendations about one strategy: answers and promised work, as anyone may read it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q

from core.statuses import Status
from recommendations import statuses
from recommendations.enums import FINISHED_PARTS, PartStatus, RecommendationStatus, ResponseStatus
from recommendations.models import ActionPart, Response
from recommendations.queries.tracker import Next, Row, council_names, in_order, next_of, rows_of
from recommendations.queries.visibility import (
    is_visible_to,
    parts_visible_to,
    reader_of,
    recommendations_visible_to,
)
from recommendations.querysets import OPEN_RESPONSES
from strategies.models import Strategy
from strategies.queries import counted

MOST = 10
UNSENT = [ResponseStatus.NOT_SENT]


@dataclass(frozen=True)
class StrategyWork:
    """Answers and pieces of work of one strategy's recommendations, counted."""

    made: int = 0
    asked: int = 0
    outstanding: int = 0
    late: int = 0
    not_on_record: int = 0
    pieces: int = 0
    unfinished: int = 0
    late_pieces: int = 0

    @classmethod
    def kept(cls, values: dict[str, Any]) -> "StrategyWork":
        """The figures as they were kept when a check was concluded."""
        return cls(**values)

    @property
    def figures(self) -> dict[str, int]:
        return asdict(self)

    @property
    def sentence(self) -> str:
        """Where they stand, in counts."""
        if not self.made:
            return "No recommendation about this strategy is on record."
        return " ".join(filter(None, (self.answers_sentence, self.work_sentence)))

    @property
    def answers_sentence(self) -> str:
        made = counted(self.made, "recommendation")
        if not self.asked:
            return f"{made} {'was' if self.made == 1 else 'were'} made. No council has been asked yet."
        are = "are" if self.outstanding > 1 else "is"
        told = [f"{self.outstanding or 'none'} {are} outstanding"]
        if self.late:
            told.append(f"{self.late} of them late")
        if self.not_on_record:
            told.append(f"{self.not_on_record} not on record")
        return f"{made}: of {counted(self.asked, 'answer')} asked for {', '.join(told)}."

    @property
    def work_sentence(self) -> str:
        if not self.pieces:
            return "No work was promised on record."
        late = f", {self.late_pieces} of them late" if self.late_pieces else ""
        are = "are" if self.unfinished > 1 else "is"
        return f"Of {counted(self.pieces, 'piece')} of work promised {self.unfinished or 'none'} {are} unfinished{late}."


@dataclass(frozen=True)
class Outstanding:
    """One recommendation that something is still to come of, and what is next."""

    row: Row
    next: Next
    status: Status


def work_of(strategy: Strategy, *, on: date) -> StrategyWork:
    """Count what anyone may read of a strategy's recommendations on the day. Three aggregates."""
    reader = AnonymousUser()
    made = recommendations_visible_to(reader, on=on).filter(strategy=strategy).count()
    answers = Response.objects.filter(
        is_visible_to(reader, on=on, at="recommendation__"), recommendation__strategy=strategy
    ).exclude(status__in=UNSENT)
    is_open = Q(status__in=OPEN_RESPONSES)
    said = answers.order_by().aggregate(
        asked=Count("pk"),
        outstanding=Count("pk", filter=is_open),
        late=Count("pk", filter=is_open & Q(due_on__lt=on)),
        not_on_record=Count("pk", filter=Q(status=ResponseStatus.NOT_ON_RECORD)),
    )
    ids = parts_visible_to(reader, on=on).filter(action__recommendations__strategy=strategy).values("pk")
    is_unfinished = ~Q(status__in=FINISHED_PARTS)
    late = Q(due_on__lt=on) & ~Q(status=PartStatus.READY)
    done = (
        ActionPart.objects.filter(pk__in=ids)
        .order_by()
        .aggregate(
            pieces=Count("pk"),
            unfinished=Count("pk", filter=is_unfinished),
            late_pieces=Count("pk", filter=is_unfinished & late),
        )
    )
    return StrategyWork(made=made, **said, **done)


def outstanding_of(strategy: Strategy, *, on: date) -> list[Outstanding]:
    """The first ten recommendations about a strategy that are not closed, by what is next."""
    reader = AnonymousUser()
    found = recommendations_visible_to(reader, on=on).filter(
        strategy=strategy, status=RecommendationStatus.MADE
    )
    rows = rows_of(in_order(found, "due")[:MOST], reader=reader_of(reader, on=on), on=on)
    councils = council_names()
    return [Outstanding(row, next_of(row, councils, on=on), _worst(row)) for row in rows]


def _worst(row: Row) -> Status:
    """The status that stands beside a recommendation in a short list: what is late, else what is still to come."""
    answers = list(row.answers.values())
    late = [one for one in answers if one.late]
    waiting = [one for one in answers if one.status in OPEN_RESPONSES]
    gaps = [one for one in answers if one.status == ResponseStatus.NOT_ON_RECORD]
    chosen = [*late, *waiting, *gaps, *answers]
    return chosen[0].shown if chosen else statuses.NOT_ASKED
