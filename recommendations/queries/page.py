"""Everything the page of one recommendation tells, read once. About a dozen queries, whatever there is of each."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from core import prepared
from core.models import HistoryEntry, Source
from councils.enums import SCRUTINY_KINDS, BodyKind
from recommendations import statuses
from recommendations.enums import ENDED, VersionStatus
from recommendations.models import (
    ActionPart,
    Closure,
    DueDateChange,
    ProgressUpdate,
    Recommendation,
    Response,
    ResponseDueDateChange,
    ResponseVersion,
    RouteStop,
    WordingCorrection,
)
from recommendations.queries import records
from recommendations.queries.checks import reviews_of
from recommendations.queries.freshness import mark_of_part
from recommendations.queries.tracker import Answer, CouncilName, Row, Work, council_names, piece_of_work
from recommendations.queries.visibility import Reader, reader_of, story_scope
from strategies.queries import ReviewLine


@dataclass
class Lane:
    """One council's line: what it was asked, what it said, and the work it promised."""

    council: CouncilName
    response: Response
    answer: Answer
    versions: list[ResponseVersion] = field(default_factory=list)
    parts: list[ActionPart] = field(default_factory=list)
    moves: list[ResponseDueDateChange] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)

    @property
    def newest(self) -> ResponseVersion | None:
        """The newest published answer."""
        published = [one for one in self.versions if one.status == VersionStatus.PUBLISHED]
        return published[-1] if published else None

    @property
    def done(self) -> str:
        return statuses.least_finished([piece.status for piece in self.work])


@dataclass
class Page:
    """One recommendation as one reader may see it on one day."""

    user: Any
    reader: Reader
    on: date
    recommendation: Recommendation
    councils: list[CouncilName]
    lanes: list[Lane]
    parts: list[ActionPart]

    @cached_property
    def row(self) -> Row:
        """The recommendation as lists have it, for working out what is next."""
        one = self.recommendation
        row = Row(
            one.pk, one.reference, one.title, one.made_by, one.made_on, one.made_precision, one.status, one.short_title
        )  # fmt: skip
        row.answers = {lane.council.pk: lane.answer for lane in self.lanes}
        row.work = {lane.council.pk: lane.work for lane in self.lanes if lane.work}
        return row

    @cached_property
    def topics(self) -> list[str]:
        return [name for (name,) in prepared.rows(records.topics, recommendation=self.recommendation.pk)]

    @cached_property
    def route(self) -> list[RouteStop]:
        one = self.recommendation
        of_report = {"report": one.report_id} if one.report_id else {}
        stops = prepared.joined(records.route, records.STOP, recommendation=one.pk, **of_report)
        return records.attach_meetings(stops)

    @cached_property
    def closures(self) -> list[Closure]:
        closures = prepared.joined(records.closures, ("source",), recommendation=self.recommendation.pk)
        return records.attach_meetings(closures)

    @cached_property
    def corrections(self) -> list[WordingCorrection]:
        return prepared.instances(records.corrections, recommendation=self.recommendation.pk)

    @cached_property
    def history(self) -> list[HistoryEntry]:
        one = self.recommendation
        scope = story_scope(self.reader, one)
        seen = {"parts": [part.pk for part in self.parts]} if self.parts else {}
        return prepared.instances(records.story, scope, recommendation=one.pk, **seen)

    @cached_property
    def updates(self) -> dict[int, ProgressUpdate]:
        """Progress that the visible history names, by id."""
        named = [row.details["update"] for row in self.history if "update" in row.details]
        return ProgressUpdate.objects.in_bulk(named) if named else {}

    @cached_property
    def sources(self) -> dict[int, Source]:
        """Sources that the visible history names, by id."""
        named = {row.source_id for row in self.history if row.source_id}
        return Source.objects.in_bulk(named) if named else {}

    @cached_property
    def moved_parts(self) -> dict[int, list[DueDateChange]]:
        """Moved due dates of visible work, by part; asked for only where a date differs from the first."""
        moved = [part.pk for part in self.parts if part.due_on != part.first_due_on]
        found: dict[int, list[DueDateChange]] = {}
        if moved:
            for change in DueDateChange.objects.filter(part__in=moved):
                found.setdefault(change.part_id, []).append(change)
        return found

    @cached_property
    def next_review(self) -> ReviewLine | None:
        strategy = self.recommendation.strategy
        reviews = reviews_of(strategy, on=self.on) if strategy else []
        return next((line for line in reviews if line.due_on >= self.on), None)

    def panel_of(self, council: CouncilName) -> RouteStop | None:
        """The panel of a council on the route; a joint panel stands for every council."""
        stops = [stop for stop in self.route if stop.body.kind in SCRUTINY_KINDS]
        own = [stop for stop in stops if stop.body.council_id == council.pk]
        joint = [
            stop for stop in stops if stop.body.kind == BodyKind.JOINT_PANEL and not stop.body.council_id
        ]
        return next(iter([*own, *joint]), None)


