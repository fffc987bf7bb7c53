"""What a group that drafts its report works on: a finding, a draft report, a draft recommendation, a stop of a route."""

from dataclasses import dataclass
from datetime import date

from recommendations.models import DraftedFrom, Recommendation, RouteStop
from task_groups.enums import ReportStatus, TaskGroupStatus
from task_groups.models import Finding, Report, TaskGroup
from tests import factories
from tests.cast import Cast


@dataclass
class Drafting:
    """One of each thing that the officer writes on the way to a published report. `stop` is of the published one."""

    report: Report
    finding: Finding
    recommendation: Recommendation
    stop: RouteStop


def drafting(published: Report, cast: Cast) -> Drafting:
    """A group that drafts, a draft for South Holland, and the panel on the route of the report that is out."""
    group = TaskGroup.objects.create(
        partnership=cast.partnership, title="Forms task group", slug="forms-2026", scope="Are forms easy?",
        status=TaskGroupStatus.DRAFTING,
    )  # fmt: skip
    report = Report.objects.create(
        task_group=group, title="Easier forms", slug="easier-forms", status=ReportStatus.DRAFT, summary="Why not?",
    )  # fmt: skip
    finding = Finding.objects.create(task_group=group, theme="Users", position=1, text="Forms are long.")
    one = factories.recommendation(
        cast, number=40, report=report, status="draft", made_on=None, text="That forms are shorter."
    )
    factories.response(
        one, cast.south_holland, cast, status="not_sent", due_on=None, first_due_on=None, received_on=None
    )
    DraftedFrom.objects.create(recommendation=one, finding=finding)
    stop = RouteStop.objects.create(
        report=published, body=cast.panel, planned_on=date(2026, 4, 21), position=1
    )
    return Drafting(report, finding, one, stop)
