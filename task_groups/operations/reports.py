"""The group's report: draft, then published."""

from datetime import date, datetime

from django.db import transaction

from core.enums import Precision
from core.models import Source
from core.moving import make_move
from core.refusals import Refused
from councils.models import User
from councils.operations import added, role_of
from task_groups.lifecycle import REPORT_MOVES
from task_groups.models import Report, TaskGroup


@transaction.atomic
def add_report(
    *,
    group: TaskGroup,
    title: str,
    slug: str,
    author: str = "",
    summary: str = "",
    dated_on: date | None = None,
    dated_precision: str = Precision.UNKNOWN,
    witnesses_stated: int | None = None,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Report:
    """Begin a report, as a draft that only the scrutiny officer sees. Raises Refused when the address is taken."""
    if Report.objects.filter(slug=slug).exists():
        raise Refused("There is a report at this address already.", field="slug")
    report = Report(
        task_group=group,
        title=title,
        slug=slug,
        author=author,
        summary=summary,
        dated_on=dated_on,
        dated_precision=dated_precision,
        witnesses_stated=witnesses_stated,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(report, trail=group, by=by, at=at, new=report.status)


@transaction.atomic
def publish_report(*, report: Report, by: User | None, at: datetime) -> Report:
    """Publish a report. Raises Refused when it is published already, Overtaken when somebody was faster."""
    make_move(
        report,
        REPORT_MOVES["publish"],
        by=by,
        at=at,
        role=role_of(by, at=at),
        trail=report.task_group,
        public=True,
        on=report.dated_on,
        precision=report.dated_precision,
        source_id=report.source_id,
        changes={"version": report.version + 1},
    )
    return report
