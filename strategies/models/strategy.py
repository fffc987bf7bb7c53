"""Strategies: their period and rhythm, their versions, and what each council did with them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.enums import Precision
from core.models import Sourced
from councils.models import Body, Council, Partnership
from strategies.enums import AdoptionStatus, DayMove, StrategyStatus
from strategies.querysets import StrategyQuerySet


class Strategy(Sourced):
    """A strategy with its period and the rhythm in which it is looked at again (rules 16 and 20).

    Without a partnership it is another council's, kept for reference only.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, blank=True, related_name="strategies"
    )
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="strategies"
    )
    title = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    reference_prefix = models.CharField("prefix of its recommendations", max_length=10, blank=True)
    summary = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=StrategyStatus, default=StrategyStatus.DRAFT)
    starts_on = models.DateField("period from", null=True, blank=True)
    ends_on = models.DateField("period to", null=True, blank=True)
    replaces_note = models.CharField("what it replaces", max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    anchor_on = models.DateField("reviews are counted from", null=True, blank=True)
    anchor_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    deep_every_years = models.PositiveSmallIntegerField("years between deep reviews", null=True, blank=True)
    check_every_years = models.PositiveSmallIntegerField(
        "years between light-touch checks", null=True, blank=True
    )
    due_month = models.PositiveSmallIntegerField("month in which reviews are due", null=True, blank=True)
    due_day = models.PositiveSmallIntegerField("day of that month", null=True, blank=True)
    day_move = models.CharField(
        "where a review goes whose day is no working day",
        max_length=10,
        choices=DayMove,
        default=DayMove.KEEP,
    )
    rhythm_from = models.DateField("this rhythm counts from", null=True, blank=True)
    excused_by = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="body that may excuse a review",
    )
    version = models.PositiveIntegerField(default=1)

    objects = StrategyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "title"]
        verbose_name_plural = "strategies"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="strategies_strategy_ends_after_start",
            ),
            models.CheckConstraint(
                condition=(Q(deep_every_years__isnull=True) | Q(deep_every_years__gte=1))
                & (Q(check_every_years__isnull=True) | Q(check_every_years__gte=1)),
                name="strategies_strategy_interval_is_positive",
            ),
            models.CheckConstraint(
                condition=Q(due_month__isnull=True, due_day__isnull=True)
                | Q(
                    due_month__isnull=False,
                    due_month__range=(1, 12),
                    due_day__isnull=False,
                    due_day__range=(1, 31),
                ),
                name="strategies_strategy_due_day_is_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategies:detail", args=[self.slug])


class CadenceBasis(Sourced):
    """What the rhythm of a strategy's reviews rests on: a body's resolution, an agreement, a report.

    `word` is the body's own word for what it did ("Agreed"); without a body it is empty.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="cadence_bases")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    word = models.CharField("the body's own word", max_length=40, blank=True)
    text = models.TextField()
    decided_on = models.DateField(null=True, blank=True)
    decided_precision = models.CharField(max_length=10, choices=Precision, default=Precision.UNKNOWN)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "cadence bases"

    def __str__(self) -> str:
        return self.text[:80]


class StrategyVersion(Sourced):
    """A version of the strategy's text and what changed in it."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    dated_on = models.DateField(null=True, blank=True)
    dated_precision = models.CharField(max_length=10, choices=Precision, default=Precision.UNKNOWN)
    changes = models.TextField("what changed since the version before", blank=True)
    text = models.TextField("words of the version", blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="strategies_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.strategy}: {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("strategies:version", args=[self.strategy.slug, self.number])


class Adoption(Sourced):
    """What one council did with the strategy: its own decision, with its date."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="adoptions")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="adoptions")
    status = models.CharField(max_length=20, choices=AdoptionStatus, default=AdoptionStatus.NOT_RECORDED)
    decided_on = models.DateField(null=True, blank=True)
    decided_precision = models.CharField(max_length=10, choices=Precision, default=Precision.UNKNOWN)
    decision = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["council__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "council"], name="strategies_adoption_once_a_council"
            ),
            models.CheckConstraint(
                condition=~Q(status=AdoptionStatus.ADOPTED) | Q(decided_on__isnull=False),
                name="strategies_adoption_adopted_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council.short_name}: {self.get_status_display()}"
