"""A paper that exists already, what the reader found in it, and what the officer made of that."""

from django.db import models
from django.db.models import Q

from core.enums import Openness
from councils.models import Body, User
from meetings.models import AgendaItem, Attendance, Meeting, Outcome
from recommendations.enums import ProposalKind, ProposalStatus, ReadingStatus
from recommendations.models.recommendation import Recommendation


class Reading(models.Model):
    """A paper handed in to be read: pasted text, or a file. Nothing of it is on record before a proposal is accepted.

    It is the officers' own working paper: no page of anyone else shows it. `body`, `held_on` and `meeting` are what the
    officer confirmed, never what was guessed. `openness` is said by the officer and inherited by all that is accepted.
    """

    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="readings/%Y/%m", max_length=200, blank=True)
    file_name = models.CharField("name as uploaded", max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    text = models.TextField("the words as read", blank=True)
    sha256 = models.CharField(
        "hash of the words, white space folded", max_length=64, blank=True, db_index=True
    )
    openness = models.CharField(max_length=10, choices=Openness, default=Openness.EXEMPT)
    exempt_paragraph = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=ReadingStatus, default=ReadingStatus.WAITING)
    failure = models.CharField("why it could not be read", max_length=300, blank=True)
    pages_done = models.PositiveIntegerField(default=0)
    pages_total = models.PositiveIntegerField(default=0)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="readings"
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="first of several meetings in one paper",
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField("how often a worker took it up", default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=ReadingStatus.FAILED) | ~Q(failure=""),
                name="recommendations_reading_failure_says_why",
            ),
        ]
        indexes = [models.Index(fields=["status", "added_at"], name="recommendations_reading_queue")]

    def __str__(self) -> str:
        return self.title


class Proposal(models.Model):
    """One thing that the reader found, with the place of its words in the text: `text[start:end]`.

    `fields` are as read and never change; `changed` are the officer's, where they differ. `parent` is the item of a
    decision or the question of an answer. `recommendation` is the one in the tracker that says the same, or was made of it;
    so with `outcome`, `item` and `attendance`. A proposal still open that names a recommendation only looks like it.
    """

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="proposals")
    position = models.PositiveIntegerField()
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(max_length=20, choices=ProposalKind)
    fields = models.JSONField(default=dict)
    changed = models.JSONField(null=True, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    place = models.CharField("where in the paper", max_length=100, blank=True)
    status = models.CharField(max_length=10, choices=ProposalStatus, default=ProposalStatus.OPEN)
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    attendance = models.ForeignKey(
        Attendance, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["reading", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["reading", "position"], name="recommendations_proposal_position_once"
            ),
            models.CheckConstraint(
                condition=Q(end__gte=models.F("start")), name="recommendations_proposal_place_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"
