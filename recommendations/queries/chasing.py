"""How an overdue answer is chased: the steps taken, the one that comes next, and the whole ladder with its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recommendations.cycle import DAYS_AFTER, Step, next_step
from recommendations.enums import EscalationKind, EscalationStatus, RecommendationStatus
from recommendations.lifecycle import days_late
from recommendations.models import EscalationStep, Response
from recommendations.querysets import OPEN_RESPONSES


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder as its page shows it: taken, due now, or still to come on a day at the earliest."""

    kind: EscalationKind
    on: date | None
    taken: EscalationStep | None = None
    is_due: bool = False

    @property
    def name(self) -> str:
        return str(self.kind.label)

    @property
    def is_left_out(self) -> bool:
        return self.taken is not None and self.taken.status == EscalationStatus.SKIPPED


def steps_of(responses: Iterable[int]) -> dict[int, list[EscalationStep]]:
    """The steps taken for each of these answers, by their ids, oldest first. One query."""
    found: dict[int, list[EscalationStep]] = {}
    steps = EscalationStep.objects.filter(response_id__in=list(responses)).select_related("meeting__body")
    for step in steps:
        found.setdefault(step.response_id, []).append(step)
    return found


def is_chased(response: Response, *, on: date) -> bool:
    """Whether the answer is overdue and still waited for."""
    return (
        response.status in OPEN_RESPONSES
        and response.recommendation.status == RecommendationStatus.MADE
        and days_late(response.due_on, on=on) > 0
    )


def proposed(response: Response, steps: Iterable[EscalationStep], *, on: date) -> Step | None:
    """The next step for an overdue answer, with the first day on which it is proposed; it may lie ahead.

    None where nothing is chased, and where every step was taken for the date that was missed.
    """
    if response.due_on is None or not is_chased(response, on=on):
        return None
    return next_step(response.due_on, taken_for(response, steps))


def taken_for(response: Response, steps: Iterable[EscalationStep]) -> dict[str, date]:
    """The day of each step taken for the due date that stands. A date that was moved begins the ladder anew."""
    return {step.kind: step.taken_on for step in steps if step.due_on == response.due_on}


@dataclass(frozen=True)
class Chasing:
    """What the page of an answer tells of its chasing: the steps sent, and to who takes them the next one."""

    sent: list[EscalationStep]
    can_chase: bool
    is_over: bool
    step: Step | None
    is_due: bool


def chasing_of(response: Response, *, can_chase: bool, on: date) -> Chasing:
    """Read the steps of one answer. One query."""
    steps = steps_of([response.pk]).get(response.pk, [])
    upcoming = proposed(response, steps, on=on) if can_chase else None
    return Chasing(
        sent=[step for step in steps if step.status == EscalationStatus.SENT],
        can_chase=can_chase and (is_chased(response, on=on) or bool(steps)),
        is_over=response.status not in OPEN_RESPONSES,
        step=upcoming,
        is_due=bool(upcoming and upcoming.on <= on),
    )


def ladder_of(response: Response, steps: Iterable[EscalationStep], *, on: date) -> list[Rung]:
    """Every rung for the due date that stands: what was taken when, what is due, and what comes when at the earliest."""
    listed = list(steps)
    upcoming = proposed(response, listed, on=on)
    taken = {step.kind: step for step in listed if step.due_on == response.due_on}
    rungs = []
    for kind in DAYS_AFTER:
        if step := taken.get(kind):
            rungs.append(Rung(kind, step.taken_on, step))
        elif upcoming and upcoming.kind == kind:
            rungs.append(Rung(kind, upcoming.on, is_due=upcoming.on <= on))
        else:
            rungs.append(Rung(kind, None))
    return rungs
