"""Planning what is asked of whom, and recording what was said."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from core import history
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from councils.operations import role_of
from task_groups.enums import CoverageState
from task_groups.models import LineOfEnquiry, Witness, WitnessCoverage
from task_groups.operations.convening import at_work

OTHER_GROUP = "Choose a line of enquiry of this group"


@transaction.atomic
def plan_questions(
    *, witness: Witness, lines: Collection[LineOfEnquiry], by: User | None, at: datetime
) -> list[WitnessCoverage]:
    """Plan which lines of enquiry are put to a witness. Gives the rows that changed.

    A line left out is not to be asked any more, unless it was asked already. Raises Refused for a line of another group,
    and once the group has reported.
    """
    held = at_work(witness.task_group)
    if any(one.task_group_id != held.pk for one in lines):
        raise Refused(OTHER_GROUP, field="lines")
    wanted = {one.pk for one in lines}
    known = {one.line_id: one for one in witness.coverage.select_related("line")}
    changed = [
        _begin(witness, one, by=by, at=at)
        for one in sorted(lines, key=lambda line: line.position)
        if one.pk not in known
    ]
    for pk, row in known.items():
        state = CoverageState.OPEN if pk in wanted else CoverageState.DROPPED
        if row.state not in (state, CoverageState.ASKED):
            changed.append(_change(row, row.version, {"state": state}, by=by, at=at))
    return changed


@transaction.atomic
def record_coverage(
    *,
    line: LineOfEnquiry,
    witness: Witness,
    version: int = 0,
    state: str,
    asked: str = "",
    note: str = "",
    still_open: str = "",
    by: User | None,
    at: datetime,
) -> WitnessCoverage:
    """Record what became of one question to one witness: asked or not, in which words, what was said, what is open.

    What was said is a working note of the group; it is not published. `version` is that of the row that was read, 0
    where there was none. Raises Refused once the group has reported, for a witness of another group, and for words of an
    answer where nothing was asked; Overtaken when somebody changed it meanwhile.
    """
    held = at_work(line.task_group)
    if witness.task_group_id != held.pk:
        raise Refused("Choose a witness of this group", field="witness")
    state = CoverageState(state)
    if state != CoverageState.ASKED and (note.strip() or still_open.strip()):
        raise Refused("Something was said, so choose “Asked”", field="state")
    row = WitnessCoverage.objects.filter(line=line, witness=witness).first()
    if row is None:
        if version:
            raise Overtaken(overtaken_sentence(held))
        row = _begin(witness, line, by=by, at=at)
        version = row.version
    values = {
        "state": state,
        "asked": asked.strip(),
        "note": note.strip(),
        "still_open": still_open.strip(),
    }
    return _change(row, version, values, by=by, at=at)


def _begin(witness: Witness, line: LineOfEnquiry, *, by: User | None, at: datetime) -> WitnessCoverage:
    row = WitnessCoverage.objects.create(witness=witness, line=line)
    _note(row, "plan_question", "", by=by, at=at)
    return row


def _change(
    row: WitnessCoverage, version: int, values: dict[str, str], *, by: User | None, at: datetime
) -> WitnessCoverage:
    old = row.state
    same = WitnessCoverage.objects.filter(pk=row.pk, version=version)
    if not same.update(version=F("version") + 1, **values):
        raise Overtaken(overtaken_sentence(row))
    row.refresh_from_db()
    _note(row, "ask_witness", old, by=by, at=at)
    return row


def _note(row: WitnessCoverage, verb: str, old: str, *, by: User | None, at: datetime) -> None:
    details = {"line": row.line_id, "witness": row.witness_id, "asked": row.asked, "note": row.note,
               "still_open": row.still_open}  # fmt: skip
    history.record(
        subject=row, trail=row.witness.task_group, verb=verb, by=by, role=role_of(by, at=at), at=at, old=old,
        new=row.state, details=details,
    )  # fmt: skip
