"""The papers of a meeting: added, given in a newer version, opened or made exempt, withdrawn. No file is ever deleted."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F

from core import history, uploads
from core.enums import Openness
from core.refusals import Overtaken, Refused
from meetings.enums import MeetingStatus
from meetings.models import AgendaItem, Document, Meeting
from meetings.operations.agenda import settled_openness

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from councils.models import User

TITLE_AT_MOST, LABEL_AT_MOST = 200, 40
OFF = "The meeting is cancelled. It takes no more papers."
GONE = "This paper was withdrawn."
OVERTAKEN = "Someone else changed this paper while you were typing. Look at it again."
TAKEN_JUST_NOW = "Someone else added a paper with this label just now"
ITEM_IS_EXEMPT = "Its agenda item is exempt, so the paper is exempt too"


@transaction.atomic
def add_paper(
    *,
    meeting: Meeting,
    upload: UploadedFile[Any],
    title: str,
    openness: str,
    label: str = "",
    item: AgendaItem | None = None,
    exempt_paragraph: int | None = None,
    public_summary: str = "",
    by: User,
    at: datetime,
) -> Document:
    """Put a paper into the meeting's pack: with one item, or with the whole meeting. Its content decides what it is.

    A paper of an exempt item is exempt, whatever the caller says. Without a title it is called as its file. Raises Refused
    when the file is not one of those allowed (`uploads.check`), when the caller does not say whether it is open, for an
    item of another meeting, for a label that another paper there has, and when the meeting is cancelled. If anything
    fails, neither file nor row stays behind (promise R8).
    """
    checked = uploads.check(upload)
    if item is not None and item.meeting_id != meeting.pk:
        raise Refused("Choose an item of this meeting", field="item")
    openness, exempt_paragraph = settled_openness(openness, exempt_paragraph)
    if item is not None and not item.is_open:
        openness, exempt_paragraph = Openness.EXEMPT, exempt_paragraph or item.exempt_paragraph
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.status == MeetingStatus.CANCELLED:
        raise Refused(OFF)
    paper = Document(
        meeting=meeting,
        item=item,
        title=(title.strip() or PurePosixPath(checked.name).stem)[:TITLE_AT_MOST],
        label=label.strip()[:LABEL_AT_MOST],
        openness=openness,
        exempt_paragraph=exempt_paragraph,
        public_summary="" if openness == Openness.OPEN else public_summary.strip(),
    )
    refuse_taken_label(paper)
    _keep(paper, upload, checked, verb="add_paper", by=by, at=at)
    return paper


@transaction.atomic
def replace_paper(
    *, paper: Document, version: int, upload: UploadedFile[Any], by: User, at: datetime
) -> Document:
    """Give a paper in a newer version. The older file is kept for the officers; everyone else gets the newest.

    Raises Refused when the file is not allowed or is the same file again, and when the paper was withdrawn; Overtaken when
    it changed since `version` was read.
    """
    checked = uploads.check(upload)
    if checked.sha256 == paper.sha256:
        raise Refused("This is the same file as the one there. Choose the newer one", field="upload")
    held = _hold(paper, version)
    Document.objects.filter(pk=held.pk).update(replaced_at=at, version=F("version") + 1)
    newer = Document(
        meeting=held.meeting,
        item=held.item,
        title=held.title,
        label=held.label,
        openness=held.openness,
        exempt_paragraph=held.exempt_paragraph,
        public_summary=held.public_summary,
        exempt_review_on=held.exempt_review_on,
        replaces=held,
    )
    _keep(newer, upload, checked, verb="replace_paper", by=by, at=at)
    return newer


@transaction.atomic
def relabel_paper(
    *, paper: Document, version: int, title: str, label: str, by: User, at: datetime
) -> Document:
    """Change what a paper is called, in all its versions. Raises Refused without a title and for a label that is taken
    there; Overtaken when it changed since `version` was read."""
    title, label = title.strip(), label.strip()
    if not title:
        raise Refused("Say what the paper is called", field="title")
    held = _hold(paper, version)
    before = {"title": held.title, "label": held.label}
    held.label = label
    refuse_taken_label(held)
    _change(held, title=title, label=label)
    history.record(subject=held, trail=held.meeting, verb="relabel_paper", by=by, at=at, details=before)
    return held


@transaction.atomic
def change_paper_openness(
    *,
    paper: Document,
    version: int,
    openness: str,
    exempt_paragraph: int | None = None,
    public_summary: str = "",
    reason: str = "",
    by: User,
    at: datetime,
) -> Document:
    """Open a paper to the public or make it exempt, with all its versions, at once (promise X2).

    Opening needs a reason, which stays in the history with the name. Raises Refused without it, and while the paper's item
    is exempt; Overtaken when it changed since `version` was read.
    """
    openness, exempt_paragraph = settled_openness(openness, exempt_paragraph)
    reason = reason.strip()
    held = _hold(paper, version)
    if openness == Openness.OPEN:
        if held.item is not None and not held.item.is_open:
            raise Refused(ITEM_IS_EXEMPT, field="openness")
        if not held.is_open and not reason:
            raise Refused("Say why it is opened to the public", field="reason")
        public_summary = ""
    before = held.openness
    _change(
        held,
        openness=openness,
        exempt_paragraph=exempt_paragraph,
        public_summary=public_summary.strip(),
    )
    history.record(
        subject=held, trail=held.meeting, verb="open_paper" if openness == Openness.OPEN else "close_paper",
        by=by, at=at, old=before, new=openness, reason=reason,
    )  # fmt: skip
    return held


@transaction.atomic
def withdraw_paper(*, paper: Document, version: int, reason: str, by: User, at: datetime) -> Document:
    """Take a paper out of the pack, with a reason that its readers see. The files are kept for the officers (rule 27).

    Raises Refused without a reason; Overtaken when it changed since `version` was read.
    """
    reason = reason.strip()
    if not reason:
        raise Refused("Say why the paper is withdrawn. Its readers see the reason", field="reason")
    held = _hold(paper, version)
    _change(held, withdrawn_at=at, withdrawn_reason=reason)
    history.record(
        subject=held, trail=held.meeting, verb="withdraw_paper", by=by, at=at, reason=reason, new="withdrawn"
    )
    return held


def refuse_taken_label(paper: Document) -> None:
    """A label stands once in a pack: once with each item, once with the meeting itself. Raises Refused."""
    if not paper.label:
        return
    beside = Document.objects.newest().filter(
        meeting=paper.meeting, item=paper.item, label__iexact=paper.label, withdrawn_at__isnull=True
    )
    other = beside.exclude(pk=paper.pk).first()
    if other is not None:
        where = "of this item" if paper.item else "of the meeting"
        raise Refused(
            f"Another paper {where} is {other.label} already: “{other.title}”. Choose another label, "
            "or give that paper in a newer version",
            field="label",
        )


def _keep(
    paper: Document, upload: UploadedFile[Any], checked: uploads.Checked, *, verb: str, by: User, at: datetime
) -> None:
    """Write the file under a name of our own, then the row. A row that cannot be written takes its file with it."""
    paper.file_name, paper.content_type = checked.name, checked.content_type
    paper.size, paper.sha256, paper.pages = checked.size, checked.sha256, checked.pages
    paper.added_by, paper.added_at = by, at
    upload.seek(0)
    paper.file.save(f"{uuid4().hex}.{checked.extension}", upload, save=False)
    try:
        with transaction.atomic():
            paper.save(force_insert=True)
            history.record(
                subject=paper, trail=paper.meeting, verb=verb, by=by, at=at, new=paper.openness,
                details={
                    "file": paper.file_name, "sha256": paper.sha256, "label": paper.label,
                    "replaces": paper.replaces_id,
                },
            )  # fmt: skip
    except BaseException as fault:
        paper.file.storage.delete(str(paper.file.name))
        if isinstance(fault, IntegrityError):
            raise Refused(TAKEN_JUST_NOW, field="label") from fault
        raise


def _hold(paper: Document, version: int) -> Document:
    held = (
        Document.objects.select_for_update(of=("self",))
        .select_related("meeting__body__council", "meeting__task_group", "item")
        .get(pk=paper.pk)
    )
    if held.version != version or held.replaced_at is not None:
        raise Overtaken(OVERTAKEN)
    if held.withdrawn_at is not None:
        raise Refused(GONE)
    return held


def _change(held: Document, **columns: Any) -> None:
    """Change a paper and the versions before it alike. The row of the newest is held."""
    Document.objects.filter(pk=held.pk).update(version=F("version") + 1, **columns)
    older = held.replaces
    while older is not None:
        Document.objects.filter(pk=older.pk).update(**columns)
        older = older.replaces
    held.refresh_from_db()
