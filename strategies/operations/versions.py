"""Versions of a strategy, and the papers of each. No paper is ever deleted: it is withdrawn (rule 27)."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Max

from core import history, uploads
from core.enums import Openness, Precision
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.operations import added, role_of
from strategies.models import Strategy, StrategyDocument, StrategyVersion
from strategies.operations.common import is_public

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.core.files.uploadedfile import UploadedFile

    from core.models import Source
    from councils.models import User

GONE = "This document was withdrawn already."
TITLE_TAKEN = (
    "This version has a document with that title already. Withdraw that one first, or choose another"
)


@transaction.atomic
def add_version(
    *,
    strategy: Strategy,
    label: str,
    dated_on: date | None = None,
    dated_precision: str = Precision.UNKNOWN,
    changes: str = "",
    text: str = "",
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> StrategyVersion:
    """Add the next version of a strategy: its name and date, what changed in it, and its words where they are given.

    Earlier versions stay. Raises Refused for a label that another version has, and for a date said to be unknown.
    """
    Strategy.objects.select_for_update().get(pk=strategy.pk)
    versions = StrategyVersion.objects.filter(strategy=strategy)
    if versions.filter(label__iexact=label.strip()).exists():
        raise Refused("Another version has this name already", field="label")
    if dated_on is not None and dated_precision == Precision.UNKNOWN:
        raise Refused("Say how exactly the day is known", field="dated_precision")
    version = StrategyVersion(
        strategy=strategy,
        number=(versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        label=label.strip(),
        dated_on=dated_on,
        dated_precision=dated_precision if dated_on else Precision.UNKNOWN,
        changes=changes.strip(),
        text=text.strip(),
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(
        version,
        trail=strategy,
        verb="add_version",
        by=by,
        at=at,
        public=is_public(strategy),
        on=dated_on,
        precision=version.dated_precision,
        details={"label": version.label},
    )


@transaction.atomic
def add_document(
    *,
    of_version: StrategyVersion,
    upload: UploadedFile[Any],
    title: str,
    openness: str,
    exempt_paragraph: int | None = None,
    public_summary: str = "",
    by: User,
    at: datetime,
) -> StrategyDocument:
    """Keep a paper of one version, under a name of our own. Its content decides what it is, not its name.

    Exempt unless it is said to be open (promise X4); without a title it is called as its file. Raises Refused when the file
    is not one of those allowed (`uploads.check`), or the version has a paper with that title. If anything fails, neither
    file nor row stays behind (promise R8).
    """
    checked = uploads.check(upload)
    title = (title.strip() or PurePosixPath(checked.name).stem)[:200]
    StrategyVersion.objects.select_for_update().get(pk=of_version.pk)
    if of_version.documents.filter(title__iexact=title, withdrawn_at__isnull=True).exists():
        raise Refused(TITLE_TAKEN, field="title")
    document = StrategyDocument(
        of_version=of_version,
        title=title,
        file_name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        pages=checked.pages,
        added_by=by,
        added_at=at,
        **settled(openness, exempt_paragraph, public_summary),
    )
    upload.seek(0)
    document.file.save(f"{uuid4().hex}.{checked.extension}", upload, save=False)
    try:
        with transaction.atomic():
            return added(
                document,
                trail=of_version.strategy,
                verb="add_document",
                by=by,
                at=at,
                new=document.openness,
                details={"document": document.pk, "sha256": document.sha256},
            )
    except BaseException:
        document.file.storage.delete(str(document.file.name))
        raise


@transaction.atomic
def change_document_openness(
    *,
    document: StrategyDocument,
    version: int,
    openness: str,
    exempt_paragraph: int | None = None,
    public_summary: str = "",
    reason: str = "",
    by: User,
    at: datetime,
) -> StrategyDocument:
    """Open a paper to the public or make it exempt, at once (promise X2).

    Opening needs a reason, which stays in the history. Raises Refused without it, Overtaken when the paper changed since
    `version` was read.
    """
    held = hold_document(document, version)
    facts = settled(openness, exempt_paragraph, public_summary)
    if facts["openness"] == Openness.OPEN and not held.is_open and not reason.strip():
        raise Refused("Say why it is opened to the public", field="reason")
    StrategyDocument.objects.filter(pk=held.pk).update(**facts, version=F("version") + 1)
    verb = "open_document" if facts["openness"] == Openness.OPEN else "close_document"
    note_document(held, verb, new=facts["openness"], reason=reason, by=by, at=at)
    held.refresh_from_db()
    return held


@transaction.atomic
def withdraw_document(
    *, document: StrategyDocument, version: int, reason: str, by: User, at: datetime
) -> StrategyDocument:
    """Take a paper back, with a reason that its readers see. The file is kept for the officers (rule 27).

    Raises Refused without a reason, Overtaken when the paper changed since `version` was read.
    """
    if not reason.strip():
        raise Refused("Say why the document is withdrawn. Its readers see the reason", field="reason")
    held = hold_document(document, version)
    same = StrategyDocument.objects.filter(pk=held.pk)
    same.update(withdrawn_at=at, withdrawn_reason=reason.strip(), version=F("version") + 1)
    note_document(held, "withdraw_document", new="withdrawn", reason=reason, by=by, at=at)
    held.refresh_from_db()
    return held


def settled(openness: str, exempt_paragraph: int | None, public_summary: str) -> dict[str, Any]:
    """What is written down of who may read it: what is open has no paragraph and no words instead."""
    if openness not in Openness.values:
        raise Refused("Say whether this is open to the public or exempt", field="openness")
    if openness == Openness.OPEN:
        return {"openness": openness, "exempt_paragraph": None, "public_summary": ""}
    if exempt_paragraph is not None and not 1 <= exempt_paragraph <= 7:
        raise Refused("Choose a paragraph from 1 to 7", field="exempt_paragraph")
    return {
        "openness": openness,
        "exempt_paragraph": exempt_paragraph,
        "public_summary": public_summary.strip(),
    }


def hold_document(document: StrategyDocument, version: int) -> StrategyDocument:
    """Hold a paper while it changes. Raises Overtaken when it is another version, Refused when it was withdrawn."""
    held = (
        StrategyDocument.objects.select_for_update(of=("self",))
        .select_related("of_version__strategy")
        .get(pk=document.pk)
    )
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    if held.withdrawn_at is not None:
        raise Refused(GONE)
    return held


def note_document(
    held: StrategyDocument, verb: str, *, new: str, reason: str, by: User, at: datetime
) -> None:
    """Write the row of a change of a paper. Rows of papers are the officers' own, since a paper may be exempt."""
    history.record(
        subject=held,
        trail=held.of_version.strategy,
        verb=verb,
        by=by,
        role=role_of(by, at=at),
        at=at,
        old=held.openness,
        new=new,
        reason=reason.strip(),
    )
