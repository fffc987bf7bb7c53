"""What somebody with the database in hand could do to the history, its triggers taken away first."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F

from core import history, triggers
from core.models import HistoryEntry, HistoryHead, HistorySeal

FAR = 1_000_000


@contextmanager
def without_triggers() -> Iterator[None]:
    """Take the triggers away, and put them back."""
    triggers.drop(connection)
    yield
    triggers.create(connection)


@contextmanager
def undone() -> Iterator[None]:
    """Undo in the end whatever was done."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def edit(number: int) -> None:
    HistoryEntry.objects.filter(number=number).update(reason="as it should have been")


def publish(number: int) -> None:
    entry = HistoryEntry.objects.get(number=number)
    HistoryEntry.objects.filter(number=number).update(public=not entry.public)


def delete(number: int) -> None:
    HistoryEntry.objects.filter(number=number).delete()


def delete_and_close_the_gap(number: int) -> None:
    delete(number)
    for later in HistoryEntry.objects.filter(number__gt=number).order_by("number"):
        HistoryEntry.objects.filter(pk=later.pk).update(number=later.number - 1)
    HistoryHead.objects.update(number=F("number") - 1)


def insert(number: int) -> None:
    for later in HistoryEntry.objects.filter(number__gte=number).order_by("-number"):
        HistoryEntry.objects.filter(pk=later.pk).update(number=later.number + 1)
    new = HistoryEntry.objects.order_by("number").last()
    assert new is not None
    new.pk, new.number, new.verb = None, number, "slipped in"
    new.save(force_insert=True)
    HistoryHead.objects.update(number=F("number") + 1)


def swap(number: int) -> None:
    other = number % HistoryEntry.objects.count() + 1
    first, second = (HistoryEntry.objects.get(number=one).pk for one in (number, other))
    HistoryEntry.objects.filter(pk=first).update(number=FAR)
    HistoryEntry.objects.filter(pk=second).update(number=number)
    HistoryEntry.objects.filter(pk=first).update(number=other)


def retime(number: int) -> None:
    HistoryEntry.objects.filter(number=number).update(at=F("at") - timedelta(minutes=1))


def cut_the_tail(number: int) -> None:
    """Remove this entry and all after it, and let the head fit: the chain that is left is whole."""
    HistoryEntry.objects.filter(number__gte=number).delete()
    last = HistoryEntry.objects.order_by("number").last()
    HistoryHead.objects.update(number=number - 1, hash=last.hash if last else "")


def rebuild(number: int) -> None:
    """Change an entry and make the whole chain anew from it: the chain is whole."""
    edit(number)
    previous = ""
    for entry in HistoryEntry.objects.order_by("number"):
        entry.previous_hash = previous
        previous = history.digest(entry)
        HistoryEntry.objects.filter(pk=entry.pk).update(previous_hash=entry.previous_hash, hash=previous)
    HistoryHead.objects.update(hash=previous)


def cut_the_tail_and_its_seals(number: int) -> None:
    """Cut the tail, and remove the seals that vouched for it: only letters tell of it."""
    cut_the_tail(number)
    HistorySeal.objects.filter(number__gte=number).delete()


# What the chain alone shows, with the entry it names first; and what only a seal shows.
SHOWN_BY_THE_CHAIN = (edit, publish, delete, delete_and_close_the_gap, insert, swap, retime)
SHOWN_BY_SEALS = (cut_the_tail, rebuild)
