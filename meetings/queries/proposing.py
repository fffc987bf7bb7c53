"""What stands in the way of a task group's meeting: recesses, elections, closed offices, and the meetings of others."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db.models import Q

from core.working_days import NOTICE_DAYS, clear_working_days, why_not_working
from councils.enums import QuietKind
from councils.models import ClosureDay, Council, QuietPeriod
from councils.queries import quiet_periods_between
from meetings.cycle import FURTHEST, ProposedDay, free_days
from meetings.enums import OFF
from meetings.models import Meeting
from task_groups.models import TaskGroup
from task_groups.queries import previous_group

TIME_TO_PREPARE = timedelta(days=7)
SESSIONS = 3
MOST_SESSIONS = 8
WEEKS_APART = 3


def sessions_to_begin_with(group: TaskGroup) -> int:
    """How many meetings to propose at first: as many as the last group had, where that is on record, else three."""
    before = previous_group(group)
    met = before.times_met if before else None
    return min(met, MOST_SESSIONS) if met else SESSIONS


def earliest_day(*, on: date) -> date:
    """The first working day that leaves a week to prepare the agenda and five clear working days of notice (rule 14)."""
    ready = on + TIME_TO_PREPARE
    day = ready
    while why_not_working(day) or clear_working_days(ready, day) < NOTICE_DAYS:
        day += timedelta(days=1)
    return day


def councils_of(group: TaskGroup) -> list[Council]:
    """The councils that take part: those of whom seats are wanted or who have members, else all of the partnership."""
    part = Q(pk__in=group.seats_wanted.values("council")) | Q(pk__in=group.memberships.values("council"))
    of_the_partnership = Council.objects.filter(partnership=group.partnership_id).order_by("position", "pk")
    return list(of_the_partnership.filter(part)) or list(of_the_partnership)


def proposed_days(
    group: TaskGroup, *, first: date, number: int = SESSIONS, weeks_apart: int = WEEKS_APART
) -> list[ProposedDay]:
    """Propose days for the meetings of a group. For the officer, who knows planned meetings. Five queries.

    Avoided: weekends, bank holidays, closed offices, recesses and pre-election periods of any council that takes part, and
    days on which a body of one of them, a joint body or a task group of the partnership meets.
    """
    last = first + timedelta(days=number * (7 * weeks_apart + FURTHEST))
    return free_days(
        first,
        number=number,
        weeks_apart=weeks_apart,
        obstacle=obstacle_finder(group, councils_of(group), first=first, last=last),
    )


def knows_quiet_periods(group: TaskGroup, *, first: date, last: date) -> bool:
    """Whether any recess or pre-election period is on record between two days: without one, none can be avoided."""
    return bool(quiet_periods_between(councils_of(group), first, last))


def obstacle_finder(
    group: TaskGroup, councils: list[Council], *, first: date, last: date
) -> Callable[[date], str]:
    """Read once what happens between two days; gives what says of a day what stands in its way."""
    quiet = quiet_periods_between(councils, first, last)
    closed = closures(councils, first=first, last=last)
    taken = meetings_by_day(group, councils, first=first, last=last)

    def obstacle(day: date) -> str:
        if period := next((one for one in quiet if one.starts_on <= day <= one.ends_on), None):
            return quiet_words(period)
        return why_not_working(day) or closed.get(day, "") or taken.get(day, "")

    return obstacle


def quiet_words(period: QuietPeriod) -> str:
    """ "recess, Boston", "pre-election period, all councils"."""
    kind = "recess" if period.kind == QuietKind.RECESS else "pre-election period"
    return f"{kind}, {period.council.short_name if period.council else 'all councils'}"


def closures(councils: Iterable[Council], *, first: date, last: date) -> dict[date, str]:
    """Days on which the offices of one of the councils are shut, with whose."""
    theirs = Q(council__isnull=True) | Q(council__in=list(councils))
    rows = ClosureDay.objects.filter(theirs, day__range=(first, last)).select_related("council")
    return {
        row.day: f"offices closed{f' at {row.council.short_name}' if row.council else ''}"
        for row in rows.order_by("-council__position", "pk")
    }


def meetings_by_day(
    group: TaskGroup, councils: Iterable[Council], *, first: date, last: date
) -> dict[date, str]:
    """Days on which a body of the councils, a joint body or a task group of the partnership meets, with which."""
    whose = (
        Q(body__council__in=list(councils))
        | Q(body__council__isnull=True, body__partnership=group.partnership_id)
        | Q(task_group__partnership=group.partnership_id)
    )
    rows = (
        Meeting.objects.filter(whose, held_on__range=(first, last))
        .exclude(status__in=OFF)
        .select_related("body__council", "task_group")
        .order_by("held_on", "pk")
    )
    days: dict[date, str] = {}
    for row in rows:
        assert row.held_on is not None  # noqa: S101 - filtered by it
        days.setdefault(row.held_on, f"{name_of(row)} meets")
    return days


def own_days(group: TaskGroup, days: Iterable[date]) -> set[date]:
    """Those of the days on which the group has a meeting already."""
    rows = Meeting.objects.filter(task_group=group, held_on__in=list(days)).exclude(status__in=OFF)
    return {day for day in rows.values_list("held_on", flat=True) if day}


def name_of(meeting: Meeting) -> str:
    """Whose meeting, with the council where it is one's: "Boston's Cabinet"."""
    if meeting.body is not None and meeting.body.council is not None:
        return f"{meeting.body.council.short_name}’s {meeting.body.name}"
    return f"the {meeting.body or meeting.task_group}"
