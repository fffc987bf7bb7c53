"""When a post passed from one person to the next, or to nobody."""

from django.db import models
from django.db.models import Q

from core.models import Sourced
from councils.models.people import Appointment, Post, User


class HolderChange(Sourced):
    """A change of who holds a post, from a day (rule 2). Without `arriving` the post is vacant from that day.

    Written when it becomes known, often before the day. The appointments say who holds the post; this says that the one
    followed the other, why, and who wrote it down.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="changes")
    first_day = models.DateField("first day of the change")
    leaving = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    arriving = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="councils_holderchange_has_a_reason"),
            models.CheckConstraint(
                condition=Q(leaving__isnull=False) | Q(arriving__isnull=False),
                name="councils_holderchange_somebody_leaves_or_arrives",
            ),
            models.UniqueConstraint(fields=["post", "first_day"], name="councils_holderchange_once_a_day"),
        ]
        indexes = [models.Index(fields=["first_day"], name="councils_holderchange_day")]

    def __str__(self) -> str:
        return f"{self.post} from {self.first_day}"
