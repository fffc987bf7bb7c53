"""Sending a report or recommendation to the executives: each council's two-month clock starts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from core import history
from core.dates import london_date, spell
from core.enums import Precision
from core.models import Source
from core.moving import make_move
from core.refusals import Refused
from councils.enums import BodyKind
from councils.models import Body, Council, User
from councils.queries import portfolio_of
from meetings.models import Meeting
from notices.enums import NoticeKind
from recommendations.enums import RecommendationStatus
from recommendations.lifecycle import RESPONSE_MOVES, UNASKED, response_due_on
from recommendations.models import Recommendation, Response, RouteStop
from recommendations.operations.publishing import publish_whole_report
from recommendations.operations.recommendations import publish
from recommendations.operations.standing import cut, hold, is_public, name_of, refresh_next_due, tell_post
from task_groups.enums import ReportStatus
from task_groups.models import Report


@dataclass(frozen=True)
class Receipt:
    """The day on which one council's executive received a report and, where it came later, the notice."""

    council: Council
    received_on: date
    noticed_on: date | None = None

    @property
    def due_on(self) -> date:
        """The last day of the council's two-month clock (LGA 2000 s.9FE)."""
        return response_due_on(received_on=self.received_on, noticed_on=self.noticed_on)


@transaction.atomic
def send_report(
    *, report: Report, receipts: Sequence[Receipt], by: User | None, at: datetime
) -> list[Response]:
    """Record that the executives received a report: each council's two-month clock starts (rule 7, LGA 2000 s.9FE).

    Publishes the report and its draft recommendations, since an executive's papers are public. One notice to each
    portfolio holder; a vacant post's goes to the scrutiny officer. Raises Refused when a council was sent it before,
    was never asked, or a day lies in the future.
    """
    hold(report.recommendations.all())
    if report.status != ReportStatus.PUBLISHED:
        publish_whole_report(report=report, by=by, at=at)
    recommendations = list(
        report.recommendations.filter(status__in=[RecommendationStatus.DRAFT, RecommendationStatus.MADE])
    )
    return _send(recommendations, receipts, report=report, recommendation=None, by=by, at=at)


@transaction.atomic
def send_recommendation(
    *, recommendation: Recommendation, receipts: Sequence[Receipt], by: User | None, at: datetime
) -> list[Response]:
    """The same for a recommendation that stands in no report. Raises Refused also when it is closed or withdrawn."""
    hold(Recommendation.objects.filter(pk=recommendation.pk))
    recommendation.refresh_from_db(fields=["status"])
    if recommendation.status not in {RecommendationStatus.DRAFT, RecommendationStatus.MADE}:
        raise Refused("Only a recommendation that is open can be sent.")
    return _send([recommendation], receipts, report=None, recommendation=recommendation, by=by, at=at)


def _send(
    recommendations: Sequence[Recommendation],
    receipts: Sequence[Receipt],
    *,
    report: Report | None,
    recommendation: Recommendation | None,
    by: User | None,
    at: datetime,
) -> list[Response]:
    if not receipts:
        raise Refused("Enter the day on which at least one council received it")
    hold_route(report, recommendation)
    sent: list[Response] = []
    for receipt in receipts:
        for field, sentence in wrong_days(receipt, on=london_date(at)):
            raise Refused(sentence, field=field)
        responses = _responses_to_start(recommendations, receipt)
        for one in recommendations:
            if one.status == RecommendationStatus.DRAFT:
                publish(one, by=by, at=at)
        for response in responses:
            start_clock(response, receipt, by=by, at=at)
        _reach_executive(receipt, report=report, recommendation=recommendation, by=by, at=at)
        _tell_holder(responses, receipt, thing=report or recommendations[0], at=at)
        sent += responses
    for one in recommendations:
        refresh_next_due(one)
    return sent


def hold_route(report: Report | None, recommendation: Recommendation | None) -> None:
    """Hold the stops of a route before the history: who changes one holds it and then waits for the history."""
    stops = RouteStop.objects.filter(report=report, recommendation=recommendation).order_by("pk")
    list(stops.select_for_update().values_list("pk", flat=True))


def wrong_days(receipt: Receipt, *, on: date) -> Iterator[tuple[str, str]]:
    """Give what is wrong with the days of a receipt, as field and sentence."""
    name, key = receipt.council.short_name, receipt.council.pk
    if receipt.received_on > on:
        yield f"received_{key}", f"The day {name} received it must be today or earlier"
    if receipt.noticed_on and receipt.noticed_on > on:
        yield f"noticed_{key}", f"The day of {name}’s notice must be today or earlier"


