"""These walks ask thousands of times: what they are refused is not worth a line each."""

import logging
from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from tests.cast import Cast
from tests.stage import Stage, set_stage


@pytest.fixture(autouse=True)
def _without_logs() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def stage(cast: Cast) -> Stage:
    """One thing of every kind."""
    return set_stage(cast)


@pytest.fixture
def on_the_day(now: datetime) -> Iterator[None]:
    """The day on which the stories play, for the views, which read the clock."""
    with time_machine.travel(now, tick=False):
        yield
