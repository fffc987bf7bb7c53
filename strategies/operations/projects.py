"""Roadmap projects: how far each has got at each council, and how it fares (rules 20 and 21)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.models import Source
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Council, Person, Post, User
from councils.operations import added, role_of
from strategies.enums import PAST_THE_CASE, BusinessCase, Health, Stage
from strategies.models import Funding, ProjectHealth, ProjectStage, Roadmap, RoadmapProject
from strategies.operations.cases import may_pass
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
    lead: Post | None = None,
    next_step: str = "",
    next_step_on: date | None = None,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> RoadmapProject:
    """Add a project or line of work to a roadmap. Raises Refused when the roadmap has one of this name or address."""
    others = RoadmapProject.objects.filter(roadmap=roadmap)
    if others.filter(name__iexact=name).exists():
        raise Refused("The roadmap has a project of this name already", field="name")
    if others.filter(slug=slug).exists():
        raise Refused("The roadmap has a project at this address already.", field="slug")
    project = RoadmapProject(
        roadmap=roadmap,
        name=name,
        slug=slug,
        summary=summary,
        position=position,
        business_case=business_case,
        business_case_note=business_case_note,
        lead=lead,
        next_step=next_step,
        next_step_on=next_step_on,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(
        project,
        trail=roadmap.strategy,
        by=by,
        at=at,
        new=business_case,
        public=is_public(roadmap.strategy),
        details={"project": name},
    )


@transaction.atomic
def edit_project(
    *,
    project: RoadmapProject,
    name: str,
    summary: str,
    lead: Post | None,
    next_step: str,
    next_step_on: date | None,
    funding: Iterable[Funding],
    version: int,
    by: User | None,
    at: datetime,
) -> RoadmapProject:
    """Change what a project is called and is about, who leads it, what is next and which money it has. The history keeps
    what it was.

    Raises Refused when another project of the roadmap has the name, or money is of another strategy; Overtaken when it
    was changed since `version` was read.
    """
    others = RoadmapProject.objects.filter(roadmap=project.roadmap_id).exclude(pk=project.pk)
    if others.filter(name__iexact=name).exists():
        raise Refused("The roadmap has a project of this name already", field="name")
    strategy, paid = project.roadmap.strategy, list(funding)
    if any(money.strategy_id != strategy.pk for money in paid):
        raise Refused("Choose money of this strategy", field="funding")
    new = {
        "name": name,
        "summary": summary,
        "lead": lead,
        "next_step": next_step,
        "next_step_on": next_step_on,
    }
    changed = {key: [told(getattr(project, key)), told(value)] for key, value in new.items()}
    changed["funding"] = [names(project.funding.all()), names(paid)]
    rows = RoadmapProject.objects.filter(pk=project.pk, version=version)
    if not rows.update(**new, version=F("version") + 1):
        raise Overtaken(overtaken_sentence(project))
    project.funding.set(paid)
    history.record(
        subject=project,
        trail=strategy,
        verb="edit",
        by=by,
        role=role_of(by, at=at),
        at=at,
        public=is_public(strategy),
        details={"project": project.name}
        | {key: [was, now] for key, (was, now) in changed.items() if was != now},
    )
    project.refresh_from_db()
    return project


def told(value: object) -> str:
    """A value as the history keeps it: nothing is an empty text."""
    return "" if value is None else str(value)


def names(funding: Iterable[Funding]) -> str:
    """What the money is for, in one line."""
    return "; ".join(sorted(money.purpose for money in funding))


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
    """Add how far a project had got at one council on a day; earlier rows stay.

    Nothing goes beyond its business case at a council whose portfolio holder has not approved it (rule 20). Raises
    Refused then, for a day already told, and for one still to come.
    """
    not_to_come(as_of, by=by, at=at)
    if stage in PAST_THE_CASE and not may_pass(project, council):
        raise Refused(
            f"The portfolio holder of {council.short_name} has not approved the business case", field="stage"
        )
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
    person: Person | None,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> ProjectHealth:
    """Add a project's health on a day, in words, by a named person (rule 21).

    Raises Refused without words or person, and for a day still to come.
    """
    not_to_come(as_of, by=by, at=at)
    if person is None:
        raise Refused("Your account has no person yet. Ask the administrator.")
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


def not_to_come(as_of: date, *, by: User | None, at: datetime) -> None:
    """Nobody can say today how things stand tomorrow. What a paper says is taken over as it stands."""
    if by is not None and as_of > london_date(at):
        raise Refused("The day must not be in the future", field="as_of")
