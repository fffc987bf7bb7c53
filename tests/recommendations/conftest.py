"""What stories of recommendations share: the day on which they play, and work that waits for a decision."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from recommendations.enums import EvidenceKind, PartStatus
from recommendations.models import ActionPart, Evidence
from tests import factories
from tests.cast import Cast


@pytest.fixture
def on_the_day(now: datetime) -> Iterator[datetime]:
    """Stop the clock on 14 April 2026 at 10:02 in London, for stories told through pages."""
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def part(cast: Cast) -> ActionPart:
    """South Holland's part of an action, not started."""
    return factories.part(factories.recommendation(cast), cast.south_holland, cast)


@pytest.fixture
def submitted(cast: Cast) -> ActionPart:
    """South Holland's part of an action, submitted with one link and waiting for its portfolio holder."""
    return waiting(cast)


def waiting(cast: Cast, number: int = 1) -> ActionPart:
    """Work of South Holland under a new recommendation, submitted with one link."""
    part = factories.part(
        factories.recommendation(cast, number),
        cast.south_holland,
        cast,
        status=PartStatus.READY,
        round=1,
        submitted_by=cast.responsible_south_holland,
        submitted_at=datetime(2026, 4, 10, 9, tzinfo=UTC),
        decide_by=date(2026, 4, 24),
    )
    add_link(part, cast)
    return part


def add_link(part: ActionPart, cast: Cast) -> Evidence:
    return Evidence.objects.create(
        part=part,
        kind=EvidenceKind.LINK,
        title="Course outline",
        url="https://www.example.gov.uk/outline",
        round=1,
        added_by=cast.responsible_south_holland,
        added_at=datetime(2026, 4, 9, 9, tzinfo=UTC),
    )
