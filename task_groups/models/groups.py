"""Task groups, and who sits on them on behalf of which council."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.models import Sourced
from councils.models import Council, Partnership, Person
from strategies.models import Review, Strategy
from task_groups.enums import MemberRole, TaskGroupStatus


class TaskGroup(Sourced):
    """A group of councillors from the councils that looks into one subject, for a deep review where one asked for it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="task_groups")
    review = models.OneToOneField(
        Review, on_delete=models.PROTECT, null=True, blank=True, related_name="task_group"
    )
    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, null=True, blank=True, related_name="task_groups"
    )
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    status = models.CharField(max_length=12, choices=TaskGroupStatus, default=TaskGroupStatus.PROPOSED)
    scope = models.TextField(blank=True)
    background = models.JSONField(
        "what the last review recommended and how it stood", default=list, blank=True
    )
    times_met = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("recommendations:review", args=[self.slug])


class SeatsWanted(models.Model):
    """How many members and reserves a task group wants from one council."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="seats_wanted")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    members = models.PositiveSmallIntegerField(default=2)
    reserves = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["council__position"]
        verbose_name_plural = "seats wanted"
        constraints = [
            models.UniqueConstraint(fields=["task_group", "council"], name="task_groups_seats_once_a_council")
        ]

    def __str__(self) -> str:
        return f"{self.council.short_name}: {self.members}"


class Membership(Sourced):
    """A councillor on a task group, on behalf of one council."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="memberships", verbose_name="on behalf of"
    )
    role = models.CharField(max_length=10, choices=MemberRole, default=MemberRole.MEMBER)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["council__position", "role", "person__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="task_groups_member_ends_after_start",
            ),
            models.UniqueConstraint(fields=["task_group", "person"], name="task_groups_member_once"),
            models.UniqueConstraint(
                fields=["task_group"],
                condition=Q(role=MemberRole.CHAIRMAN, ends_on__isnull=True),
                name="task_groups_one_chairman",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.council.short_name})"


class SupportOfficer(Sourced):
    """An officer who supported the group, with the role held then."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="officers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role_title = models.CharField(max_length=160)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["task_group", "person"], name="task_groups_officer_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role_title}"
