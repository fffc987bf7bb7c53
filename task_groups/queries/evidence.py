"""What a group gathered, as each reader may see it: exempt evidence leaves through no other door (rule 15)."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from core.enums import Openness
from task_groups.models import Finding, GatheredEvidence, LineOfEnquiry, TaskGroup
from task_groups.permissions import works_on
from task_groups.querysets import GatheredQuerySet


def evidence_visible_to(user: Any, group: TaskGroup, *, on: date) -> GatheredQuerySet:
    """A group's evidence that the user may read: what is open and stands; for who works on it all, withdrawn too."""
    found: GatheredQuerySet = GatheredEvidence.objects.filter(task_group=group)
    return found if works_on(user, group, on=on) else found.standing().open_to_all()


def evidence_lines(user: Any, group: TaskGroup, *, on: date) -> list[GatheredEvidence]:
    """The same with the lines and the witness each serves, in the order in which it came. Three queries."""
    found = evidence_visible_to(user, group, on=on).select_related("witness__person", "added_by")
    return list(found.prefetch_related(Prefetch("lines", LineOfEnquiry.objects.order_by("position"))))


def evidence_withheld(user: Any, group: TaskGroup, *, on: date) -> list[GatheredEvidence]:
    """Exempt evidence of which the user learns its paragraph and neutral words, where there are any, and nothing else."""
    if works_on(user, group, on=on):
        return []
    exempt = GatheredEvidence.objects.standing().filter(task_group=group).exclude(openness=Openness.OPEN)
    return list(exempt.exclude(public_summary="").only("exempt_paragraph", "public_summary"))


def name_evidence(findings: list[Finding], user: Any, group: TaskGroup, *, on: date) -> None:
    """Give each finding the evidence it rests on that the user may read, as `rests_on`. One query."""
    visible = evidence_visible_to(user, group, on=on).order_by("pk")
    prefetch_related_objects(findings, Prefetch("evidence", visible, to_attr="rests_on"))
