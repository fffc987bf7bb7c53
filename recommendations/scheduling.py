"""Reading the papers that wait. Safe to run at any time, any number of times, by several workers at once.

The row is the queue: a paper is claimed with a lease before it is read, and a worker that dies leaves a lease that runs
out. What is found is kept in one transaction, by compare-and-set on the claim, so that nothing is proposed twice.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import Q, QuerySet

from core.refusals import Overtaken
from meetings import minutes
from meetings.minutes.files import Extracted, Unreadable, extract, place_of
from recommendations.enums import ReadingStatus
from recommendations.models import Reading
from recommendations.operations.reading_work import (
    LEASE,
    MOST_TRIES,
    claim_reading,
    give_up,
    keep_found,
    note_pages,
)

MOST_IN_ONE_RUN = 20
PAGES_BETWEEN_NOTES = 5
STOPPED = (
    "Reading this paper was begun three times and never came to its end. Save it again from the program it was made with, "
    "or paste its text."
)
AT_FAULT = (
    "Something went wrong while this paper was read. Paste its text instead, or tell whoever runs the portal."
)
GONE = "The file is no longer there. Hand the paper in again."
logger = logging.getLogger(__name__)


@dataclass
class Swept:
    """What one run did, in papers."""

    read: int = 0
    failed: int = 0
    left: int = 0

    def __str__(self) -> str:
        return f"{self.read} read, {self.failed} could not be read, {self.left} left to another worker"


def read_waiting(*, now: datetime, limit: int = MOST_IN_ONE_RUN) -> Swept:
    """Read every paper that waits, at most `limit` in one run; those too whose worker died more than ten minutes ago."""
    swept = Swept()
    for reading in waiting_at(now)[:limit]:
        if not claim_reading(reading=reading, at=now):
            swept.left += 1
        elif _read_one(reading, now=now):
            swept.read += 1
        else:
            swept.failed += 1
    return swept


def waiting_at(now: datetime) -> QuerySet[Reading]:
    """Papers that wait at a moment, and those whose lease ran out. The oldest first."""
    dead = Q(status=ReadingStatus.BEING_READ, claimed_at__lte=now - LEASE)
    return Reading.objects.filter(Q(status=ReadingStatus.WAITING) | dead).order_by("added_at", "pk")


def _read_one(reading: Reading, *, now: datetime) -> bool:
    """Read a claimed paper. A faulty one says so and stops no other (promise R10); no word of it goes to the logs."""
    try:
        sentence = STOPPED if reading.tries > MOST_TRIES else _try(reading, now=now)
    except Overtaken:
        return False
    except Exception as fault:
        logger.error("paper_not_read", extra={"reading": reading.pk, "fault": type(fault).__name__})
        sentence = AT_FAULT
    if not sentence:
        return True
    try:
        give_up(reading=reading, sentence=sentence, at=now)
    except Overtaken:
        logger.warning("paper_taken_over", extra={"reading": reading.pk})
    return False


def _try(reading: Reading, *, now: datetime) -> str:
    """Read the paper and keep what is found. Gives the reason where it cannot be read."""
    try:
        extracted = _words_of(reading)
    except Unreadable as unreadable:
        return f"{unreadable.sentence.rstrip('.')}."
    except FileNotFoundError:
        return GONE
    found = minutes.read(extracted.text)
    keep_found(
        reading=reading, text=extracted.text, found=found, place=partial(place_of, extracted),
        pages=len(extracted.pages), at=now,
    )  # fmt: skip
    return ""


def _words_of(reading: Reading) -> Extracted:
    if not reading.file:
        return Extracted(text=reading.text, pages=())
    with reading.file.open("rb") as opened:
        content = opened.read()
    return extract(content, reading.file_name, progress=_noting(reading))


def _noting(reading: Reading) -> Callable[[int, int], None]:
    """Note every few pages how far it got, for the page that waits."""

    def note(done: int, total: int) -> None:
        if done == total or done % PAGES_BETWEEN_NOTES == 0:
            note_pages(reading=reading, done=done, total=total)

    return note
