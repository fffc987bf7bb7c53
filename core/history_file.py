"""The history as a file that anyone can check without the portal: one JSON object a line (promise A6).

Each line holds the keys that are hashed, `previous_hash`, and `hash`; the last line is the head. docs/history.md tells the
method, and `scripts/verify_history.py` is one program that follows it.
"""

import json
from collections.abc import Iterator
from typing import Any

from core.history import chained_values
from core.models import HistoryEntry, HistoryHead

CHUNK = 2000


def lines() -> Iterator[str]:
    """Write the whole history, oldest first, a line at a time. It holds exempt words: only who may read all may have it."""
    head = HistoryHead.objects.filter(pk=1).first()
    end = head.number if head else 0
    for entry in HistoryEntry.objects.filter(number__lte=end).order_by("number").iterator(chunk_size=CHUNK):
        yield _line({**chained_values(entry), "hash": entry.hash})
    yield _line({"head": {"number": end, "hash": head.hash if head else ""}})


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"
