"""Rare words in what a task group works with: exempt evidence, notes of what was said, findings that wait (promise X1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from core.enums import Openness
from task_groups.models import Finding, WitnessCoverage
from tests.factories import MOMENT
from tests.stage_of_groups import gathered

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.promises.planting import Planted
    from tests.stage import Stage

OFFICERS = frozenset({"officer", "second officer"})


def plant_groups(planted: Planted, stage: Stage, cast: Cast) -> None:
    work, slug = stage.workspace, stage.convening.slug
    exempt = gathered(
        stage.convening,
        cast,
        title=planted.word("exempt evidence", OFFICERS),
        origin=planted.word("evidence origin", OFFICERS),
        owner=planted.word("evidence owner", OFFICERS),
        file_name=f"{planted.word('group evidence file', OFFICERS, seldom=True)}.pdf",
        openness=Openness.EXEMPT,
        exempt_paragraph=3,
    )
    work.finding.evidence.add(exempt)
    WitnessCoverage.objects.filter(pk=work.coverage.pk).update(
        asked=planted.word("what was asked", OFFICERS),
        note=planted.word("what was said", OFFICERS),
    )
    Finding.objects.filter(pk=work.finding.pk).update(text=planted.word("finding that waits", OFFICERS))
    Finding.objects.filter(pk=work.other_finding.pk).update(
        text=planted.word("withdrawn finding", OFFICERS),
        withdrawn_at=MOMENT,
        withdrawn_reason=planted.word("why withdrawn", OFFICERS),
    )
    planted.paths += [
        reverse(f"task_groups:{name}", args=[slug, exempt.pk])
        for name in ("evidence-file", "evidence-openness", "withdraw-evidence")
    ]
