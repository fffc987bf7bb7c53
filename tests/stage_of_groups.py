"""What a task group that is being convened works with: words of councils, a question, evidence, a finding. Props."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from core.enums import Openness
from councils.models import Person
from task_groups.enums import GatheredKind, ScopeVerdict
from task_groups.models import (
    Finding,
    GatheredEvidence,
    ScopeAnswer,
    TaskGroup,
    Witness,
    WitnessCoverage,
)
from tests.cast import Cast
from tests.factories import MOMENT


@dataclass
class Workspace:
    """One of each thing that a group works with."""

    answer: ScopeAnswer
    witness: Witness
    coverage: WitnessCoverage
    evidence: GatheredEvidence
    finding: Finding
    other_finding: Finding


def gathered(group: TaskGroup, cast: Cast, **fields: Any) -> GatheredEvidence:
    """An open file that the group gathered."""
    defaults: dict[str, Any] = {
        "kind": GatheredKind.FILE, "title": "Figures of the courses", "origin": "The training records",
        "owner": "Head of ICT", "dated_on": date(2026, 3, 2), "file_name": "figures.pdf", "size": 9,
        "content_type": "application/pdf", "sha256": "0" * 64, "openness": Openness.OPEN, "added_by": cast.officer,
        "added_at": MOMENT,
    }  # fmt: skip
    made = GatheredEvidence(task_group=group, **defaults | fields)
    made.file.save("gathered.pdf", ContentFile(b"%PDF-1.7\n"), save=True)
    return made


def workspace(group: TaskGroup, cast: Cast) -> Workspace:
    """Two councils agreed the scope, one question is planned, one thing is gathered and one found."""
    answers = [
        ScopeAnswer.objects.create(
            task_group=group, council=council, verdict=ScopeVerdict.AGREED, said_by="Overview panel",
            said_on=date(2026, 3, 3), wording=group.scope,
        )
        for council in (cast.boston, cast.south_holland)
    ]  # fmt: skip
    someone = Person.objects.create(name="W. Wight")
    witness = Witness.objects.create(task_group=group, person=someone, role_title="Head of ICT")
    evidence = gathered(group, cast)
    evidence.lines.set(group.lines_of_enquiry.all())
    finding = Finding.objects.create(
        task_group=group, theme="Users", theme_position=1, position=1, text="Few residents finish the course."
    )
    finding.evidence.set([evidence])
    other = Finding.objects.create(
        task_group=group, theme="Users", theme_position=1, position=2, text="Most hear of it too late."
    )
    return Workspace(
        answer=answers[0],
        witness=witness,
        coverage=WitnessCoverage.objects.create(witness=witness, line=group.lines_of_enquiry.get()),
        evidence=evidence,
        finding=finding,
        other_finding=other,
    )


def arguments_of_workspace(stage: Any) -> dict[str, dict[str, Any]]:
    """What the addresses of the workspace name."""
    group, work = {"slug": stage.convening.slug}, stage.workspace
    evidence, finding = {**group, "pk": work.evidence.pk}, {**group, "pk": work.finding.pk}
    return {
        **{f"task_groups:{name}": group for name in ("go-on", "coverage", "add-evidence", "add-finding")},
        **{
            f"task_groups:{name}": evidence
            for name in ("edit-evidence", "evidence-openness", "withdraw-evidence", "evidence-file")
        },
        **{f"task_groups:{name}": finding for name in ("edit-finding", "withdraw-finding")},
        "task_groups:move-finding": {**finding, "direction": "up"},
        "task_groups:scope-answer": {**group, "council": "boston"},
        "task_groups:cell": {**group, "line": stage.line.pk, "witness": work.witness.pk},
        "task_groups:plan-questions": {**group, "pk": work.witness.pk},
    }
