"""Everything the page of one recommendation tells, read once. About a dozen queries, whatever there is of each."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from core.models import HistoryEntry, Source
from councils.enums import SCRUTINY_KINDS, BodyKind
from councils.permissions import capacities_of
from recommendations import statuses
from recommendations.enums import RecommendationStatus, VersionStatus
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
    Topic,
    WordingCorrection,
)
from recommendations.queries.tracker import Answer, CouncilName, Row, Work, council_names, piece_of_work
from recommendations.queries.visibility import (
    parts_visible_to,
    recommendations_visible_to,
    story_visible_to,
)
from strategies.models import Review
from strategies.queries import ReviewLine, review_lines

MOST_ENTRIES = 200
MEETING = ("meeting__body__council", "meeting__task_group")


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
    on: date
    recommendation: Recommendation
    councils: list[CouncilName]
    lanes: list[Lane]
    parts: list[ActionPart]
    shared: list[ActionPart]

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
        return list(Topic.objects.filter(recommendations=self.recommendation).values_list("name", flat=True))

    @cached_property
    def route(self) -> list[RouteStop]:
        of = Q(recommendation=self.recommendation)
        if self.recommendation.report_id:
            of |= Q(report=self.recommendation.report_id)
        return list(RouteStop.objects.filter(of).select_related("body", "source", *MEETING))

    @cached_property
    def closures(self) -> list[Closure]:
        if self.recommendation.status not in {RecommendationStatus.CLOSED, RecommendationStatus.MADE}:
            return []
        closures = Closure.objects.filter(recommendation=self.recommendation)
        return list(closures.select_related("source", *MEETING))

    @cached_property
    def corrections(self) -> list[WordingCorrection]:
        return list(WordingCorrection.objects.filter(recommendation=self.recommendation))

    @cached_property
    def history(self) -> list[HistoryEntry]:
        parts = [part.pk for part in self.parts]
        rows = story_visible_to(self.user, self.recommendation, on=self.on, parts=parts)
        return list(rows[:MOST_ENTRIES])

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
    def reviews(self) -> list[ReviewLine]:
        strategy = self.recommendation.strategy
        if strategy is None:
            return []
        return review_lines(strategy, Review.objects.filter(strategy=strategy).order_by("due_on"), on=self.on)

    @property
    def next_review(self) -> ReviewLine | None:
        return next((line for line in self.reviews if line.due_on >= self.on), None)

    def panel_of(self, council: CouncilName) -> RouteStop | None:
        """The panel of a council on the route; a joint panel stands for every council."""
        stops = [stop for stop in self.route if stop.body.kind in SCRUTINY_KINDS]
        own = [stop for stop in stops if stop.body.council_id == council.pk]
        joint = [
            stop for stop in stops if stop.body.kind == BodyKind.JOINT_PANEL and not stop.body.council_id
        ]
        return next(iter([*own, *joint]), None)

    def executive_of(self, council: CouncilName) -> RouteStop | None:
        return next(
            (
                stop
                for stop in self.route
                if stop.body.kind == BodyKind.EXECUTIVE and stop.body.council_id == council.pk
            ),
            None,
        )


def page_of(reference: str, *, user: Any, on: date) -> Page | None:
    """The page of a recommendation, or None for a reader who may not know of it."""
    found = recommendations_visible_to(user, on=on).select_related(
        "report",
        "source",
        "strategy__partnership",
        "item__meeting__body__council",
        "item__meeting__task_group",
    )
    recommendation = found.filter(reference=reference).first()
    if recommendation is None:
        return None
    councils = council_names()
    parts = list(
        parts_visible_to(user, on=on)
        .filter(action__links__recommendation=recommendation)
        .select_related("action", "responsible")
        .order_by("action_id", "pk")
    )
    lanes = _lanes(recommendation, councils, parts, user=user, on=on)
    known = {lane.council.pk for lane in lanes}
    shared = [part for part in parts if part.council_id not in known]
    return Page(user, on, recommendation, councils, lanes, parts, shared)


def _lanes(
    recommendation: Recommendation,
    councils: list[CouncilName],
    parts: list[ActionPart],
    *,
    user: Any,
    on: date,
) -> list[Lane]:
    responses = {
        one.council_id: one for one in Response.objects.filter(recommendation=recommendation).order_by()
    }
    lanes = []
    for council in councils:
        if response := responses.get(council.pk):
            response.recommendation = recommendation
            lanes.append(Lane(council, response, _answer(response, on=on)))
    by_response = {lane.response.pk: lane for lane in lanes}
    for version in _versions(by_response, user=user, on=on):
        by_response[version.response_id].versions.append(version)
    moved = [pk for pk, lane in by_response.items() if lane.response.due_on != lane.response.first_due_on]
    if moved:
        for change in ResponseDueDateChange.objects.filter(response__in=moved):
            by_response[change.response_id].moves.append(change)
    for lane in lanes:
        lane.parts = [part for part in parts if part.council_id == lane.council.pk]
        lane.work = [
            piece_of_work(part.council_id, part.status, part.due_on, part.decide_by, on=on)
            for part in lane.parts
        ]
    return lanes


def _versions(by_response: dict[int, Lane], *, user: Any, on: date) -> list[ResponseVersion]:
    """Every published answer, and the drafts of the reader's own portfolio, oldest first."""
    signs_for = capacities_of(user, on=on).signs_for
    own = [pk for pk, lane in by_response.items() if lane.response.portfolio_id in signs_for]
    readable = Q(status=VersionStatus.PUBLISHED) | Q(response__in=own)
    versions = ResponseVersion.objects.filter(readable, response__in=list(by_response))
    return list(versions.select_related("source", *MEETING).order_by("response_id", "number"))


def _answer(response: Response, *, on: date) -> Answer:
    shown = statuses.asked(status=response.status, verdict=response.verdict, due_on=response.due_on, on=on)
    late = statuses.is_response_late(status=response.status, due_on=response.due_on, on=on)
    return Answer(
        response.council_id,
        response.status,
        response.verdict,
        response.due_on,
        response.answered_on,
        shown,
        late,
    )
