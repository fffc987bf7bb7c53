"""Every form of roadmap projects and measures, filled in so that whoever may send it succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strategies.enums import BusinessCase
from strategies.models import RoadmapProject

if TYPE_CHECKING:
    from tests.promises.forms import Forms

LEAD = "responsible_south_holland"
HOLDER = "holder_south_holland"
SCRUTINY = frozenset({"officer", "second_officer"})
EVERY_OFFICER = SCRUTINY | {"responsible_boston", "responsible_east_lindsey"}


def of_projects(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    project = stage.project
    strategy = project.roadmap.strategy
    here = [strategy.slug, project.slug]
    known.add("strategies:add-project", strategy.slug, "officer", {
        "roadmap": project.roadmap_id, "name": "One platform", "summary": "Forms in one place.",
        "lead": cast.work_boston.pk, "next_step": "Business case", "next_step_on": "30 June 2026",
    })  # fmt: skip
    money = strategy.funding.get()
    known.add("strategies:edit-project", here, "officer", {
        "name": "Telephony", "summary": "One number.", "lead": cast.work_south_holland.pk,
        "next_step": "Ask the supplier", "next_step_on": "30 June 2026", "funding": [money.pk],
        "version": project.version,
    })  # fmt: skip
    known.add("strategies:project-health", here, LEAD, {
        "health": "off_track", "words": "The supplier withdrew.", "as_of": "10 April 2026",
    }, others=SCRUTINY)  # fmt: skip
    known.add("strategies:project-stage", here, LEAD, {
        "council": cast.boston.pk, "stage": "business_case", "note": "Half of it", "as_of": "10 April 2026",
    }, others=SCRUTINY)  # fmt: skip
    begun = RoadmapProject.objects.create(roadmap=project.roadmap, name="Licences", slug="licences")
    known.add("strategies:move-case", [strategy.slug, begun.slug], "officer", {
        "move": "prepare", "note": "Goes to the board in June",
    })  # fmt: skip
    ready = RoadmapProject.objects.create(
        roadmap=project.roadmap, name="Cloud", slug="cloud", business_case=BusinessCase.IN_PREPARATION
    )
    known.add("strategies:move-case", [strategy.slug, ready.slug], "officer", {
        "move": "submit", "note": "With the board’s words",
    }, variant="submit")  # fmt: skip
    decide = [*here, "south-holland"]
    # Its lead is never its judge: South Holland's holder leads nothing.
    known.add("strategies:decide-case", decide, HOLDER, {"decision": "approved", "words": "Go on."})
    known.add("strategies:decide-case", decide, HOLDER, {
        "decision": "sent_back", "words": "Say what it costs.",
    }, variant="back")  # fmt: skip
    of_milestones(known)
    of_measures(known)


def of_milestones(known: Forms) -> None:
    stage = known.stage
    here = [stage.project.roadmap.strategy.slug, stage.project.slug]
    known.add("strategies:add-milestone", here, LEAD, {
        "what": "East Lindsey goes live", "due_on": "30 September 2026",
    }, others=SCRUTINY)  # fmt: skip
    one = [*here, stage.milestone.pk]
    known.add("strategies:milestone", one, LEAD, {
        "change": "done", "done_on": "10 April 2026", "version": stage.milestone.version,
    }, others=SCRUTINY)  # fmt: skip
    known.add("strategies:milestone", one, LEAD, {
        "change": "moved", "due_on": "30 July 2026", "reason": "The supplier is late.",
        "version": stage.milestone.version,
    }, variant="moved", others=SCRUTINY)  # fmt: skip
    known.add("strategies:tell-difficulty", here, LEAD, {"words": "Nobody answers."}, others=EVERY_OFFICER)
    known.add("strategies:settle-difficulty", [*here, stage.difficulty.pk], LEAD, {
        "words": "They answer now.", "settled_on": "10 April 2026",
    }, others=SCRUTINY)  # fmt: skip


def of_measures(known: Forms) -> None:
    stage, cast = known.stage, known.cast
    slug = stage.kpi.strategy.slug
    known.add("strategies:add-kpi", slug, "officer", {
        "name": "Forms used", "unit": "people", "target": "600", "target_on": "31 March 2027", "every_months": "3",
        "owner": cast.work_boston.pk,
    })  # fmt: skip
    known.add("strategies:edit-kpi", [slug, stage.kpi.pk], "officer", {
        "unit": "%", "target": "97.5", "target_on": "31 March 2027", "every_months": "6",
        "owner": cast.work_boston.pk, "reason": "More is wanted.", "version": stage.kpi.version,
    })  # fmt: skip
    known.add("strategies:read-kpi", [slug, stage.kpi.pk], LEAD, {
        "value": "91.25", "read_on": "10 April 2026", "source_place": "The call log",
    }, others=SCRUTINY)  # fmt: skip
