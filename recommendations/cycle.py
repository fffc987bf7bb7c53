"""The ladder by which an overdue answer is chased: which step comes next, and on which day. Pure.

The law gives the two months (LGA 2000 s.9FE) and lets scrutiny require members of the executive to attend (s.9FA). It sets
no days between: those here are the partnership's own practice, a fortnight from one step to the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from recommendations.enums import EscalationKind as E

# Days after the day that was missed.
DAYS_AFTER: dict[E, int] = {
    E.REMINDER: 1,
    E.SECOND_REMINDER: 14,
    E.LETTER: 28,
    E.INVITATION: 42,
    E.NON_RESPONSE: 56,
}
# However late the officer is: whoever is asked has a week before the next step.
AT_LEAST_BETWEEN = timedelta(days=7)


@dataclass(frozen=True)
class Step:
    """A rung of the ladder, and the first day on which it is proposed."""

    kind: E
    on: date


def next_step(due_on: date, taken: Mapping[str, date]) -> Step | None:
    """Give the next step for an answer that was due on a day, or None when every step was taken.

    `taken`: for that due date, the day on which each step was sent or left out. Both count as taken.
    """
    rested = max(taken.values()) + AT_LEAST_BETWEEN if taken else due_on
    for kind, days in DAYS_AFTER.items():
        if kind not in taken:
            return Step(kind, max(due_on + timedelta(days=days), rested))
    return None
