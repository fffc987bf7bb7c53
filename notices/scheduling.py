"""Sending what is due. Safe to run at any time, any number of times, by several workers at once.

The outbox is the truth: a notice is claimed with a lease before it is sent, and a worker that dies leaves a
lease that runs out. What is due for one person goes in one letter.
"""

import hashlib
import logging
import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from core.moving import make_move
from notices.cycle import LEASE, wait_after
from notices.enums import NoticeStatus
from notices.lifecycle import NOTICE_MOVES
from notices.mail import Letter, deliver
from notices.models import Notice
from notices.operations import mark_sweep

SWEEP = "send_notices"
MOST_IN_ONE_RUN = 500
LONGEST_RUN = LEASE / 2
logger = logging.getLogger(__name__)

Send = Callable[[Letter], None]


@dataclass
class Sent:
    """What one run did, in notices."""

    sent: int = 0
    put_back: int = 0
    given_up: int = 0
    withdrawn: int = 0

    def __str__(self) -> str:
        return (
            f"{self.sent} sent, {self.put_back} to be tried again, {self.given_up} not delivered, "
            f"{self.withdrawn} no longer needed"
        )


def send_due(*, now: datetime, send: Send = deliver, limit: int = MOST_IN_ONE_RUN) -> Sent:
    """Send every notice that is due, at most `limit` in one run, and note that the sweep ran.

    A letter that fails is tried again later; one that cannot be sent stops nobody else's (promise R10). A
    run on a slow mail server ends before its leases do, and leaves the rest to the next.
    """
    result = Sent()
    last_start = time.monotonic() + LONGEST_RUN.total_seconds()
    for batch in _batches(now=now, limit=limit):
        if time.monotonic() > last_start:
            break
        try:
            _send_batch(batch, now=now, send=send, result=result)
        except Exception:
            logger.exception("notices_batch_failed", extra={"notices": [notice.pk for notice in batch]})
    mark_sweep(name=SWEEP, at=now, result=str(result))
    return result


def _batches(*, now: datetime, limit: int) -> list[list[Notice]]:
    """Group what is due by person. What a dead worker had claimed together stays together: it is the same
    letter."""
    found: dict[tuple[int, datetime | None], list[Notice]] = {}
    due = Notice.objects.due_at(now).select_related("recipient").order_by("due_at", "pk")
    for notice in due[:limit]:
        found.setdefault((notice.recipient_id, notice.claimed_until), []).append(notice)
    return list(found.values())


def _send_batch(batch: list[Notice], *, now: datetime, send: Send, result: Sent) -> None:
    if not _claim(batch, now=now):
        return
    if not batch[0].recipient.is_active:
        _settle(batch, move="put_back", now=now)
        _settle(batch, move="withdraw", now=now, reason="The account may no longer sign in.")
        result.withdrawn += len(batch)
        return
    for notices, error in _send_together_or_apart(batch, send=send):
        if error is None:
            _settle(notices, move="deliver", now=now, changes={"sent_at": now, "last_error": ""})
            result.sent += len(notices)
        else:
            for notice in notices:
                _fail(notice, error=error, now=now, result=result)


def _claim(batch: list[Notice], *, now: datetime) -> bool:
    """Claim a batch whole, by compare-and-set on what was read, or not at all.

    Nobody waits for a row that another worker holds: two who hold some and wait for the rest would end in a deadlock, with
    the letter sent and not marked as sent.
    """
    until = now + LEASE
    due = Notice.objects.due_at(now).filter(pk__in=[notice.pk for notice in batch])
    with transaction.atomic():
        held = list(due.select_for_update(skip_locked=True).order_by("pk").values_list("pk", flat=True))
        if len(held) != len(batch):
            return False
        Notice.objects.filter(pk__in=held).update(status=NoticeStatus.SENDING, claimed_until=until)
    for notice in batch:
        notice.status, notice.claimed_until = NoticeStatus.SENDING, until
    return True


def _send_together_or_apart(batch: list[Notice], *, send: Send) -> list[tuple[list[Notice], str | None]]:
    """Send one letter for the batch. When the letter itself is at fault, send the notices one by one, so that
    the faulty one alone is left. Gives each part with its error, or None."""
    error, is_the_servers = _try(batch, send=send)
    if error is None or is_the_servers or len(batch) == 1:
        return [(batch, error)]
    return [([notice], _try([notice], send=send)[0]) for notice in batch]


def _try(batch: list[Notice], *, send: Send) -> tuple[str | None, bool]:
    """Send one letter. Gives the error, or None, and whether the mail server or the way to it is at fault."""
    try:
        send(letter_of(batch))
    except (OSError, smtplib.SMTPException) as error:
        return f"{type(error).__name__}: {error}"[:300], True
    except Exception as error:
        logger.exception("notice_not_sent", extra={"notices": [notice.pk for notice in batch]})
        return f"{type(error).__name__}: {error}"[:300], False
    return None, False


def letter_of(batch: list[Notice]) -> Letter:
    """Write the letter for one person's notices: the answer line, the item, one link each."""
    first = batch[0]
    subject = first.title if len(batch) == 1 else f"{first.title}, and {len(batch) - 1} more"
    parts = [f"{notice.title}\n\n{notice.text}\n\n{settings.PORTAL_URL}{notice.path}" for notice in batch]
    keys = "\n".join(sorted(notice.key for notice in batch))
    host = urlsplit(settings.PORTAL_URL).hostname or "localhost"
    return Letter(
        to=first.recipient.email,
        subject=" ".join(subject.split()),
        body="\n\n--\n\n".join(parts) + "\n",
        message_id=f"<{hashlib.sha256(keys.encode()).hexdigest()[:32]}@{host}>",
    )


def _fail(notice: Notice, *, error: str, now: datetime, result: Sent) -> None:
    """Put a notice back for another try later, or give up when it was tried for long enough (promise R9)."""
    attempts = notice.attempts + 1
    changes = {"attempts": attempts, "last_error": error, "claimed_until": None}
    wait = wait_after(attempts)
    if wait is None:
        _settle([notice], move="give_up", now=now, reason=error, changes=changes)
        result.given_up += 1
    else:
        _settle([notice], move="put_back", now=now, reason=error, changes={**changes, "due_at": now + wait})
        result.put_back += 1


def _settle(
    batch: list[Notice],
    *,
    move: str,
    now: datetime,
    reason: str = "",
    changes: dict[str, object] | None = None,
) -> None:
    """Move a claimed batch on, in one transaction. Rows whose lease somebody else has taken since are left to
    them."""
    with transaction.atomic():
        still_ours = set(
            Notice.objects.select_for_update()
            .filter(pk__in=[notice.pk for notice in batch], status=batch[0].status)
            .filter(claimed_until=batch[0].claimed_until)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        for notice in batch:
            if notice.pk in still_ours:
                make_move(notice, NOTICE_MOVES[move], by=None, at=now, reason=reason, changes=changes)
