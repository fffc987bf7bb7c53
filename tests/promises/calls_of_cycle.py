"""One call of every operation on quiet periods and review dates, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from councils import operations as of_councils
from councils.enums import QuietKind
from strategies import operations as op
from strategies.cycle import DueReview
from strategies.enums import DayMove, ReviewKind
from strategies.operations.opening import Due, open_reviews
from tests.cast import Cast
from tests.stage import Stage
from tests.stage_of_cycle import recess

Calls = dict[str, Callable[[], object]]


def cycle(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    strategy, ending, going = stage.strategy, recess(cast), recess(cast)
    due = Due(strategy, DueReview(ReviewKind.DEEP, date(2025, 3, 31), "Second year after adoption."))
    return {
        "councils.add_quiet_period": lambda: of_councils.add_quiet_period(
            kind=QuietKind.RECESS, council=None, starts_on=date(2026, 12, 24), ends_on=date(2027, 1, 3),
            reason="Christmas", **known,
        ),
        "councils.end_quiet_period": lambda: of_councils.end_quiet_period(
            period=ending, version=1, ends_on=date(2026, 8, 20), reason="Agreed", **known
        ),
        "councils.withdraw_quiet_period": lambda: of_councils.withdraw_quiet_period(
            period=going, version=1, reason="Twice on record", **known
        ),
        "strategies.open_reviews": lambda: open_reviews([due], today=date(2026, 4, 14), now=now),
        "strategies.change_rhythm": lambda: op.change_rhythm(
            strategy=strategy, version=1, starts_on=strategy.starts_on, ends_on=strategy.ends_on,
            anchor_on=strategy.anchor_on, anchor_precision="day", deep_every_years=None, check_every_years=1,
            due_month=4, due_day=30, day_move=DayMove.KEEP, excused_by=None, counts_from=date(2026, 4, 1),
            reason="Agreed", **known,
        ),
    }  # fmt: skip
