"""Drafting what a report recommends, from what the group found. Only the scrutiny officer sees a draft before it is out."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from core import history
from core.dates import london_date
from core.refusals import Refused
from councils.models import Council, User
from councils.queries import portfolio_of
from recommendations.enums import RecommendationStatus, ResponseStatus
from recommendations.models import DraftedFrom, Recommendation, Response
from recommendations.operations.recommendations import make_recommendation, withdraw
from recommendations.operations.standing import claim, needed
from task_groups.enums import ReportStatus
from task_groups.models import Finding, Report

REPORT_IS_OUT = (
    "The report is published. What it recommends is frozen; a correction is dated and keeps the old words."
)
IS_FROZEN = "This recommendation is published: its words are frozen. Correct them with a date instead."
NOT_OF_A_REPORT = "This recommendation stands in no report."
OTHER_FINDING = "Choose findings of this group"


@transaction.atomic
def draft_recommendation(
    *,
    report: Report,
    findings: Iterable[Finding] = (),
    prefix: str,
    title: str,
    text: str,
    councils: Iterable[Council],
    by: User | None,
    at: datetime,
    **words: Any,
) -> Recommendation:
    """Draft a recommendation of a report from what the group found. It gets its permanent reference now (rule 3).

    It stays a draft until the report is published. Raises Refused once that happened, for a finding of another group, and
    as `make_recommendation` does.
    """
    held = drafted(report)
    group = held.task_group
    rests_on = of_the_group(findings, held)
    recommendation = make_recommendation(
        title=title,
        text=text,
        councils=councils,
        prefix=prefix,
        made_by=group.title,
        report=held,
        strategy=group.strategy,
        by=by,
        at=at,
        **words,
    )
    rest_on(recommendation, rests_on)
    return recommendation


@transaction.atomic
def edit_draft(
    *,
    recommendation: Recommendation,
    version: int,
    findings: Iterable[Finding] = (),
    title: str,
    text: str,
    councils: Iterable[Council],
    by: User | None,
    at: datetime,
    **words: Any,
) -> Recommendation:
    """Change a draft of a report: its words, whom it asks, and what it rests on. The old words stay in the history.

    Raises Refused when it is published or stands in no report, without words or a council, and for a finding of another
    group; Overtaken when it was changed since `version`.
    """
    report, asked = recommendation.report, list(councils)
    if report is None:
        raise Refused(NOT_OF_A_REPORT)
    if recommendation.status != RecommendationStatus.DRAFT:
        raise Refused(IS_FROZEN)
    if not asked:
        raise Refused("Choose at least one council", field="councils")
    text = needed(text, "Say what is recommended", field="text")
    title = needed(title, "Give it a short title", field="title")
    old = {"text": recommendation.text, "title": recommendation.title}
    claim(recommendation, version=version)
    rests_on = of_the_group(findings, drafted(report))
    changed = {"text": text, "title": title, **words}
    drafts = Recommendation.objects.filter(pk=recommendation.pk, status=RecommendationStatus.DRAFT)
    if not drafts.update(**changed):
        raise Refused(IS_FROZEN)
    for name, value in changed.items():
        setattr(recommendation, name, value)
    rest_on(recommendation, rests_on)
    ask_only(recommendation, asked, on=london_date(at))
    history.record(subject=recommendation, verb="reword", by=by, at=at, details=old)
    return recommendation


@transaction.atomic
def discard_draft(
    *, recommendation: Recommendation, version: int, reason: str, by: User | None, at: datetime
) -> Recommendation:
    """Discard a draft of a report: it was never on the record, and its reference is not given again.

    Raises Refused when it is published, and without a reason; Overtaken when it was changed since `version`.
    """
    if recommendation.status != RecommendationStatus.DRAFT:
        raise Refused(IS_FROZEN)
    claim(recommendation, version=version)
    withdraw(recommendation, reason=reason, by=by, at=at)
    return recommendation


def drafted(report: Report) -> Report:
    """Lock a report that is still a draft. Raises Refused when it is not."""
    held = (
        Report.objects.select_for_update(of=("self",))
        .select_related("task_group__strategy")
        .get(pk=report.pk)
    )
    if held.status != ReportStatus.DRAFT:
        raise Refused(REPORT_IS_OUT)
    return held


def of_the_group(findings: Iterable[Finding], report: Report) -> list[Finding]:
    chosen = list(findings)
    if any(one.task_group_id != report.task_group_id for one in chosen):
        raise Refused(OTHER_FINDING, field="findings")
    return chosen


def rest_on(recommendation: Recommendation, findings: Sequence[Finding]) -> None:
    """Keep what a draft was drafted from: these findings and no other."""
    links = DraftedFrom.objects.filter(recommendation=recommendation)
    links.exclude(finding__in=findings).delete()
    known = set(links.values_list("finding_id", flat=True))
    DraftedFrom.objects.bulk_create(
        DraftedFrom(recommendation=recommendation, finding=one) for one in findings if one.pk not in known
    )


def ask_only(recommendation: Recommendation, councils: Sequence[Council], *, on: date) -> None:
    """Ask these councils and no other. Nobody was asked yet: a draft has not been sent."""
    unsent = Response.objects.filter(recommendation=recommendation, status=ResponseStatus.NOT_SENT)
    unsent.exclude(council__in=councils).delete()
    asked = set(recommendation.responses.values_list("council_id", flat=True))
    for council in councils:
        if council.pk not in asked:
            portfolio = portfolio_of(council, on=on)
            Response.objects.create(recommendation=recommendation, council=council, portfolio=portfolio)
