"""What a task group hands over."""

from django.db import models
from django.urls import reverse

from core.enums import Precision
from core.models import Sourced
from task_groups.enums import ReportStatus
from task_groups.models.groups import TaskGroup


class Report(Sourced):
    """The group's report. Its recommendations are counted from here; sending it starts the councils' clocks."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="reports")
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    author = models.CharField(max_length=160, blank=True)
    summary = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=ReportStatus, default=ReportStatus.DRAFT)
    dated_on = models.DateField(null=True, blank=True)
    dated_precision = models.CharField(max_length=10, choices=Precision, default=Precision.UNKNOWN)
    witnesses_stated = models.PositiveSmallIntegerField(
        "number of witnesses the report states", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-dated_on"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("recommendations:report", args=[self.slug])
