"""What a group gathered, as each reader may see it: exempt evidence leaves through no other door (rule 15)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects

from core.enums import Openness
from task_groups.models import Finding, GatheredEvidence, LineOfEnquiry, TaskGroup
from task_groups.permissions import works_on
from task_groups.querysets import GatheredQuerySet


def evidence_visible_to(user: Any, group: TaskGroup, *, on: date) -> GatheredQuerySet:
    """A group's evidence that the user may read: what is open and stands; for who works on it all, withdrawn too."""
    found: GatheredQuerySet = GatheredEvidence.objects.filter(task_group=group)
    return found if works_on(user, group, on=on) else found.standing().open_to_all()


@dataclass(frozen=True)
class Withheld:
    """Exempt evidence to a reader who may not read it: its paragraph and neutral words, and nothing else."""

    paragraph: int | None
    words: str


def evidence_lines(user: Any, group: TaskGroup, *, on: date) -> tuple[list[GatheredEvidence], list[Withheld]]:
    """A group's evidence that the user may read, in the order in which it came, with the lines and the witness each serves;
    then what is withheld from the user and has neutral words. Two queries.
    """
    works = works_on(user, group, on=on)
    found: GatheredQuerySet = GatheredEvidence.objects.filter(task_group=group)
    if not works:
        found = found.standing().filter(Q(openness=Openness.OPEN) | ~Q(public_summary=""))
    lines = Prefetch("lines", LineOfEnquiry.objects.order_by("position"))
    shown, withheld = [], []
    for one in found.select_related("witness__person", "added_by").prefetch_related(lines):
        if works or one.is_open:
            one.task_group = group  # its address has the group's name in it
            shown.append(one)
        else:
            withheld.append(Withheld(one.exempt_paragraph, one.public_summary))
    return shown, withheld


def name_evidence(findings: list[Finding], user: Any, group: TaskGroup, *, on: date) -> None:
    """Give each finding the evidence it rests on that the user may read, as `rests_on`. One query."""
    visible = evidence_visible_to(user, group, on=on).order_by("pk")
    prefetch_related_objects(findings, Prefetch("evidence", visible, to_attr="rests_on"))
