"""What a task group asks, and of whom."""

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
    """What was asked of whom: one line of enquiry, one witness. What was said is a working note, never published."""

    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="coverage")
    line = models.ForeignKey(LineOfEnquiry, on_delete=models.PROTECT, related_name="coverage")
    state = models.CharField(max_length=10, choices=CoverageState, default=CoverageState.OPEN)
    asked = models.TextField("what was asked, where it was not the line itself", blank=True)
    note = models.TextField("what was said", blank=True)
    still_open = models.TextField("what is still open", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "witness coverage"
        constraints = [models.UniqueConstraint(fields=["witness", "line"], name="task_groups_coverage_once")]

    def __str__(self) -> str:
        return f"{self.witness}: {self.line}"
