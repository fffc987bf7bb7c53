"""Measures by which a strategy will be known to work."""

from django.db import models

from core.models import Sourced
from councils.models import Post
from strategies.models.strategy import Strategy


class Kpi(Sourced):
    """A measure by which the strategy will be known to work."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="kpis")
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=40, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    every_months = models.PositiveSmallIntegerField("months between readings", default=3)
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["strategy", "name"], name="strategies_kpi_name_once")]

    def __str__(self) -> str:
        return self.name


class KpiReading(Sourced):
    """One reading of a measure, with its date."""

    kpi = models.ForeignKey(Kpi, on_delete=models.PROTECT, related_name="readings")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    read_on = models.DateField()

    class Meta:
        ordering = ["read_on"]
        constraints = [
            models.UniqueConstraint(fields=["kpi", "read_on"], name="strategies_reading_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.kpi}: {self.value}"
