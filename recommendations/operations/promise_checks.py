"""A promise held line by line against its evidence, as an officer sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from core.refusals import Refused
from councils.models import User
from recommendations.enums import LineView
from recommendations.lifecycle import AT_WORK
from recommendations.models import ActionPart, PromiseCheck
from recommendations.operations.actions import hold
from recommendations.operations.standing import claim, note, role_in

MOST_LINES = 12


@dataclass(frozen=True)
class PromiseLine:
    """One line of what was promised: its words, an officer's view of it, a note, and ids of the evidence that shows it."""

    text: str
    view: str
    note: str = ""
    evidence: tuple[int, ...] = ()

    @property
    def kept(self) -> dict[str, Any]:
        return {"text": self.text, "view": self.view, "note": self.note, "evidence": list(self.evidence)}


@transaction.atomic
def check_promise(
    *, part: ActionPart, lines: Sequence[PromiseLine], version: int, by: User, at: datetime
) -> PromiseCheck:
    """Say line by line what was promised and how far the evidence shows it (pages 5.11). Earlier checks stay.

    What was submitted stays as it was: while somebody decides on it, nothing is added. Raises Refused without a line, for
    "Met" or "Partly met" that no evidence shows, and when the work is submitted or finished; Overtaken when the part was
    changed since `version` was read.
    """
    if not lines:
        raise Refused("Say at least one thing that was promised", field="text_1")
    if len(lines) > MOST_LINES:
        raise Refused(f"Use {MOST_LINES} lines or fewer")
    known = set(part.evidence.values_list("pk", flat=True))
    for number, line in enumerate(lines, start=1):
        if line.view not in LineView.values:
            raise Refused("Choose how far it is met", field=f"view_{number}")
        if not set(line.evidence) <= known:
            raise Refused("Choose evidence of this action", field=f"evidence_{number}")
        if line.view != LineView.NONE and not line.evidence:
            raise Refused("Choose the evidence that shows it", field=f"evidence_{number}")
    claim(part, version=version)
    hold(part, AT_WORK, "This waits for sign-off or is finished. What was submitted stays as it was.")
    role = role_in(by, part.responsible, at=at)
    check = PromiseCheck.objects.create(
        part=part,
        round=part.round + 1,
        lines=[line.kept for line in lines],
        by=by,
        by_name=by.name,
        by_role=role.title,
        at=at,
    )
    note(part, "check_promise", by=by, at=at, public=False, role=role.title, details={"check": check.pk})
    return check
