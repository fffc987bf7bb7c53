"""Task groups and their reports, as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Prefetch, QuerySet, When

from core.statuses import Status
from councils.models import Council
from councils.permissions import may_see_all
from strategies.queries import counted, words_explained
from task_groups.enums import AT_WORK, MemberRole, ReportStatus, TaskGroupStatus
from task_groups.models import Finding, Membership, Report, SeatsWanted, TaskGroup, Witness
from task_groups.queries.convening import members_of
from task_groups.statuses import TASK_GROUP


def reports_visible_to(user: Any, *, on: date) -> QuerySet[Report]:
    """Published reports; the scrutiny officer also sees drafts."""
    if may_see_all(user, on=on):
        return Report.objects.all()
    return Report.objects.filter(status=ReportStatus.PUBLISHED)


def reports_in_order(user: Any, *, on: date) -> QuerySet[Report]:
    """The reports that the reader may see, the newest first, with how many witnesses each heard."""
    return (
        reports_visible_to(user, on=on)
        .select_related("task_group__strategy")
        .annotate(witnesses_named=Count("task_group__witnesses"))
        .order_by(F("dated_on").desc(nulls_first=True), "-pk")
    )


@dataclass(frozen=True)
class Theme:
    """What a group found under one heading."""

    name: str
    findings: list[Finding]

    @property
    def anchor(self) -> str:
        return f"theme-{self.findings[0].theme_position}-{self.findings[0].pk}"


@dataclass(frozen=True)
class CouncilMembers:
    """Who sat on the group on behalf of one council."""

    council: Council
    members: list[Membership]

    @property
    def names(self) -> str:
        """ "Councillor P. Redgate (Chairman), Councillor A. Beal"."""
        return ", ".join(named(member) for member in self.members)


def named(member: Membership) -> str:
    """A member with the office held on the group, where it is more than membership."""
    if member.role == MemberRole.MEMBER:
        return str(member.person)
    return f"{member.person} ({member.get_role_display()})"


@dataclass
class GroupPage:
    """A task group with everything its page and its report show. Lists are read once."""

    group: TaskGroup
    councils: list[CouncilMembers]
    themes: list[Theme]
    shows_findings: bool
    is_reported: bool = False
    withdrawn: list[Finding] = field(default_factory=list)

    @property
    def findings(self) -> list[Finding]:
        """Every finding that is shown, whatever its theme."""
        return [one for theme in self.themes for one in theme.findings]

    @cached_property
    def words(self) -> Any:
        """Glossary terms, marked where they first stand on this page."""
        return words_explained()

    @cached_property
    def witnesses(self) -> list[Witness]:
        return list(self.group.witnesses.all())

    def disagreement(self, report: Report) -> str:
        """Where a paper disagrees with itself, say what it says: "The report states 7 witnesses and names 6"."""
        stated, found = report.witnesses_stated, len(self.witnesses)
        if stated is None or stated == found:
            return ""
        return f"The report states {counted(stated, 'witness', 'witnesses')} and names {found}."

    @property
    def took_part(self) -> str:
        """Who looked into it, in numbers, without reserves: the answer line's second sentence."""
        seats = [
            one for council in self.councils for one in council.members if one.role != MemberRole.RESERVE
        ]
        if not seats:
            return "Who took part is not on record."
        councils = counted(len({one.council_id for one in seats}), "council")
        parts = [f"{counted(len(seats), 'councillor')} from {councils}"]
        if self.witnesses:
            parts.append(f"heard {counted(len(self.witnesses), 'witness', 'witnesses')}")
        if self.group.times_met:
            parts.append(f"met {times(self.group.times_met)}")
        return f"{parts[0]} {' and '.join(parts[1:]) or 'looked into it'}."


def times(number: int) -> str:
    """Once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def groups_visible_to(user: Any, *, on: date) -> QuerySet[TaskGroup]:
    """Every task group may be seen by all: who looks into what is public. What it found is not, before it reports."""
    return TaskGroup.objects.select_related("strategy", "review", "partnership", "source")


def groups_in_order(user: Any, *, on: date) -> QuerySet[TaskGroup]:
    """The groups the reader may know of: those at work first, then the others, the newest first."""
    at_work = Case(When(status__in=AT_WORK, then=0), default=1, output_field=IntegerField())
    return groups_visible_to(user, on=on).annotate(rank=at_work).order_by("rank", "-pk")


def at_work_words(user: Any, *, on: date) -> str:
    """ "2 task groups are at work." The answer line of the list. One query."""
    number = groups_visible_to(user, on=on).filter(status__in=AT_WORK).count()
    if not number:
        return "No task group is at work."
    return f"{counted(number, 'task group')} {'is' if number == 1 else 'are'} at work."


def group_page(group: TaskGroup, *, sees_drafts: bool) -> GroupPage:
    """Read everything a group's page shows. Findings are left out until a report is published, but for those who
    work on them; those see what was withdrawn as well, which was never published."""
    members = members_of(group)
    by_council = [
        CouncilMembers(council, sorted(rows, key=lambda member: member.role != MemberRole.CHAIRMAN))
        for council, rows in groupby(members, key=lambda member: member.council)
    ]
    is_reported = any(report.status == ReportStatus.PUBLISHED for report in group.reports.all())
    shows = sees_drafts or is_reported
    findings = list(group.findings.all())
    return GroupPage(
        group=group,
        councils=by_council,
        themes=themes_of([one for one in findings if one.withdrawn_at is None]) if shows else [],
        withdrawn=[one for one in findings if one.withdrawn_at is not None] if sees_drafts else [],
        shows_findings=shows,
        is_reported=is_reported,
    )


def with_everything(groups: QuerySet[TaskGroup]) -> QuerySet[TaskGroup]:
    """Prefetch what a group's page shows."""
    return groups.prefetch_related(
        "reports",
        "lines_of_enquiry",
        "findings",
        "officers__person",
        Prefetch("witnesses", Witness.objects.select_related("person")),
        Prefetch("memberships", Membership.objects.select_related("person", "council")),
        Prefetch("seats_wanted", SeatsWanted.objects.select_related("council")),
    )


def status_of(group: TaskGroup) -> Status:
    """Where the group stands, in word, shape and colour."""
    return TASK_GROUP[TaskGroupStatus(group.status)]


def themes_of(findings: Sequence[Finding]) -> list[Theme]:
    """Findings under their themes, in the order of the report."""
    return [Theme(name, list(rows)) for name, rows in groupby(findings, key=lambda finding: finding.theme)]
