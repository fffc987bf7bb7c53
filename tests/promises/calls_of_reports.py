"""One call of every operation on writing a report and planning its route, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from recommendations import operations as op
from task_groups import operations as of_groups
from tests.cast import Cast
from tests.stage import Stage

Calls = dict[str, Callable[[], object]]


def reports(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    here, group = stage.drafting, stage.convening
    report, one, stop = here.report, here.recommendation, here.stop
    words: dict[str, Any] = {
        "title": "One page", "text": "That forms are one page long.", "councils": [cast.boston],
        "findings": [here.finding],
    }  # fmt: skip
    return {
        "task_groups.begin_report": lambda: of_groups.begin_report(group=group, title="New", **known),
        "task_groups.edit_report": lambda: of_groups.edit_report(
            report=report, version=report.version, title="Shorter forms", **known
        ),
        "recommendations.draft_recommendation": lambda: op.draft_recommendation(
            report=report, prefix="AB26", **words, **known
        ),
        "recommendations.edit_draft": lambda: op.edit_draft(
            recommendation=one, version=one.version, **words, **known
        ),
        "recommendations.discard_draft": lambda: op.discard_draft(
            recommendation=one, version=one.version, reason="It says the same twice.", **known
        ),
        "recommendations.publish_whole_report": lambda: op.publish_whole_report(report=report, **known),
        "recommendations.plan_route": lambda: op.plan_route(
            report=report, stops=[op.Planned(cast.boston_cabinet, date(2026, 5, 5))], **known
        ),
        "recommendations.change_stop": lambda: op.change_stop(
            stop=stop, version=stop.version, planned_on=date(2026, 5, 5), **known
        ),
    }
