"""The route of a report or recommendation, and what a recommendation was drafted from."""

from django.db import models
from django.db.models import Q

from core.enums import Precision
from core.models import Sourced
from councils.models import Body
from meetings.enums import DecisionKind
from meetings.models import Meeting
from recommendations.models.recommendation import Recommendation
from task_groups.models import Finding, Report


class RouteStop(Sourced):
    """One body that a report or recommendation goes to, when it was to get there and when it did, and what came of it.

    Only a council's executive answers; what a panel does is a station on the way and sets nothing.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, blank=True, related_name="route")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="route"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="route_stops")
    position = models.PositiveSmallIntegerField(default=0)
    planned_on = models.DateField(null=True, blank=True)
    first_planned_on = models.DateField("day first planned, where it was moved", null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)
    reached_precision = models.CharField(max_length=10, choices=Precision, default=Precision.UNKNOWN)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="route_stops"
    )
    decision = models.CharField(max_length=10, choices=DecisionKind, blank=True)
    note = models.TextField(blank=True)
    taken_off_reason = models.TextField("why it no longer goes there", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(report__isnull=False, recommendation__isnull=True)
                | Q(report__isnull=True, recommendation__isnull=False),
                name="recommendations_route_of_report_or_recommendation",
            ),
            models.UniqueConstraint(
                fields=["report", "body"],
                condition=Q(report__isnull=False),
                name="recommendations_route_report_body_once",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "body"],
                condition=Q(recommendation__isnull=False),
                name="recommendations_route_recommendation_body_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}"


class DraftedFrom(models.Model):
    """A finding that a recommendation of the same group's report was drafted from."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="drafted_from")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="drafted")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "drafted from"
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "finding"], name="recommendations_drafted_from_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.finding}"
