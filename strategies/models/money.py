"""Money and how the councils share it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import Sourced
from councils.models import Council
from strategies.enums import MoneySource, MoneyState
from strategies.models.strategy import Strategy


class Funding(Sourced):
    """Money: an amount with its purpose, source and state (rule 24)."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="funding")
    purpose = models.CharField(max_length=200)
    amount = models.DecimalField("amount in pounds", max_digits=12, decimal_places=2)
    money_source = models.CharField("where it comes from", max_length=20, choices=MoneySource)
    state = models.CharField(max_length=20, choices=MoneyState, default=MoneyState.BID)
    dated_on = models.DateField(null=True, blank=True)
    dated_words = models.CharField("date as the source gives it", max_length=100, blank=True)
    is_split = models.BooleanField("split by the Memorandum of Agreement", default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-amount"]
        verbose_name_plural = "funding"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="strategies_funding_amount_is_positive"),
            models.UniqueConstraint(fields=["strategy", "purpose"], name="strategies_funding_purpose_once"),
        ]

    def __str__(self) -> str:
        return f"£{self.amount}: {self.purpose}"

    def get_absolute_url(self) -> str:
        return reverse("strategies:money", args=[self.strategy.slug, self.pk])


class FundingShare(Sourced):
    """One council's share of an amount, as far as it is on record."""

    funding = models.ForeignKey(Funding, on_delete=models.PROTECT, related_name="shares")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["council__position"]
        constraints = [
            models.UniqueConstraint(fields=["funding", "council"], name="strategies_share_once_a_council"),
            models.CheckConstraint(
                condition=Q(percent__range=(0, 100)), name="strategies_share_is_a_percentage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council.short_name}: £{self.amount}"
