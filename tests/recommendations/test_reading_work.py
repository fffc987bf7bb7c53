"""The clock work of reading: a paper that waits is read by whoever comes, once, and says why when it cannot be."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from core.models import HistoryEntry
from notices.models import Sweep
from recommendations.enums import ProposalKind, ReadingStatus
from recommendations.models import Reading
from recommendations.operations import reading as operations
from recommendations.operations.reading_work import LEASE, MOST_TRIES, claim_reading
from recommendations.scheduling import STOPPED, read_waiting
from tests.cast import Cast
from tests.recommendations.papers import PAPER, handed_in


def uploaded(cast: Cast, now: datetime, name: str, content: bytes) -> Reading:
    upload = SimpleUploadedFile(name, content)
    return operations.hand_in(upload=upload, openness="open", by=cast.officer, at=now)


def test_a_paper_that_waits_is_read_once(cast: Cast, now: datetime) -> None:
    reading = handed_in(cast, now)
    assert str(read_waiting(now=now)) == "1 read, 0 could not be read, 0 left to another worker"
    assert str(read_waiting(now=now)) == "0 read, 0 could not be read, 0 left to another worker"
    reading.refresh_from_db()
    bins = "that the bins in the market place be emptied twice a day"
    decided = [one.fields["text"] for one in reading.proposals.filter(kind=ProposalKind.DECISION)]
    assert (reading.status, reading.tries, reading.text) == (ReadingStatus.READ, 1, PAPER.strip("\n"))
    assert [text for text in decided if bins in text] == decided[-1:]


def test_the_same_words_in_a_file_and_pasted_are_the_same_paper(cast: Cast, now: datetime) -> None:
    handed_in(cast, now)
    again = uploaded(
        cast, now + timedelta(minutes=1), "minutes.txt", PAPER.replace("\n", "\r\n").encode("cp1252")
    )
    read_waiting(now=now + timedelta(minutes=2))
    again.refresh_from_db()
    assert (again.status, again.proposals.count()) == (ReadingStatus.DONE, 0)


def test_a_paper_without_words_says_why_it_cannot_be_read(cast: Cast, now: datetime) -> None:
    broken = uploaded(cast, now, "minutes.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    fine = handed_in(cast, now)
    assert str(read_waiting(now=now)) == "1 read, 1 could not be read, 0 left to another worker"
    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.status, fine.status) == (ReadingStatus.FAILED, ReadingStatus.READ)
    assert broken.failure == (
        "The PDF is broken and cannot be read. Save it again from the program it was made with."
    )


def test_a_file_that_is_gone_says_so(cast: Cast, now: datetime) -> None:
    reading = uploaded(cast, now, "minutes.txt", PAPER.encode())
    reading.file.storage.delete(str(reading.file.name))
    read_waiting(now=now)
    reading.refresh_from_db()
    assert reading.failure == "The file is no longer there. Hand the paper in again."


def test_a_paper_that_ends_its_worker_is_given_up_after_three_tries(cast: Cast, now: datetime) -> None:
    reading = handed_in(cast, now)
    for number in range(MOST_TRIES):
        assert claim_reading(reading=Reading.objects.get(pk=reading.pk), at=now + number * LEASE)
    assert (
        str(read_waiting(now=now + MOST_TRIES * LEASE))
        == "0 read, 1 could not be read, 0 left to another worker"
    )
    reading.refresh_from_db()
    assert (reading.status, reading.failure) == (ReadingStatus.FAILED, STOPPED)
    again = operations.take_up_again(reading=reading, by=cast.officer, at=now)
    assert (again.status, again.tries, again.failure) == (ReadingStatus.WAITING, 0, "")


def test_a_paper_that_another_worker_reads_is_left_alone(cast: Cast, now: datetime) -> None:
    reading = handed_in(cast, now)
    assert claim_reading(reading=reading, at=now)
    assert (
        str(read_waiting(now=now + timedelta(minutes=1)))
        == "0 read, 0 could not be read, 0 left to another worker"
    )


def test_the_command_reads_what_waits_and_tells_that_it_ran(
    cast: Cast, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    handed_in(cast, now)
    call_command("read_waiting", "--dry-run")
    assert capsys.readouterr().out == "1 waiting.\n"
    call_command("read_waiting")
    assert capsys.readouterr().out == "1 read, 0 could not be read, 0 left to another worker.\n"
    assert Sweep.objects.get().name == "read_waiting"
    told = HistoryEntry.objects.filter(trail="recommendations.reading").order_by("number")
    assert [row.verb for row in told] == ["hand_in", "take_up", "keep_found"]
