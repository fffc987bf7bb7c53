"""The ladder of chasing: which step comes on which day."""

from datetime import date

import pytest

from recommendations.cycle import DAYS_AFTER, Step, next_step
from recommendations.enums import EscalationKind as E

DUE = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ({}, Step(E.REMINDER, date(2026, 3, 3))),
        ({E.REMINDER: date(2026, 3, 3)}, Step(E.SECOND_REMINDER, date(2026, 3, 16))),
        ({E.REMINDER: date(2026, 3, 20)}, Step(E.SECOND_REMINDER, date(2026, 3, 27))),
        (
            {E.REMINDER: date(2026, 3, 3), E.SECOND_REMINDER: date(2026, 3, 16)},
            Step(E.LETTER, date(2026, 3, 30)),
        ),
        (dict.fromkeys(list(E)[:3], date(2026, 3, 30)), Step(E.INVITATION, date(2026, 4, 13))),
        (dict.fromkeys(list(E)[:4], date(2026, 4, 13)), Step(E.NON_RESPONSE, date(2026, 4, 27))),
        (dict.fromkeys(E, date(2026, 4, 27)), None),
    ],
)
def test_each_step_has_its_day_and_a_week_after_the_one_before(
    taken: dict[str, date], expected: Step | None
) -> None:
    assert next_step(DUE, taken) == expected


def test_every_kind_is_a_rung_and_the_days_only_grow() -> None:
    assert list(DAYS_AFTER) == list(E)
    assert sorted(DAYS_AFTER.values()) == list(DAYS_AFTER.values())
