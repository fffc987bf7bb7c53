"""Actions: what was promised, each council's part of it, what was reported, and who signed it off."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import Exemptible, Sourced
from councils.models import Council, Post, User
from meetings.models import Outcome
from recommendations.enums import EvidenceKind, PartStatus, SignOffDecision, UpdateKind
from recommendations.models.recommendation import Recommendation
from recommendations.models.response import ResponseVersion
from recommendations.querysets import ActionPartQuerySet


class Action(Exemptible, Sourced):
    """A piece of work that was promised: in a council's response, or by an undertaking or request in a meeting.

    Several recommendations may share one action. Each council concerned has its own part.
    """

    title = models.TextField("what will be done")
    recommendations = models.ManyToManyField(
        Recommendation, through="ActionRecommendation", related_name="actions"
    )
    outcome = models.OneToOneField(
        Outcome, on_delete=models.PROTECT, null=True, blank=True, related_name="action"
    )
    promised_in = models.ForeignKey(
        ResponseVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    created_at = models.DateTimeField()

    class Meta(Exemptible.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title[:80]


class ActionRecommendation(models.Model):
    """A recommendation that an action serves."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="links")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="action_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "recommendation"], name="recommendations_link_once")
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.action}"


class ActionPart(models.Model):
    """One council's part of an action. A shared action is finished when every council has signed its own part (rule 9).

    `portfolio` is the post that signs; `responsible` the post that does the work. An undertaking logged in a meeting may
    have neither yet. `round` counts submissions: each is decided exactly once. Progress is asked for every
    `report_every_weeks`, or where nothing is set, as often as the council's weeks of silence allow.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="parts")
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="action_parts"
    )
    portfolio = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="parts_to_sign"
    )
    responsible = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="parts_to_do"
    )
    owner_words = models.CharField("owner as said in the meeting", max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=PartStatus, default=PartStatus.NOT_STARTED)
    status_reason = models.TextField("reason, where stopped or superseded", blank=True)
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField("date first promised", null=True, blank=True)
    due_words = models.CharField(max_length=100, blank=True)
    round = models.PositiveSmallIntegerField("times submitted", default=0)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    decide_by = models.DateField(null=True, blank=True)
    last_update_at = models.DateTimeField(null=True, blank=True)
    expected_on = models.DateField("day last reported as expected", null=True, blank=True)
    report_every_weeks = models.PositiveSmallIntegerField(
        "weeks between reports of progress", null=True, blank=True
    )
    replaced_by = models.ForeignKey(
        Action, on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    version = models.PositiveIntegerField(default=1)

    objects = ActionPartQuerySet.as_manager()

    class Meta:
        ordering = ["action_id", "council__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "council"],
                condition=Q(council__isnull=False),
                name="recommendations_part_once_a_council",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(council__isnull=True),
                name="recommendations_part_once_without_council",
            ),
            models.CheckConstraint(
                condition=~Q(status=PartStatus.READY) | Q(submitted_at__isnull=False),
                name="recommendations_part_ready_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[PartStatus.STOPPED, PartStatus.SUPERSEDED]) | ~Q(status_reason=""),
                name="recommendations_part_stopped_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(report_every_weeks__isnull=True) | Q(report_every_weeks__range=(1, 52)),
                name="recommendations_part_weeks_of_reports",
            ),
        ]
        indexes = [
            models.Index(fields=["council", "status", "due_on"], name="recs_part_by_council"),
            models.Index(fields=["status", "due_on"], name="recs_part_due"),
        ]

    def __str__(self) -> str:
        return f"{self.action} ({self.council.short_name if self.council else 'no council'})"

    def get_absolute_url(self) -> str:
        return reverse("recommendations:action", args=[self.pk])


class DueDateChange(models.Model):
    """A due date that was moved, with the reason. The date first promised stays on the part (rule 10)."""

    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="due_date_changes")
    old = models.DateField(null=True)
    new = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="recommendations_move_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"


class ProgressUpdate(models.Model):
    """What was reported on a part. Only ever added (rule 11). A difficulty reaches the portfolio holder at once."""

    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="updates")
    kind = models.CharField(max_length=10, choices=UpdateKind, default=UpdateKind.PROGRESS)
    text = models.TextField()
    expected_on = models.DateField("expected to be done on", null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="recommendations_update_has_words")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


class Evidence(models.Model):
    """A file or link that shows what was done. Never served from a public path: each download asks permission."""

    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=5, choices=EvidenceKind)
    title = models.CharField(max_length=200)
    shows = models.TextField("what it shows", blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    file = models.FileField(upload_to="evidence/%Y/%m", max_length=200, blank=True)
    file_name = models.CharField("name as uploaded", max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    round = models.PositiveSmallIntegerField("submission it belongs to", default=1)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=EvidenceKind.LINK) & ~Q(url=""))
                | (Q(kind=EvidenceKind.FILE) & ~Q(file="")),
                name="recommendations_evidence_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ending(self) -> str:
        """The kind of file as its name ends: PDF, DOCX."""
        return self.file_name.rpartition(".")[2].upper()


class SignOff(models.Model):
    """A portfolio holder's decision on one submission, kept exactly as it stood (rule 9).

    Unique for part and round: of two people who decide at once, one does. A reversal is a row of its own.
    """

    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="sign_offs")
    round = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=22, choices=SignOffDecision)
    words = models.TextField("reason, or what else is asked for", blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    by_role = models.CharField("role held then", max_length=200)
    as_deputy = models.BooleanField(default=False)
    at = models.DateTimeField()
    statement = models.JSONField("what was signed, as it stood", default=dict)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "round"],
                condition=~Q(decision=SignOffDecision.REVERSED),
                name="recommendations_signoff_once_a_round",
            ),
            models.CheckConstraint(
                condition=Q(decision=SignOffDecision.SIGNED_OFF) | ~Q(words=""),
                name="recommendations_signoff_has_words",
            ),
            models.CheckConstraint(
                condition=~Q(decision=SignOffDecision.REVERSED) | Q(reverses__isnull=False),
                name="recommendations_signoff_reversal_names_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.get_decision_display()}"
