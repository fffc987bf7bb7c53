"""Redis as a cache that may be away: pages go on, and look again after some seconds (promise R2)."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
LOOK_AGAIN_SECONDS = 5.0
ASKED = (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "set_many",
    "delete_many",
    "has_key",
    "incr",
    "clear",
)


class RedisOr(RedisCache):
    """Redis; while it is away, for some seconds after each failure, `instead`. One attempt, not one for each call:
    a server that does not answer would make each of them wait.
    """

    instead: ClassVar[BaseCache]
    away_until: ClassVar[float] = 0.0


class RedisOrNothing(RedisOr):
    """While Redis is away nothing is kept. For sessions: a kept copy would outlive signing out in another process."""

    instead = DummyCache("", {})


class RedisOrMemory(RedisOr):
    """While Redis is away each process keeps its own, so that limits on guessing passwords still hold."""

    instead = LocMemCache("instead-of-redis", {})


def _asked(name: str) -> Callable[..., Any]:
    ask = getattr(RedisCache, name)

    @wraps(ask)
    def asked(self: RedisOr, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= RedisOr.away_until:
            try:
                return ask(self, *args, **kwargs)
            except (RedisError, OSError):
                RedisOr.away_until = time.monotonic() + LOOK_AGAIN_SECONDS
                logger.warning("Redis is away: pages go on without it.", exc_info=True)
        return getattr(self.instead, name)(*args, **kwargs)

    return asked


for _name in ASKED:
    setattr(RedisOr, _name, _asked(_name))
