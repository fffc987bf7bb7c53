"""The recommendation itself, its route and its end."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from core.enums import Precision
from core.models import Exemptible, Sourced
from councils.models import Person, User
from meetings.models import AgendaItem, Meeting, Outcome
from recommendations.enums import ClosureKind, Impact, JudgedEvery, RecommendationKind, RecommendationStatus
from recommendations.querysets import RecommendationQuerySet
from strategies.enums import Judgement
from strategies.models import Strategy
from task_groups.models import Report

# Sorts after every date: what has no open date comes last, on both databases, by an index.
NEVER = date(9999, 12, 31)


class Topic(models.Model):
    """A subject by which recommendations are found."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=90, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ReferenceSeries(models.Model):
    """Hands out permanent references: DS23-1, DS23-2. A number is never given twice."""

    prefix = models.CharField(max_length=10, unique=True)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "reference series"

    def __str__(self) -> str:
        return self.prefix


class Recommendation(Exemptible, Sourced):
    """What scrutiny asks for. The wording is frozen once made; corrections are dated and keep the old text (rule 3)."""

    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField("plain title", max_length=160)
    short_title = models.CharField("title in a narrow column", max_length=40, blank=True)
    public_title = models.CharField("neutral title, where exempt", max_length=160, blank=True)
    text = models.TextField("exact words")
    kind = models.CharField(max_length=12, choices=RecommendationKind, default=RecommendationKind.DELIVERABLE)
    status = models.CharField(max_length=10, choices=RecommendationStatus, default=RecommendationStatus.DRAFT)
    made_by = models.CharField("who made it", max_length=200)
    made_on = models.DateField(null=True, blank=True)
    made_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    addressed_to = models.CharField(max_length=200, blank=True)
    number_in_source = models.CharField(max_length=10, blank=True)
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    outcome = models.OneToOneField(
        Outcome, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendation"
    )
    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    topics = models.ManyToManyField(Topic, related_name="recommendations", blank=True)
    next_due_on = models.DateField("earliest open date, kept for sorting", null=True, blank=True)
    next_due_sort = models.GeneratedField(
        expression=Coalesce("next_due_on", models.Value(NEVER)),
        output_field=models.DateField(),
        db_persist=True,
    )
    status_reason = models.TextField("reason, where withdrawn", blank=True)
    judged_every_months = models.PositiveSmallIntegerField(
        "months between judgements, where continuing", choices=JudgedEvery, default=JudgedEvery.YEARLY
    )
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = RecommendationQuerySet.as_manager()

    class Meta(Exemptible.Meta):
        ordering = ["reference"]
        constraints = [
            *Exemptible.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="recommendations_recommendation_has_words"),
            models.CheckConstraint(
                condition=~Q(status=RecommendationStatus.WITHDRAWN) | ~Q(status_reason=""),
                name="recommendations_recommendation_withdrawn_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["next_due_sort", "id"], name="recs_list_by_due"),
            models.Index(fields=["title", "id"], name="recs_list_by_title"),
            models.Index(fields=["made_on", "id"], name="recs_list_by_made"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("recommendations:detail", args=[self.reference])


class WordingCorrection(models.Model):
    """A dated correction of a recommendation's wording. The old words stay."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="corrections")
    old_text = models.TextField()
    new_text = models.TextField()
    reason = models.TextField()
    corrected_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["corrected_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="recommendations_correction_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"Correction of {self.corrected_on}"


class Closure(Sourced):
    """How a recommendation ended: the type, the reason, and the meeting that agreed it (rule 8)."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="closures")
    kind = models.CharField(max_length=20, choices=ClosureKind)
    reason = models.TextField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="closures")
    superseded_by = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    closed_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reopened_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-closed_on"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="recommendations_closure_has_a_reason"),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | Q(kind=ClosureKind.SUPERSEDED),
                name="recommendations_closure_replaced_only_where_superseded",
            ),
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(reopened_on__isnull=True),
                name="recommendations_closure_one_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_kind_display()}"


class PeriodicJudgement(Sourced):
    """How a continuing recommendation was judged at a meeting."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="judgements")
    judgement = models.CharField(max_length=20, choices=Judgement)
    reason = models.TextField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    judged_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-judged_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "judged_on"], name="recommendations_judgement_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_judgement_display()}"


class ImpactRating(models.Model):
    """Whether a recommendation mattered, in one member's view. Apart from whether it was done (rule 8).

    A member may change their mind: the history keeps every earlier view. `role` is the one held on the day.
    """

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="impact_ratings"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    impact = models.CharField(max_length=10, choices=Impact)
    words = models.TextField(blank=True)
    role = models.CharField("role held then", max_length=200, blank=True)
    rated_on = models.DateField()

    class Meta:
        ordering = ["-rated_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "person"], name="recommendations_impact_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_impact_display()}"
