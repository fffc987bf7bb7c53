"""What participants said of a training or a service journey, as aggregates only."""

from django.db import models
from django.db.models import Q

from core.models import Sourced
from councils.models import Council
from strategies.enums import FEWEST_RESPONDENTS, FeedbackKind
from strategies.models.strategy import Strategy


class ParticipantFeedback(Sourced):
    """What participants said of a training or a service journey, as aggregates only (rule 26).

    Of fewer than five participants no themes are kept: whoever was there would know who said what.
    """

    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, null=True, blank=True, related_name="feedback"
    )
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=FeedbackKind, default=FeedbackKind.TRAINING)
    subject = models.CharField("training or service", max_length=160)
    audience = models.CharField(max_length=160)
    collected_on = models.DateField()
    respondents = models.PositiveIntegerField()
    themes = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-collected_on", "-pk"]
        verbose_name_plural = "participant feedback"
        constraints = [
            models.CheckConstraint(
                condition=Q(respondents__gte=FEWEST_RESPONDENTS) | Q(themes=""),
                name="strategies_feedback_of_few_has_no_themes",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="strategies_withdrawn_feedback_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["council", "subject", "audience", "collected_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="strategies_feedback_once_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["council", "-collected_on"], name="strategies_feedback_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.council.short_name}: {self.subject}, {self.audience}"
