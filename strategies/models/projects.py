"""The roadmap: its projects, how far each has got at each council, and how it fares."""

from django.db import models
from django.db.models import F, Q

from core.models import Sourced
from councils.models import Council, Person, Post
from strategies.enums import BusinessCase, CaseDecision, Health, Stage
from strategies.models.money import Funding
from strategies.models.strategy import Strategy


class Roadmap(Sourced):
    """The shorter plan that supports a strategy over its own period."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="roadmaps")
    title = models.CharField(max_length=200)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="strategies_roadmap_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.title


class RoadmapProject(Sourced):
    """A project or line of work of the roadmap. It comes forward with a business case of its own."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="projects")
    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    lead = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="projects_led"
    )
    business_case = models.CharField(max_length=20, choices=BusinessCase, default=BusinessCase.NONE)
    business_case_note = models.CharField(max_length=300, blank=True)
    case_round = models.PositiveSmallIntegerField("times its business case was submitted", default=0)
    funding = models.ManyToManyField(Funding, blank=True, related_name="projects")
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "slug"], name="strategies_project_slug_once")
        ]

    def __str__(self) -> str:
        return self.name


class BusinessCaseDecision(Sourced):
    """What one council's portfolio holder decided of a business case, each time it was submitted.

    The name and role of who decided stay as they were on the day. Rows are added, never changed; the newest counts.
    """

    project = models.ForeignKey(RoadmapProject, on_delete=models.PROTECT, related_name="case_decisions")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField("which submission was decided on")
    decision = models.CharField(max_length=10, choices=CaseDecision)
    words = models.TextField(blank=True)
    decided_on = models.DateField()
    by_name = models.CharField(max_length=200)
    by_role = models.CharField(max_length=200)

    class Meta:
        ordering = ["round", "council__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "council", "round"], name="strategies_case_decided_once_a_round"
            ),
            models.CheckConstraint(
                condition=~Q(decision=CaseDecision.SENT_BACK) | ~Q(words=""),
                name="strategies_case_sent_back_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.council.short_name}: {self.get_decision_display()}"


class ProjectMilestone(Sourced):
    """A step of a project with the day it is due. A moved day keeps the first one; the reasons are in the history."""

    project = models.ForeignKey(RoadmapProject, on_delete=models.PROTECT, related_name="milestones")
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    first_due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "what"], name="strategies_milestone_once_a_project")
        ]

    def __str__(self) -> str:
        return self.what


class ProjectStage(Sourced):
    """How far a project had got at one council on a day. Rows are added, never changed; the newest counts."""

    project = models.ForeignKey(RoadmapProject, on_delete=models.PROTECT, related_name="stages")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20, choices=Stage)
    note = models.CharField(max_length=200, blank=True)
    as_of = models.DateField()

    class Meta:
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "council", "as_of"], name="strategies_stage_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.council.short_name}: {self.get_stage_display()}"


class ProjectHealth(Sourced):
    """A project's health on a day, in words, by a named person (rule 21). Rows are added, never changed."""

    project = models.ForeignKey(RoadmapProject, on_delete=models.PROTECT, related_name="health_reports")
    health = models.CharField(max_length=20, choices=Health)
    words = models.TextField()
    as_of = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-as_of", "-pk"]
        indexes = [models.Index(fields=["project", "-as_of"], name="strategies_health_newest")]

    def __str__(self) -> str:
        return f"{self.project}: {self.get_health_display()}"


class ProjectDifficulty(Sourced):
    """A difficulty told at any time (rule 21). It reaches the portfolio holders and the scrutiny bodies at once.

    It stays open until somebody says what came of it. It is not published: those who work on it and councillors read it.
    """

    project = models.ForeignKey(RoadmapProject, on_delete=models.PROTECT, related_name="difficulties")
    words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    settled_on = models.DateField(null=True, blank=True)
    settled_words = models.TextField("what came of it", blank=True)

    class Meta:
        ordering = ["-told_at"]
        verbose_name_plural = "project difficulties"
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | ~Q(settled_words=""),
                name="strategies_difficulty_settled_says_how",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.told_at}"