def _responses_to_start(recommendations: Sequence[Recommendation], receipt: Receipt) -> list[Response]:
    """Give the responses of one council that have not been asked for. Raises Refused when there are none."""
    council = receipt.council
    responses = list(
        Response.objects.filter(recommendation__in=recommendations, council=council).select_related(
            "recommendation__item", "council", "portfolio"
        )
    )
    waiting = [response for response in responses if response.status in UNASKED]
    if waiting:
        return waiting
    if not responses:
        raise Refused(f"Nothing here is asked of {council.short_name}.")
    received = next((response.received_on for response in responses if response.received_on), None)
    when = f": received {spell(received)}" if received else ""
    raise Refused(f"This was sent to {council.short_name} already{when}.", field=f"received_{council.pk}")


def start_clock(response: Response, receipt: Receipt, *, by: User | None, at: datetime) -> None:
    """Start one council's clock, and keep the date it first gave (rule 10)."""
    response.recommendation.refresh_from_db(fields=["status"])
    due_on = receipt.due_on
    make_move(
        response,
        RESPONSE_MOVES["send"],
        by=by,
        at=at,
        trail=response.recommendation,
        public=is_public(response.recommendation),
        on=receipt.received_on,
        changes={
            "received_on": receipt.received_on,
            "noticed_on": receipt.noticed_on,
            "due_on": due_on,
            "first_due_on": due_on,
            "portfolio": portfolio_of(response.council, on=london_date(at)),
            "version": response.version + 1,
        },
        details={"council": response.council.slug, "due_on": due_on.isoformat()},
    )


def _reach_executive(
    receipt: Receipt,
    *,
    report: Report | None,
    recommendation: Recommendation | None,
    by: User | None,
    at: datetime,
) -> None:
    executive = (
        Body.objects.sitting_on(receipt.received_on)
        .filter(council=receipt.council, kind=BodyKind.EXECUTIVE)
        .order_by("pk")
        .first()
    )
    if executive is not None:
        record_route_stop(
            report=report,
            recommendation=recommendation,
            body=executive,
            reached_on=receipt.received_on,
            reached_precision=Precision.DAY,
            by=by,
            at=at,
        )


def _tell_holder(
    responses: Sequence[Response], receipt: Receipt, *, thing: Report | Recommendation, at: datetime
) -> None:
    council, names = receipt.council, ", ".join(r.recommendation.reference for r in responses)
    first = responses[0]
    path = first.get_absolute_url() if len(responses) == 1 else reverse("recommendations:awaiting-you")
    listed = "\n".join(f"- {name_of(response.recommendation)}" for response in responses)
    tell_post(
        first.portfolio,
        key=f"response_due:{type(thing).__name__.lower()}:{thing.pk}:{council.pk}:{receipt.received_on}",
        kind=NoticeKind.RESPONSE_DUE,
        title=cut(f"{council.short_name}’s answer to {names} is due by {spell(receipt.due_on)}"),
        text=(
            f"Scrutiny asks {council.name} to answer:\n{listed}\n\n"
            f"Received on {spell(receipt.received_on)}. The last day to answer is {spell(receipt.due_on)}."
        ),
        path=path,
        at=at,
    )


@transaction.atomic
def record_route_stop(
    *,
    report: Report | None = None,
    recommendation: Recommendation | None = None,
    body: Body,
    planned_on: date | None = None,
    reached_on: date | None = None,
    reached_precision: str = Precision.UNKNOWN,
    meeting: Meeting | None = None,
    decision: str = "",
    note: str = "",
    position: int | None = None,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> RouteStop:
    """Record that a report or recommendation is to reach a body, or has. Told again, it adds what was not known before."""
    on_route: dict[str, Any] = {"report": report, "recommendation": recommendation, "body": body}
    before = RouteStop.objects.filter(report=report, recommendation=recommendation).count()
    stop, made = RouteStop.objects.select_for_update().get_or_create(
        **on_route, defaults={"position": before + 1}
    )
    told = {
        "planned_on": planned_on,
        "reached_on": reached_on,
        "reached_precision": reached_precision if reached_on else None,
        "meeting": meeting,
        "decision": decision,
        "note": note,
        "position": position,
        "source": source,
        "source_place": source_place,
        "is_summary": is_summary,
    }
    for name, value in told.items():
        if value:
            setattr(stop, name, value)
    if not made:
        stop.version += 1
    if stop.reached_on or stop.decision:
        stop.taken_off_reason = ""
    stop.save()
    history.record(
        subject=stop,
        trail=report or recommendation,
        verb="reach" if stop.reached_on else "plan",
        by=by,
        at=at,
        new=stop.decision,
        public=is_public(recommendation) if recommendation else is_published(report),
        on=stop.reached_on or stop.planned_on,
        precision=stop.reached_precision if stop.reached_on else Precision.DAY,
        source_id=stop.source_id,
        details={"body": body.name},
    )
    return stop


def is_published(report: Report | None) -> bool:
    return report is not None and report.status == ReportStatus.PUBLISHED
