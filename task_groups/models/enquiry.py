"""What a task group asks, of whom, and what it finds."""

from django.db import models

from core.models import Sourced
from councils.models import Person
from task_groups.enums import CoverageState
from task_groups.models.groups import TaskGroup


class LineOfEnquiry(Sourced):
    """A key line of enquiry: one question the group set out to answer."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="lines_of_enquiry")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "lines of enquiry"
        constraints = [
            models.UniqueConstraint(fields=["task_group", "position"], name="task_groups_line_position_once")
        ]

    def __str__(self) -> str:
        return self.text


class Witness(Sourced):
    """Someone the group heard, with the role held then."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="witnesses")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role_title = models.CharField(max_length=160)
    lines = models.ManyToManyField(LineOfEnquiry, through="WitnessCoverage", related_name="witnesses")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "witnesses"
        constraints = [
            models.UniqueConstraint(fields=["task_group", "person"], name="task_groups_witness_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role_title}"


class WitnessCoverage(models.Model):
    """What was asked of whom: one line of enquiry, one witness."""

    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="coverage")
    line = models.ForeignKey(LineOfEnquiry, on_delete=models.PROTECT, related_name="coverage")
    state = models.CharField(max_length=10, choices=CoverageState, default=CoverageState.OPEN)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "witness coverage"
        constraints = [models.UniqueConstraint(fields=["witness", "line"], name="task_groups_coverage_once")]

    def __str__(self) -> str:
        return f"{self.witness}: {self.line}"


class Finding(Sourced):
    """Something the group found, under a theme of its report."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="findings")
    theme = models.CharField(max_length=100)
    theme_position = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["theme_position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["task_group", "theme", "position"], name="task_groups_finding_position_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.text[:60]}"
