"""A roadmap project with everything that belongs to one, and a measure, in the open. Props, made directly."""

from datetime import date
from decimal import Decimal
from typing import Any

from strategies.enums import BusinessCase, Health, MoneySource, MoneyState, StrategyStatus
from strategies.enums import Stage as ProjectAt
from strategies.models import (
    Funding,
    Kpi,
    KpiReading,
    ProjectDifficulty,
    ProjectHealth,
    ProjectMilestone,
    ProjectStage,
    Roadmap,
    RoadmapProject,
    Strategy,
)
from tests.cast import Cast
from tests.factories import MOMENT


def delivery(cast: Cast) -> dict[str, Any]:
    """A project that South Holland's responsible officer leads, whose business case waits for the councils' decisions."""
    plan = Strategy.objects.create(
        partnership=cast.partnership, title="ICT Plan", slug="ict-plan", status=StrategyStatus.ADOPTED,
        starts_on=date(2025, 1, 1), ends_on=date(2027, 12, 31),
    )  # fmt: skip
    roadmap = Roadmap.objects.create(strategy=plan, title="Roadmap of the ICT Plan")
    project = RoadmapProject.objects.create(
        roadmap=roadmap, name="Telephones", slug="telephones", summary="One number for every council.",
        lead=cast.work_south_holland, business_case=BusinessCase.SUBMITTED, case_round=1,
        next_step="Choose a supplier", next_step_on=date(2026, 5, 1),
    )  # fmt: skip
    Funding.objects.create(
        strategy=plan, purpose="New handsets", amount=Decimal(46000), money_source=MoneySource.BUDGET,
        state=MoneyState.AWARDED,
    )  # fmt: skip
    person = cast.responsible_south_holland.person
    assert person is not None
    for health, day in ((Health.ON_TRACK, date(2026, 1, 10)), (Health.AT_RISK, date(2026, 3, 1))):
        ProjectHealth.objects.create(project=project, health=health, words="So it is.", as_of=day, by=person)
    for day, stage in (
        (date(2026, 1, 1), ProjectAt.NOT_STARTED),
        (date(2026, 2, 1), ProjectAt.BUSINESS_CASE),
    ):
        ProjectStage.objects.create(project=project, council=cast.south_holland, stage=stage, as_of=day)
    kpi = Kpi.objects.create(
        strategy=plan, name="Calls answered", unit="%", target=Decimal(95), target_on=date(2026, 12, 31),
        every_months=3, owner=cast.work_south_holland,
    )  # fmt: skip
    for value, day in ((Decimal(81), date(2025, 12, 1)), (Decimal(88), date(2026, 3, 1))):
        KpiReading.objects.create(kpi=kpi, value=value, read_on=day, source_place="The call log")
    return {
        "project": project,
        "milestone": ProjectMilestone.objects.create(
            project=project, what="Boston goes live", due_on=date(2026, 6, 30), first_due_on=date(2026, 6, 30)
        ),
        "difficulty": ProjectDifficulty.objects.create(
            project=project, words="The supplier is late.", by=person, told_at=MOMENT
        ),
        "kpi": kpi,
    }
