"""One call of every operation on convening a task group, ready to be made on the stage."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from task_groups import operations as op
from tests.cast import Cast
from tests.stage import Stage

Calls = dict[str, Callable[[], object]]


def groups(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    group: dict[str, Any] = {"group": stage.convening, **known}
    seats = [op.Wanted(cast.boston, 4, 2, version=1), op.Wanted(cast.east_lindsey, 2, 1)]
    seat, line = stage.seat, stage.line
    return {
        "task_groups.change_seats": lambda: op.change_seats(seats=seats, **group),
        "task_groups.name_member": lambda: op.name_member(council=cast.boston, new_name="K. Kemp", **group),
        "task_groups.change_member": lambda: op.change_member(
            membership=seat, version=seat.version, role="reserve", **known
        ),
        "task_groups.name_witness": lambda: op.name_witness(
            new_name="K. Kemp", role_title="Head of ICT", **group
        ),
        "task_groups.edit_scope": lambda: op.edit_scope(
            version=stage.convening.version, scope="Does it help?", **group
        ),
        "task_groups.ask": lambda: op.ask(text="What does it cost?", **group),
        "task_groups.edit_line": lambda: op.edit_line(
            line=line, version=line.version, text="Does it reach all?", **known
        ),
    }
