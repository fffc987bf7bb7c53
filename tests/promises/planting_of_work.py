"""Rare words in what is between the officer, the holder and those who question them: requests, lines and endings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from core import history
from core.enums import Openness
from recommendations.enums import PartStatus
from recommendations.models import DateRequest, PromiseCheck
from tests import factories
from tests.factories import MOMENT

if TYPE_CHECKING:
    from recommendations.models import ActionPart, Recommendation
    from tests.cast import Cast
    from tests.promises.planting import Planted
    from tests.stage import Stage

STEPS = (
    "ask-new-date", "decide-new-date", "report-weeks", "stop-work", "supersede-work", "take-up-work", "promise-lines",
    "join-action", "link-action", "unlink-action", "take-back-date",
)  # fmt: skip


def plant_open_work(
    planted: Planted,
    stage: Stage,
    cast: Cast,
    exempt: Recommendation,
    *,
    working: frozenset[str],
    members: frozenset[str],
) -> None:
    """A request and a check of open work, which the public never reads; and exempt work that was stopped."""
    plant_request(planted, stage.open_work.other, cast, "open ", members)
    planted.paths.append(stage.open_work.other.get_absolute_url())
    secret = factories.part(
        exempt, cast.south_holland, cast, title=planted.word("stopped action", working), openness=Openness.EXEMPT,
        status=PartStatus.IN_PROGRESS,
    )  # fmt: skip
    plant_request(planted, secret, cast, "", working)
    ended = factories.part(
        exempt, cast.south_holland, cast, title=planted.word("ended action", working), openness=Openness.EXEMPT,
        status=PartStatus.SUPERSEDED, status_reason=planted.word("why replaced", working), replaced_by=secret.action,
    )  # fmt: skip
    for part in (secret, ended):
        planted.paths.append(part.get_absolute_url())
        planted.paths += [reverse(f"recommendations:{name}", args=[part.pk]) for name in STEPS]
    planted.paths.append(reverse("recommendations:add-action", args=[exempt.reference]))


def plant_request(planted: Planted, part: ActionPart, cast: Cast, name: str, readers: frozenset[str]) -> None:
    officer = cast.responsible_south_holland
    reason = planted.word(f"{name}why later", readers)
    asked = DateRequest.objects.create(
        part=part, old=part.due_on, wanted=date(2026, 9, 30), reason=reason, by=officer, by_name=officer.name,
        by_role="Responsible Officer, South Holland", at=MOMENT,
    )  # fmt: skip
    history.record(
        subject=part, trail=part.action.recommendations.get(), verb="ask_new_date", by=officer, at=MOMENT,
        reason=reason, details={"request": asked.pk, "new": "2026-09-30"},
    )  # fmt: skip
    PromiseCheck.objects.create(
        part=part, by=officer, by_name=officer.name, by_role="Responsible Officer, South Holland", at=MOMENT,
        lines=[
            {
                "text": planted.word(f"{name}line", readers),
                "view": "none",
                "note": planted.word(f"{name}line note", readers),
                "evidence": [],
            }
        ],
    )  # fmt: skip
