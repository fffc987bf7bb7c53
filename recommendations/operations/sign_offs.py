"""The portfolio holder's decision on work that was submitted, and its reversal."""

# ruff: noqa: A002  (`round` is the word of the model and of the form)

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from core import history
from core.dates import london_date
from core.moving import make_move, overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from notices.enums import NoticeKind
from recommendations.enums import PartStatus, SignOffDecision
from recommendations.lifecycle import PART_MOVES
from recommendations.models import Action, ActionPart, ActionRecommendation, SignOff
from recommendations.operations.responses import tell_given
from recommendations.operations.standing import (
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
)
from recommendations.permissions import can_sign_off

NOT_YOURS = "Only the portfolio holder of this council, or their deputy, can decide this, and never for work of their own."
NO_EVIDENCE = "There is no evidence yet, so this cannot be signed off. You can send it back."


@transaction.atomic
def sign_off(*, part: ActionPart, round: int, by: User, at: datetime) -> SignOff:
    """Accept that the work is done (rule 9). What was signed is kept as it stood.

    `round` is the submission that was looked at. Raises Refused without evidence and for anyone but the portfolio's holder
    or deputy; Overtaken when it was decided, or submitted again, meanwhile.
    """
    require_evidence(part)
    return decide(part, SignOffDecision.SIGNED_OFF, round=round, words="", by=by, at=at)


@transaction.atomic
def sign_off_with_more(
    *,
    part: ActionPart,
    round: int,
    words: str,
    due_on: date,
    by: User,
    at: datetime,
) -> SignOff:
    """Accept that the work is done, and ask for one more thing, which becomes an action of its own.

    Raises Refused as `sign_off` does, without words, and for a date that is not after today.
    """
    words = needed(words, "Say what else you want", field="more")
    if due_on <= london_date(at):
        raise Refused("By when must be after today", field="due_on")
    require_evidence(part)
    decision = decide(part, SignOffDecision.SIGNED_OFF_WITH_MORE, round=round, words=words, by=by, at=at)
    ask_for_more(part, words, due_on, by=by, at=at)
    return decision


@transaction.atomic
def send_back(*, part: ActionPart, round: int, words: str, by: User, at: datetime) -> SignOff:
    """Send the work back and say what is missing. It is in progress again; the reason is published (rule 9).

    Raises Refused without words and for anyone but the holder or deputy; Overtaken when it was decided meanwhile.
    """
    words = needed(words, "Say what is missing", field="missing")
    return decide(part, SignOffDecision.SENT_BACK, round=round, words=words, by=by, at=at)


@transaction.atomic
def reverse_sign_off(*, part: ActionPart, reason: str, by: User, at: datetime) -> SignOff:
    """Undo a sign-off by a recorded reversal with a reason (rule 9). The sign-off itself stays on the record.

    Raises Refused without a reason, for anyone who could not sign, and when nothing is signed off.
    """
    reason = needed(reason, "Say why the sign-off is reversed. The reason is published", field="reason")
    require_signer(part, by=by, at=at)
    role = role_in(by, part.portfolio, at=at)
    hold_served_by(part)
    given = (
        part.sign_offs.exclude(decision__in=[SignOffDecision.REVERSED, SignOffDecision.SENT_BACK])
        .filter(reversed_by__isnull=True)
        .order_by("-pk")
        .first()
    )
    make_move(
        part,
        PART_MOVES["reverse"],
        by=by,
        at=at,
        trail=trail_of(part),
        public=part_is_public(part),
        reason=reason,
        role=role.title,
        changes={"version": part.version + 1},
        details={"round": part.round},
        as_read={"round": part.round, "portfolio": part.portfolio_id},
    )
    reversal = SignOff.objects.create(
        part=part,
        round=part.round,
        decision=SignOffDecision.REVERSED,
        words=reason,
        by=by,
        by_name=by.name,
        by_role=role.title,
        as_deputy=role.is_deputy,
        at=at,
        statement=statement_of(part),
        reverses=given,
    )
    tell_decision(reversal, title="Sign-off reversed")
    refresh_next_due_of(part)
    return reversal


def require_signer(part: ActionPart, *, by: User, at: datetime) -> None:
    """Nobody signs for another council, nor their own work (rule 9), whatever page they came from."""
    if not can_sign_off(by, part, on=london_date(at)):
        raise Refused(NOT_YOURS)


def require_evidence(part: ActionPart) -> None:
    if part.status == PartStatus.READY and not part.evidence.exists():
        raise Refused(NO_EVIDENCE, field="decision")


