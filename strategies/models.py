"""What is being delivered and when we look again."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.enums import Precision
from core.models import Sourced
from councils.models import Body, Council, Organisation, Partnership, Person, Post
from strategies.enums import (
    AdoptionStatus,
    BusinessCase,
    Channel,
    Health,
    Judgement,
    MoneySource,
    MoneyState,
    ReviewKind,
    ReviewStatus,
    Stage,
    StrategyStatus,
    TermStatus,
)
from strategies.querysets import ReviewQuerySet, StrategyQuerySet


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
    changes = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="strategies_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.strategy}: {self.label}"


class Adoption(Sourced):
    """What one council did with the strategy: its own decision, with its date."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="adoptions")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="adoptions")
    status = models.CharField(max_length=20, choices=AdoptionStatus, default=AdoptionStatus.NOT_RECORDED)
    decided_on = models.DateField(null=True, blank=True)
    decided_precision = models.CharField(max_length=10, choices=Precision, default=Precision.UNKNOWN)
    decision = models.TextField(blank=True)

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


class Roadmap(Sourced):
    """The shorter plan that supports a strategy over its own period."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="roadmaps")
    title = models.CharField(max_length=200)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="strategies_roadmap_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.title


class RoadmapProject(Sourced):
    """A project or line of work of the roadmap. It comes forward with a business case of its own."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    lead = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="projects_led"
    )
    business_case = models.CharField(max_length=20, choices=BusinessCase, default=BusinessCase.NONE)
    business_case_note = models.CharField(max_length=300, blank=True)
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "slug"], name="strategies_project_slug_once")
        ]

    def __str__(self) -> str:
        return self.name


class ProjectStage(Sourced):
    """How far a project had got at one council on a day. Rows are added, never changed; the newest counts."""

    project = models.ForeignKey(RoadmapProject, on_delete=models.PROTECT, related_name="stages")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20, choices=Stage)
    note = models.CharField(max_length=200, blank=True)
    as_of = models.DateField()

    class Meta:
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "council", "as_of"], name="strategies_stage_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.council.short_name}: {self.get_stage_display()}"


class ProjectHealth(Sourced):
    """A project's health on a day, in words, by a named person (rule 21). Rows are added, never changed."""

    project = models.ForeignKey(RoadmapProject, on_delete=models.PROTECT, related_name="health_reports")
    health = models.CharField(max_length=20, choices=Health)
    words = models.TextField()
    as_of = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-as_of", "-pk"]
        indexes = [models.Index(fields=["project", "-as_of"], name="strategies_health_newest")]

    def __str__(self) -> str:
        return f"{self.project}: {self.get_health_display()}"


class ProjectDifficulty(Sourced):
    """A difficulty told at any time. It reaches the portfolio holders and the scrutiny officer at once."""

    project = models.ForeignKey(RoadmapProject, on_delete=models.PROTECT, related_name="difficulties")
    words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["-told_at"]
        verbose_name_plural = "project difficulties"

    def __str__(self) -> str:
        return f"{self.project}: {self.told_at}"


class Kpi(Sourced):
    """A measure by which the strategy will be known to work."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="kpis")
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=40, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    every_months = models.PositiveSmallIntegerField("months between readings", default=3)
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

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


class GlossaryTerm(Sourced):
    """A word explained. A term without an explanation is not published (rule 25)."""

    term = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=110, unique=True)
    abbreviation = models.CharField(max_length=20, blank=True)
    explanation = models.TextField(blank=True)
    maintained_by = models.CharField(max_length=160, blank=True)
    status = models.CharField(max_length=10, choices=TermStatus, default=TermStatus.DRAFT)

    class Meta:
        ordering = ["term"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=TermStatus.PUBLISHED) | ~Q(explanation=""),
                name="strategies_term_published_is_explained",
            )
        ]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return reverse("strategies:term", args=[self.slug])


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


class Funding(Sourced):
    """Money: an amount with its purpose, source and state (rule 24)."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="funding")
    purpose = models.CharField(max_length=200)
    amount = models.DecimalField("amount in pounds", max_digits=12, decimal_places=2)
    money_source = models.CharField("where it comes from", max_length=20, choices=MoneySource)
    state = models.CharField(max_length=20, choices=MoneyState)
    dated_on = models.DateField(null=True, blank=True)
    dated_words = models.CharField("date as the source gives it", max_length=100, blank=True)
    is_split = models.BooleanField("split by the Memorandum of Agreement", default=False)

    class Meta:
        ordering = ["-amount"]
        verbose_name_plural = "funding"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="strategies_funding_amount_is_positive"),
            models.UniqueConstraint(fields=["strategy", "purpose"], name="strategies_funding_purpose_once"),
        ]

    def __str__(self) -> str:
        return f"£{self.amount}: {self.purpose}"


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


class AnnualReview(models.Model):
    """The Partnership Annual Scrutiny Review of one year: begins with what became of last year's recommendations."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="annual_reviews")
    year = models.PositiveSmallIntegerField()
    introduction = models.TextField(blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "year"], name="strategies_annualreview_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"Annual review {self.year}"


class Review(Sourced):
    """One review that is or was due: a deep review or a light-touch check (rules 16 to 18).

    Unique for strategy and due date, so that two workers or a second run cannot open it twice. `why` keeps the reason for
    the date as it was worked out when the review was opened.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=10, choices=ReviewKind)
    due_on = models.DateField()
    why = models.CharField("reason for the date", max_length=300)
    status = models.CharField(max_length=12, choices=ReviewStatus, default=ReviewStatus.OPEN)
    opened_at = models.DateTimeField()
    held_on = models.DateField(null=True, blank=True)
    reason = models.TextField("reason, where it was excused or merged", blank=True)
    decided_by = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="body that decided",
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_reviews"
    )
    annual_review = models.ForeignKey(
        AnnualReview, on_delete=models.PROTECT, null=True, blank=True, related_name="checks"
    )
    judgement = models.CharField("overall judgement", max_length=20, choices=Judgement, blank=True)
    conclusion = models.TextField("paragraph for the annual review", blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "due_on"], name="strategies_review_once_a_date"),
            models.CheckConstraint(
                condition=~Q(status__in=[ReviewStatus.HELD, ReviewStatus.HELD_LATE])
                | Q(held_on__isnull=False),
                name="strategies_review_held_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ReviewStatus.EXCUSED, ReviewStatus.MERGED]) | ~Q(reason=""),
                name="strategies_review_excused_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReviewStatus.MERGED) | Q(merged_into__isnull=False),
                name="strategies_review_merged_into_one",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="strategies_review_due")]

    def __str__(self) -> str:
        return f"{self.due_on.year} {self.get_kind_display().lower()}"


class AssuranceFinding(models.Model):
    """One line of a check's assurance sheet: a project, what the live data said, and the judgement with its reason."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="findings")
    project = models.ForeignKey(RoadmapProject, on_delete=models.PROTECT, related_name="findings")
    evidence = models.JSONField("what the record showed when it was opened", default=dict)
    judgement = models.CharField(max_length=20, choices=Judgement, blank=True)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["project__position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "project"], name="strategies_finding_once_a_project"),
            models.CheckConstraint(
                condition=Q(judgement="") | ~Q(reason=""), name="strategies_finding_judged_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review}: {self.project}"
