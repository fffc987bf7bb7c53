"""One call of every operation on ends, questions about progress, and posts that pass on, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from councils import operations as of_councils
from recommendations import operations as op
from tests.cast import Cast
from tests.stage import Stage

Calls = dict[str, Callable[[], object]]


def ends(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    of_holder: dict[str, Any] = {"by": cast.holder_south_holland, "at": now}
    here, post = stage.ends, cast.portfolio_boston
    newest = post.appointments.get()
    return {
        "recommendations.reopen": lambda: op.reopen(
            recommendation=here.closed, reason="A supplier came.", **known
        ),
        "recommendations.judge": lambda: op.judge(
            recommendation=here.continuing, judgement="on_track", reason="All tests passed.",
            judged_on=date(2026, 4, 10), every_months=6, version=here.continuing.version, **known,
        ),
        "recommendations.rate_impact": lambda: op.rate_impact(
            recommendation=stage.recommendation, impact="high", words="They come.", by=cast.councillor, at=now
        ),
        "recommendations.ask_about_update": lambda: op.ask_about_update(
            update=here.update, text="Who came?", by=cast.councillor, at=now
        ),
        "recommendations.answer_question": lambda: op.answer_question(
            question=here.question, answer="Nine.", by=cast.responsible_south_holland, at=now
        ),
        "recommendations.hand_over_work": lambda: op.hand_over_work(
            post=cast.work_south_holland, to=here.taking_over, reason="Two services were joined.", **known
        ),
        "councils.change_holder": lambda: of_councils.change_holder(
            post=post, version=newest.pk, first_day=date(2026, 5, 20), successor=here.member, reason="Elections",
            **known,
        ),
        "councils.name_deputy": lambda: of_councils.name_deputy(
            post=cast.portfolio_south_holland, person=here.member, starts_on=date(2027, 5, 1),
            ends_on=date(2027, 5, 14), **of_holder,
        ),
        "councils.end_deputy": lambda: of_councils.end_deputy(
            appointment=here.deputy, reason="Back again", **of_holder
        ),
    }  # fmt: skip
