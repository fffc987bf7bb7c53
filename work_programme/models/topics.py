"""Topics that somebody suggested, and how they were weighed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from councils.models import Council, Partnership, User
from meetings.models import Outcome
from task_groups.models import TaskGroup
from work_programme.enums import UNDECIDED, Criterion, Points, TopicStatus


class TopicSuggestion(models.Model):
    """Something that scrutiny was asked to look at: by a councillor, on somebody's behalf, or in a meeting.

    What was suggested in a meeting is seen by those who may read that entry, and by nobody else.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="topics_suggested")
    title = models.CharField(max_length=160)
    words = models.TextField("why it should be looked at")
    said_by = models.CharField("whose suggestion it is, by role", max_length=160)
    suggested_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="topics_suggested"
    )
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="topics_suggested"
    )
    outcome = models.OneToOneField(
        Outcome, on_delete=models.PROTECT, null=True, blank=True, related_name="topic_suggestion"
    )
    received_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=TopicStatus, default=TopicStatus.RECEIVED)
    weighed = models.TextField("what was found when it was weighed", blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reason = models.TextField("why it was decided so", blank=True)
    task_group = models.ForeignKey(
        TaskGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="topics_suggested"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=UNDECIDED) | (Q(decided_on__isnull=False) & ~Q(reason="")),
                name="work_programme_topic_decided_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["status", "received_at"], name="work_programme_topic_status")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work_programme:topic", args=[self.pk])


class TopicScore(models.Model):
    """How many points a suggested topic was given by one criterion."""

    topic = models.ForeignKey(TopicSuggestion, on_delete=models.PROTECT, related_name="scores")
    criterion = models.CharField(max_length=12, choices=Criterion)
    points = models.PositiveSmallIntegerField(choices=Points)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "criterion"], name="work_programme_score_once_a_criterion"
            ),
            models.CheckConstraint(
                condition=Q(points__lte=Points.MOST.value), name="work_programme_score_up_to_the_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_criterion_display()} {self.points}"
