"""What a group finds: written under a theme, put in other words, moved, withdrawn, and what each rests on."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from core import history
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from councils.operations import role_of
from task_groups.models import Finding, GatheredEvidence, TaskGroup
from task_groups.operations.convening import at_work
from task_groups.operations.evidence import add_finding

UP, DOWN = "up", "down"
BETWEEN = 32_767  # a place that no finding has, while two change theirs
WHAT_WAS_FOUND = "Say what the group found"


@transaction.atomic
def write_finding(
    *,
    group: TaskGroup,
    theme: str,
    text: str,
    evidence: Collection[GatheredEvidence] = (),
    by: User | None,
    at: datetime,
) -> Finding:
    """Write what the group found at the end of a theme; a new theme stands after the others.

    Raises Refused once the group has reported, without a theme or words, and for evidence of another group.
    """
    held = at_work(group)
    theme = _checked(held, theme, text, evidence)
    theme_position, position = _end_of(held, theme)
    finding = add_finding(
        group=held,
        theme=theme,
        theme_position=theme_position,
        position=position,
        text=text.strip(),
        by=by,
        at=at,
    )
    finding.evidence.set(evidence)
    return finding


@transaction.atomic
def edit_finding(
    *,
    finding: Finding,
    version: int,
    theme: str,
    text: str,
    evidence: Collection[GatheredEvidence] = (),
    by: User | None,
    at: datetime,
) -> Finding:
    """Put a finding in other words, under another theme, or on other evidence. The old words stay in the history.

    Under another theme it stands at the end. Raises Refused once the group has reported, when it was withdrawn, without a
    theme or words, and for evidence of another group; Overtaken when it was changed since `version`.
    """
    held = at_work(finding.task_group)
    theme = _checked(held, theme, text, evidence)
    old = {"theme": finding.theme, "text": finding.text}
    values: dict[str, object] = {"text": text.strip()}
    if theme != finding.theme:
        theme_position, position = _end_of(held, theme)
        values |= {"theme": theme, "theme_position": theme_position, "position": position}
    _change(finding, version, **values)
    finding.evidence.set(evidence)
    _note(finding, "edit", by=by, at=at, details={"old": old, "theme": theme, "text": finding.text})
    return finding


@transaction.atomic
def move_finding(*, finding: Finding, direction: str, by: User | None, at: datetime) -> Finding:
    """Move a finding one place up or down under its theme. At the end of the theme it stays where it is.

    Raises Refused once the group has reported, for another direction, and when it was withdrawn.
    """
    held = at_work(finding.task_group)
    if direction not in (UP, DOWN):
        raise Refused("A finding moves up or down.", field="direction")
    beside = list(Finding.objects.standing().filter(task_group=held, theme=finding.theme))
    place = next((number for number, one in enumerate(beside) if one.pk == finding.pk), None)
    if place is None:
        raise Refused("This finding was withdrawn.")
    other = place + (1 if direction == DOWN else -1)
    if not 0 <= other < len(beside):
        return finding
    here, there = beside[place], beside[other]
    Finding.objects.filter(pk=here.pk).update(position=BETWEEN)
    for one, to in ((there, here), (here, there)):
        Finding.objects.filter(pk=one.pk).update(
            theme_position=to.theme_position, position=to.position, version=F("version") + 1
        )
    finding.refresh_from_db()
    _note(finding, "move", by=by, at=at, details={"direction": direction})
    return finding


@transaction.atomic
def withdraw_finding(
    *, finding: Finding, version: int, reason: str, by: User | None, at: datetime
) -> Finding:
    """Withdraw a finding, with a reason that the group reads. It is kept (rule 27).

    Raises Refused once the group has reported, without a reason and when it was withdrawn already; Overtaken when it was
    changed since `version`.
    """
    at_work(finding.task_group)
    if not reason.strip():
        raise Refused("Say why the finding is withdrawn", field="reason")
    _change(finding, version, withdrawn_at=at, withdrawn_reason=reason.strip())
    _note(finding, "withdraw", by=by, at=at, reason=reason.strip())
    return finding


def _checked(group: TaskGroup, theme: str, text: str, evidence: Collection[GatheredEvidence]) -> str:
    """The theme without needless spaces, spelt as the group spells it already."""
    theme = " ".join(theme.split())
    if not theme:
        raise Refused("Say under which theme it stands", field="theme")
    if not text.strip():
        raise Refused(WHAT_WAS_FOUND, field="text")
    if any(one.task_group_id != group.pk for one in evidence):
        raise Refused("Choose evidence of this group", field="evidence")
    known = set(group.findings.values_list("theme", flat=True))
    return next((one for one in sorted(known) if one.casefold() == theme.casefold()), theme)


def _end_of(group: TaskGroup, theme: str) -> tuple[int, int]:
    """The places after the last finding of a theme; of a new theme, after the others."""
    there = group.findings.filter(theme=theme).aggregate(of=Max("theme_position"), last=Max("position"))
    if there["last"] is not None:
        return there["of"], there["last"] + 1
    last = group.findings.aggregate(last=Max("theme_position"))["last"]
    return (last or 0) + 1, 1


def _change(finding: Finding, version: int, **values: object) -> None:
    same = Finding.objects.standing().filter(pk=finding.pk, version=version)
    if finding.withdrawn_at is not None:
        raise Refused("This finding was withdrawn.")
    if not same.update(version=F("version") + 1, **values):
        raise Overtaken(overtaken_sentence(finding))
    finding.refresh_from_db()


def _note(
    finding: Finding,
    verb: str,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    details: dict[str, object] | None = None,
) -> None:
    history.record(
        subject=finding, trail=finding.task_group, verb=verb, by=by, role=role_of(by, at=at), at=at, reason=reason,
        details=details,
    )  # fmt: skip
