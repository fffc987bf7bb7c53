"""The papers of a strategy's versions."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import Exemptible, Sourced
from councils.models import User
from strategies.models.strategy import StrategyVersion


class StrategyDocument(Exemptible, Sourced):
    """A paper of one version of a strategy. It is never deleted: it is withdrawn and says so.

    Papers of two versions are the same paper when they have the same title; their files tell whether it changed.
    """

    of_version = models.ForeignKey(
        StrategyVersion, on_delete=models.PROTECT, related_name="documents", verbose_name="version it is of"
    )
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="strategies/%Y/%m", max_length=200)
    file_name = models.CharField("name as uploaded", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField("number of pages, where the file tells", null=True, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Exemptible.Meta):
        ordering = ["pk"]  # by title, one that is exempt would show where it stands in the alphabet
        constraints = [
            *Exemptible.Meta.constraints,
            models.UniqueConstraint(
                fields=["of_version", "title"],
                condition=Q(withdrawn_at__isnull=True),
                name="strategies_document_title_once_a_version",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="strategies_withdrawn_document_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategies:document", args=[self.of_version.strategy.slug, self.pk])
