"""What the councils run and offer: systems, digital transactions, and what participants said."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import Sourced
from councils.models import Council, Organisation, User
from strategies.enums import Channel, SheetStatus


class System(Sourced):
    """An ICT system that a council runs, with the end of its contract (rule 22).

    `purpose` is what it is for, in words that the councils share: systems with the same purpose may be replaced together.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="systems")
    name = models.CharField(max_length=160)
    purpose = models.CharField(max_length=200, blank=True)
    supplier = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    contract_ends_on = models.DateField(null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(null=True, blank=True)
    retired_on = models.DateField("not in use since", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["purpose", "council__position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["council", "name"], name="strategies_system_once"),
            models.CheckConstraint(
                condition=Q(notice_months__isnull=True) | Q(notice_months__lte=120),
                name="strategies_system_notice_is_months",
            ),
        ]
        indexes = [models.Index(fields=["retired_on", "purpose"], name="strategies_system_purpose")]

    def __str__(self) -> str:
        return f"{self.name} ({self.council.short_name})"

    def get_absolute_url(self) -> str:
        return reverse("strategies:system", args=[self.pk])


class TransactionSheet(models.Model):
    """A spreadsheet of digital transactions that was handed in: its rows as they were read, until someone decides on them.

    The file itself is not kept. `rows` holds one entry for each row: its line, its cells as they were understood, and
    what is wrong with it.
    """

    file_name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    status = models.CharField(max_length=12, choices=SheetStatus, default=SheetStatus.READ)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("strategies:transaction-sheet", args=[self.pk])


class DigitalTransaction(Sourced):
    """Whether a service can be had through a channel at a council, as at a day (rule 23)."""

    service = models.CharField(max_length=160)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="transactions")
    channel = models.CharField(max_length=20, choices=Channel)
    available = models.BooleanField(null=True)
    as_at = models.DateField()
    sheet = models.ForeignKey(
        TransactionSheet, on_delete=models.PROTECT, null=True, blank=True, related_name="transactions"
    )

    class Meta:
        ordering = ["service", "council__position", "channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "council", "channel", "as_at"], name="strategies_transaction_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.council.short_name}, {self.get_channel_display()}"
