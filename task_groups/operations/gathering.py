"""What a group gathers: added, put in other words, opened or made exempt, withdrawn. No file is ever deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from core import history, uploads
from core.enums import Openness
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.operations import role_of
from task_groups.enums import GatheredKind
from task_groups.models import GatheredEvidence, LineOfEnquiry, TaskGroup, Witness
from task_groups.operations.asking import OTHER_GROUP
from task_groups.operations.convening import at_work

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from django.core.files.uploadedfile import UploadedFile

    from councils.models import User

WEB = ("https://", "http://")
TITLE_AT_MOST = 200
GONE = "This evidence was withdrawn."


@transaction.atomic
def gather(
    *,
    group: TaskGroup,
    title: str,
    origin: str,
    owner: str = "",
    dated_on: date | None = None,
    upload: UploadedFile[Any] | None = None,
    url: str = "",
    lines: Collection[LineOfEnquiry] = (),
    witness: Witness | None = None,
    openness: str,
    exempt_paragraph: int | None = None,
    public_summary: str = "",
    by: User,
    at: datetime,
) -> GatheredEvidence:
    """Put a piece of evidence with where it is from and whose it is: a file, a page on the web, or kept elsewhere.

    Exempt unless the caller says that it is open. Raises Refused once the group has reported, without a title or origin,
    for a file that is not allowed (`uploads.check`), for an address that is none, for both at once, and for a line or
    witness of another group. If anything fails, neither file nor row stays behind (promise R8).
    """
    checked = uploads.check(upload) if upload else None
    if checked and url:
        raise Refused("Add a file or an address, one at a time", field="url")
    if url and not url.lower().startswith(WEB):
        raise Refused("Enter a web address that begins with https://", field="url")
    held = at_work(group)
    refuse_what_is_not_ours(held, title, origin, lines, witness)
    kind = GatheredKind.FILE if checked else GatheredKind.LINK if url else GatheredKind.PAPER
    one = GatheredEvidence(
        task_group=held, kind=kind, title=title.strip()[:TITLE_AT_MOST], origin=origin.strip(), owner=owner.strip(),
        dated_on=dated_on, url=url, witness=witness, added_by=by, added_at=at,
        **settled(openness, exempt_paragraph, public_summary),
    )  # fmt: skip
    if upload and checked:
        one.file_name, one.content_type = checked.name, checked.content_type
        one.size, one.sha256 = checked.size, checked.sha256
        upload.seek(0)
        one.file.save(f"{uuid4().hex}.{checked.extension}", upload, save=False)
    try:
        with transaction.atomic():
            one.save()
            one.lines.set(lines)
            _note(one, "gather", by=by, at=at, new=one.openness)
    except BaseException:
        if one.file:
            one.file.storage.delete(str(one.file.name))
        raise
    return one


@transaction.atomic
def edit_evidence(
    *,
    evidence: GatheredEvidence,
    version: int,
    title: str,
    origin: str,
    owner: str = "",
    dated_on: date | None = None,
    lines: Collection[LineOfEnquiry] = (),
    witness: Witness | None = None,
    by: User,
    at: datetime,
) -> GatheredEvidence:
    """Put what is said of a piece of evidence in other words, and say which lines and which witness it serves.

    Raises Refused once the group has reported, when it was withdrawn, without a title or origin, and for a line or witness
    of another group; Overtaken when it was changed since `version`.
    """
    held = at_work(evidence.task_group)
    refuse_what_is_not_ours(held, title, origin, lines, witness)
    values = {
        "title": title.strip(),
        "origin": origin.strip(),
        "owner": owner.strip(),
        "dated_on": dated_on,
        "witness": witness,
    }
    _change(evidence, version, **values)
    evidence.lines.set(lines)
    _note(evidence, "edit_evidence", by=by, at=at)
    return evidence


@transaction.atomic
def change_evidence_openness(
    *,
    evidence: GatheredEvidence,
    version: int,
    openness: str,
    exempt_paragraph: int | None = None,
    public_summary: str = "",
    reason: str = "",
    by: User,
    at: datetime,
) -> GatheredEvidence:
    """Open a piece of evidence to the public or make it exempt, at once, also once the group has reported.

    Opening needs a reason, which stays in the history with the name. Raises Refused without it and when it was withdrawn;
    Overtaken when it was changed since `version`.
    """
    values = settled(openness, exempt_paragraph, public_summary)
    if openness == Openness.OPEN and not evidence.is_open and not reason.strip():
        raise Refused("Say why it is opened to the public", field="reason")
    old = evidence.openness
    _change(evidence, version, **values)
    verb = "open_evidence" if openness == Openness.OPEN else "close_evidence"
    _note(evidence, verb, by=by, at=at, old=old, new=evidence.openness, reason=reason.strip())
    return evidence


@transaction.atomic
def withdraw_evidence(
    *, evidence: GatheredEvidence, version: int, reason: str, by: User, at: datetime
) -> GatheredEvidence:
    """Withdraw a piece of evidence, with a reason that the group reads. The file is kept for the officers (rule 27).

    Raises Refused without a reason and when it was withdrawn already; Overtaken when it was changed since `version`.
    """
    if not reason.strip():
        raise Refused("Say why the evidence is withdrawn", field="reason")
    _change(evidence, version, withdrawn_at=at, withdrawn_reason=reason.strip())
    _note(evidence, "withdraw_evidence", by=by, at=at, new="withdrawn", reason=reason.strip())
    return evidence


def settled(openness: str, paragraph: int | None, summary: str) -> dict[str, Any]:
    """What is open has no paragraph and no neutral words. Raises Refused for anything but open or exempt."""
    if openness not in Openness.values:
        raise Refused("Say whether it is open to the public or exempt", field="openness")
    is_open = openness == Openness.OPEN
    return {
        "openness": openness,
        "exempt_paragraph": None if is_open else paragraph,
        "public_summary": "" if is_open else summary.strip(),
    }


def refuse_what_is_not_ours(
    group: TaskGroup, title: str, origin: str, lines: Collection[LineOfEnquiry], witness: Witness | None
) -> None:
    """Evidence has a title and an origin, and serves lines and witnesses of its own group. Raises Refused."""
    if not title.strip():
        raise Refused("Say what the evidence is called", field="title")
    if not origin.strip():
        raise Refused("Say where it is from", field="origin")
    if any(one.task_group_id != group.pk for one in lines):
        raise Refused(OTHER_GROUP, field="lines")
    if witness is not None and witness.task_group_id != group.pk:
        raise Refused("Choose a witness of this group", field="witness")


def _change(evidence: GatheredEvidence, version: int, **values: Any) -> None:
    if evidence.withdrawn_at is not None:
        raise Refused(GONE)
    same = GatheredEvidence.objects.standing().filter(pk=evidence.pk, version=version)
    if not same.update(version=F("version") + 1, **values):
        raise Overtaken(overtaken_sentence(evidence))
    evidence.refresh_from_db()


def _note(
    evidence: GatheredEvidence,
    verb: str,
    *,
    by: User,
    at: datetime,
    old: str = "",
    new: str = "",
    reason: str = "",
) -> None:
    history.record(
        subject=evidence, trail=evidence.task_group, verb=verb, by=by, role=role_of(by, at=at), at=at, old=old, new=new,
        reason=reason, details={"evidence": evidence.pk},
    )  # fmt: skip
