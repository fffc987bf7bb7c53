"""A meeting, and who was there."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.enums import Precision
from core.models import Sourced
from councils.models import Appointment, Body, Council, Person
from meetings.enums import MeetingStatus, Presence
from meetings.querysets import MeetingQuerySet
from task_groups.models import TaskGroup


class Meeting(Sourced):
    """A meeting of a body or of a task group. `held_on` sorts; `held_precision` says how exactly the day is known."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    task_group = models.ForeignKey(
        TaskGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    slug = models.SlugField("last part of its address", max_length=40)
    held_on = models.DateField("day", null=True, blank=True)
    held_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    starts_at = models.TimeField("time", null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=MeetingStatus, default=MeetingStatus.PLANNED)
    status_reason = models.TextField("reason, where postponed or cancelled", blank=True)
    agenda_published_at = models.DateTimeField(null=True, blank=True)
    postponed_from = models.DateField("day from which it was put off", null=True, blank=True)
    started_at = models.DateTimeField("log opened at", null=True, blank=True)
    record_published_at = models.DateTimeField(null=True, blank=True)
    agreed_at_meeting = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="minutes_agreed"
    )
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = [F("held_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, task_group__isnull=True)
                | Q(body__isnull=True, task_group__isnull=False),
                name="meetings_meeting_of_body_or_task_group",
            ),
            models.UniqueConstraint(
                fields=["body", "slug"],
                condition=Q(body__isnull=False),
                name="meetings_meeting_body_slug_once",
            ),
            models.UniqueConstraint(
                fields=["task_group", "slug"],
                condition=Q(task_group__isnull=False),
                name="meetings_meeting_group_slug_once",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[MeetingStatus.POSTPONED, MeetingStatus.CANCELLED])
                | ~Q(status_reason=""),
                name="meetings_meeting_off_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(held_precision=Precision.UNKNOWN) | Q(held_on__isnull=False),
                name="meetings_meeting_day_known_or_unknown",
            ),
        ]
        indexes = [models.Index(fields=["status", "-held_on"], name="meetings_meeting_by_day")]

    def __str__(self) -> str:
        return f"{self.body or self.task_group}"

    @property
    def path(self) -> tuple[str, str, str]:
        """The three parts of its address: whose meeting (a council, "joint" or "task-groups"), which body, which day.

        Select `body__council` or `task_group` with the meeting: this asks for them.
        """
        if self.task_group is not None:
            return "task-groups", self.task_group.slug, self.slug
        assert self.body is not None  # noqa: S101 - the database holds that a meeting is of one or the other
        return self.body.council.slug if self.body.council else "joint", self.body.slug, self.slug

    def get_absolute_url(self) -> str:
        return reverse("recommendations:meeting", args=self.path)


class Attendance(Sourced):
    """Who was there, in what capacity, and what interest was declared."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="attendance"
    )
    label = models.CharField("role, where no name is on record", max_length=200, blank=True)
    presence = models.CharField(max_length=20, choices=Presence)
    on_behalf_of = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    substitute_for = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seat = models.ForeignKey(
        Appointment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="in which of their capacities",
    )
    interest = models.TextField("interest declared", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["presence", "pk"]
        verbose_name_plural = "attendance"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(label=""), name="meetings_attendance_names_someone"
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="meetings_attendance_person_once",
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.person)
