"""The cast, on stage in every story that asks for it."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from tests.cast import Cast, assemble


@pytest.fixture(autouse=True)
def no_limit_carried_over() -> None:
    """What one story has used up of a limit on guessing, or left in the cache, is gone for the next."""
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """The fixed cast: see tests/cast.py."""
    return assemble()


@pytest.fixture
def now() -> datetime:
    """The moment at which stories play: 14 April 2026, 10:02 in London."""
    return datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
