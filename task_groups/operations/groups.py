"""Convening a task group, its seats, members and officers, and where it stands."""

from datetime import date, datetime

from django.db import transaction

from core.dates import london_date
from core.models import Source
from core.moving import make_move
from core.refusals import Refused
from councils.models import Council, Partnership, Person, User
from councils.operations import added, role_of
from strategies.enums import ReviewKind
from strategies.models import Review, Strategy
from task_groups.enums import MemberRole
from task_groups.lifecycle import TASK_GROUP_MOVES
from task_groups.models import Membership, SeatsWanted, SupportOfficer, TaskGroup
from task_groups.queries import scope_words


@transaction.atomic
def convene(
    *,
    partnership: Partnership,
    title: str,
    slug: str,
    review: Review | None = None,
    strategy: Strategy | None = None,
    scope: str = "",
    background: list[dict[str, str]] | None = None,
    times_met: int | None = None,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> TaskGroup:
    """Propose a task group, for a deep review where one asked for it (rule 17).

    `background` is what the last review looked at and found, one point each with its kind and text.
    Raises Refused when the address is taken, the review is a light-touch check, or it has a group already.
    """
    if TaskGroup.objects.filter(slug=slug).exists():
        raise Refused("There is a task group at this address already.", field="slug")
    if review is not None:
        if review.kind != ReviewKind.DEEP:
            raise Refused("Only a deep review is carried out by a task group.", field="review")
        if TaskGroup.objects.filter(review=review).exists():
            raise Refused("This review has a task group already.", field="review")
    group = TaskGroup(
        partnership=partnership,
        title=title,
        slug=slug,
        review=review,
        strategy=strategy or (review.strategy if review else None),
        scope=scope,
        background=background or [],
        times_met=times_met,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(group, verb="convene", by=by, at=at, new=group.status, public=True)


@transaction.atomic
def want_seats(
    *, group: TaskGroup, council: Council, members: int = 2, reserves: int = 1, by: User | None, at: datetime
) -> SeatsWanted:
    """Say how many members and reserves are wanted from one council. Raises Refused when that was said already."""
    if SeatsWanted.objects.filter(task_group=group, council=council).exists():
        raise Refused(f"The seats for {council.short_name} are set already.", field="council")
    seats = SeatsWanted(task_group=group, council=council, members=members, reserves=reserves)
    details = {"council": council.short_name, "members": members, "reserves": reserves}
    return added(seats, trail=group, verb="want_seats", by=by, at=at, public=True, details=details)


@transaction.atomic
def add_member(
    *,
    group: TaskGroup,
    person: Person,
    council: Council,
    role: MemberRole = MemberRole.MEMBER,
    starts_on: date | None = None,
    ends_on: date | None = None,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> Membership:
    """Put a councillor on the group on behalf of a council. Raises Refused for a member twice or a second chairman."""
    if Membership.objects.filter(task_group=group, person=person).exists():
        raise Refused(f"{person} is a member of the group already.", field="person")
    chairman = Membership.objects.filter(task_group=group, role=MemberRole.CHAIRMAN, ends_on__isnull=True)
    if role == MemberRole.CHAIRMAN and ends_on is None and chairman.exists():
        raise Refused("The group has a chairman already.", field="role")
    membership = Membership(
        task_group=group,
        person=person,
        council=council,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    details = {"person": str(person), "council": council.short_name}
    return added(
        membership,
        trail=group,
        verb="appoint",
        by=by,
        at=at,
        new=role,
        public=True,
        on=starts_on,
        details=details,
    )


@transaction.atomic
def add_officer(
    *,
    group: TaskGroup,
    person: Person,
    role_title: str,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> SupportOfficer:
    """Name an officer who supports the group, with the role held then. Raises Refused when named already."""
    if SupportOfficer.objects.filter(task_group=group, person=person).exists():
        raise Refused(f"{person} supports the group already.", field="person")
    officer = SupportOfficer(
        task_group=group,
        person=person,
        role_title=role_title,
        source=source,
        source_place=source_place,
        is_summary=is_summary,
    )
    return added(officer, trail=group, by=by, at=at, public=True, details={"person": str(person)})


@transaction.atomic
def move_group(*, group: TaskGroup, move: str, reason: str = "", by: User | None, at: datetime) -> TaskGroup:
    """Move a group on: agree_scope, start_gathering, start_drafting, report, close.

    Agreeing the scope needs the word of every council concerned to the scope as it reads now, or a reason for going on
    without, which is published. Raises Refused without either and when the table of moves forbids the step from where the
    group stands, Overtaken when somebody was faster.
    """
    if move not in TASK_GROUP_MOVES:
        raise Refused("A task group has no such step.", field="move")
    reason = reason.strip()
    if move == "agree_scope" and group.status in TASK_GROUP_MOVES[move].sources and not reason:
        said = scope_words(group, on=london_date(at))
        if said.missing:
            raise Refused(f"{said.words} Record what they say, or say why the group goes on.", field="reason")
    make_move(
        group,
        TASK_GROUP_MOVES[move],
        by=by,
        at=at,
        reason=reason,
        role=role_of(by, at=at),
        public=True,
        changes={"version": group.version + 1},
    )
    return group
