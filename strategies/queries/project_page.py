"""Everything that the page of one roadmap project shows, with the sentence that answers its question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from core.dates import spell
from core.models import HistoryEntry
from core.statuses import Status
from councils.models import Council
from strategies import statuses
from strategies.enums import BusinessCase, CaseDecision, Health, Stage
from strategies.models import (
    BusinessCaseDecision,
    Funding,
    ProjectDifficulty,
    ProjectHealth,
    ProjectMilestone,
    ProjectStage,
    RoadmapProject,
)
from strategies.queries.page import councils_of
from strategies.queries.projects import ProjectRow, row_of
from strategies.queries.reviews import counted, span_of
from strategies.trend import Strip, strip

DUE_SOON_DAYS = 30


@dataclass(frozen=True)
class Told:
    """One health report: what it was, since when, by whom and why."""

    report: ProjectHealth

    @property
    def status(self) -> Status:
        return statuses.HEALTH[Health(self.report.health)]


@dataclass(frozen=True)
class Lane:
    """One council: how far the project has got there, what its portfolio holder decided, and what was before."""

    council: Council
    stages: list[ProjectStage]
    decisions: list[BusinessCaseDecision]

    @property
    def stage(self) -> ProjectStage | None:
        return self.stages[0] if self.stages else None

    @property
    def is_recorded(self) -> bool:
        return self.stage is not None and self.stage.stage != Stage.NOT_RECORDED

    @property
    def word(self) -> str:
        return Stage(self.stage.stage).label if self.stage else Stage.NOT_RECORDED.label

    @property
    def decision(self) -> BusinessCaseDecision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def is_approved(self) -> bool:
        """Whether its portfolio holder approved the business case."""
        return self.decision is not None and self.decision.decision == CaseDecision.APPROVED

    @property
    def decided(self) -> Status | None:
        """What its portfolio holder decided last of the business case."""
        return statuses.CASE_DECISION[CaseDecision(self.decision.decision)] if self.decision else None


@dataclass(frozen=True)
class Milestone:
    """One milestone: where it stands on the day, and each day it was moved from with the reason."""

    milestone: ProjectMilestone
    on: date
    moves: Sequence[HistoryEntry] = ()

    @property
    def is_late(self) -> bool:
        return self.milestone.done_on is None and self.milestone.due_on < self.on

    @property
    def status(self) -> Status:
        due, done = self.milestone.due_on, self.milestone.done_on
        if done is not None:
            return statuses.MILESTONE_DONE_LATE if done > due else statuses.MILESTONE_DONE
        if self.is_late:
            return statuses.MILESTONE_LATE
        return statuses.DUE_SOON if (due - self.on).days <= DUE_SOON_DAYS else statuses.PLANNED

    @property
    def note(self) -> str:
        """When it was reached and how late, or how late it is now."""
        due, done = self.milestone.due_on, self.milestone.done_on
        if done is not None:
            late = f", {span_of(due, done)} late" if done > due else ""
            return f"Reached on {spell(done)}{late}"
        return f"{span_of(due, self.on)} late" if self.is_late else ""

    @property
    def moved(self) -> list[str]:
        """Each move in a sentence, the first one first."""
        return [
            f"Moved from {spell(date.fromisoformat(row.details['old']))} on {spell(row.on)}. Reason: {row.reason}"
            for row in self.moves
        ]


@dataclass(frozen=True)
class ProjectPage:
    """One project on one day. Lists are read once; sentences are worked out from them."""

    project: RoadmapProject
    on: date
    row: ProjectRow
    told: list[Told]
    lanes: list[Lane]
    milestones: list[Milestone]
    money: list[Funding]
    difficulties: list[ProjectDifficulty] = field(default_factory=list)

    @property
    def case(self) -> Status:
        return statuses.CASE[BusinessCase(self.project.business_case)]

    @property
    def waits_for_decisions(self) -> bool:
        return self.project.business_case == BusinessCase.SUBMITTED

    @property
    def can_move_case(self) -> bool:
        """Whether there is something to record before it is submitted (again)."""
        return self.project.business_case in {BusinessCase.NONE, BusinessCase.IN_PREPARATION}

    @property
    def cases(self) -> list[Lane]:
        """Each council with what its portfolio holder decided, once the business case was submitted."""
        return self.lanes if self.project.case_round else []

    @property
    def late(self) -> list[Milestone]:
        return [one for one in self.milestones if one.is_late]

    @property
    def coming(self) -> Milestone | None:
        return next(
            (one for one in self.milestones if one.milestone.done_on is None and not one.is_late), None
        )

    @property
    def open_difficulties(self) -> list[ProjectDifficulty]:
        return [one for one in self.difficulties if one.settled_on is None]

    @property
    def answer_strong(self) -> str:
        """How it fares, since when."""
        if self.row.health_on is None:
            return "Its health is not on record."
        return f"{self.row.health.word}, as told on {spell(self.row.health_on)}."

    @property
    def answer_rest(self) -> str:
        """How far it has got, what is late and what comes next."""
        sentences = [self.furthest]
        if self.late:
            is_are = "is" if len(self.late) == 1 else "are"
            sentences.append(f"{counted(len(self.late), 'milestone')} {is_are} late.")
        if self.coming:
            milestone = self.coming.milestone
            sentences.append(f"Next milestone: {milestone.what}, by {spell(milestone.due_on)}.")
        return " ".join(sentences)

    @property
    def furthest(self) -> str:
        """How far it has got, and where."""
        if not self.row.step:
            return "How far it has got is not on record."
        word = self.row.stage.lower()
        where = [lane.council.short_name for lane in self.lanes if lane.word == self.row.stage]
        return f"Furthest reached: {word}{f', at {listed(where)}' if where else ''}."

    @cached_property
    def strip(self) -> Strip | None:
        """How it has fared, drawn; nothing where there is only one report."""
        reports = [
            (
                told.report.as_of,
                told.status.word,
                told.status.icon,
                told.status.tone,
                spell(told.report.as_of),
            )
            for told in reversed(self.told)
        ]
        return strip(reports, until=self.on) if len(reports) > 1 else None


def listed(names: Sequence[str]) -> str:
    """Boston; Boston and East Lindsey; Boston, East Lindsey and South Holland."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def project_page(project: RoadmapProject, *, on: date, difficulties: bool) -> ProjectPage:
    """Read everything that one project's page shows. `difficulties`: the reader may read them. Eight queries at most."""
    councils = councils_of(project.roadmap.strategy)
    reports = list(
        project.health_reports.filter(as_of__lte=on).select_related("by", "source").order_by("-as_of", "-pk")
    )
    stages = list(
        project.stages.filter(as_of__lte=on).select_related("council", "source").order_by("-as_of", "-pk")
    )
    decisions = list(project.case_decisions.select_related("council").order_by("round", "pk"))
    newest: dict[int, ProjectStage] = {}
    for stage in stages:
        newest.setdefault(stage.council_id, stage)
    return ProjectPage(
        project=project,
        on=on,
        row=row_of(project, newest, reports[0] if reports else None, councils, on=on),
        told=[Told(report) for report in reports],
        lanes=[
            Lane(
                council,
                [stage for stage in stages if stage.council_id == council.pk],
                [decision for decision in decisions if decision.council_id == council.pk],
            )
            for council in councils
        ],
        milestones=milestones_of(project, on=on),
        money=list(project.funding.all()),
        difficulties=list(project.difficulties.select_related("by")) if difficulties else [],
    )


