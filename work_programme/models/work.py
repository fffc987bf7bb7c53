"""Pieces of work that somebody put on the programme, and the months planned for those that come by rule."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from councils.models import Body, Council, Partnership
from strategies.models import Strategy
from task_groups.models import TaskGroup
from work_programme.enums import BY_HAND, WorkKind, WorkStatus
from work_programme.models.topics import TopicSuggestion


class WorkItem(models.Model):
    """A piece of work that the scrutiny officer put on the programme. Everything on it is public.

    `starts_on` and `ends_on` are months, written as their first days; both count. Work of several councils is joint.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="work_items")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=14, choices=WorkKind)
    councils = models.ManyToManyField(Council, related_name="work_items")
    starts_on = models.DateField("first month")
    ends_on = models.DateField("last month")
    owner = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="work_items", verbose_name="body"
    )
    note = models.TextField("what it is for", blank=True)
    topic = models.OneToOneField(
        TopicSuggestion, on_delete=models.PROTECT, null=True, blank=True, related_name="work_item"
    )
    status = models.CharField(max_length=10, choices=WorkStatus, default=WorkStatus.PLANNED)
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.TextField("why it ended", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="work_programme_work_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(kind__in=BY_HAND), name="work_programme_work_not_by_rule"),
            models.CheckConstraint(
                condition=Q(status=WorkStatus.PLANNED) | Q(ended_on__isnull=False),
                name="work_programme_work_ended_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status=WorkStatus.WITHDRAWN) | ~Q(ended_reason=""),
                name="work_programme_work_taken_off_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["status", "ends_on"], name="work_programme_work_status")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("work_programme:item", args=[self.pk])


class PlannedMonths(models.Model):
    """The months planned for work that comes by rule: for the review of a strategy in a year, or for a task group.

    Without such a row the months follow from the day on which a review is due, or from a group's meetings. The day on which
    a review is due is never moved by this: it belongs to the strategy.
    """

    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, null=True, blank=True, related_name="planned_months"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    task_group = models.OneToOneField(
        TaskGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="planned_months"
    )
    starts_on = models.DateField("first month")
    ends_on = models.DateField("last month")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name_plural = "planned months"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="work_programme_months_end_after_start"
            ),
            models.CheckConstraint(
                condition=Q(strategy__isnull=False, year__isnull=False, task_group__isnull=True)
                | Q(strategy__isnull=True, year__isnull=True, task_group__isnull=False),
                name="work_programme_months_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["strategy", "year"],
                condition=Q(strategy__isnull=False),
                name="work_programme_months_once_a_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%B %Y} to {self.ends_on:%B %Y}"


class CouncilLimit(models.Model):
    """How many pieces of work a council takes on at a time, joint work counted, where it set a limit of its own.

    The limit for all work together is a setting of the partnership.
    """

    council = models.OneToOneField(Council, on_delete=models.PROTECT, related_name="work_limit")
    pieces = models.PositiveSmallIntegerField("pieces of work at a time")

    class Meta:
        ordering = ["council__position"]
        verbose_name = "limit of a council"
        verbose_name_plural = "limits of councils"

    def __str__(self) -> str:
        return f"{self.council.short_name}: {self.pieces}"
