"""What pages need to know of notices: what was not delivered, what waits, when each sweep last ran."""

from datetime import datetime

from django.db.models import QuerySet

from notices.models import Notice, Sweep


def not_delivered() -> QuerySet[Notice]:
    """Notices that were given up, with their recipients, newest first: the scrutiny officer tells them
    otherwise.
    """
    return Notice.objects.not_delivered().select_related("recipient").order_by("-written_at", "-pk")


def oldest_unsent_since(*, at: datetime) -> datetime | None:
    """Since when the oldest due notice has been waiting, or None when nothing due waits."""
    return (
        Notice.objects.unsent()
        .filter(due_at__lte=at)
        .order_by("due_at")
        .values_list("due_at", flat=True)
        .first()
    )


def last_sweeps() -> dict[str, datetime]:
    """When each kind of clock work last ran to its end, by name."""
    return dict(Sweep.objects.order_by("name").values_list("name", "ran_at"))
