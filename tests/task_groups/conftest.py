"""The day on which the stories of task groups play."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine


@pytest.fixture
def on_the_day(now: datetime) -> Iterator[datetime]:
    """Stop the clock on 14 April 2026 at 10:02 in London, for stories told through pages."""
    with time_machine.travel(now, tick=False):
        yield now
