"""An answer that does not come, with what was done about it, and advice on another, for tests that walk every address."""

from dataclasses import dataclass
from datetime import date

from recommendations.enums import EscalationKind, EscalationStatus, Verdict
from recommendations.models import EscalationStep, Response, ResponseSuggestion
from tests import factories
from tests.cast import Cast
from tests.factories import MOMENT


@dataclass
class Answers:
    """South Holland's overdue answer, the reminder that was sent, and what its officers suggest."""

    late: Response
    step: EscalationStep
    advice: ResponseSuggestion


def answers(cast: Cast) -> Answers:
    """An answer due on 2 March 2026: the reminder was sent, and the second one is to be sent by now."""
    due_on = date(2026, 3, 2)
    late = factories.response(
        factories.recommendation(cast, number=90), cast.south_holland, cast, received_on=date(2026, 1, 3),
        due_on=due_on, first_due_on=due_on,
    )  # fmt: skip
    step = EscalationStep.objects.create(
        response=late, kind=EscalationKind.REMINDER, status=EscalationStatus.SENT, due_on=due_on,
        proposed_on=date(2026, 3, 3), taken_on=date(2026, 3, 3), to="Portfolio Holder, South Holland",
        words="Please answer.", by=cast.officer, at=MOMENT,
    )  # fmt: skip
    advice = ResponseSuggestion.objects.create(
        response=late, number=1, verdict=Verdict.ACCEPTED, words="All of it.", by=cast.responsible_south_holland,
        by_role="Responsible Officer, South Holland", at=MOMENT,
    )  # fmt: skip
    return Answers(late, step, advice)
