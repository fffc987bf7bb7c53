"""What councillors ask about a report of progress, and what they are answered on the record."""

from django.db import models
from django.db.models import Q

from councils.models import User
from recommendations.models.actions import ProgressUpdate


class UpdateQuestion(models.Model):
    """A councillor's question about one report, with its answer once there is one. Read by whoever may read the report.

    Neither is ever changed. Names and roles are kept as they were on the day.
    """

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField("question")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_role = models.CharField("who asked, by the role held then", max_length=200)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_role = models.CharField("who answered, by the role held then", max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="recommendations_updatequestion_has_words"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="recommendations_updatequestion_answer_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(answer=""), name="recs_question_unanswered"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_answered(self) -> bool:
        return bool(self.answer)
