"""A paper that exists already: handed in, set aside, taken up again, and finished when it is looked through."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction

from core import history
from core.dates import london_date
from core.moving import overtaken_sentence
from core.readable import check_paper
from core.refusals import Overtaken, Refused
from meetings import operations as meeting_operations
from meetings.enums import BEFORE, MeetingStatus
from meetings.operations.agenda import settled_openness
from recommendations.enums import ProposalKind, ProposalStatus, ReadingStatus
from recommendations.lifecycle import READING_MOVES
from recommendations.models import Reading

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from councils.models import User

LONGEST_PASTE = 600_000
UNTITLED = "Paper handed in"
# What the meeting's own form confirms; nobody looks through them one by one.
OF_THE_MEETING = {ProposalKind.BODY, ProposalKind.DATE}


@transaction.atomic
def hand_in(
    *,
    title: str = "",
    text: str = "",
    upload: UploadedFile[Any] | None = None,
    openness: str,
    exempt_paragraph: int | None = None,
    by: User,
    at: datetime,
) -> Reading:
    """Hand in a paper to be read: pasted text, or a file, not both. It waits for the clock work; only officers see it.

    Raises Refused without either, with both, for a file that cannot be read (`core.readable`), and when the officer does not
    say whether it is open. If anything fails, neither file nor row stays behind (promise R8).
    """
    text = text.strip("\n")
    if upload is None and not text.strip():
        raise Refused("Paste the text, or choose a file", field="text")
    if upload is not None and text.strip():
        raise Refused("Paste the text or choose a file, not both", field="upload")
    if len(text) > LONGEST_PASTE:
        raise Refused(f"Use {LONGEST_PASTE:,} characters or fewer, or choose a file", field="text")
    openness, exempt_paragraph = settled_openness(openness, exempt_paragraph)
    reading = Reading(
        title=title.strip()[:200],
        text=text,
        openness=openness,
        exempt_paragraph=exempt_paragraph,
        added_by=by,
        added_at=at,
    )
    if upload is None:
        reading.title = reading.title or first_line(text)
        return keep(reading, by=by, at=at)
    checked = check_paper(upload)
    reading.title = reading.title or PurePosixPath(checked.name).stem
    reading.file_name, reading.content_type = checked.name, checked.content_type
    upload.seek(0)
    reading.file.save(f"{uuid4().hex}.{checked.extension}", upload, save=False)
    try:
        with transaction.atomic():
            return keep(reading, by=by, at=at)
    except BaseException:
        reading.file.storage.delete(str(reading.file.name))
        raise


def keep(reading: Reading, *, by: User, at: datetime) -> Reading:
    reading.save()
    history.record(
        subject=reading, verb="hand_in", by=by, at=at, new=reading.status,
        details={"openness": reading.openness, "file": bool(reading.file)},
    )  # fmt: skip
    return reading


def first_line(text: str) -> str:
    """A title until the officer gives one: the first line that says something."""
    line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), UNTITLED)
    return line if len(line) <= 100 else f"{line[:100].rsplit(' ', 1)[0]}…"


def move_reading(
    reading: Reading,
    name: str,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    details: dict[str, Any] | None = None,
    **changes: Any,
) -> Reading:
    """Make a legal move by compare-and-set on the status and version that were read, with its history row.

    Call it inside the operation's transaction. Raises Refused when the table forbids it, Overtaken when somebody was faster.
    """
    move, old = READING_MOVES[name], reading.status
    if old not in move.sources:
        raise Refused(move.refusal)
    values = {"status": move.target, "version": reading.version + 1, **changes}
    if not Reading.objects.filter(pk=reading.pk, status=old, version=reading.version).update(**values):
        raise Overtaken(overtaken_sentence(reading))
    for field, value in values.items():
        setattr(reading, field, value)
    history.record(
        subject=reading, verb=name, by=by, at=at, old=old, new=move.target, reason=reason, details=details
    )
    return reading


@transaction.atomic
def set_aside(*, reading: Reading, by: User, at: datetime) -> Reading:
    """Put a paper away without finishing it. What was accepted stays; what was not decided waits with it."""
    return move_reading(reading, "set_aside", by=by, at=at)


@transaction.atomic
def take_up_again(*, reading: Reading, by: User, at: datetime) -> Reading:
    """Open a paper again that was set aside or looked through; have one read again that could not be read."""
    if reading.status != ReadingStatus.FAILED and reading.read_at is not None:
        return move_reading(reading, "take_back", by=by, at=at)
    return move_reading(reading, "try_again", by=by, at=at, failure="", tries=0, pages_done=0)


@transaction.atomic
def finish_reading(*, reading: Reading, by: User, at: datetime) -> Reading:
    """Say that everything was looked through. The meeting, if it is over, is then held: its log can be published.

    The meeting moves as any meeting does, through its table of moves. Raises Refused while anything is still to decide.
    """
    still = reading.proposals.filter(status=ProposalStatus.OPEN).exclude(kind__in=OF_THE_MEETING).count()
    if still:
        raise Refused(
            "1 thing is still to decide. Accept it or reject it first."
            if still == 1
            else f"{still} things are still to decide. Accept or reject them first."
        )
    move_reading(reading, "finish", by=by, at=at)
    meeting = reading.meeting
    if meeting is None or meeting.held_on is None or meeting.held_on > london_date(at):
        return reading
    if meeting.status in BEFORE:
        meeting_operations.start(meeting=meeting, by=by, at=at)
    if meeting.status == MeetingStatus.IN_PROGRESS:
        meeting_operations.finish(meeting=meeting, by=by, at=at)
    return reading
