"""What each council said to a task group's scope."""

from django.db import models

from core.models import Sourced
from councils.models import Council
from task_groups.enums import ScopeVerdict
from task_groups.models.groups import TaskGroup


class ScopeAnswer(Sourced):
    """One council's word on the scope: who said it there, when, and to which wording."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="scope_answers")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=ScopeVerdict)
    said_by = models.CharField("body, meeting or role that said it", max_length=200)
    said_on = models.DateField()
    words = models.TextField(blank=True)
    wording = models.TextField("the scope as it stood then")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["council__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["task_group", "council"], name="task_groups_scope_answer_once_a_council"
            )
        ]

    def __str__(self) -> str:
        return f"{self.council.short_name}: {self.get_verdict_display()}"
