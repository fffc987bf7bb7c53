"""What the councils run and offer: systems, digital transactions, and what participants said."""

from django.db import models

from core.models import Sourced
from councils.models import Council, Organisation
from strategies.enums import Channel


class System(Sourced):
    """An ICT system that a council runs, with the end of its contract (rule 22)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="systems")
    name = models.CharField(max_length=160)
    purpose = models.CharField(max_length=200, blank=True)
    supplier = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    contract_ends_on = models.DateField(null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["council", "name"], name="strategies_system_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.council.short_name})"


class DigitalTransaction(Sourced):
    """Whether a service can be had through a channel at a council, as at a day (rule 23)."""

    service = models.CharField(max_length=160)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="transactions")
    channel = models.CharField(max_length=20, choices=Channel)
    available = models.BooleanField(null=True)
    as_at = models.DateField()

    class Meta:
        ordering = ["service", "council__position", "channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "council", "channel", "as_at"], name="strategies_transaction_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.council.short_name}, {self.get_channel_display()}"


class ParticipantFeedback(Sourced):
    """What participants said of a training or a service journey, as aggregates only (rule 26)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=160)
    collected_on = models.DateField()
    respondents = models.PositiveIntegerField()
    themes = models.TextField()

    class Meta:
        ordering = ["-collected_on"]
        verbose_name_plural = "participant feedback"

    def __str__(self) -> str:
        return f"{self.council.short_name}: {self.audience}"
