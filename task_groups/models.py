"""Who looked into it: task groups, their members on behalf of councils, what they asked and what they found."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.enums import Precision
from core.models import Sourced
from councils.models import Council, Partnership, Person
from strategies.models import Review, Strategy
from task_groups.enums import CoverageState, MemberRole, ReportStatus, TaskGroupStatus


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


class LineOfEnquiry(Sourced):
    """A key line of enquiry: one question the group set out to answer."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="lines_of_enquiry")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "lines of enquiry"
        constraints = [
            models.UniqueConstraint(fields=["task_group", "position"], name="task_groups_line_position_once")
        ]

    def __str__(self) -> str:
        return self.text


class Witness(Sourced):
    """Someone the group heard, with the role held then."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="witnesses")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role_title = models.CharField(max_length=160)
    lines = models.ManyToManyField(LineOfEnquiry, through="WitnessCoverage", related_name="witnesses")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "witnesses"
        constraints = [
            models.UniqueConstraint(fields=["task_group", "person"], name="task_groups_witness_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role_title}"


class WitnessCoverage(models.Model):
    """What was asked of whom: one line of enquiry, one witness."""

    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="coverage")
    line = models.ForeignKey(LineOfEnquiry, on_delete=models.PROTECT, related_name="coverage")
    state = models.CharField(max_length=10, choices=CoverageState, default=CoverageState.OPEN)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "witness coverage"
        constraints = [models.UniqueConstraint(fields=["witness", "line"], name="task_groups_coverage_once")]

    def __str__(self) -> str:
        return f"{self.witness}: {self.line}"


class Finding(Sourced):
    """Something the group found, under a theme of its report."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="findings")
    theme = models.CharField(max_length=100)
    theme_position = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["theme_position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["task_group", "theme", "position"], name="task_groups_finding_position_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.text[:60]}"


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
        return reverse("task_groups:report", args=[self.slug])
