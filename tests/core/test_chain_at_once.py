"""Twenty writers at once append to one chain: no fork, no gap (promise A4)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection, transaction

from core import history
from core.models import HistoryEntry
from tests.cast import assemble

WRITERS, EACH = 20, 10


@pytest.mark.django_db(transaction=True)
def test_twenty_writers_make_one_chain(now: datetime) -> None:
    cast = assemble()
    barrier = Barrier(WRITERS, timeout=60)

    def write(writer: int) -> None:
        barrier.wait()
        try:
            for number in range(EACH):
                with transaction.atomic():
                    history.record(
                        subject=cast.boston, verb=f"step {writer}.{number}", by=cast.officer, at=now
                    )
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))
    numbers = HistoryEntry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, WRITERS * EACH + 1))
    assert list(history.broken_entries()) == []
