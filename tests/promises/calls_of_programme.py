"""One call of every operation of the work programme, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from task_groups.models import TaskGroup
from tests.cast import Cast
from tests.stage import Stage
from tests.stage_of_programme import topic, work
from work_programme import operations as op
from work_programme.enums import Criterion, Points, WorkKind

Calls = dict[str, Callable[[], object]]


def programme(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    months: dict[str, Any] = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 11, 1)}
    what: dict[str, Any] = {
        "title": "Business cases",
        "kind": WorkKind.PRE_DECISION,
        "councils": [cast.boston],
    }
    item, to_move, to_end = stage.programme.item, work(cast), work(cast)
    before = (date(2026, 4, 1), date(2026, 4, 1))
    group = TaskGroup.objects.create(partnership=cast.partnership, title="Roads", slug="roads")
    return {
        "work_programme.add_work": lambda: op.add_work(partnership=cast.partnership, **what, **months, **known),
        "work_programme.edit_work": lambda: op.edit_work(
            item=item, version=1, owner=None, note="Why", **what, **known
        ),
        "work_programme.end_work": lambda: op.end_work(item=to_end, end="withdraw", reason="No", **known),
        "work_programme.move_work": lambda: op.move_work(
            item=to_move, version=1, reason="Full", **months, **known
        ),
        "work_programme.plan_review": lambda: op.plan_review(
            strategy=stage.strategy, year=2027, before=before, latest=date(2027, 3, 1), version=0, reason="Full",
            **months, **known,
        ),
        "work_programme.plan_group": lambda: op.plan_group(
            group=group, before=before, version=0, reason="Full", **months, **known
        ),
        **topics(stage, cast, what, months, known),
    }  # fmt: skip


def topics(
    stage: Stage, cast: Cast, what: dict[str, Any], months: dict[str, Any], known: dict[str, Any]
) -> Calls:
    said: dict[str, Any] = {"title": "Opening hours", "words": "Nobody is there on Fridays."}
    new, first, second, third = topic(cast, points=None), topic(cast), topic(cast), topic(cast)
    partnership, outcome = cast.partnership, stage.programme.said
    decided: dict[str, Any] = {"version": 1, "reason": "It matters."}
    points = dict.fromkeys(Criterion, Points.MUCH)
    return {
        "work_programme.suggest_topic": lambda: op.suggest_topic(
            partnership=partnership, said_by="A resident of Boston", **said, **known
        ),
        "work_programme.take_up_topic": lambda: op.take_up_topic(
            partnership=partnership, outcome=outcome, **said, **known
        ),
        "work_programme.weigh_topic": lambda: op.weigh_topic(
            topic=new, version=1, points=points, weighed="It can be changed.", **said, **known
        ),
        "work_programme.accept_as_work": lambda: op.accept_as_work(
            topic=first, **what, **months, **decided, **known
        ),
        "work_programme.accept_as_group": lambda: op.accept_as_group(
            topic=second, title="Telephones", councils=[cast.boston], **decided, **known
        ),
        "work_programme.decline_topic": lambda: op.decline_topic(topic=third, **decided, **known),
    }