def decide(
    part: ActionPart,
    decision: SignOffDecision,
    *,
    round: int,
    words: str,
    by: User,
    at: datetime,
) -> SignOff:
    """Record one decision on one submission. Of two people who decide at once one does, and the other reads who."""
    require_signer(part, by=by, at=at)
    if part.status != PartStatus.READY or part.round != round:
        refuse_decided(part, round)
    sends_back = decision == SignOffDecision.SENT_BACK
    role = role_in(by, part.portfolio, at=at)
    hold_served_by(part)
    statement = statement_of(part)
    try:
        make_move(
            part,
            PART_MOVES["send_back" if sends_back else "sign_off"],
            by=by,
            at=at,
            trail=trail_of(part),
            public=part_is_public(part),
            reason=words,
            role=role.title,
            changes={"version": part.version + 1},
            details={"round": round, "decision": decision},
            as_read={"round": round, "portfolio": part.portfolio_id},
        )
        with transaction.atomic():
            signed = SignOff.objects.create(
                part=part,
                round=round,
                decision=decision,
                words=words,
                by=by,
                by_name=by.name,
                by_role=role.title,
                as_deputy=role.is_deputy,
                at=at,
                statement=statement,
            )
    except (Overtaken, IntegrityError) as taken:
        raise Overtaken(decided_sentence(part, round)) from taken
    tell_decision(signed, title="Sent back" if sends_back else "Signed off")
    refresh_next_due_of(part)
    return signed


def refuse_decided(part: ActionPart, round: int) -> None:
    """Raise Overtaken when this submission was decided, or replaced by a later one; otherwise leave it to the moves."""
    if part.round != round or standing_decision(part, round) is not None:
        raise Overtaken(decided_sentence(part, round))


def standing_decision(part: ActionPart, round: int) -> SignOff | None:
    return part.sign_offs.filter(round=round).exclude(decision=SignOffDecision.REVERSED).first()


def decided_sentence(part: ActionPart, round: int) -> str:
    """Say who decided this submission, how, and when: "The Deputy … signed this off on 14 April … Nothing changed"."""
    decision = standing_decision(part, round)
    if decision is None:
        return overtaken_sentence(part)
    did = "sent this back" if decision.decision == SignOffDecision.SENT_BACK else "signed this off"
    when = history.london_moment(decision.at)
    return f"The {decision.by_role or decision.by_name} {did} on {when}. Nothing of yours was saved."


def statement_of(part: ActionPart) -> dict[str, Any]:
    """What was signed, as it stood: the promise, the evidence with its hashes, and what was reported. The part is held."""
    part.refresh_from_db(fields=["due_on", "first_due_on"])
    return {
        "action": part.action.title,
        "council": part.council.name if part.council else None,
        "due_on": part.due_on.isoformat() if part.due_on else None,
        "first_due_on": part.first_due_on.isoformat() if part.first_due_on else None,
        "submitted_at": part.submitted_at.isoformat() if part.submitted_at else None,
        "evidence": [
            {
                "title": one.title,
                "shows": one.shows,
                "url": one.url,
                "name": one.file_name,
                "sha256": one.sha256,
            }
            for one in part.evidence.all()
        ],
        "promise": newest_lines(part),
        "updates": [
            {"kind": one.kind, "text": one.text, "by": one.by_name, "at": one.at.isoformat()}
            for one in part.updates.order_by("pk")
        ],
    }


def newest_lines(part: ActionPart) -> list[dict[str, Any]]:
    """The newest check of the promise, line by line; empty where no officer made one."""
    check = part.promise_checks.first()
    return list(check.lines) if check else []


def ask_for_more(part: ActionPart, words: str, due_on: date, *, by: User, at: datetime) -> ActionPart:
    """Make an action of what else was asked for, of the same council, portfolio and officer."""
    done = part.action
    more = Action.objects.create(
        title=words,
        follows=done,
        openness=done.openness,
        exempt_paragraph=done.exempt_paragraph,
        public_summary=done.public_summary,
        created_at=at,
    )
    for recommendation in done.recommendations.all():
        ActionRecommendation.objects.create(action=more, recommendation=recommendation)
    follow_up = ActionPart.objects.create(
        action=more,
        council=part.council,
        portfolio=part.portfolio,
        responsible=part.responsible,
        due_on=due_on,
        first_due_on=due_on,
    )
    note(
        follow_up,
        "ask_for_more",
        by=by,
        at=at,
        public=part_is_public(part) and part_is_public(follow_up),
        role=role_in(by, part.portfolio, at=at).title,
        details={"due_on": due_on.isoformat(), "follows": part.pk},
    )
    tell_given(follow_up, at=at)
    return follow_up


def tell_decision(decision: SignOff, *, title: str) -> None:
    """Tell the responsible officer what was decided, and the scrutiny officers straight away."""
    part = decision.part
    kind = NoticeKind.SENT_BACK if title != "Signed off" else NoticeKind.SIGNED_OFF
    told: dict[str, Any] = {
        "kind": kind,
        "title": cut(f"{title}: {name_of_part(part)}"),
        "text": f"{decision.by_role} decided on {name_of_part(part)}: {title.lower()}. Read it in the portal.",
        "path": part.get_absolute_url(),
        "at": decision.at,
    }
    tell_post(part.responsible, key=f"decision:{decision.pk}:officer", vacancy="responsible officer", **told)
    tell_officers(key=f"decision:{decision.pk}:scrutiny", **told)
