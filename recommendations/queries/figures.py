"""Annual figures: what was made, accepted, implemented, and whether it mattered, by year and council. Always live.

Every figure is about recommendations made in a year, as they stand on the day, and counts what anyone may read: the same
for every reader, so no figure gives away what is exempt.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from core.dates import london_date
from core.models import HistoryEntry
from recommendations.enums import (
    ACCEPTING,
    ClosureKind,
    Impact,
    PartStatus,
    RecommendationStatus,
    ResponseStatus,
    Verdict,
)
from recommendations.models import Closure, ImpactRating, Response
from recommendations.over_time import Event
from recommendations.queries.kept import keep
from recommendations.queries.overview import ASKED, are, numbered
from recommendations.queries.tracker import CouncilName
from recommendations.queries.visibility import (
    EVERYONE,
    PART_LABEL,
    is_visible_for,
    parts_for,
    recommendations_for,
)
from recommendations.querysets import RecommendationQuerySet

RESPONSE_LABEL = "recommendations.response"
HEADINGS = (
    "Year made", "Council", "Recommendations made", "Answers asked for", "Accepted", "Not accepted", "No answer yet",
    "Not on record", "Pieces of work promised", "Signed off", "Closed as implemented", "Closed otherwise",
    "Members who rated impact", "Rated as a clear difference or some",
)  # fmt: skip
DIFFERENCE = {Impact.HIGH, Impact.SOME}


@dataclass
class Figures:
    """The figures of one year, for one council or all of them added up. `year` is None where none is on record."""

    year: int | None
    made: int = 0
    asked: int = 0
    accepted: int = 0
    rejected: int = 0
    unanswered: int = 0
    not_on_record: int = 0
    promised: int = 0
    signed: int = 0
    implemented: int = 0
    closed: int = 0
    rated: int = 0
    difference: int = 0

    @property
    def name(self) -> str:
        return str(self.year) if self.year else "Year not on record"


@dataclass
class Counted:
    """Everything that was counted: by year, and of answers and work by year and council."""

    years: dict[int | None, Figures] = field(default_factory=dict)
    councils: dict[tuple[int | None, int], Figures] = field(default_factory=dict)

    def of(self, year: int | None, council: int | None = None) -> Figures:
        if council is None:
            return self.years.setdefault(year, Figures(year))
        return self.councils.setdefault((year, council), Figures(year))


def counted_on(on: date) -> Counted:
    """Count everything. Five aggregates, kept while nothing changes."""
    return keep("figures", on, count=_count)


def _count() -> Counted:
    found = Counted()
    year = ExtractYear("made_on")
    for one, count in _by(recommendations_for(EVERYONE), year):
        found.of(one).made += count
    _count_answers(found)
    _count_work(found)
    at = "recommendation__"
    standing = Closure.objects.filter(
        is_visible_for(EVERYONE, at=at), reopened_on__isnull=True,
        recommendation__status=RecommendationStatus.CLOSED,
    )  # fmt: skip
    for one, kind, count in _by(standing, ExtractYear(f"{at}made_on"), "kind"):
        figures = found.of(one)
        figures.implemented += count if kind == ClosureKind.IMPLEMENTED else 0
        figures.closed += 0 if kind == ClosureKind.IMPLEMENTED else count
    ratings = ImpactRating.objects.filter(is_visible_for(EVERYONE, at=at))
    for one, impact, count in _by(ratings, ExtractYear(f"{at}made_on"), "impact"):
        found.of(one).rated += count
        found.of(one).difference += count if impact in DIFFERENCE else 0
    return found


def _by(rows: QuerySet[Any], year: ExtractYear, *names: str) -> QuerySet[Any, Any]:
    grouped = rows.order_by().annotate(made_in=year).values_list("made_in", *names)
    counted: QuerySet[Any, Any] = grouped.annotate(count=Count("pk", distinct=True))
    return counted


def _count_answers(found: Counted) -> None:
    at = "recommendation__"
    asked = Response.objects.filter(is_visible_for(EVERYONE, at=at), status__in=ASKED)
    grouped = _by(asked, ExtractYear(f"{at}made_on"), "council_id", "status", "verdict")
    for year, council, status, verdict, count in grouped:
        answered = status == ResponseStatus.ANSWERED
        for figures in (found.of(year), found.of(year, council)):
            figures.asked += count
            figures.accepted += count if answered and verdict in ACCEPTING else 0
            figures.rejected += count if answered and verdict == Verdict.REJECTED else 0
            figures.not_on_record += count if status == ResponseStatus.NOT_ON_RECORD else 0
            figures.unanswered += (
                count if status in {ResponseStatus.AWAITED, ResponseStatus.UNANSWERED} else 0
            )


def _count_work(found: Counted) -> None:
    """A piece of work that serves recommendations of two years counts in each."""
    promised = parts_for(EVERYONE).filter(action__links__isnull=False, council__isnull=False)
    year = ExtractYear("action__links__recommendation__made_on")
    for one, council, status, count in _by(promised, year, "council_id", "status"):
        for figures in (found.of(one), found.of(one, council)):
            figures.promised += count
            figures.signed += count if status == PartStatus.SIGNED_OFF else 0


def lines_of(counted: Counted, council: CouncilName | None) -> list[Figures]:
    """A line for each year, the newest first, undated last: of all councils, or the answers and work of one."""
    years = sorted(counted.years, key=lambda year: -(year or 0))
    if council is None:
        return [counted.years[year] for year in years]
    return [_at_council(counted, year, council.pk) for year in years]


def _at_council(counted: Counted, year: int | None, council: int) -> Figures:
    own, whole = counted.councils.get((year, council), Figures(year)), counted.years[year]
    return Figures(
        year, whole.made, own.asked, own.accepted, own.rejected, own.unanswered, own.not_on_record, own.promised,
        own.signed, whole.implemented, whole.closed, whole.rated, whole.difference,
    )  # fmt: skip


def rows_of(counted: Counted, councils: Iterable[CouncilName]) -> Iterator[list[str]]:
    """Rows of a spreadsheet: for each year a row for all councils, then one for each."""
    for council in [None, *councils]:
        for line in lines_of(counted, council):
            values = [
                line.made, line.asked, line.accepted, line.rejected, line.unanswered, line.not_on_record, line.promised,
                line.signed, line.implemented, line.closed, line.rated, line.difference,
            ]  # fmt: skip
            name = council.name if council else "All councils"
            yield [line.name, name, *(str(value) for value in values)]


def sentence_of(lines: list[Figures]) -> str:
    """The answer, in counts over all years."""
    made, asked, accepted = (
        sum(getattr(line, name) for line in lines) for name in ("made", "asked", "accepted")
    )
    promised, signed = (sum(getattr(line, name) for line in lines) for name in ("promised", "signed"))
    if not made:
        return "No recommendations are published yet."
    were = "was" if made == 1 else "were"
    gaps = sum(line.not_on_record for line in lines)
    told = [f"{made:,} {'recommendation' if made == 1 else 'recommendations'} {were} made."]
    if asked:
        told.append(
            f"{numbered(accepted)} of the {asked:,} {'answer' if asked == 1 else 'answers'} asked for"
            f" {'accepts' if accepted == 1 else 'accept'}."
        )
    if gaps:
        told.append(f"{gaps:,} {are(gaps)} not on record.")
    if promised:
        pieces = "piece" if promised == 1 else "pieces"
        told.append(
            f"{signed:,} of {promised:,} {pieces} of work promised {'is' if signed == 1 else 'are'} signed off."
        )
    return " ".join(told)


def chosen_set(*, report: str = "", strategy: str = "") -> RecommendationQuerySet:
    """The recommendations whose history is drawn: all that anyone may read, or those of a report or strategy."""
    found = recommendations_for(EVERYONE)
    if report:
        found = found.filter(report__slug=report)
    return found.filter(strategy__slug=strategy) if strategy else found


def answer_events(chosen: RecommendationQuerySet, council: int | None) -> list[Event]:
    """When each council's answer came to stand where, from the history. One query."""
    asked = Response.objects.filter(recommendation__in=chosen.order_by().values("pk"))
    if council:
        asked = asked.filter(council=council)
    return _events(RESPONSE_LABEL, asked, ResponseStatus.values)


def work_events(chosen: RecommendationQuerySet, council: int | None) -> list[Event]:
    """When each piece of work came to stand where, from the history. One query."""
    parts = parts_for(EVERYONE).filter(action__links__recommendation__in=chosen.order_by().values("pk"))
    if council:
        parts = parts.filter(council=council)
    return _events(PART_LABEL, parts, PartStatus.values)


def _events(subject: str, things: QuerySet[Any], states: list[str]) -> list[Event]:
    rows = HistoryEntry.objects.filter(
        Q(subject_id__in=things.order_by().values("pk")), subject=subject, new__in=states
    ).order_by()
    told = rows.values_list("on", "at", "number", "subject_id", "new")
    return [Event(on or london_date(at), number, thing, new) for on, at, number, thing, new in told]
