"""One call of every operation around an answer, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from recommendations import operations as op
from recommendations.enums import EscalationKind
from tests import factories
from tests.cast import Cast
from tests.stage import Stage

Calls = dict[str, Callable[[], object]]


def answers_around(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    asked = stage.responses["south-holland"]
    other = factories.response(
        factories.recommendation(cast, number=91), cast.boston, cast, due_on=date(2026, 3, 2)
    )
    return {
        "recommendations.suggest_answer": lambda: op.suggest_answer(
            response=asked, verdict="accepted", words="All of it.", **known
        ),
        "recommendations.take_step": lambda: op.take_step(
            response=stage.answers.late,
            kind=EscalationKind.SECOND_REMINDER,
            to="Head",
            words="Please.",
            **known,
        ),
        "recommendations.skip_step": lambda: op.skip_step(
            response=other, kind=EscalationKind.REMINDER, reason="We spoke.", **known
        ),
    }
