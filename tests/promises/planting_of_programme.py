"""Rare words in suggested topics that not everybody may read: one nobody has looked at, and one of an exempt entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.enums import Openness
from meetings.enums import OutcomeKind
from tests import factories
from tests.cast import Cast
from tests.stage_of_programme import topic

if TYPE_CHECKING:
    from meetings.models import AgendaItem
    from tests.promises.planting import Planted


def plant_programme(planted: Planted, item: AgendaItem, cast: Cast, officers: frozenset[str]) -> None:
    """`item` is exempt, on a published record of South Holland's panel."""
    own, body = officers | {"councillor"}, officers | {"councillor"}
    new = topic(
        cast, points=None, title=planted.word("new topic", own), words=planted.word("new topic words", own)
    )
    said = factories.outcome(
        item,
        kind=OutcomeKind.TOPIC,
        text=planted.word("topic said", body),
        openness=Openness.EXEMPT,
        logged_by=cast.officer,
    )
    taken = topic(
        cast,
        outcome=said,
        suggested_by=None,
        title=planted.word("exempt topic", body),
        words=planted.word("exempt topic words", body),
        weighed=planted.word("exempt topic weighed", body),
    )
    planted.paths += [new.get_absolute_url(), taken.get_absolute_url()]
