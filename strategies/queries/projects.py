"""Roadmap projects as the strategy page shows them, the worst first."""

from dataclasses import dataclass
from datetime import date

from core.statuses import Status
from councils.models import Council
from strategies import statuses
from strategies.enums import BusinessCase, Health, Stage
from strategies.models import ProjectHealth, ProjectStage, RoadmapProject, Strategy
from strategies.queries.evidence import newest_health, newest_stages

WORST_FIRST = [Health.OFF_TRACK, Health.AT_RISK, Health.ON_TRACK]
STEPS = [
    {Stage.NOT_STARTED},
    {Stage.BUSINESS_CASE},
    {Stage.APPROVED},
    {Stage.DELIVERY},
    {Stage.LIVE},
]
CASE_STEP = {BusinessCase.IN_PREPARATION: 2, BusinessCase.SUBMITTED: 2, BusinessCase.APPROVED: 3}
STEP_WORDS = ["Not on record", "Not started", "Business case", "Approved", "Delivery", "Live"]


@dataclass(frozen=True)
class CouncilStage:
    """How far a project has got at one council: a word, and a note where there is one."""

    council: Council
    word: str
    note: str
    is_recorded: bool


@dataclass(frozen=True)
class ProjectRow:
    """One project: its newest health, how far it has got in all and at each council, and what is next."""

    project: RoadmapProject
    health: Status
    health_on: date | None
    health_by: str
    health_words: str
    step: int
    stages: list[CouncilStage]
    next_is_late: bool

    @property
    def stage(self) -> str:
        """How far it has got where it has got furthest: derived, never typed."""
        return STEP_WORDS[self.step]

    @property
    def bar(self) -> list[bool]:
        """Five steps, those reached first."""
        return [number <= self.step for number in range(1, len(STEP_WORDS))]


def project_rows(strategy: Strategy, councils: list[Council], *, on: date) -> list[ProjectRow]:
    """The projects of the strategy's roadmaps, off track first, not on record last. Three queries."""
    projects = list(
        RoadmapProject.objects.filter(roadmap__strategy=strategy).order_by(
            "roadmap__starts_on", "position", "name"
        )
    )
    stages, health = newest_stages(projects, on=on), newest_health(projects, on=on)
    rows = [
        row_of(project, stages.get(project.pk, {}), health.get(project.pk), councils, on=on)
        for project in projects
    ]
    worst_first = [statuses.HEALTH[health] for health in WORST_FIRST]
    return sorted(rows, key=lambda row: worst_first.index(row.health) if row.health in worst_first else 3)


def row_of(
    project: RoadmapProject,
    stages: dict[int, ProjectStage],
    health: ProjectHealth | None,
    councils: list[Council],
    *,
    on: date,
) -> ProjectRow:
    """One project with its newest stages and health."""
    return ProjectRow(
        project=project,
        health=statuses.HEALTH[Health(health.health)] if health else statuses.NOT_ON_RECORD,
        health_on=health.as_of if health else None,
        health_by=str(health.by) if health else "",
        health_words=health.words if health else "",
        step=step_of(project, stages),
        stages=[stage_at(council, stages.get(council.pk)) for council in councils],
        next_is_late=project.next_step_on is not None and project.next_step_on < on,
    )


def stage_at(council: Council, row: ProjectStage | None) -> CouncilStage:
    """One council's stage in a word. No row, or one that says so, is "Not on record"."""
    if row is None or row.stage == Stage.NOT_RECORDED:
        return CouncilStage(council, Stage.NOT_RECORDED.label, row.note if row else "", is_recorded=False)
    return CouncilStage(council, Stage(row.stage).label, row.note, is_recorded=True)


def step_of(project: RoadmapProject, stages: dict[int, ProjectStage]) -> int:
    """How many of the five steps are reached, at the council that is furthest or by the business case. 0: not on record."""
    reached = [number for row in stages.values() for number, step in enumerate(STEPS, 1) if row.stage in step]
    return max([CASE_STEP.get(BusinessCase(project.business_case), 0), *reached])
