"""One call of every operation on work on its way, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from recommendations import operations as op
from recommendations.models import Action, ActionPart, DateRequest, Response
from tests import factories
from tests.cast import Cast
from tests.stage import Stage

Calls = dict[str, Callable[[], object]]


def work_on_its_way(stage: Stage, cast: Cast, now: datetime) -> Calls:
    here = stage.open_work
    officer: dict[str, Any] = {"by": cast.officer, "at": now}
    holder: dict[str, Any] = {"by": cast.holder_south_holland, "at": now}
    doer: dict[str, Any] = {"by": cast.responsible_south_holland, "at": now}
    done_by: dict[str, Any] = {"responsible": cast.work_south_holland, "due_on": date(2026, 9, 1)}
    further = factories.recommendation(cast, number=75)

    def another() -> ActionPart:
        return factories.part(here.accepted, cast.south_holland, cast, title="Something else")

    def request() -> DateRequest:
        asked: dict[str, Any] = {"wanted": date(2026, 8, 1), "reason": "Later.", "at": now}
        return op.ask_new_date(part=another(), by=cast.responsible_south_holland, **asked)

    def answer_of(slug: str) -> Response:
        return here.accepted.responses.get(council__slug=slug)

    to_grant, to_refuse, to_take_back = request(), request(), request()
    paced, stopped, replaced, checked = another(), another(), another(), another()
    return {
        "recommendations.ask_new_date": lambda: op.ask_new_date(
            part=here.other, wanted=date(2026, 8, 1), reason="Late delivery.", **doer
        ),
        "recommendations.grant_new_date": lambda: op.grant_new_date(request=to_grant, **holder),
        "recommendations.refuse_new_date": lambda: op.refuse_new_date(
            request=to_refuse, words="Members wait for it.", **holder
        ),
        "recommendations.take_back_request": lambda: op.take_back_request(request=to_take_back, **doer),
        "recommendations.set_report_weeks": lambda: op.set_report_weeks(
            part=paced, weeks=4, reason="Close to its date.", version=paced.version, **officer
        ),
        "recommendations.stop": lambda: op.stop(part=stopped, reason="No money.", **holder),
        "recommendations.supersede": lambda: op.supersede(
            part=replaced, replaced_by=Action.objects.get(pk=here.other.action_id), reason="Better.", **officer
        ),
        "recommendations.take_up_again": lambda: op.take_up_again(
            part=here.stopped, reason="Money came.", **holder
        ),
        "recommendations.add_action": lambda: op.add_action(
            response=answer_of("south-holland"), title="Lend routers", reason="Agreed since.", **done_by, **holder
        ),
        "recommendations.join_action": lambda: op.join_action(
            action=here.open.action, response=answer_of("east-lindsey"), responsible=cast.work_east_lindsey,
            due_on=date(2026, 9, 1), reason="Shared since.", by=cast.holder_east_lindsey, at=now,
        ),
        "recommendations.link_recommendation": lambda: op.link_recommendation(
            action=here.open.action, recommendation=further, reason="The same hours.", **officer
        ),
        "recommendations.unlink_recommendation": lambda: op.unlink_recommendation(
            action=here.open.action, recommendation=here.served_too, reason="Another course.", **officer
        ),
        "recommendations.check_promise": lambda: op.check_promise(
            part=checked, lines=[op.PromiseLine("Open it", "none")], version=checked.version, **doer
        ),
    }  # fmt: skip
