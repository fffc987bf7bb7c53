"""Minutes that exist: handed in and read, with nothing of them on record."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import HistoryEntry
from core.refusals import Overtaken, Refused
from recommendations.enums import ProposalKind, ReadingStatus
from recommendations.models import Proposal, Reading
from recommendations.operations import reading as operations
from recommendations.operations.reading_decisions import (
    reject,
)
from recommendations.operations.reading_work import LEASE, claim_reading, keep_found
from tests.cast import Cast
from tests.promises.contents import contents, differences
from tests.recommendations.papers import (
    PAPER,
    chosen,
    found_in_paper,
    handed_in,
    one,
    read_as,
    read_paper,
    taken,
)


def test_everything_found_is_proposed_in_order_with_its_exact_words_and_place(
    cast: Cast, now: datetime
) -> None:
    reading = read_paper(cast, now)
    told = [
        (found.kind, PAPER[found.start : found.end][:24], found.place)
        for found in reading.proposals.order_by("position")
    ]
    assert reading.status == ReadingStatus.READ
    assert told == [
        ("body", "Performance Monitoring P", "line 2"),
        ("date", "10 March 2026", "line 3"),
        ("attendance", "Councillor A. Miller", "line 5"),
        ("attendance", "Councillor C. Shepherd", "line 6"),
        ("item", "1. Street lamps", "line 8"),
        ("question", "A member asked how many ", "line 9"),
        ("answer", "The lighting manager ans", "line 9"),
        ("undertaking", "The lighting manager und", "line 10"),
        ("request", "Members requested a pape", "line 11"),
        ("decision", "That the report on stree", "line 15"),
        ("recommendation", "That Cabinet reviews the", "line 17"),
        ("response", "accepted in part, from A", "line 18"),
        ("item", "2. Litter bins", "line 20"),
        ("decision", "that the bins in the mar", "line 21"),
    ]
    assert one(reading, ProposalKind.ANSWER).parent == one(reading, ProposalKind.QUESTION)
    assert one(reading, ProposalKind.QUESTION).parent == one(reading, ProposalKind.ITEM)


def test_reading_stores_nothing_as_record(cast: Cast, now: datetime) -> None:
    before = contents()
    read_paper(cast, now)
    changed = set(differences(before, contents()))
    assert changed == {
        "recommendations.reading", "recommendations.proposal", "core.historyentry", "core.historyhead",
    }  # fmt: skip


def test_no_word_of_the_paper_stands_in_the_history(cast: Cast, now: datetime) -> None:
    reading = read_paper(cast, now, openness="exempt", exempt_paragraph=3)
    chosen(reading, cast, now)
    taken(reading, ProposalKind.DECISION, cast, now)
    reject(
        proposal=(bins := one(reading, ProposalKind.DECISION, 1)),
        version=bins.version,
        by=cast.officer,
        at=now,
    )
    rows = HistoryEntry.objects.filter(trail="recommendations.reading")
    assert [row.verb for row in rows] == [
        "hand_in",
        "take_up",
        "keep_found",
        "choose_meeting",
        "accept",
        "accept",
        "reject",
    ]
    assert {row.public for row in rows} == {False}
    told = " ".join(f"{row.reason}{row.details}" for row in HistoryEntry.objects.all())
    assert [word for word in ("lamp", "Miller", "bins") if word in told] == []


def test_two_meetings_in_one_paper_are_looked_through_apart(cast: Cast, now: datetime) -> None:
    reading = read_as(handed_in(cast, now), now, found_in_paper(), found_in_paper())
    part = Reading.objects.get(part_of=reading)
    assert (part.title, part.status) == ("South Holland District Council, meeting 2 of 2", ReadingStatus.READ)
    assert part.proposals.count() == reading.proposals.count() == 14


def test_a_paper_is_claimed_once_and_taken_up_again_when_its_worker_died(cast: Cast, now: datetime) -> None:
    reading = handed_in(cast, now)
    other = Reading.objects.get(pk=reading.pk)
    assert claim_reading(reading=reading, at=now)
    assert not claim_reading(reading=other, at=now)
    other.refresh_from_db()
    assert not claim_reading(reading=other, at=now + LEASE - timedelta(seconds=1))
    assert claim_reading(reading=other, at=now + LEASE)
    late = {"text": PAPER, "found": (found_in_paper(),), "place": lambda _: "", "pages": 0, "at": now}
    with pytest.raises(Overtaken):
        keep_found(reading=reading, **late)  # type: ignore[arg-type]
    keep_found(reading=other, **late)  # type: ignore[arg-type]
    assert Proposal.objects.count() == 14


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Paste the text, or choose a file"),
        ({"text": " \n "}, "Paste the text, or choose a file"),
        ({"text": "Minutes", "file": ("a.txt", b"Minutes")}, "not both"),
        ({"file": ("a.txt", b"")}, "empty"),
        ({"file": ("a.txt", b"\x00\x01")}, "Choose a PDF, Word"),
        ({"file": ("a.exe", b"MZ")}, "Choose a PDF, Word"),
        ({"file": ("a.docx", b"MZ")}, r"Choose a PDF, Word \(\.docx\)"),
        ({"file": ("a.csv", b"a,b")}, "Choose a PDF, Word"),
        ({"file": ("a.txt", b"<!doctype html><p>Minutes")}, "it is a web page file"),
        ({"file": ("a.pdf", b"<html>")}, r"Choose a PDF, Word \(\.docx\)"),
        ({"file": ("a.html", b"<html><?php system(1) ?>")}, "program code"),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(
    cast: Cast, now: datetime, fields: dict[str, object], sentence: str
) -> None:
    named = fields.get("file")
    upload = SimpleUploadedFile(*named) if isinstance(named, tuple) else None
    with pytest.raises(Refused, match=sentence):
        operations.hand_in(
            text=str(fields.get("text", "")), upload=upload, openness="open", by=cast.officer, at=now
        )
    assert Reading.objects.count() == 0
