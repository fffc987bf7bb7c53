"""Filters on notices. Moments are arguments."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from notices.enums import NoticeStatus

if TYPE_CHECKING:
    from notices.models import Notice  # noqa: F401


class NoticeQuerySet(QuerySet["Notice"]):
    def due_at(self, moment: datetime) -> NoticeQuerySet:
        """Notices to send: waiting and due, or claimed by a worker whose lease has run out."""
        return self.filter(
            Q(status=NoticeStatus.WAITING, due_at__lte=moment)
            | Q(status=NoticeStatus.SENDING, claimed_until__lt=moment)
        )

    def not_delivered(self) -> NoticeQuerySet:
        return self.filter(status=NoticeStatus.FAILED)

    def unsent(self) -> NoticeQuerySet:
        return self.filter(status__in=[NoticeStatus.WAITING, NoticeStatus.SENDING])
