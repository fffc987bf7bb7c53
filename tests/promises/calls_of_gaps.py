"""A call of the operation on gaps in the record, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime

from recommendations.operations.gaps import note_gap
from tests.cast import Cast
from tests.stage import Stage


def gaps(stage: Stage, cast: Cast, now: datetime) -> dict[str, Callable[[], object]]:
    return {
        "recommendations.note_gap": lambda: note_gap(
            kind="adoption",
            thing=stage.gap,
            state="cannot_be_found",
            asked="Democratic Services",
            asked_on=date(2026, 4, 1),
            words="",
            version=0,
            by=cast.officer,
            at=now,
        )
    }
