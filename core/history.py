"""The history: one append-only, hash-chained row for everything that happened.

Each row names the hash of the row before it, so that a changed, removed or inserted row breaks the chain. The rows are
written in the transaction of the change they tell of (promises A1 and A2). Triggers refuse UPDATE and DELETE.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import Model, QuerySet
from django.utils import timezone

from core.models import HistoryEntry, HistoryHead

CHAINED = (
    "number", "at", "actor_id", "actor_name", "actor_role", "subject", "subject_id", "trail", "trail_id", "verb",
    "old", "new", "reason", "details", "public", "on", "precision", "source_id",
)  # fmt: skip


class Actor(Protocol):
    """Whoever acts: a user. The name and role are kept as they were, so that a later change cannot rewrite the past."""

    @property
    def pk(self) -> Any: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One thing that happened, as `record` takes it, without who and when."""

    subject: Model
    verb: str
    trail: Model | None = None
    old: str = ""
    new: str = ""
    reason: str = ""
    role: str = ""
    public: bool = False
    on: date | None = None
    precision: str = "day"
    source_id: int | None = None
    details: dict[str, Any] | None = None


def label(thing: Model) -> str:
    """Name a model the way history rows do: "recommendations.response"."""
    return thing._meta.label_lower


def record(
    *,
    subject: Model,
    verb: str,
    by: Actor | None,
    at: datetime,
    trail: Model | None = None,
    old: str = "",
    new: str = "",
    reason: str = "",
    role: str = "",
    public: bool = False,
    on: date | None = None,
    precision: str = "day",
    source_id: int | None = None,
    details: dict[str, Any] | None = None,
) -> HistoryEntry:
    """Append one row. Must be called inside the transaction of the change.

    `at` is when it was recorded; `on` is the day it happened, as exactly as `precision` says. `trail` groups the rows that
    one page tells as a story (a recommendation and all below it). `public` says whether the public may read the row at
    all; whoever lists rows still asks whether the reader may see the trail. Locks the head of the chain until commit, so
    that rows have no gaps and no forks.
    """
    what = Happened(
        subject=subject,
        trail=trail,
        verb=verb,
        old=old,
        new=new,
        reason=reason,
        role=role,
        public=public,
        on=on,
        precision=precision,
        source_id=source_id,
        details=details,
    )
    head, _ = HistoryHead.objects.select_for_update().get_or_create(pk=1)
    entry = _link(what, by=by, at=at, number=head.number + 1, previous_hash=head.hash)
    entry.save(force_insert=True)
    HistoryHead.objects.filter(pk=1).update(number=entry.number, hash=entry.hash)
    return entry


def record_all(happened: Iterable[Happened], *, by: Actor | None, at: datetime) -> list[HistoryEntry]:
    """Append one row for each thing that happened at one moment, in this order, in one transaction and a few queries.

    Otherwise like `record`, one row for each.
    """
    head, _ = HistoryHead.objects.select_for_update().get_or_create(pk=1)
    number, previous, entries = head.number, head.hash, []
    for what in happened:
        entry = _link(what, by=by, at=at, number=number + 1, previous_hash=previous)
        number, previous = entry.number, entry.hash
        entries.append(entry)
    HistoryEntry.objects.bulk_create(entries)
    HistoryHead.objects.filter(pk=1).update(number=number, hash=previous)
    return entries


def _link(what: Happened, *, by: Actor | None, at: datetime, number: int, previous_hash: str) -> HistoryEntry:
    """Make the row that follows the one with `previous_hash` in the chain."""
    thread = what.trail or what.subject
    entry = HistoryEntry(
        number=number,
        at=at,
        actor_id=by.pk if by else None,
        actor_name=by.name if by else "The portal",
        actor_role=what.role,
        subject=label(what.subject),
        subject_id=what.subject.pk,
        trail=label(thread),
        trail_id=thread.pk,
        verb=what.verb,
        old=what.old,
        new=what.new,
        reason=what.reason,
        details=json.loads(json.dumps(what.details or {})),
        public=what.public,
        on=what.on,
        precision=what.precision,
        source_id=what.source_id,
        previous_hash=previous_hash,
    )
    entry.hash = digest(entry)
    return entry


def chained_values(entry: HistoryEntry) -> dict[str, Any]:
    """What is hashed of one row, by name, as JSON has it: with the hash before it, its moment in London time."""
    values = {name: getattr(entry, name) for name in CHAINED}
    values["at"] = entry.at.astimezone(timezone.get_default_timezone()).isoformat()
    values["on"] = entry.on.isoformat() if entry.on else None
    values["previous_hash"] = entry.previous_hash
    return values


def digest(entry: HistoryEntry) -> str:
    """Hash one row together with the hash before it: SHA-256 over canonical JSON (docs/history.md)."""
    text = json.dumps(chained_values(entry), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken_entries() -> Iterator[int]:
    """Walk the chain and give the number of each row that does not fit: changed, missing before it, or out of place."""
    previous, number = "", 0
    for entry in HistoryEntry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != number + 1 or entry.previous_hash != previous or digest(entry) != entry.hash:
            yield entry.number
        previous, number = entry.hash, entry.number
    head = HistoryHead.objects.filter(pk=1).first()
    if head is not None and (head.number, head.hash) != (number, previous):
        yield number + 1


def of(thing: Model) -> QuerySet[HistoryEntry]:
    """Give the rows of one thing, oldest first."""
    return HistoryEntry.objects.filter(subject=label(thing), subject_id=thing.pk).order_by("number")


def story_of(thing: Model) -> QuerySet[HistoryEntry]:
    """Give the rows of a thing and of all below it, newest first."""
    return HistoryEntry.objects.filter(trail=label(thing), trail_id=thing.pk).order_by("-at", "-number")


def latest(thing: Model) -> HistoryEntry | None:
    """Give the last row of one thing."""
    return of(thing).last()


def london_moment(at: datetime) -> str:
    """Write a moment the way sentences do: "14 April 2026 at 10:02am"."""
    local = timezone.localtime(at)
    hour = local.hour % 12 or 12
    return f"{local.day} {local:%B %Y} at {hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