def milestones_of(project: RoadmapProject, *, on: date) -> list[Milestone]:
    """The project's milestones by day, each with its moves. Two queries."""
    rows = list(project.milestones.select_related("source").order_by("due_on", "pk"))
    moves = moves_of(rows)
    return [Milestone(row, on, moves.get(row.pk, [])) for row in rows]


def moves_of(milestones: Iterable[ProjectMilestone]) -> dict[int, list[HistoryEntry]]:
    """The history rows that tell of moved days, by milestone, the oldest first. One query."""
    found: dict[int, list[HistoryEntry]] = {}
    rows = HistoryEntry.objects.filter(
        subject=ProjectMilestone._meta.label_lower,
        subject_id__in=[one.pk for one in milestones],
        verb="move_milestone",
    )
    for row in rows.order_by("number"):
        found.setdefault(row.subject_id, []).append(row)
    return found


def open_difficulties(projects: Iterable[RoadmapProject], *, on: date) -> dict[int, list[ProjectDifficulty]]:
    """Difficulties told by the day and not settled on it, by project, the newest first. One query.

    They are not published: whoever shows them asks `permissions.can_see_project_difficulties`.
    """
    found: dict[int, list[ProjectDifficulty]] = {}
    rows: Any = ProjectDifficulty.objects.filter(project__in=list(projects), told_at__date__lte=on)
    for row in rows.exclude(settled_on__lte=on).select_related("by").order_by("-told_at"):
        found.setdefault(row.project_id, []).append(row)
    return found
