"""One call of every operation on projects and measures, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from strategies import operations as op
from strategies.enums import BusinessCase
from strategies.models import Funding, RoadmapProject
from tests.cast import Cast
from tests.stage import Stage

Calls = dict[str, Callable[[], object]]


def projects(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    project, day = stage.project, date(2026, 4, 1)
    money = Funding.objects.get(strategy=project.roadmap.strategy)
    ready = RoadmapProject.objects.create(
        roadmap=project.roadmap, name="Scanners", slug="scanners", business_case=BusinessCase.IN_PREPARATION
    )
    return {
        "strategies.edit_project": lambda: op.edit_project(
            project=project,
            name="Telephony",
            summary="One number.",
            lead=None,
            next_step="",
            next_step_on=None,
            funding=[money],
            version=1,
            **known,
        ),
        "strategies.move_case": lambda: op.move_case(project=ready, move="submit", **known),
        "strategies.decide_case": lambda: op.decide_case(
            project=project,
            council=cast.south_holland,
            decision="sent_back",
            words="Say what it costs.",
            by=cast.holder_south_holland,
            at=now,
        ),
        "strategies.add_milestone": lambda: op.add_milestone(
            project=project, what="All is live", due_on=day, **known
        ),
        "strategies.change_milestone": lambda: op.change_milestone(
            milestone=stage.milestone, change="moved", due_on=day, reason="Sooner.", version=1, **known
        ),
        "strategies.tell_difficulty": lambda: op.tell_difficulty(
            project=project, words="Nobody answers.", person=cast.officer.person, **known
        ),
        "strategies.settle_difficulty": lambda: op.settle_difficulty(
            difficulty=stage.difficulty, words="They answer.", settled_on=now.date(), **known
        ),
        "strategies.edit_kpi": lambda: op.edit_kpi(
            kpi=stage.kpi,
            unit="%",
            target=Decimal(97),
            target_on=None,
            every_months=6,
            owner=None,
            reason="More is wanted.",
            version=1,
            **known,
        ),
    }
