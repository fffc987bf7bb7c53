"""Rare words in what is kept of strategies: an exempt document, and everything of a draft (promise X1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from strategies.enums import MoneySource, StrategyStatus
from strategies.models import Funding, Strategy, StrategyDocument, StrategyVersion
from tests.stage_of_strategies import document, feedback

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.promises.planting import Planted
    from tests.stage import Stage

OFFICERS = frozenset({"officer", "second officer"})


def plant_strategies(planted: Planted, stage: Stage, cast: Cast) -> None:
    exempt = stage.kept.exempt
    StrategyDocument.objects.filter(pk=exempt.pk).update(
        title=planted.word("exempt document", OFFICERS),
        file_name=f"{planted.word('exempt document file', OFFICERS)}.pdf",
    )
    draft = Strategy.objects.create(
        partnership=cast.partnership,
        title="A draft with all",
        slug="a-draft-with-all",
        status=StrategyStatus.DRAFT,
    )
    version = StrategyVersion.objects.create(
        strategy=draft,
        number=1,
        label=planted.word("draft version", OFFICERS),
        changes=planted.word("draft changes", OFFICERS),
        text=planted.word("draft text", OFFICERS),
    )
    paper = document(version, cast, title=planted.word("draft document", OFFICERS))
    money = Funding.objects.create(
        strategy=draft,
        purpose=planted.word("draft money", OFFICERS),
        amount=Decimal(1000),
        money_source=MoneySource.BUDGET,
    )
    feedback(
        draft,
        cast,
        subject=planted.word("draft feedback", OFFICERS),
        themes=planted.word("draft themes", OFFICERS),
        collected_on=date(2026, 3, 4),
    )
    planted.paths += [
        draft.get_absolute_url(),
        version.get_absolute_url(),
        paper.get_absolute_url(),
        money.get_absolute_url(),
        exempt.get_absolute_url(),
        reverse("strategies:edit", args=[draft.slug]),
        reverse("strategies:move-money", args=[draft.slug, money.pk]),
    ]
