"""How open work ends without a sign-off: stopped, or replaced by other work; and how it is taken up again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core.moving import make_move
from core.refusals import Refused
from councils.models import User
from notices.enums import NoticeKind
from recommendations.enums import FINISHED_PARTS, PartStatus
from recommendations.lifecycle import PART_MOVES
from recommendations.models import Action, ActionPart
from recommendations.operations.actions import pass_requests
from recommendations.operations.standing import (
    cut,
    hold_served_by,
    name_of_part,
    needed,
    part_is_public,
    refresh_next_due_of,
    role_in,
    tell_officers,
    tell_post,
    trail_of,
)

WHY_IT_ENDS = "Say why. The reason is published"
ENDED_WITHOUT = {PartStatus.STOPPED, PartStatus.SUPERSEDED}


@transaction.atomic
def stop(*, part: ActionPart, reason: str, by: User, at: datetime) -> ActionPart:
    """Stop open work, with a reason that is published. The responsible officer and the scrutiny officers are told.

    Raises Refused without a reason, and when the work is submitted or finished; Overtaken when it changed meanwhile.
    """
    reason = needed(reason, WHY_IT_ENDS, field="reason")
    _end(part, "stop", reason=reason, by=by, at=at, changes={"status_reason": reason})
    tell_changed(part, "Stopped", at=at)
    return part


@transaction.atomic
def supersede(*, part: ActionPart, replaced_by: Action, reason: str, by: User, at: datetime) -> ActionPart:
    """Record that other work replaces this, with a reason that is published, and link to it.

    Raises Refused without a reason, for the action itself, for work that was itself stopped or replaced, and when this is
    submitted or finished; Overtaken when it changed meanwhile.
    """
    reason = needed(reason, WHY_IT_ENDS, field="reason")
    if replaced_by.pk == part.action_id:
        raise Refused("Choose other work than this", field="replaced_by")
    if not replaced_by.parts.exclude(status__in=ENDED_WITHOUT).exists():
        raise Refused("That work was stopped or replaced itself. Choose another", field="replaced_by")
    changes = {"status_reason": reason, "replaced_by": replaced_by}
    _end(part, "supersede", reason=reason, by=by, at=at, changes=changes)
    tell_changed(part, "Replaced by other work", at=at)
    return part


@transaction.atomic
def take_up_again(*, part: ActionPart, reason: str, by: User, at: datetime) -> ActionPart:
    """Take up work again that was stopped or replaced, with a reason that is published. Its date is what it was.

    Raises Refused without a reason, and unless the work was stopped or replaced; Overtaken when it changed meanwhile.
    """
    reason = needed(reason, WHY_IT_ENDS, field="reason")
    _end(part, "restore", reason=reason, by=by, at=at, changes={"status_reason": "", "replaced_by": None})
    tell_changed(part, "Taken up again", at=at)
    return part


def _end(
    part: ActionPart, move: str, *, reason: str, by: User, at: datetime, changes: dict[str, Any]
) -> None:
    hold_served_by(part)
    make_move(
        part,
        PART_MOVES[move],
        by=by,
        at=at,
        trail=trail_of(part),
        public=part_is_public(part),
        reason=reason,
        role=role_in(by, part.portfolio, at=at).title,
        changes={**changes, "version": part.version + 1},
    )
    if part.status in FINISHED_PARTS:
        pass_requests(part, at=at)
    refresh_next_due_of(part)


def tell_changed(part: ActionPart, what: str, *, at: datetime) -> None:
    """Tell the responsible officer and the scrutiny officers that work ended, or goes on."""
    told: dict[str, Any] = {
        "kind": NoticeKind.WORK_CHANGED,
        "title": cut(f"{what}: {name_of_part(part)}"),
        "text": f"{what}: {name_of_part(part)}. Read why in the portal.",
        "path": part.get_absolute_url(),
        "at": at,
    }
    key = f"work_changed:{part.pk}:{part.version}"
    tell_post(part.responsible, key=f"{key}:officer", vacancy="responsible officer", **told)
    tell_officers(key=f"{key}:scrutiny", **told)
