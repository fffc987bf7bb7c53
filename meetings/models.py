"""Where it was said: meetings, their agenda, who was there, and what came of each item."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.enums import Precision
from core.models import Exemptible, Sourced
from councils.models import Body, Council, Person, User
from meetings.enums import DecisionKind, ItemProgress, MeetingStatus, OutcomeKind, Presence
from meetings.querysets import AgendaItemQuerySet, MeetingQuerySet, OutcomeQuerySet
from strategies.models import Strategy
from task_groups.models import Report, TaskGroup


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
        return reverse("meetings:meeting", args=self.path)


class AgendaItem(Exemptible):
    """One item of the agenda. Everything that came of it inherits its openness."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("number as printed", max_length=10, blank=True)
    title = models.CharField(max_length=300)
    public_title = models.CharField("neutral title, where the item is exempt", max_length=200, blank=True)
    introduction = models.TextField("report and presenter", blank=True)
    progress = models.CharField(max_length=10, choices=ItemProgress, default=ItemProgress.TO_COME)
    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    version = models.PositiveIntegerField(default=1)

    objects = AgendaItemQuerySet.as_manager()

    class Meta(Exemptible.Meta):
        ordering = ["position"]
        constraints = [
            *Exemptible.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "position"], name="meetings_item_position_once"),
        ]

    def __str__(self) -> str:
        return self.title


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
    interest = models.TextField("interest declared", blank=True)

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


class Outcome(Exemptible, Sourced):
    """One entry of the log: what was asked, answered, promised or decided, in order, with who said it (rule 12)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="outcomes")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=OutcomeKind)
    text = models.TextField()
    said_by = models.CharField("who said it", max_length=200, blank=True)
    answers = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name="comes from",
    )
    decision = models.CharField(max_length=10, choices=DecisionKind, blank=True)
    number = models.CharField("number of the decision", max_length=10, blank=True)
    vote = models.CharField("vote, where one was taken", max_length=200, blank=True)
    owner = models.CharField("who will see to it", max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField("due, in words", max_length=100, blank=True)
    councils = models.ManyToManyField(Council, related_name="+", blank=True)
    logged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    logged_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OutcomeQuerySet.as_manager()

    class Meta(Exemptible.Meta):
        ordering = ["position"]
        constraints = [
            *Exemptible.Meta.constraints,
            models.UniqueConstraint(fields=["item", "position"], name="meetings_outcome_position_once"),
            models.CheckConstraint(condition=~Q(text=""), name="meetings_outcome_has_words"),
            models.CheckConstraint(
                condition=Q(kind=OutcomeKind.DECISION) | Q(decision=""), name="meetings_outcome_decision_word"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


class OutcomePoint(models.Model):
    """A sub-point of an entry: a request for a paper with six points has six."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="points")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "position"], name="meetings_point_position_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class OutcomeDraft(models.Model):
    """Half-typed words of one officer at one item. Kept until they are added to the log or cleared."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="meetings_draft_one_each")]

    def __str__(self) -> str:
        return f"Draft at {self.item}"


class Correction(models.Model):
    """A dated correction of an agreed record. The old words stay."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    outcome = models.ForeignKey(
        Outcome, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    old_text = models.TextField()
    new_text = models.TextField()
    reason = models.TextField()
    corrected_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["corrected_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="meetings_correction_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"Correction of {self.corrected_on}"


class Document(Exemptible, Sourced):
    """A paper of a meeting or item. A new version is a new row that replaces the old one; the old one is kept."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="documents")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    label = models.CharField("label in the pack", max_length=40, blank=True, help_text="Appendix A")
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="documents/%Y/%m", max_length=200)
    file_name = models.CharField("name as uploaded", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta(Exemptible.Meta):
        ordering = ["label", "pk"]

    def __str__(self) -> str:
        return self.title
