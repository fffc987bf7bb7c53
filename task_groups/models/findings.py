"""What a task group finds, under the themes of its report."""

from django.db import models
from django.db.models import Q

from core.models import Sourced
from task_groups.models.evidence import GatheredEvidence
from task_groups.models.groups import TaskGroup
from task_groups.querysets import FindingQuerySet


class Finding(Sourced):
    """Something the group found, under a theme of its report, with the evidence it rests on."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="findings")
    theme = models.CharField(max_length=100)
    theme_position = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    evidence = models.ManyToManyField(GatheredEvidence, related_name="findings", blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["theme_position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["task_group", "theme", "position"], name="task_groups_finding_position_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="task_groups_withdrawn_finding_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.text[:60]}"
