"""One call of every operation on the registers and the glossary, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from strategies import operations as op
from tests.cast import Cast
from tests.promises.forms_of_registers import TABLE
from tests.stage import Stage
from tests.stage_of_registers import sheet

Calls = dict[str, Callable[[], object]]


def registers(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    system, boston, term = stage.registers.system, cast.boston, stage.term
    taken, aside = sheet(cast), sheet(cast)
    return {
        "strategies.add_system": lambda: op.add_system(
            council=boston, name="Delta", supplier="Someone new", **known
        ),
        "strategies.edit_system": lambda: op.edit_system(
            system=system, version=1, name="Alpha", reason="Not on record after all.", **known
        ),
        "strategies.record_transaction": lambda: op.record_transaction(
            service="Council tax", council=boston, as_at=date(2026, 3, 1), online="yes", **known
        ),
        "strategies.hand_in_sheet": lambda: op.hand_in_sheet(text=TABLE, **known),
        "strategies.take_over_sheet": lambda: op.take_over_sheet(sheet=taken, **known),
        "strategies.set_sheet_aside": lambda: op.set_sheet_aside(sheet=aside, **known),
        "strategies.edit_term": lambda: op.edit_term(
            word=term, version=1, term=term.term, explanation="Said better.", **known
        ),
    }
