"""Roadmap projects: how far each has got at each council, and how it fares (rules 20 and 21)."""

from datetime import date, datetime

from django.db import transaction

from core.models import Source
from core.refusals import Refused
from councils.models import Council, Person, User
from councils.operations import added
from strategies.enums import BusinessCase, Health, Stage
from strategies.models import ProjectHealth, ProjectStage, Roadmap, RoadmapProject
from strategies.operations.common import is_public


@transaction.atomic
def add_project(
    *,
    roadmap: Roadmap,
    name: str,
    slug: str,
    summary: str = "",
    position: int = 0,
    business_case: BusinessCase = BusinessCase.NONE,
    business_case_note: str = "",
    next_step: str = "",
    next_step_on: date | None = None,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> RoadmapProject:
    """Add a project or line of work to a roadmap. Raises Refused when the roadmap has one at this address already."""
    if RoadmapProject.objects.filter(roadmap=roadmap, slug=slug).exists():
        raise Refused("The roadmap has a project at this address already.", field="slug")
    project = RoadmapProject(
        roadmap=roadmap,
        name=name,
        slug=slug,
        summary=summary,
        position=position,
        business_case=business_case,
        business_case_note=business_case_note,
        next_step=next_step,
        next_step_on=next_step_on,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(
        project, trail=roadmap.strategy, by=by, at=at, new=business_case, public=is_public(roadmap.strategy)
    )


@transaction.atomic
def record_stage(
    *,
    project: RoadmapProject,
    council: Council,
    stage: Stage,
    note: str = "",
    as_of: date,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> ProjectStage:
    """Add how far a project had got at one council on a day; earlier rows stay. Raises Refused for a day already told."""
    if ProjectStage.objects.filter(project=project, council=council, as_of=as_of).exists():
        raise Refused(f"The stage at {council.short_name} on that day is on record already.", field="as_of")
    row = ProjectStage(
        project=project,
        council=council,
        stage=stage,
        note=note,
        as_of=as_of,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(
        row,
        trail=project.roadmap.strategy,
        verb="record_stage",
        by=by,
        at=at,
        new=stage,
        public=is_public(project.roadmap.strategy),
        on=as_of,
        details={"project": project.name, "council": council.short_name},
    )


@transaction.atomic
def report_health(
    *,
    project: RoadmapProject,
    health: Health,
    words: str,
    as_of: date,
    person: Person,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> ProjectHealth:
    """Add a project's health on a day, in words, by a named person (rule 21). Raises Refused without words."""
    if not words.strip():
        raise Refused("Say why the health changed. The reason is published", field="words")
    report = ProjectHealth(
        project=project,
        health=health,
        words=words,
        as_of=as_of,
        by=person,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(
        report,
        trail=project.roadmap.strategy,
        verb="report_health",
        by=by,
        at=at,
        new=health,
        public=is_public(project.roadmap.strategy),
        on=as_of,
        details={"project": project.name, "person": str(person)},
    )
