"""Work on its way: a request for a new date, and a promise held line by line against its evidence."""

from typing import Any

from django.db import models
from django.db.models import Q

from councils.models import User
from recommendations.enums import DateDecision
from recommendations.models.actions import ActionPart


class DateRequest(models.Model):
    """A responsible officer's request for a new date, with the reason, and what was decided by name (rule 10).

    An empty decision waits. One request a part waits at a time. The date moves only when it is granted.
    """

    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="date_requests")
    old = models.DateField("date when it was asked", null=True)
    wanted = models.DateField("date asked for")
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    by_role = models.CharField("role held then", max_length=200)
    at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=DateDecision, blank=True)
    words = models.TextField("words of the decision", blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_name = models.CharField(max_length=200, blank=True)
    decided_role = models.CharField("role held then by who decided", max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["part"], condition=Q(decision=""), name="recommendations_one_date_request_waits"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="recommendations_date_request_says_why"),
            models.CheckConstraint(
                condition=~Q(decision=DateDecision.REFUSED) | ~Q(words=""),
                name="recommendations_date_refusal_says_why",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decided_at__isnull=False),
                name="recommendations_date_decision_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} to {self.wanted}: {self.get_decision_display() or 'waiting'}"


class PromiseCheck(models.Model):
    """A promise held against its evidence, line by line, as an officer sees it. Only ever added: the newest counts.

    Each line is `text`, `view` (a `LineView`), `note` and `evidence`, a list of ids of the part's evidence.
    """

    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="promise_checks")
    round = models.PositiveSmallIntegerField("submission it belongs to", default=1)
    lines: Any = models.JSONField(default=list)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    by_role = models.CharField("role held then", max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.part}: {len(self.lines)} lines"
