"""One call of every operation on convening a task group, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from task_groups import operations as op
from tests.cast import Cast
from tests.promises.forms import PDF
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
        **workspace(stage, cast, known),
        "task_groups.edit_line": lambda: op.edit_line(
            line=line, version=line.version, text="Does it reach all?", **known
        ),
    }


def workspace(stage: Stage, cast: Cast, known: dict[str, Any]) -> Calls:
    """Those of what a group works with."""
    group, work, line = stage.convening, stage.workspace, stage.line
    said: dict[str, Any] = {
        "verdict": "changed",
        "said_by": "Cabinet",
        "said_on": date(2026, 4, 2),
        "words": "More.",
    }
    evidence: dict[str, Any] = {"evidence": work.evidence, "version": work.evidence.version, **known}
    finding: dict[str, Any] = {"finding": work.finding, "version": work.finding.version, **known}
    about: dict[str, Any] = {"title": "Costs", "origin": "The budget"}
    return {
        "task_groups.propose_group": lambda: op.propose_group(
            partnership=cast.partnership, title="Flood response", why="A motion.", **known
        ),
        "task_groups.record_scope_answer": lambda: op.record_scope_answer(
            group=group, council=cast.boston, version=work.answer.version, **said, **known
        ),
        "task_groups.plan_questions": lambda: op.plan_questions(witness=work.witness, lines=[], **known),
        "task_groups.record_coverage": lambda: op.record_coverage(
            line=line, witness=work.witness, version=work.coverage.version, state="asked", **known
        ),
        "task_groups.gather": lambda: op.gather(
            group=group, upload=SimpleUploadedFile("costs.pdf", PDF), openness="exempt", **about, **known
        ),
        "task_groups.edit_evidence": lambda: op.edit_evidence(**about, **evidence),
        "task_groups.change_evidence_openness": lambda: op.change_evidence_openness(
            openness="exempt", **evidence
        ),
        "task_groups.withdraw_evidence": lambda: op.withdraw_evidence(reason="Out of date.", **evidence),
        "task_groups.write_finding": lambda: op.write_finding(
            group=group, theme="Costs", text="More.", **known
        ),
        "task_groups.edit_finding": lambda: op.edit_finding(theme="Users", text="Fewer.", **finding),
        "task_groups.withdraw_finding": lambda: op.withdraw_finding(reason="Wrong.", **finding),
        "task_groups.move_finding": lambda: op.move_finding(
            finding=work.other_finding, direction="up", **known
        ),
    }