def page_of(reference: str, *, user: Any, on: date) -> Page | None:
    """The page of a recommendation, or None for a reader who may not know of it."""
    reader = reader_of(user, on=on)
    found = prepared.joined(
        records.recommendation, records.ORIGIN, reader.scope, reference=reference, **reader.values
    )
    if not found:
        return None
    one = records.attach_item(found[0])
    councils = council_names()
    parts = prepared.joined(records.parts, records.WORK, reader.scope, recommendation=one.pk, **reader.values)
    lanes = _lanes(one, councils, parts, reader=reader, on=on)
    return Page(user, reader, on, one, councils, lanes, parts)


def _lanes(
    recommendation: Recommendation,
    councils: list[CouncilName],
    parts: list[ActionPart],
    *,
    reader: Reader,
    on: date,
) -> list[Lane]:
    responses = {
        one.council_id: one for one in prepared.instances(records.responses, recommendation=recommendation.pk)
    }
    lanes = []
    for council in councils:
        if response := responses.get(council.pk):
            response.recommendation = recommendation
            lanes.append(
                Lane(council, response, _answer(response, ended=recommendation.status in ENDED, on=on))
            )
    by_response = {lane.response.pk: lane for lane in lanes}
    for version in _versions(by_response, reader=reader):
        by_response[version.response_id].versions.append(version)
    moved = [pk for pk, lane in by_response.items() if lane.response.due_on != lane.response.first_due_on]
    if moved:
        for change in ResponseDueDateChange.objects.filter(response__in=moved):
            by_response[change.response_id].moves.append(change)
    for lane in lanes:
        lane.parts = [part for part in parts if part.council_id == lane.council.pk]
        lane.work = [
            piece_of_work(
                part.council_id,
                part.status,
                part.due_on,
                part.decide_by,
                on=on,
                mark=mark_of_part(part, on=on),
            )
            for part in lane.parts
        ]
    return lanes


def _versions(by_response: dict[int, Lane], *, reader: Reader) -> list[ResponseVersion]:
    """Every published answer, and the drafts of the reader's own portfolio, oldest first."""
    if not by_response:
        return []
    own = [pk for pk, lane in by_response.items() if lane.response.portfolio_id in reader.signs_for]
    drafts_of = {"own": own} if own else {}
    versions = prepared.joined(records.versions, ("source",), responses=list(by_response), **drafts_of)
    return records.attach_meetings(versions)


def _answer(response: Response, *, ended: bool, on: date) -> Answer:
    status, due_on = response.status, response.due_on
    shown = statuses.asked(status=status, verdict=response.verdict, due_on=due_on, on=on, ended=ended)
    late = not ended and statuses.is_response_late(status=status, due_on=due_on, on=on)
    return Answer(
        response.council_id,
        response.status,
        response.verdict,
        response.due_on,
        response.answered_on,
        shown,
        late,
        not ended,
    )
