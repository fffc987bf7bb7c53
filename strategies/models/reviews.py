"""Reviews that are or were due, and the sheets of the light-touch checks."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import Sourced
from councils.models import Body, Partnership
from strategies.enums import CheckAnswer, CheckQuestion, Judgement, ReviewKind, ReviewOccasion, ReviewStatus
from strategies.models.projects import RoadmapProject
from strategies.models.strategy import Strategy
from strategies.querysets import ReviewQuerySet


class AnnualReview(models.Model):
    """The Partnership Annual Scrutiny Review of one year: begins with what became of last year's recommendations.

    `record` keeps what it said on the day it was concluded, so that the past is not rewritten by what happens later.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="annual_reviews")
    year = models.PositiveSmallIntegerField()
    introduction = models.TextField(blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    record = models.JSONField("what it said when it was concluded", default=dict, blank=True)
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

    def get_absolute_url(self) -> str:
        return reverse("recommendations:annual-review", args=[self.year])


class Review(Sourced):
    """One review that is or was due: a deep review or a light-touch check (rules 16 to 18).

    Unique for strategy and due date, so that two workers or a second run cannot open it twice. `why` keeps the reason for
    the date as it was worked out when the review was opened.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=10, choices=ReviewKind)
    due_on = models.DateField()
    why = models.CharField("reason for the date", max_length=500)
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
    evidence_at_end = models.JSONField(
        "what else was on record when it was concluded", default=dict, blank=True
    )
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


class ReviewNotice(models.Model):
    """That the officers are to be told of a review: once before it is due, once when it is opened (promises R4 and R5).

    Written with the event; `told_at` is filled when a digest told of it. Unique, so that a second run tells nothing twice.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="review_notices")
    occasion = models.CharField(max_length=10, choices=ReviewOccasion)
    kind = models.CharField(max_length=10, choices=ReviewKind)
    due_on = models.DateField()
    why = models.CharField("reason for the date", max_length=500)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "due_on", "occasion"], name="strategies_reviewnotice_once_an_occasion"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(told_at__isnull=True), name="strategies_notice_untold"
            )
        ]

    def __str__(self) -> str:
        return f"{self.due_on.year} {self.get_kind_display().lower()}"


class AssuranceFinding(models.Model):
    """One line of a check's assurance sheet: a project, what the live data said, and the judgement with its reason."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="findings")
    project = models.ForeignKey(RoadmapProject, on_delete=models.PROTECT, related_name="findings")
    evidence = models.JSONField("what the record showed when it was opened", default=dict)
    evidence_at_end = models.JSONField("what it showed when it was concluded", default=dict, blank=True)
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


class ReviewAnswer(models.Model):
    """What a check answered to one of its four questions, and in which words."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=20, choices=CheckQuestion)
    answer = models.CharField(max_length=20, choices=CheckAnswer, blank=True)
    words = models.TextField("why it is answered so")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "question"], name="strategies_answer_once_a_question"),
            models.CheckConstraint(condition=~Q(words=""), name="strategies_answer_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.review}: {self.get_question_display()} {self.get_answer_display()}"
