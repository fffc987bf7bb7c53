"""What pages need to know of notices: what was not delivered, what waits, when each sweep last ran."""

from datetime import datetime

from django.db.models import Case, F, Min, Q, QuerySet, When

from notices.enums import NoticeKind
from notices.models import Notice, Sweep


def not_delivered() -> QuerySet[Notice]:
    """Notices that were given up, with their recipients, newest first: the scrutiny officer tells them
    otherwise.

    Not of what somebody follows: nothing hangs on it, and it is theirs alone.
    """
    given_up = Notice.objects.not_delivered().exclude(kind=NoticeKind.FOLLOWED_CHANGED)
    return given_up.select_related("recipient").order_by("-written_at", "-pk")


def oldest_unsent_since(*, at: datetime) -> datetime | None:
    """Since when the oldest notice that should have gone has been waiting, or None when nothing waits.

    A notice that failed is put back with a later due date: it counts from when it was written.
    """
    waiting = Notice.objects.unsent().filter(Q(due_at__lte=at) | Q(attempts__gt=0))
    since = Case(When(attempts__gt=0, then=F("written_at")), default=F("due_at"))
    oldest: datetime | None = waiting.aggregate(oldest=Min(since))["oldest"]
    return oldest


def last_sweeps() -> dict[str, datetime]:
    """When each kind of clock work last ran to its end, by name."""
    return dict(Sweep.objects.order_by("name").values_list("name", "ran_at"))
