"""The group's report: draft, then published."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from core import history
from core.enums import Precision
from core.models import Source
from core.moving import make_move, overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from councils.operations import added, role_of
from task_groups.enums import ReportStatus
from task_groups.lifecycle import REPORT_MOVES
from task_groups.models import Report, TaskGroup
from task_groups.operations.convening import at_work

FROZEN = "This report is published. Its words stay as they are."
WHAT_IS_IT_CALLED = "Say what the report is called"


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
def begin_report(
    *,
    group: TaskGroup,
    title: str,
    author: str = "",
    summary: str = "",
    dated_on: date | None = None,
    by: User | None,
    at: datetime,
) -> Report:
    """Begin the report of a group at work, as a draft. Its address is made from its title.

    Raises Refused without a title and once the group has reported.
    """
    held = at_work(group)
    if not title.strip():
        raise Refused(WHAT_IS_IT_CALLED, field="title")
    return add_report(
        group=held,
        title=title.strip(),
        slug=free_address(title),
        author=author.strip(),
        summary=summary.strip(),
        dated_on=dated_on,
        dated_precision=Precision.DAY if dated_on else Precision.UNKNOWN,
        by=by,
        at=at,
    )


def free_address(title: str) -> str:
    """An address for a report that no other has."""
    stem = slugify(title)[:100].strip("-") or "report"
    taken = set(Report.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    names = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


@transaction.atomic
def edit_report(
    *,
    report: Report,
    version: int,
    title: str,
    author: str = "",
    summary: str = "",
    dated_on: date | None = None,
    by: User | None,
    at: datetime,
) -> Report:
    """Change what a draft report is called, whose it is, what it says for a start, and its date.

    Raises Refused without a title and once the report is published; Overtaken when it was changed since `version`.
    """
    if report.status != ReportStatus.DRAFT:
        raise Refused(FROZEN)
    if not title.strip():
        raise Refused(WHAT_IS_IT_CALLED, field="title")
    same = Report.objects.filter(pk=report.pk, version=version, status=ReportStatus.DRAFT)
    if not same.update(
        title=title.strip(),
        author=author.strip(),
        summary=summary.strip(),
        dated_on=dated_on,
        dated_precision=Precision.DAY if dated_on else Precision.UNKNOWN,
        version=F("version") + 1,
    ):
        raise Overtaken(overtaken_sentence(report))
    details = {"old": {"title": report.title, "summary": report.summary}}
    history.record(
        subject=report, trail=report.task_group, verb="edit", by=by, role=role_of(by, at=at), at=at, details=details
    )  # fmt: skip
    report.refresh_from_db()
    return report


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
