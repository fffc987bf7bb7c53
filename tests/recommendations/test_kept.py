"""Kept counts: as old as the record and no older, one reader's never another's, and no cache is no reason to fail."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from core import history
from core.enums import Openness
from recommendations.queries import kept
from recommendations.queries.choices import Chosen
from recommendations.queries.tally import tally_of
from tests import factories
from tests.cast import TODAY, Cast

AT = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Count as among many recommendations already with the second."""
    monkeypatch.setattr(kept, "LARGE", 1)
    cache.clear()
    yield
    cache.clear()


def total(user: object) -> int:
    return tally_of(Chosen(), user=user, on=TODAY).total


def change(cast: Cast) -> None:
    """Write a history row, as every change does."""
    history.record(subject=cast.boston, verb="edit", by=cast.officer, at=AT)


def test_a_count_is_kept_until_the_next_change(cast: Cast) -> None:
    for number in (1, 2):
        factories.recommendation(cast, number)
    change(cast)
    counts = [total(cast.officer)]
    factories.recommendation(cast, 3)  # a prop of the story: no operation, so no history row
    counts.append(total(cast.officer))
    change(cast)
    counts.append(total(cast.officer))
    assert counts == [2, 2, 3]


def test_few_recommendations_are_always_counted_afresh(cast: Cast) -> None:
    change(cast)
    factories.recommendation(cast, 1)
    counts = [total(cast.officer)]
    factories.recommendation(cast, 2)
    counts.append(total(cast.officer))
    assert counts == [1, 2]


def test_a_count_kept_for_one_reader_is_not_given_to_another(cast: Cast) -> None:
    item = factories.item(factories.meeting(cast), openness=Openness.EXEMPT)
    factories.recommendation(cast, 1)
    factories.recommendation(cast, 2)
    asked = factories.recommendation(cast, 3, item=item, openness=Openness.EXEMPT)
    factories.response(asked, cast.boston, cast)
    change(cast)
    readers = [
        cast.officer,
        AnonymousUser(),
        cast.stranger,
        cast.councillor,
        cast.holder_boston,
        cast.holder_east_lindsey,
    ]
    expected = [3, 2, 2, 3, 3, 2]
    assert [[total(user) for user in readers] for _ in range(2)] == [expected, expected]


def test_without_the_cache_pages_count_for_themselves(cast: Cast, settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    for number in (1, 2):
        factories.recommendation(cast, number)
    change(cast)
    assert total(cast.officer) == 2
