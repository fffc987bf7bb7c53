"""Files and links that show what was done."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction

from core import uploads
from core.refusals import Refused
from recommendations.enums import EvidenceKind, PartStatus
from recommendations.lifecycle import AT_WORK
from recommendations.models import ActionPart, Evidence
from recommendations.operations.actions import hold
from recommendations.operations.standing import note, role_in

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from councils.models import User

WEB = ("https://", "http://")


@transaction.atomic
def add_evidence_file(
    *, part: ActionPart, title: str, shows: str = "", upload: UploadedFile[Any], by: User, at: datetime
) -> Evidence:
    """Keep a file that shows what was done, under a name of our own. Its content decides what it is, not its name.

    Raises Refused when the file is not one of those allowed (`uploads.check`), and when the work waits for sign-off or is
    finished. If anything fails, neither file nor row stays behind (promise R8).
    """
    checked = uploads.check(upload)
    title = title.strip() or PurePosixPath(checked.name).stem
    hold_for_evidence(part)
    evidence = Evidence(
        part=part,
        kind=EvidenceKind.FILE,
        title=title[:200],
        shows=shows.strip(),
        file_name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        round=part.round + 1,
        added_by=by,
        added_at=at,
    )
    upload.seek(0)
    evidence.file.save(f"{uuid4().hex}.{checked.extension}", upload, save=False)
    try:
        with transaction.atomic():
            evidence.save()
            note_evidence(evidence, by=by, at=at)
    except BaseException:
        evidence.file.storage.delete(str(evidence.file.name))
        raise
    return evidence


@transaction.atomic
def add_evidence_link(
    *, part: ActionPart, title: str, shows: str = "", url: str, by: User, at: datetime
) -> Evidence:
    """Keep the address of a page that shows what was done. Raises Refused for anything that is no web address."""
    if not url.lower().startswith(WEB):
        raise Refused("Enter a web address that begins with https://", field="url")
    hold_for_evidence(part)
    evidence = Evidence.objects.create(
        part=part,
        kind=EvidenceKind.LINK,
        title=title.strip()[:200] or url[:200],
        shows=shows.strip(),
        url=url,
        round=part.round + 1,
        added_by=by,
        added_at=at,
    )
    note_evidence(evidence, by=by, at=at)
    return evidence


def hold_for_evidence(part: ActionPart) -> None:
    """What was submitted stays as it was while somebody decides on it."""
    if part.status == PartStatus.READY:
        raise Refused("This waits for sign-off. You can add evidence again if it is sent back.")
    hold(part, AT_WORK, "This work waits for sign-off or is finished. No evidence can be added now.")


def note_evidence(evidence: Evidence, *, by: User, at: datetime) -> None:
    part = evidence.part
    role = role_in(by, part.responsible, at=at).title
    note(part, "add_evidence", by=by, at=at, role=role, public=False, details={"evidence": evidence.pk})
