"""Writing down a source: the one thing on this floor that operations above need to make."""

from datetime import datetime

from django.db import transaction

from core import history
from core.models import Source


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
