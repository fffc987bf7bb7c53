"""One council's response to one recommendation, with every version."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.enums import Precision
from core.models import Sourced
from councils.models import Council, Post, User
from meetings.models import Meeting
from recommendations.enums import ANSWERING, ResponseStatus, Verdict, VersionStatus
from recommendations.models.recommendation import Recommendation
from recommendations.querysets import ResponseQuerySet


class Response(models.Model):
    """What one council says to one recommendation (rule 4). The row exists from the moment the council is asked.

    The clock (LGA 2000 s.9FE): due within two months beginning with the day the executive received the report or, if later,
    the notice. `verdict` repeats the newest published version's, for lists.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="responses")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="responses")
    portfolio = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="responses_asked"
    )
    status = models.CharField(max_length=15, choices=ResponseStatus, default=ResponseStatus.NOT_SENT)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    received_on = models.DateField("report received by the executive on", null=True, blank=True)
    noticed_on = models.DateField("notice received on", null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField("answer expected on", null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation_id", "council__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "council"], name="recommendations_response_once_a_council"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ResponseStatus.AWAITED]) | Q(due_on__isnull=False),
                name="recommendations_response_awaited_has_a_due_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=ResponseStatus.ANSWERED) | Q(verdict__in=sorted(ANSWERING)),
                name="recommendations_response_answered_by_an_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["council", "status", "due_on"], name="recs_response_by_council"),
            models.Index(fields=["status", "due_on"], name="recs_response_due"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}, {self.council.short_name}"

    def get_absolute_url(self) -> str:
        return reverse("recommendations:response", args=[self.recommendation.reference, self.council.slug])


class ResponseVersion(Sourced):
    """One answer as it was given. A new answer is a new version; the earlier one stays (rule 4)."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=VersionStatus, default=VersionStatus.DRAFT)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    words = models.TextField("what the council said", blank=True)
    reasons = models.TextField(blank=True)
    part_accepted = models.TextField("which part is accepted", blank=True)
    in_place_since = models.CharField("in place since", max_length=100, blank=True)
    expected_on = models.DateField("answer expected on", null=True, blank=True)
    decided_by = models.CharField("who decided, with the role held then", max_length=200, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    draft_commitments = models.JSONField("commitments, while a draft", default=list, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "number"], name="recommendations_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["response"],
                condition=Q(status=VersionStatus.DRAFT),
                name="recommendations_version_one_draft",
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=[Verdict.REJECTED, Verdict.IN_PART])
                | Q(status=VersionStatus.DRAFT)
                | ~Q(reasons=""),
                name="recommendations_version_refusal_has_reasons",
            ),
            models.CheckConstraint(
                condition=Q(status=VersionStatus.DRAFT) | Q(published_at__isnull=False),
                name="recommendations_version_published_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(status=VersionStatus.DRAFT) | ~Q(verdict=""),
                name="recommendations_version_published_has_a_verdict",
            ),
        ]
        indexes = [models.Index(fields=["status", "decided_on", "id"], name="recs_version_newest")]

    def __str__(self) -> str:
        return f"{self.response}: {self.get_verdict_display()}"


class ResponseDueDateChange(models.Model):
    """A due date that was moved, with the reason. The first date stays on the response (rule 10)."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="due_date_changes")
    old = models.DateField()
    new = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="recommendations_response_move_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"
