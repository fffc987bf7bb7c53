"""Counts that are kept until anything changes.

Counting is cheap among a few hundred recommendations and dear among a hundred thousand. There counts are kept under the
hash of the newest history row: every change writes one, so a kept count is never older than the record. Few rows are
counted afresh, but for what the frame of every page shows, and a cache that is away only makes pages slower.
"""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Exists, QuerySet

from core import caching, prepared
from core.models import HistoryHead
from recommendations.models import Recommendation

Kept = TypeVar("Kept")

LARGE = 200
KEPT_SECONDS = 600


def _stamp(few: int) -> QuerySet[HistoryHead, Any]:
    more_than_a_few = Exists(Recommendation.objects.order_by()[few : few + 1])
    return HistoryHead.objects.annotate(large=more_than_a_few).values_list("hash", "large")


def keep(name: str, *about: object, count: Callable[[], Kept], even_few: bool = False) -> Kept:
    """Give what `count` gives for `about`, from the cache where it was kept since the last change.

    `about` must tell apart days, and readers who see different things. `even_few`: also among few recommendations, for
    what every page asks again.
    """
    stamp = next(iter(prepared.rows(_stamp, LARGE)), None)
    if stamp is None or not (stamp[1] or even_few):
        return count()
    text = repr((name, stamp[0], about))
    key = f"kept:{hashlib.sha256(text.encode()).hexdigest()}"
    found: Kept | None = caching.read(key)
    if found is None:
        found = count()
        caching.write(key, found, seconds=KEPT_SECONDS)
    return found
