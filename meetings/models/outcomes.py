"""What came of each item, and what corrects it."""

from django.db import models
from django.db.models import Q

from core.models import Exemptible, Sourced
from councils.models import Council, User
from meetings.enums import DecisionKind, OutcomeKind
from meetings.models.agenda import AgendaItem
from meetings.models.meeting import Meeting
from meetings.models.papers import Document
from meetings.querysets import OutcomeQuerySet


class Outcome(Exemptible, Sourced):
    """One entry of the log: what was asked, answered, promised or decided, in order, with who said it (rule 12)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="outcomes")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=OutcomeKind)
    text = models.TextField()
    said_by = models.CharField("who said it", max_length=200, blank=True)
    answers = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name="comes from",
    )
    decision = models.CharField(max_length=10, choices=DecisionKind, blank=True)
    number = models.CharField("number of the decision", max_length=10, blank=True)
    vote = models.CharField("vote, where one was taken", max_length=200, blank=True)
    owner = models.CharField("who will see to it", max_length=200, blank=True)
    has_no_owner_yet = models.BooleanField("no owner yet, as was said", default=False)
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField("due, in words", max_length=100, blank=True)
    councils = models.ManyToManyField(Council, related_name="+", blank=True)
    cites = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="cited_by"
    )
    cites_place = models.CharField(
        "page or paragraph cited", max_length=60, blank=True, help_text="page 12, or paragraph 4.2"
    )
    logged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    logged_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OutcomeQuerySet.as_manager()

    class Meta(Exemptible.Meta):
        ordering = ["position"]
        constraints = [
            *Exemptible.Meta.constraints,
            models.UniqueConstraint(fields=["item", "position"], name="meetings_outcome_position_once"),
            models.CheckConstraint(condition=~Q(text=""), name="meetings_outcome_has_words"),
            models.CheckConstraint(
                condition=Q(kind=OutcomeKind.DECISION) | Q(decision=""), name="meetings_outcome_decision_word"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(kind=OutcomeKind.QUESTION, withdrawn_at__isnull=True),
                name="meetings_standing_questions",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


class OutcomePoint(models.Model):
    """A sub-point of an entry: a request for a paper with six points has six."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="points")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "position"], name="meetings_point_position_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class OutcomeDraft(models.Model):
    """Half-typed words of one officer at one item. Kept until they are added to the log or cleared."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="meetings_draft_one_each")]

    def __str__(self) -> str:
        return f"Draft at {self.item}"


class Correction(models.Model):
    """A dated correction of an agreed record. The old words stay."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    old_text = models.TextField()
    new_text = models.TextField()
    reason = models.TextField()
    corrected_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["corrected_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="meetings_correction_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"Correction of {self.corrected_on}"
