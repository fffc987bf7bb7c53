"""Papers of a meeting."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.models import Exemptible, Sourced
from councils.models import User
from meetings.models.agenda import AgendaItem
from meetings.models.meeting import Meeting
from meetings.querysets import DocumentQuerySet

KINDS = {
    "pdf": "PDF", "docx": "Word", "xlsx": "Excel", "odt": "OpenDocument text", "ods": "OpenDocument sheet",
    "csv": "CSV", "png": "PNG", "jpg": "JPEG",
}  # fmt: skip
CURRENT = Q(replaced_at__isnull=True, withdrawn_at__isnull=True) & ~Q(label="")


class Document(Exemptible, Sourced):
    """A paper of a meeting or item. A new version is a new row that replaces the old one; the old one is kept.

    Title, label, openness and withdrawal are the same in every version of a paper: only the file differs.
    """

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
    pages = models.PositiveIntegerField("number of pages, where the file tells", null=True, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField("replaced by a newer version at", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DocumentQuerySet.as_manager()

    class Meta(Exemptible.Meta):
        ordering = ["label", "pk"]
        constraints = [
            *Exemptible.Meta.constraints,
            models.UniqueConstraint(
                "item",
                Lower("label"),
                condition=CURRENT & Q(item__isnull=False),
                name="meetings_paper_label_once_in_an_item",
            ),
            models.UniqueConstraint(
                "meeting",
                Lower("label"),
                condition=CURRENT & Q(item__isnull=True),
                name="meetings_paper_label_once_in_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="meetings_withdrawn_paper_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        """What a reader wants to know before opening it: "PDF, 12 pages"."""
        kind = KINDS.get(self.file_name.rpartition(".")[2].lower(), "")
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages" if self.pages else ""
        return ", ".join(words for words in (kind, pages) if words)
