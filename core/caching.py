"""A cache that may be away: then what it would have kept is made again, and a page is slower, not absent."""

import logging
from typing import Any

from django.core.cache import cache

logger = logging.getLogger(__name__)


def read(key: str) -> Any:
    """What is kept under a key, or None: nothing is, or the cache is away."""
    try:
        return cache.get(key)
    except Exception:
        logger.warning("The cache is away: making it again instead.", exc_info=True)
        return None


def write(key: str, value: object, *, seconds: int) -> None:
    """Keep a value, if the cache answers."""
    try:
        cache.set(key, value, seconds)
    except Exception:
        logger.warning("The cache is away: nothing is kept.", exc_info=True)
