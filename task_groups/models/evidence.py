"""What a task group gathers: papers, figures and letters, each with where it is from and whose it is."""

from django.db import models
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from core.models import Exemptible
from councils.models import User
from task_groups.enums import GatheredKind
from task_groups.models.enquiry import LineOfEnquiry, Witness
from task_groups.models.groups import TaskGroup
from task_groups.querysets import GatheredQuerySet


class GatheredEvidence(Exemptible):
    """One piece of evidence that a task group rests on. Exempt unless said to be open; withdrawn, never deleted."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=5, choices=GatheredKind)
    title = models.CharField(max_length=200)
    origin = models.CharField("where it is from", max_length=200)
    owner = models.CharField("whose it is", max_length=200, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    file = models.FileField(upload_to="gathered/%Y/%m", max_length=200, blank=True)
    file_name = models.CharField("name as uploaded", max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    lines = models.ManyToManyField(LineOfEnquiry, related_name="evidence", blank=True)
    witness = models.ForeignKey(
        Witness, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = GatheredQuerySet.as_manager()

    class Meta(Exemptible.Meta):
        ordering = ["pk"]
        verbose_name_plural = "gathered evidence"
        constraints = [
            *Exemptible.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(kind=GatheredKind.FILE) & ~Q(file=""))
                | (Q(kind=GatheredKind.LINK) & ~Q(url=""))
                | Q(kind=GatheredKind.PAPER, file="", url=""),
                name="task_groups_gathered_can_be_read_where_it_says",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="task_groups_withdrawn_evidence_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        """What a reader wants to know before opening the file: "PDF, 48 KB"."""
        kind = self.file_name.rpartition(".")[2].upper()
        return f"{kind}, {filesizeformat(self.size)}" if self.size else kind

    def get_absolute_url(self) -> str:
        """The file itself."""
        return reverse("task_groups:evidence-file", args=[self.task_group.slug, self.pk])
