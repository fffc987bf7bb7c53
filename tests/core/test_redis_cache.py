"""Redis as a cache that may be away (promise R2)."""

import os
from collections.abc import Iterator

import pytest

from core.redis_cache import RedisOr, RedisOrMemory, RedisOrNothing
from scripts import processes, services


@pytest.fixture
def port() -> Iterator[int]:
    """A port at which nobody answers yet; whoever looked there looks again at once in the next story."""
    RedisOr.away_until = 0.0
    yield processes.free_port()
    RedisOr.away_until = 0.0
    RedisOrMemory.instead.clear()


def at(port: int) -> str:
    return f"redis://127.0.0.1:{port}/0"


def test_without_redis_sessions_are_not_kept(port: int) -> None:
    cache = RedisOrNothing(at(port), {})
    cache.set("session", "signed in")
    assert cache.get("session", "nothing") == "nothing"
    assert cache.add("session", "signed in")
    assert cache.get_many(["session"]) == {}
    assert cache.delete("session") is False


def test_without_redis_limits_still_count(port: int) -> None:
    cache = RedisOrMemory(at(port), {})
    cache.set("tries", 1)
    assert cache.incr("tries") == 2
    assert RedisOrMemory(at(port), {}).get("tries") == 2


def test_it_looks_again_after_some_seconds(port: int) -> None:
    cache = RedisOrMemory(at(port), {})
    cache.set("words", "kept here")
    try:
        with services.redis(port):
            assert cache.get("words") == "kept here"
            RedisOr.away_until = 0.0
            assert cache.get("words") is None
            cache.set("words", "kept there")
            assert cache.get("words") == "kept there"
    except services.Missing as reason:
        pytest.fail(str(reason)) if os.environ.get("REQUIRE_ALL") else pytest.skip(str(reason))
    assert cache.get("words") == "kept here"
