"""What operations above need to make on this floor: a source, and the day's seal of the history."""

from datetime import date, datetime

from django.db import transaction

from core import history
from core.models import HistoryHead, HistorySeal, Source
from core.sealing import signature_of


@transaction.atomic
def add_source(
    *,
    code: str,
    title: str,
    kind: str,
    publisher: str = "",
    dated: str = "",
    url: str = "",
    note: str = "",
    by: history.Actor | None,
    at: datetime,
) -> Source:
    """Write down a paper that facts rest on. `dated` is the date as the paper itself gives it."""
    source = Source.objects.create(
        code=code, title=title, kind=kind, publisher=publisher, dated=dated, url=url, note=note
    )
    history.record(subject=source, verb="add", by=by, at=at, public=True)
    return source


@transaction.atomic
def seal_history(*, key: str, on: date, at: datetime) -> HistorySeal | None:
    """Seal the history as it stands, once for each day; None when the day has its seal (promises A3 and R5).

    `key` signs it and is kept outside the database. The head is locked meanwhile, so that a seal is of one moment.
    """
    head, _ = HistoryHead.objects.select_for_update().get_or_create(pk=1)
    last = HistorySeal.objects.order_by("place").last()
    if last is not None and last.on >= on:
        return None
    seal = HistorySeal(
        place=last.place + 1 if last else 1, on=on, number=head.number, hash=head.hash, sealed_at=at
    )
    seal.signature = signature_of(seal, key=key)
    seal.save(force_insert=True)
    return seal
