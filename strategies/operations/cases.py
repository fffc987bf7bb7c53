"""Business cases: how far each has got, and what each council's portfolio holder decides of it (rule 20)."""

from datetime import datetime

from django.db import transaction

from core.dates import london_date, spell
from core.moving import make_move
from core.refusals import Overtaken, Refused
from councils.models import Council, User
from councils.operations import added, role_of
from councils.queries import scrutiny_officers, users_in_post
from notices.enums import NoticeKind
from strategies.enums import BusinessCase, CaseDecision
from strategies.lifecycle import CASE_MOVES, IN_FRONT
from strategies.models import BusinessCaseDecision, RoadmapProject
from strategies.operations.common import is_public
from strategies.operations.telling import holders, portfolios_of, tell_of, vacant
from strategies.permissions import can_decide_case
from strategies.queries import councils_of, newest_decisions

NOT_YOURS = "Only the portfolio holder of this council decides that, and never of a project of their own."


@transaction.atomic
def move_case(
    *, project: RoadmapProject, move: str, note: str = "", by: User | None, at: datetime
) -> RoadmapProject:
    """Begin the business case or submit it. Submitting asks the portfolio holder of each council that has not approved.

    Raises Refused when the case is not there to be moved, Overtaken when somebody was faster.
    """
    if move not in {"prepare", "submit"}:
        raise Refused("Choose what becomes of the business case", field="move")
    changes: dict[str, object] = {"business_case_note": note.strip()}
    if move == "submit":
        changes["case_round"] = project.case_round + 1
    step(project, move, by=by, at=at, changes=changes)
    if move == "submit":
        ask_the_holders(project, at=at)
    return project


def step(
    project: RoadmapProject,
    move: str,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    changes: dict[str, object] | None = None,
) -> None:
    """Move the business case by its table, with the history row on the strategy's trail."""
    strategy = project.roadmap.strategy
    make_move(
        project,
        CASE_MOVES[move],
        by=by,
        role=role_of(by, at=at),
        at=at,
        reason=reason,
        trail=strategy,
        public=is_public(strategy),
        on=london_date(at),
        changes=changes,
        details={"project": project.name},
        field="business_case",
    )


def ask_the_holders(project: RoadmapProject, *, at: datetime) -> None:
    """Tell the portfolio holders who have to decide, and the scrutiny officers where nobody is in post (rule 2)."""
    on = london_date(at)
    approved = newest_decisions([project]).get(project.pk, {})
    waiting = [
        council
        for council in councils_of(project.roadmap.strategy)
        if council.pk not in approved or approved[council.pk].decision != CaseDecision.APPROVED
    ]
    key = f"business_case:{project.pk}:{project.case_round}"
    tell_of(
        project,
        holders(waiting, on=on),
        key=key,
        kind=NoticeKind.SIGN_OFF_WAITING,
        title=f"A business case waits for your decision: {project.name}",
        text="The business case is submitted. The project cannot go on at your council before you decide.",
        at=at,
    )
    lacking = [council.short_name for council in vacant(portfolios_of(waiting, on=on), on=on)]
    if lacking:
        tell_of(
            project,
            scrutiny_officers(on=on),
            key=f"vacant:{key}",
            kind=NoticeKind.POST_VACANT,
            title=f"No portfolio holder in post: the business case of {project.name}",
            text=f"Nobody can decide on the business case at {', '.join(lacking)}.",
            at=at,
        )


@transaction.atomic
def decide_case(
    *,
    project: RoadmapProject,
    council: Council,
    decision: str,
    words: str = "",
    by: User,
    at: datetime,
) -> BusinessCaseDecision:
    """Approve a submitted business case for one council, or send it back with a reason. Each council decides for itself.

    Once every council has approved, the case is approved; sent back by one, it is in preparation again, and what the
    others approved stays. Raises Refused when it waits for no decision, without a reason to send it back, or for anybody
    but the council's portfolio holder or deputy; Overtaken when the council has decided already.
    """
    RoadmapProject.objects.select_for_update().get(pk=project.pk)
    project.refresh_from_db(fields=["business_case", "case_round"])
    if not can_decide_case(by, project, council, on=london_date(at)):
        raise Refused(NOT_YOURS)
    earlier = newest_decisions([project]).get(project.pk, {}).get(council.pk)
    if earlier and (earlier.round == project.case_round or earlier.decision == CaseDecision.APPROVED):
        done = CaseDecision(earlier.decision).label.lower()
        raise Overtaken(f"{earlier.by_role} {done} it on {spell(earlier.decided_on)}. Nothing changed.")
    if project.business_case != BusinessCase.SUBMITTED:
        raise Refused(IN_FRONT)
    row = written(project, council, CaseDecision(decision), words.strip(), by=by, at=at)
    if row.decision == CaseDecision.SENT_BACK:
        step(project, "send_back", by=by, at=at, reason=row.words)
        tell_the_lead(project, row, kind=NoticeKind.SENT_BACK, at=at)
    elif all_approved(project):
        step(project, "approve", by=by, at=at)
        tell_the_lead(project, row, kind=NoticeKind.SIGNED_OFF, at=at)
    return row


def written(
    project: RoadmapProject, council: Council, decision: CaseDecision, words: str, *, by: User, at: datetime
) -> BusinessCaseDecision:
    """Write one council's decision down, with the name and role of who took it as they are today."""
    if decision == CaseDecision.SENT_BACK and not words:
        raise Refused("Say what is missing. The reason is published", field="words")
    strategy = project.roadmap.strategy
    row = BusinessCaseDecision(
        project=project,
        council=council,
        round=project.case_round,
        decision=decision,
        words=words,
        decided_on=london_date(at),
        by_name=by.name,
        by_role=role_of(by, at=at),
    )
    return added(
        row,
        trail=strategy,
        verb="decide_case",
        by=by,
        at=at,
        new=decision,
        public=is_public(strategy),
        on=row.decided_on,
        details={"project": project.name, "council": council.short_name},
    )


def all_approved(project: RoadmapProject) -> bool:
    """Whether the newest decision of every council concerned approves."""
    newest = newest_decisions([project]).get(project.pk, {})
    councils = councils_of(project.roadmap.strategy)
    return all(
        council.pk in newest and newest[council.pk].decision == CaseDecision.APPROVED for council in councils
    )


def tell_the_lead(
    project: RoadmapProject, row: BusinessCaseDecision, *, kind: NoticeKind, at: datetime
) -> None:
    """Tell whoever leads the project, and the scrutiny officers, how a decision ended the waiting."""
    on = london_date(at)
    leads = users_in_post(project.lead, on=on) if project.lead else []
    back = row.decision == CaseDecision.SENT_BACK
    says = f"Sent back by {row.council.short_name}" if back else "Approved by every council"
    tell_of(
        project,
        [*leads, *scrutiny_officers(on=on)],
        key=f"business_case:{project.pk}:{row.round}:{row.pk}",
        kind=kind,
        title=f"{says}: the business case of {project.name}",
        text="Read the decision in the portal.",
        at=at,
    )


def may_pass(project: RoadmapProject, council: Council) -> bool:
    """Whether a project may go beyond its business case at a council: its portfolio holder, or every one, approved it."""
    if project.business_case == BusinessCase.APPROVED:
        return True
    newest = newest_decisions([project]).get(project.pk, {}).get(council.pk)
    return newest is not None and newest.decision == CaseDecision.APPROVED
