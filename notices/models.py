"""What people must be told: an outbox written in the transaction of the event, delivered later by a sweep."""

from django.db import models
from django.db.models import Q

from councils.models import User
from notices.enums import NoticeKind, NoticeStatus
from notices.querysets import NoticeQuerySet


class Notice(models.Model):
    """One message to one person about one occasion. `key` is unique: the same occasion is never told twice.

    The text holds no exempt words: whoever writes it uses references and neutral titles only.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=30, choices=NoticeKind)
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    title = models.CharField(max_length=200)
    text = models.TextField()
    path = models.CharField("address in the portal", max_length=300)
    status = models.CharField(max_length=10, choices=NoticeStatus, default=NoticeStatus.WAITING)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=NoticeStatus.SENT) | Q(sent_at__isnull=False),
                name="notices_notice_sent_has_a_moment",
            )
        ]
        indexes = [models.Index(fields=["status", "due_at"], name="notices_notice_due")]

    def __str__(self) -> str:
        return self.title


class Sweep(models.Model):
    """When each kind of clock work last ran to its end. The health page reads it (promise R11)."""

    name = models.CharField(max_length=60, unique=True)
    ran_at = models.DateTimeField()
    result = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.ran_at}"
