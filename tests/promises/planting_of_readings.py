"""Rare words in papers that are read in: the officers' own working papers, of which nobody else may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from core.enums import Openness
from recommendations.enums import ProposalKind, ReadingStatus
from tests.stage import paper

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.promises.planting import Planted
    from tests.stage import Stage


def plant_readings(planted: Planted, stage: Stage, cast: Cast, officers: frozenset[str]) -> None:
    """An exempt paper that is looked through for a meeting on record, and one that could not be read."""
    words = f"{planted.word('paper words', officers)}\n"
    exempt = paper(
        stage.running,
        cast,
        title=planted.word("paper title", officers),
        text=words,
        openness=Openness.EXEMPT,
        exempt_paragraph=3,
    )
    exempt.proposals.all().delete()
    head = exempt.proposals.create(
        position=1, kind=ProposalKind.ITEM, start=0, end=len(words), place="line 1",
        fields={"title": planted.word("found item", officers), "number": ""},
    )  # fmt: skip
    found = exempt.proposals.create(
        position=2, parent=head, kind=ProposalKind.QUESTION, start=0, end=1, place="line 1",
        fields={"text": planted.word("found question", officers), "by": planted.word("found asker", officers)},
        changed={"text": planted.word("changed question", officers)},
    )  # fmt: skip
    planted.seldom |= {found.fields["text"]}
    broken = paper(
        stage.running,
        cast,
        status=ReadingStatus.FAILED,
        read_at=None,
        title=planted.word("unread title", officers),
        failure=planted.word("why unread", officers),
    )
    planted.paths += [
        reverse("recommendations:reading", args=[exempt.pk]),
        reverse("recommendations:reading-text", args=[exempt.pk]),
        reverse("recommendations:reading-meeting", args=[exempt.pk]),
        reverse("recommendations:found", args=[exempt.pk, found.pk]),
        reverse("recommendations:reading", args=[broken.pk]),
    ]
