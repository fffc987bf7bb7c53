"""Everything that is on the programme: what was put there, and what comes by rule, each with its months and its state."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, Prefetch

from core.statuses import Status
from councils.models import Council
from councils.queries import councils_in_order
from meetings.models import Meeting
from strategies.enums import ReviewKind
from strategies.models import Review, Strategy
from strategies.queries import ReviewLine, elections_on_record, review_lines, strategies_visible_to, whose
from task_groups.enums import AT_WORK
from task_groups.models import TaskGroup
from task_groups.queries import groups_visible_to, status_of
from work_programme import statuses
from work_programme.enums import WorkKind, WorkStatus
from work_programme.models import PlannedMonths, WorkItem
from work_programme.months import month_of, shifted, spell_months
from work_programme.queries.work import work_items
from work_programme.workload import Piece

# Months of work up to the one in which a review is due, that month counted.
MONTHS_OF = {ReviewKind.DEEP: 6, ReviewKind.CHECK: 2}
KINDS = {ReviewKind.DEEP: WorkKind.DEEP, ReviewKind.CHECK: WorkKind.CHECK}


@dataclass(frozen=True)
class Line(Piece):
    """A piece of work as the programme lists it.

    `path` leads to its own page; `due_on` the day by which it is due; `why` says what it is for.
    `plan` is the row with planned months, where there is one, and `thing` whose months they are.
    """

    kind: WorkKind = WorkKind.OTHER
    path: str = ""
    due_on: date | None = None
    why: str = ""
    status: Status = statuses.PLANNED
    is_by_rule: bool = False
    whose: str = ""
    plan: PlannedMonths | None = None
    thing: Any = None
    year: int | None = None

    @property
    def version(self) -> int:
        """The version of the row that a move changes; 0 where there is none yet."""
        row = self.thing if isinstance(self.thing, WorkItem) else self.plan
        return row.version if row else 0

    @property
    def months(self) -> str:
        """The months in which it is under way, in words."""
        return spell_months(self.first, self.last)

    @property
    def is_late(self) -> bool:
        """Whether it should be finished, so that it is carried over from month to month."""
        return self.status.tone == "bad"


def lines_on(user: Any, *, on: date) -> list[Line]:
    """Every piece of work that the reader may know of. A constant number of queries; everybody counts the same ones."""
    councils = councils_in_order()
    plans = list(PlannedMonths.objects.all())
    of_reviews: dict[tuple[int | None, int | None], PlannedMonths]
    of_reviews = {(plan.strategy_id, plan.year): plan for plan in plans if plan.strategy_id}
    of_groups: dict[int | None, PlannedMonths]
    of_groups = {plan.task_group_id: plan for plan in plans if plan.task_group_id}
    groups = list(groups_visible_to(user, on=on).filter(status__in=AT_WORK).prefetch_related("seats_wanted"))
    with_a_review: dict[int | None, TaskGroup]
    with_a_review = {group.review_id: group for group in groups if group.review_id}
    alone = [group for group in groups if not group.review_id]
    return [
        *lines_of_reviews(user, with_a_review, of_reviews, councils, on=on),
        *lines_of_groups(alone, of_groups, councils, on=on),
        *(line_of_item(item, councils, on=on) for item in work_items().exclude(status=WorkStatus.WITHDRAWN)),
    ]


def lines_of_reviews(
    user: Any,
    groups: Mapping[int | None, TaskGroup],
    plans: Mapping[tuple[int | None, int | None], PlannedMonths],
    councils: Sequence[Council],
    *,
    on: date,
) -> Iterator[Line]:
    """Reviews on record and those that the rhythm plans. One that was excused or merged is no work."""
    reviews = Review.objects.select_related("merged_into", "decided_by__council")
    strategies = (
        strategies_visible_to(user, on=on)
        .with_a_cadence()
        .select_related("partnership")
        .prefetch_related(Prefetch("reviews", reviews))
        .order_by("pk")
    )
    elections = elections_on_record()
    for strategy in strategies:
        for review in review_lines(strategy, strategy.reviews.all(), on=on, elections=elections):
            if review.is_open or review.held_on or review.pk is None:
                plan = plans.get((strategy.pk, review.due_on.year))
                yield line_of_review(strategy, review, groups.get(review.pk), plan, councils, on=on)


def line_of_review(
    strategy: Strategy,
    review: ReviewLine,
    group: TaskGroup | None,
    plan: PlannedMonths | None,
    councils: Sequence[Council],
    *,
    on: date,
) -> Line:
    """One review. It is under way from some months before it is due; one that lapsed, until it is held."""
    due = month_of(review.due_on)
    first = plan.starts_on if plan else shifted(due, 1 - MONTHS_OF[review.kind])
    last = plan.ends_on if plan else due
    if review.held_on:
        last = month_of(review.held_on)
    elif review.is_lapsed:
        last = month_of(on)
    return Line(
        key=f"review-{strategy.slug}-{review.due_on.year}",
        title=f"{review.name} of the {strategy.title}",
        first=min(first, last),
        last=last,
        councils=frozenset(council.pk for council in councils),
        is_movable=not review.held_on and not review.is_lapsed,
        latest=due,
        kind=KINDS[review.kind],
        path=group.get_absolute_url() if group else strategy.get_absolute_url(),
        due_on=review.due_on,
        why=review.why,
        status=review.status,
        is_by_rule=True,
        whose=whose_work([], councils),
        plan=plan,
        thing=strategy,
        year=review.due_on.year,
    )


def lines_of_groups(
    groups: Sequence[TaskGroup],
    plans: Mapping[int | None, PlannedMonths],
    councils: Sequence[Council],
    *,
    on: date,
) -> Iterator[Line]:
    """Task groups at work that no review asked for: from their first meeting to their last one on record.

    Where no meeting is public they are under way this month, since nothing says until when.
    """
    met = {
        pk: (first, last)
        for pk, first, last in Meeting.objects.public()
        .filter(task_group__in=groups, held_on__isnull=False)
        .order_by()
        .values_list("task_group")
        .annotate(Min("held_on"), Max("held_on"))
    }
    now = month_of(on)
    for group in groups:
        plan = plans.get(group.pk)
        first, last = (month_of(day) for day in met.get(group.pk, (on, on)))
        if plan:
            first, last = plan.starts_on, plan.ends_on
        wanted = [seats.council_id for seats in group.seats_wanted.all() if seats.members or seats.reserves]
        concerned = [council for council in councils if council.pk in wanted]
        yield Line(
            key=f"group-{group.slug}",
            title=group.title,
            first=first,
            last=max(last, now),
            councils=frozenset(council.pk for council in concerned or councils),
            is_movable=True,
            kind=WorkKind.GROUP,
            path=group.get_absolute_url(),
            status=status_of(group),
            is_by_rule=True,
            whose=whose_work(concerned, councils),
            plan=plan,
            thing=group,
        )


def line_of_item(item: WorkItem, councils: Sequence[Council], *, on: date) -> Line:
    """A piece of work that was put on the programme. Past its last month it goes on until it is finished."""
    chosen = list(item.councils.all())
    now = month_of(on)
    is_open = item.status == WorkStatus.PLANNED
    last = item.ends_on
    status = statuses.WORK[WorkStatus(item.status)]
    if is_open and item.starts_on <= now:
        status = statuses.LATE if last < now else statuses.UNDER_WAY
        last = max(last, now)
    elif item.ended_on:
        last = max(min(last, month_of(item.ended_on)), item.starts_on)
    note = item.note.strip() or (f"For {whose(item.owner)}" if item.owner else "")
    return Line(
        key=f"work-{item.pk}",
        title=item.title,
        first=item.starts_on,
        last=last,
        councils=frozenset(council.pk for council in chosen),
        is_movable=is_open,
        kind=WorkKind(item.kind),
        path=item.get_absolute_url(),
        why=note if len(note) <= 160 else f"{note[:159].rstrip()}…",
        status=status,
        whose=whose_work(chosen, councils),
        thing=item,
    )


def whose_work(concerned: Sequence[Council], councils: Sequence[Council]) -> str:
    """ "Boston", "Boston and East Lindsey", or "Joint" where all councils are concerned."""
    names = [council.short_name for council in sorted(concerned, key=lambda council: council.position)]
    return " and ".join(names) if 0 < len(names) < len(councils) or len(names) == 1 else "Joint"
