"""Work on one council's part of an action: progress, evidence, submission, its date and who does it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from core.dates import london_date, spell
from core.moving import make_move, overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.enums import PostKind
from councils.models import Post, User
from councils.queries import members_of_scrutiny, with_successors
from notices.enums import NoticeKind
from notices.operations import tell_all
from recommendations.enums import DateDecision, PartStatus, UpdateKind
from recommendations.lifecycle import AT_WORK, NOT_BEGUN, PART_MOVES
from recommendations.models import ActionPart, DueDateChange, ProgressUpdate
from recommendations.operations.demands import works_for
from recommendations.operations.responses import tell_given
from recommendations.operations.standing import (
    claim,
    cut,
    hold_served_by,
    name_of_part,
    needed,
    note,
    part_is_public,
    refresh_next_due_of,
    role_in,
    tell_officers,
    tell_post,
    trail_of,
    whose,
)

DAYS_TO_DECIDE = 14


@transaction.atomic
def report_progress(
    *,
    part: ActionPart,
    text: str,
    kind: str = UpdateKind.PROGRESS,
    expected_on: date | None = None,
    by: User,
    at: datetime,
) -> ProgressUpdate:
    """Add what was done, or a difficulty; nothing reported is ever changed (rule 11). The first report starts the work.

    A difficulty reaches the portfolio holder and the scrutiny officers at once, and is not published. Raises Refused
    without words, and when the work is finished.
    """
    text = needed(text, "Say what has happened", field="text")
    if part.status in NOT_BEGUN:
        start(part, by=by, at=at)
    hold(
        part,
        {*AT_WORK, PartStatus.READY},
        "This work is finished. Nothing can be added to it.",
        last_update_at=at,
        **({"expected_on": expected_on} if expected_on else {}),
    )
    update = ProgressUpdate.objects.create(
        part=part, kind=kind, text=text, expected_on=expected_on, by=by, by_name=by.name, at=at
    )
    is_difficulty = kind == UpdateKind.DIFFICULTY
    note(
        part,
        "report_difficulty" if is_difficulty else "report_progress",
        by=by,
        at=at,
        role=role_in(by, part.responsible, at=at).title,
        public=False if is_difficulty else None,
        details={"update": update.pk},
    )
    if is_difficulty:
        tell_difficulty(update)
    return update


@transaction.atomic
def note_work_gap(*, part: ActionPart, by: User | None, at: datetime) -> None:
    """Record that an old paper tells of the promise and none of what came of it (rule 28). Raises Refused once begun."""
    make_move(
        part,
        PART_MOVES["note_gap"],
        by=by,
        at=at,
        trail=trail_of(part),
        public=part_is_public(part),
        changes={"version": part.version + 1},
    )


def start(part: ActionPart, *, by: User, at: datetime) -> None:
    make_move(
        part,
        PART_MOVES["start"],
        by=by,
        at=at,
        trail=trail_of(part),
        public=part_is_public(part),
        role=role_in(by, part.responsible, at=at).title,
    )


def hold(part: ActionPart, states: set[PartStatus], refusal: str, **changes: Any) -> None:
    """Hold the part's row while something is added to it. Raises Refused when it is no longer in one of the states."""
    rows = ActionPart.objects.filter(pk=part.pk, status__in=states)
    if not rows.update(version=F("version") + 1, **changes):
        raise Refused(refusal)
    part.refresh_from_db(fields=["version", "status", *changes])


def tell_difficulty(update: ProgressUpdate) -> None:
    """Tell the holder of the portfolio, the scrutiny officers and the council's scrutiny body of a difficulty (rule 11).

    Its words stay in the portal. Of exempt work the body is not told here: not each of its members may know of it.
    """
    part = update.part
    title = cut(f"A difficulty: {name_of_part(part)}")
    text = f"{whose(part.council)} responsible officer reports a difficulty. Read it in the portal."
    told: dict[str, Any] = {"title": title, "text": text, "path": part.get_absolute_url(), "at": update.at}
    tell_post(part.portfolio, key=f"difficulty:{update.pk}:holder", kind=NoticeKind.DIFFICULTY, **told)
    tell_officers(key=f"difficulty:{update.pk}:scrutiny", kind=NoticeKind.DIFFICULTY, **told)
    if part_is_public(part):
        tell_all(
            recipients=members_of_scrutiny([part.council] if part.council else [], on=london_date(update.at)),
            key=f"difficulty:{update.pk}:body",
            kind=NoticeKind.DIFFICULTY,
            due_at=update.at,
            **told,
        )


