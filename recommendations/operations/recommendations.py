"""Making recommendations, sending them to the executives, and withdrawing them."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.enums import Openness, Precision
from core.models import Source
from core.moving import make_move
from core.refusals import Refused
from councils.models import Council, User
from councils.queries import portfolio_of
from meetings.enums import RECORD_PUBLISHED
from meetings.models import AgendaItem, Outcome
from recommendations.enums import RecommendationKind, RecommendationStatus
from recommendations.lifecycle import RECOMMENDATION_MOVES
from recommendations.models import Recommendation, ReferenceSeries, Response, Topic
from recommendations.operations.ends import tell_portfolios
from recommendations.operations.standing import is_public, needed, refresh_next_due, role_in
from strategies.models import Strategy
from task_groups.enums import ReportStatus
from task_groups.models import Report

PREFIX = re.compile(r"[A-Z]{1,6}\d{0,2}")


@transaction.atomic
def make_recommendation(
    *,
    title: str,
    text: str,
    councils: Iterable[Council],
    made_by: str,
    openness: str = Openness.EXEMPT,
    prefix: str,
    short_title: str = "",
    kind: str = RecommendationKind.DELIVERABLE,
    number_in_source: str = "",
    report: Report | None = None,
    item: AgendaItem | None = None,
    outcome: Outcome | None = None,
    strategy: Strategy | None = None,
    topics: Iterable[Topic] = (),
    addressed_to: str = "",
    made_on: date | None = None,
    made_precision: str = Precision.DAY,
    public_title: str = "",
    exempt_paragraph: int | None = None,
    public_summary: str = "",
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Recommendation:
    """Put a recommendation on the record and ask nobody yet: one response, not sent, for each council it is made to.

    It takes the next reference of the series, for good (rule 3). It is a draft while its report or the record of its
    meeting is one; otherwise it is made. Raises Refused without words, without a council, or with a prefix that is none.
    """
    asked = list(councils)
    if not asked:
        raise Refused("Choose at least one council", field="councils")
    text = needed(text, "Say what is recommended", field="text")
    title = needed(title, "Give it a short title", field="title")
    recommendation = Recommendation.objects.create(
        reference=next_reference(prefix),
        title=title,
        short_title=short_title,
        public_title=public_title,
        text=text,
        kind=kind,
        status=RecommendationStatus.DRAFT if is_unpublished(report, item) else RecommendationStatus.MADE,
        made_by=made_by,
        made_on=made_on,
        made_precision=made_precision if made_on else Precision.UNKNOWN,
        addressed_to=addressed_to,
        number_in_source=number_in_source,
        report=report,
        item=item,
        outcome=outcome,
        strategy=strategy,
        openness=openness,
        exempt_paragraph=exempt_paragraph,
        public_summary=public_summary,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
        created_at=at,
    )
    recommendation.topics.set(topics)
    for council in asked:
        Response.objects.create(
            recommendation=recommendation,
            council=council,
            portfolio=portfolio_of(council, on=london_date(at)),
        )
    history.record(
        subject=recommendation,
        verb="make",
        by=by,
        at=at,
        new=recommendation.status,
        public=is_public(recommendation),
        on=made_on,
        precision=recommendation.made_precision,
        source_id=source.pk if source else None,
        details={"councils": [council.slug for council in asked]},
    )
    return recommendation


def is_unpublished(report: Report | None, item: AgendaItem | None) -> bool:
    """Whether what a recommendation comes from is not published yet."""
    if report is not None and report.status != ReportStatus.PUBLISHED:
        return True
    return item is not None and item.meeting.status not in RECORD_PUBLISHED


def next_reference(prefix: str) -> str:
    """Take the next number of a series. Two at once get two numbers: the row is held until the transaction ends."""
    if not PREFIX.fullmatch(prefix):
        raise Refused(
            "Begin the reference with letters and two figures of the year, such as DS23", field="prefix"
        )
    series, _ = ReferenceSeries.objects.get_or_create(prefix=prefix)
    ReferenceSeries.objects.filter(pk=series.pk).update(last_number=F("last_number") + 1)
    series.refresh_from_db()
    return f"{prefix}-{series.last_number}"


@transaction.atomic
def publish(recommendation: Recommendation, *, by: User | None, at: datetime) -> None:
    """Let everyone read a draft recommendation (unless it is exempt). Raises Refused when it is no draft."""
    recommendation_is_open = recommendation.openness == Openness.OPEN
    item = recommendation.item
    make_move(
        recommendation,
        RECOMMENDATION_MOVES["publish"],
        by=by,
        at=at,
        public=recommendation_is_open and (item is None or item.openness == Openness.OPEN),
    )


@transaction.atomic
def withdraw(recommendation: Recommendation, *, reason: str, by: User | None, at: datetime) -> Recommendation:
    """Take a recommendation back, with a reason. It stays on the record and says so (rule 27); a draft was never on it.

    Raises Refused without a reason, and when the recommendation is closed or was withdrawn already.
    """
    reason = needed(reason, "Say why it is withdrawn. The reason is published", field="reason")
    is_draft = recommendation.status == RecommendationStatus.DRAFT
    move = "discard" if is_draft else "withdraw"
    make_move(
        recommendation,
        RECOMMENDATION_MOVES[move],
        by=by,
        at=at,
        reason=reason,
        role=role_in(by, None, at=at).title,
        public=move == "withdraw" and is_public(recommendation),
        on=london_date(at),
        changes={"status_reason": reason, "version": recommendation.version + 1},
    )
    refresh_next_due(recommendation)
    if not is_draft:
        tell_portfolios(recommendation, key=f"withdrawn:{recommendation.pk}", what="was withdrawn", at=at)
    return recommendation
