"""Where a group is in its life, what is next, and what is missing for it. Worked out, never typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from strategies.queries import counted
from task_groups.enums import TaskGroupStatus
from task_groups.models import TaskGroup
from task_groups.queries.convening import Convening
from task_groups.queries.coverage import Grid
from task_groups.queries.scope import ScopeWords, in_words

NEXT = {
    TaskGroupStatus.PROPOSED: "Each council agrees the scope.",
    TaskGroupStatus.SCOPED: "The group begins to gather evidence.",
    TaskGroupStatus.GATHERING: "The group drafts its report.",
    TaskGroupStatus.DRAFTING: "The report is published.",
    TaskGroupStatus.REPORTED: "The group is closed when nothing more is asked of it.",
    TaskGroupStatus.CLOSED: "",
}


@dataclass(frozen=True)
class Work:
    """What only those who work on a group know before it reports: how much it gathered and wrote."""

    evidence: int = 0
    findings: int = 0
    has_report: bool = False


@dataclass(frozen=True)
class Step:
    """One step of a group's life."""

    word: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True)
class Life:
    """The steps, the next one in words, and what is missing for it."""

    steps: list[Step]
    upcoming: str
    missing: list[str]


def life_of(
    group: TaskGroup, *, convening: Convening, scope: ScopeWords, grid: Grid, work: Work | None
) -> Life:
    """Tell where a group is in its life. `work` is None for readers who may not know what it gathered before it reports."""
    order = list(TaskGroupStatus)
    now = order.index(TaskGroupStatus(group.status))
    steps = [Step(one.label, number < now, number == now) for number, one in enumerate(order)]
    lacking = {
        TaskGroupStatus.PROPOSED: lacking_scope(group, scope),
        TaskGroupStatus.SCOPED: lacking_to_gather(convening, grid),
        TaskGroupStatus.GATHERING: lacking_to_draft(grid, work),
        TaskGroupStatus.DRAFTING: lacking_to_report(work),
    }.get(TaskGroupStatus(group.status), iter(()))
    return Life(steps, NEXT[TaskGroupStatus(group.status)], list(lacking))


def lacking_scope(group: TaskGroup, scope: ScopeWords) -> Iterator[str]:
    if not group.scope.strip():
        yield "The scope is not written."
    elif scope.missing:
        yield scope.words


def lacking_to_gather(convening: Convening, grid: Grid) -> Iterator[str]:
    empty = [one.council.short_name for one in convening.seats if one.is_missing]
    if empty:
        yield f"{in_words(empty)} {'has' if len(empty) == 1 else 'have'} no member yet."
    elif not convening.members_named:
        yield "No member is named."
    if not grid.lines:
        yield "No line of enquiry is written."
    if not grid.witnesses:
        yield "No witness is named."
    elif grid.lines and not grid.planned:
        yield "No question is planned for a witness."


def lacking_to_draft(grid: Grid, work: Work | None) -> Iterator[str]:
    unasked = len(grid.planned) - grid.asked
    if not grid.planned:
        yield "No question is planned for a witness."
    elif unasked:
        yield f"{counted(unasked, 'question')} {'is' if unasked == 1 else 'are'} still to be asked."
    if grid.planned and grid.open_lines:
        yield f"{counted(grid.open_lines, 'line')} of enquiry {'is' if grid.open_lines == 1 else 'are'} still open."
    if work and not work.evidence:
        yield "No evidence is on record."


def lacking_to_report(work: Work | None) -> Iterator[str]:
    if work is None:
        return
    if not work.findings:
        yield "No finding is written."
    yield "The report is a draft." if work.has_report else "The report is not begun."
