"""How an overdue answer is chased: each step that was taken or left out."""

from django.db import models
from django.db.models import Q

from councils.models import Post, User
from meetings.models import Meeting
from recommendations.enums import EscalationKind, EscalationStatus
from recommendations.models.response import Response


class EscalationStep(models.Model):
    """One rung of the ladder for one overdue answer: sent with its words, or left out with a reason. Never changed.

    A due date that moves begins the ladder anew, so a step belongs to the date that was missed. It is over when the
    council answers, which the response tells.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="escalation_steps")
    kind = models.CharField(max_length=10, choices=EscalationKind)
    status = models.CharField(max_length=10, choices=EscalationStatus)
    due_on = models.DateField("the day that was missed")
    proposed_on = models.DateField("its day on the ladder")
    taken_on = models.DateField("sent or left out on")
    to = models.CharField("to whom", max_length=200, blank=True)
    to_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField("what was sent", blank=True)
    reason = models.TextField("why it was left out", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["taken_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "due_on", "kind"], name="recommendations_escalation_step_once"
            ),
            models.CheckConstraint(
                condition=~Q(status=EscalationStatus.SENT) | (~Q(words="") & ~Q(to="")),
                name="recommendations_escalation_sent_has_words",
            ),
            models.CheckConstraint(
                condition=~Q(status=EscalationStatus.SKIPPED) | ~Q(reason=""),
                name="recommendations_escalation_left_out_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response}: {self.get_kind_display()}"
