"""Papers of a meeting."""

from django.db import models

from core.models import Exemptible, Sourced
from councils.models import User
from meetings.models.agenda import AgendaItem
from meetings.models.meeting import Meeting


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
    pages = models.PositiveIntegerField("number of pages, where the file tells", null=True, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta(Exemptible.Meta):
        ordering = ["label", "pk"]

    def __str__(self) -> str:
        return self.title
