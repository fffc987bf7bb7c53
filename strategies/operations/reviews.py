"""What became of a review that was due (rules 17 and 18), and the assurance sheet of a check."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from core import history
from core.dates import london_date, spell
from core.moving import make_move, overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Body, User
from councils.operations import role_of
from strategies.enums import Judgement, ReviewKind, ReviewStatus
from strategies.lifecycle import OPEN, REVIEW_MOVES
from strategies.models import AnnualReview, AssuranceFinding, Review
from strategies.operations.common import is_public


@transaction.atomic
def record_review(
    *,
    review: Review,
    outcome: str,
    held_on: date | None = None,
    reason: str = "",
    decided_by: Body | None = None,
    merged_into: Review | None = None,
    by: User | None,
    at: datetime,
) -> Review:
    """Write down what became of a review: held, excused by a decision, or merged into another review (rule 18).

    Held after its due date it counts as held late. Excused and merged need a reason and the body that decided it; a
    late deep review never counts as the next check by itself. Raises Refused when something is missing, the day is in
    the future or before adoption, or the review is concluded; Overtaken when somebody was faster.
    """
    today = london_date(at)
    match outcome:
        case "held":
            _conclude(review, held_on=_day_held(review, held_on, today=today), reason=reason, by=by, at=at)
        case "excused":
            _needs_a_decision(review, reason, decided_by)
            _move(review, "excuse", reason=reason, decided_by=decided_by, by=by, at=at, on=today)
        case "merged":
            _needs_a_decision(review, reason, decided_by)
            other = _may_take(review, merged_into)
            _move(
                review,
                "merge",
                reason=reason,
                decided_by=decided_by,
                merged_into=other,
                by=by,
                at=at,
                on=today,
            )
        case _:
            raise Refused("Choose what became of the review", field="outcome")
    return review


def _day_held(review: Review, held_on: date | None, *, today: date) -> date:
    """Check the day on which a review is said to have been held."""
    if held_on is None:
        raise Refused("Enter the day it was held, such as 30 September 2026", field="held_on")
    if held_on > today:
        raise Refused("The day it was held must not be in the future", field="held_on")
    anchor = review.strategy.anchor_on
    if anchor is not None and held_on < anchor:
        raise Refused(f"The day must not be before adoption, {spell(anchor)}", field="held_on")
    return held_on


def _needs_a_decision(review: Review, reason: str, decided_by: Body | None) -> None:
    """An excuse is a decision: it has a reason, and a body that took it (rule 18)."""
    if not reason.strip():
        raise Refused("Say why. The reason is published", field="reason")
    if decided_by is None:
        raise Refused("Choose the body that decided this", field="decided_by")
    entitled = review.strategy.excused_by
    if entitled is not None and entitled != decided_by:
        raise Refused(f"Only {entitled} may decide this", field="decided_by")


def _may_take(review: Review, other: Review | None) -> Review:
    """Check the review that another is merged into: of the same strategy, and not itself excused or merged away."""
    if other is None:
        raise Refused("Choose the review that it was merged into", field="merged_into")
    if other.pk == review.pk or other.strategy_id != review.strategy_id:
        raise Refused("Choose another review of the same strategy", field="merged_into")
    now = Review.objects.select_for_update().get(pk=other.pk)
    if now.status in {ReviewStatus.MERGED, ReviewStatus.EXCUSED}:
        raise Refused(f"The {other} did not take place itself. Choose another review", field="merged_into")
    return now


def _conclude(
    review: Review,
    *,
    held_on: date,
    reason: str = "",
    annual_review: AnnualReview | None = None,
    judgement: str = "",
    conclusion: str = "",
    by: User | None,
    at: datetime,
) -> None:
    """Move a review to held, or to held late when the day is after its due date."""
    move = REVIEW_MOVES["hold_late" if held_on > review.due_on else "hold"]
    changes: dict[str, object] = {"held_on": held_on, "reason": reason.strip(), "version": review.version + 1}
    if judgement:
        changes |= {"judgement": judgement, "conclusion": conclusion, "annual_review": annual_review}
    make_move(
        review,
        move,
        by=by,
        at=at,
        role=role_of(by, at=at),
        reason=reason.strip(),
        trail=review.strategy,
        public=is_public(review.strategy),
        on=held_on,
        changes=changes,
        details={"due_on": review.due_on.isoformat(), "kind": review.kind},
    )


def _move(
    review: Review,
    name: str,
    *,
    reason: str,
    decided_by: Body | None,
    merged_into: Review | None = None,
    by: User | None,
    at: datetime,
    on: date,
) -> None:
    """Conclude a review without its having been held."""
    details = {"due_on": review.due_on.isoformat(), "kind": review.kind, "decided_by": str(decided_by)}
    if merged_into is not None:
        details["merged_into"] = str(merged_into)
    make_move(
        review,
        REVIEW_MOVES[name],
        by=by,
        at=at,
        role=role_of(by, at=at),
        reason=reason.strip(),
        trail=review.strategy,
        public=is_public(review.strategy),
        on=on,
        changes={
            "reason": reason.strip(),
            "decided_by": decided_by,
            "merged_into": merged_into,
            "version": review.version + 1,
        },
        details=details,
    )


@transaction.atomic
def judge_line(
    *,
    finding: AssuranceFinding,
    judgement: Judgement,
    reason: str,
    version: int,
    by: User | None,
    at: datetime,
) -> AssuranceFinding:
    """Judge one project on the assurance sheet, with the reason. It may be judged again while the check is open.

    `version` is that of the line as the person saw it. Raises Refused without a reason or when the check is concluded,
    Overtaken when somebody judged it meanwhile.
    """
    if finding.review.status not in OPEN:
        raise Refused(REVIEW_MOVES["hold"].refusal)
    if not reason.strip():
        raise Refused("Say why you judge it so", field="reason")
    same = AssuranceFinding.objects.filter(pk=finding.pk, version=version, review__status__in=OPEN)
    if not same.update(judgement=judgement, reason=reason.strip(), version=F("version") + 1):
        raise Overtaken(overtaken_sentence(finding))
    history.record(
        subject=finding,
        trail=finding.review.strategy,
        verb="judge",
        by=by,
        role=role_of(by, at=at),
        at=at,
        old=finding.judgement,
        new=judgement,
        reason=reason.strip(),
        public=False,  # the sheet is published when the check is concluded
        details={"project": finding.project.name},
    )
    finding.refresh_from_db()
    return finding


@transaction.atomic
def conclude_check(
    *,
    review: Review,
    judgement: Judgement,
    conclusion: str,
    held_on: date,
    by: User | None,
    at: datetime,
) -> Review:
    """Conclude a check: its overall judgement and its paragraph for that year's annual review (rule 17).

    Raises Refused when it is no check, a line is not judged yet, or the paragraph is missing.
    """
    if review.kind != ReviewKind.CHECK:
        raise Refused("Only a light-touch check has an assurance sheet to conclude.")
    left = review.findings.filter(judgement="").count()
    if left:
        raise Refused(f"Judge every project first. {left} {'is' if left == 1 else 'are'} left.")
    if not conclusion.strip():
        raise Refused("Write the paragraph for the annual review", field="conclusion")
    day = _day_held(review, held_on, today=london_date(at))
    annual_review = None
    if review.strategy.partnership is not None:
        annual_review, _ = AnnualReview.objects.get_or_create(
            partnership=review.strategy.partnership, year=review.due_on.year
        )
    _conclude(
        review,
        held_on=day,
        judgement=judgement,
        conclusion=conclusion.strip(),
        annual_review=annual_review,
        by=by,
        at=at,
    )
    return review