@transaction.atomic
def submit(*, part: ActionPart, by: User, at: datetime) -> None:
    """Say that the work is done and ask for sign-off (rule 9). The portfolio holder has 14 days to decide.

    Raises Refused without evidence, without a portfolio to sign, and when it was submitted already or is finished.
    """
    if part.portfolio is None:
        raise Refused("No portfolio is named to sign this off. Ask the Scrutiny Officer to add one.")
    if part.status in AT_WORK and not part.evidence.exists():
        raise Refused("Add evidence first: a file or a link that shows what was done.")
    decide_by = london_date(at) + timedelta(days=DAYS_TO_DECIDE)
    hold_served_by(part)
    make_move(
        part,
        PART_MOVES["submit"],
        by=by,
        at=at,
        trail=trail_of(part),
        public=part_is_public(part),
        role=role_in(by, part.responsible, at=at).title,
        changes={
            "round": part.round + 1,
            "submitted_by": by,
            "submitted_at": at,
            "last_update_at": at,
            "decide_by": decide_by,
            "version": part.version + 1,
        },
        details={"round": part.round + 1},
    )
    pass_requests(part, at=at)
    refresh_next_due_of(part)
    tell_post(
        part.portfolio,
        key=f"sign_off_waiting:{part.pk}:{part.round}",
        kind=NoticeKind.SIGN_OFF_WAITING,
        title=cut(f"Decide by {spell(decide_by)}: {name_of_part(part)}"),
        text=(
            f"The responsible officer says this is done: {name_of_part(part)}.\n"
            f"Look at the evidence and decide by {spell(decide_by)}."
        ),
        path=f"{part.get_absolute_url()}sign-off/",
        at=at,
    )


@transaction.atomic
def change_due_date(
    *, part: ActionPart, new: date, reason: str, version: int, by: User, at: datetime
) -> DueDateChange:
    """Move the date by which work is promised, with a reason. The first date and every change stay (rule 10).

    Raises Refused without a reason, for the same date, and when the work is finished; Overtaken when the part was changed
    since `version` was read.
    """
    reason = needed(reason, "Say why the date moves. The reason is published", field="reason")
    if part.status not in {*AT_WORK, PartStatus.READY}:
        raise Refused("This work is finished. Its date can no longer move.")
    if new == part.due_on:
        raise Refused("That is the date it has already", field="new")
    old = part.due_on
    hold_served_by(part)
    claim(part, version=version)
    if not ActionPart.objects.filter(pk=part.pk, status=part.status).update(
        due_on=new, first_due_on=part.first_due_on or new
    ):
        raise Overtaken(overtaken_sentence(part))
    part.due_on, part.first_due_on = new, part.first_due_on or new
    pass_requests(part, at=at)
    change = DueDateChange.objects.create(part=part, old=old, new=new, reason=reason, by=by, at=at)
    note(
        part,
        "move_due_date",
        by=by,
        at=at,
        reason=reason,
        role=role_in(by, part.portfolio, at=at).title,
        details={"old": old.isoformat() if old else None, "new": new.isoformat()},
    )
    refresh_next_due_of(part)
    return change


def pass_requests(part: ActionPart, *, at: datetime) -> None:
    """Let a request for a new date that still waits fall, because the date moved, or the work was submitted or ended."""
    part.date_requests.filter(decision="").update(decision=DateDecision.PASSED, decided_at=at)


@transaction.atomic
def assign(
    *,
    part: ActionPart,
    responsible: Post,
    portfolio: Post | None,
    due_on: date | None,
    version: int,
    by: User,
    at: datetime,
) -> ActionPart:
    """Say which officer's post does it, which portfolio signs it off, and by when, where that was left open (rule 6).

    A date that was promised before is moved with a reason by `change_due_date`, not here. Raises Refused for a portfolio or
    an officer of another council and a date that has passed; Overtaken when the part was changed since `version` was read.
    """
    if not works_for(responsible, part.council_id):
        raise Refused("Choose an officer who works for this council", field="responsible")
    if portfolio and (portfolio.kind != PostKind.PORTFOLIO or not _same_council(part, portfolio)):
        raise Refused(f"Choose a portfolio of {part.council or 'a council'}", field="portfolio")
    if part.due_on and due_on and due_on != part.due_on:
        raise Refused("A date is promised already. Move it with a reason instead", field="due_on")
    if due_on and not part.due_on and due_on <= london_date(at):
        raise Refused("By when must be after today", field="due_on")
    hold_served_by(part)
    claim(part, version=version)
    hold(
        part,
        AT_WORK,
        "This waits for sign-off or is finished. It cannot be given to anyone now.",
        responsible=responsible,
        portfolio=portfolio,
        due_on=part.due_on or due_on,
        first_due_on=part.first_due_on or due_on,
    )
    note(
        part,
        "assign",
        by=by,
        at=at,
        role=role_in(by, part.portfolio, at=at).title,
        details={
            "responsible": responsible.title,
            "due_on": part.due_on.isoformat() if part.due_on else None,
        },
    )
    tell_given(part, at=at)
    refresh_next_due_of(part)
    return part


def _same_council(part: ActionPart, portfolio: Post) -> bool:
    return part.council_id is None or portfolio.council_id in with_successors(part.council_id)
