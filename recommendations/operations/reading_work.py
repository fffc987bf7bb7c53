"""The clock work of reading: claim a paper, note how far it got, keep what was found, or say why it could not be read."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from core import history
from core.refusals import Overtaken
from meetings.minutes.found import Found
from recommendations.enums import ReadingStatus
from recommendations.models import Reading
from recommendations.operations.reading import move_reading
from recommendations.operations.reading_found import Place, mark_known, write_proposals

LEASE = timedelta(minutes=10)
MOST_TRIES = 3
KNOWN_ALREADY = {ReadingStatus.READ, ReadingStatus.DONE}


@transaction.atomic
def claim_reading(*, reading: Reading, at: datetime) -> bool:
    """Take a paper up, by compare-and-set on what was read of it. False when another worker was faster.

    A paper that is being read is taken up again only when its lease of ten minutes ran out: its worker is dead.
    """
    claimed = reading.claimed_at if reading.status == ReadingStatus.BEING_READ else None
    if claimed is not None and claimed > at - LEASE:
        return False
    try:
        move_reading(reading, "take_up", by=None, at=at, claimed_at=at, tries=reading.tries + 1)
    except Overtaken:
        return False
    return True


def note_pages(*, reading: Reading, done: int, total: int) -> None:
    """Note how far the reading of a long paper has got, for the page that waits. Nothing of the record."""
    Reading.objects.filter(pk=reading.pk, status=ReadingStatus.BEING_READ, version=reading.version).update(
        pages_done=done, pages_total=total
    )


@transaction.atomic
def keep_found(
    *, reading: Reading, text: str, found: Sequence[Found], place: Place, pages: int, at: datetime
) -> Reading:
    """Keep what the reader found as proposals: of each meeting in the paper, in a reading of its own.

    A paper whose words were read before proposes nothing new. A recommendation that the tracker has is marked as on record.
    Raises Overtaken when the lease ran out and another worker took the paper up.
    """
    digest = hash_of(text)
    kept: dict[str, Any] = {
        "text": text,
        "sha256": digest,
        "read_at": at,
        "pages_done": pages,
        "pages_total": pages,
    }
    # The row written here holds the head of the history: of two same papers one is looked at after the other is kept.
    move_reading(reading, "keep_found", by=None, at=at, details={"meetings": len(found)}, **kept)
    before = read_before(reading)
    if before is not None:
        return move_reading(reading, "find_nothing_new", by=None, at=at, details={"read_before": before.pk})
    for number, one in enumerate(found, start=1):
        of = reading if number == 1 else part_of(reading, number, of=len(found), at=at)
        mark_known(of, write_proposals(of, one, place))
    return reading


def hash_of(text: str) -> str:
    """The hash of the words, white space folded: the same paper with other line ends is the same paper."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def read_before(reading: Reading) -> Reading | None:
    """The earlier reading of the same words, if there is one that was not set aside."""
    same = Reading.objects.filter(
        sha256=reading.sha256, status__in=KNOWN_ALREADY, part_of__isnull=True, proposals__isnull=False
    )
    return same.exclude(pk=reading.pk).exclude(sha256="").distinct().order_by("pk").first()


def part_of(reading: Reading, number: int, *, of: int, at: datetime) -> Reading:
    """The reading of one more meeting that stands in the same paper."""
    ending = f", meeting {number} of {of}"
    part = Reading.objects.create(
        title=f"{reading.title[: 200 - len(ending)]}{ending}",
        text=reading.text,
        sha256=reading.sha256,
        file_name=reading.file_name,
        content_type=reading.content_type,
        openness=reading.openness,
        exempt_paragraph=reading.exempt_paragraph,
        status=ReadingStatus.READ,
        pages_done=reading.pages_done,
        pages_total=reading.pages_total,
        read_at=at,
        added_by=reading.added_by,
        added_at=reading.added_at,
        part_of=reading,
    )
    history.record(subject=part, trail=reading, verb="find_part", by=None, at=at, new=part.status)
    return part


@transaction.atomic
def give_up(*, reading: Reading, sentence: str, at: datetime) -> Reading:
    """Say why a paper could not be read, in words for the officer. Raises Overtaken when another worker took it up."""
    return move_reading(reading, "give_up", by=None, at=at, failure=sentence[:300])
