"""Writing notices into the outbox, and noting that a sweep ran. Nothing is sent here."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from councils.models import User
from notices.enums import NoticeKind
from notices.models import Notice, Sweep


def tell(
    *,
    key: str,
    kind: NoticeKind,
    recipient: User,
    title: str,
    text: str,
    path: str,
    due_at: datetime,
    at: datetime,
) -> Notice | None:
    """Write one notice in the transaction of the event it tells of; the sweep sends it once `due_at` has
    come.

    `key` names the occasion (kind, thing, person, date). Told before, also by someone else a moment ago, it
    is not told again and None is given (promise R5). `title` and `text` must hold no exempt words:
    references and neutral titles only (rule 15). The event has its own history row; the notice gets one
    when it is sent.
    """
    try:
        with transaction.atomic():
            return Notice.objects.create(
                key=key,
                kind=kind,
                recipient=recipient,
                title=title,
                text=text,
                path=path,
                due_at=due_at,
                written_at=at,
            )
    except IntegrityError:
        if Notice.objects.filter(key=key).exists():
            return None
        raise


def tell_all(
    *,
    recipients: Iterable[User],
    key: str,
    kind: NoticeKind,
    title: str,
    text: str,
    path: str,
    due_at: datetime,
    at: datetime,
) -> list[Notice]:
    """Tell several people of one occasion: each has a key of their own, the occasion's with their id
    appended.
    """
    told = [
        tell(
            key=f"{key}:{recipient.pk}",
            kind=kind,
            recipient=recipient,
            title=title,
            text=text,
            path=path,
            due_at=due_at,
            at=at,
        )
        for recipient in recipients
    ]
    return [notice for notice in told if notice is not None]


def mark_sweep(*, name: str, at: datetime, result: str) -> Sweep:
    """Note that a kind of clock work ran to its end, for the health page (promise R11)."""
    sweep, _ = Sweep.objects.update_or_create(name=name, defaults={"ran_at": at, "result": result[:300]})
    return sweep
