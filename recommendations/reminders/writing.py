"""The sweep: every occasion that is due and was not told yet is told once."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from notices.models import Notice
from notices.operations import tell
from recommendations.operations.standing import cut
from recommendations.reminders.dates import about_answers, about_decisions, about_work
from recommendations.reminders.following import about_followed
from recommendations.reminders.handovers import about_deputies, about_handovers
from recommendations.reminders.occasions import Occasion, Posts, Text
from recommendations.reminders.progress import about_progress
from recommendations.reminders.steps import about_steps

logger = logging.getLogger(__name__)

ASKED_AT_ONCE = 500


@dataclass
class Written:
    """What a run did: how many reminders it wrote, and which rows it had to leave out, with the reason."""

    told: int = 0
    dry_run: bool = False
    failed: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        verb = "to write" if self.dry_run else "written"
        reminders = f"{self.told} reminder{'' if self.told == 1 else 's'} {verb}"
        return f"{reminders}, {len(self.failed)} left out" if self.failed else reminders


def write_reminders(*, today: date, now: datetime, dry_run: bool = False) -> Written:
    """Write every reminder that is due on or before `today` and was not written yet. One bad row stops nobody (R10)."""
    posts = Posts(on=today)
    written = Written(dry_run=dry_run)
    waiting = [
        *about_answers(posts, today=today),
        *about_work(posts, today=today),
        *about_decisions(posts, today=today),
        *about_progress(posts, today=today),
        *about_steps(posts, today=today),
        *about_handovers(posts, today=today),
        *about_deputies(today=today),
        *about_followed(today=today),
    ]
    for occasion in not_told(waiting):
        try:
            text = occasion.write()
            written.told += dry_run or told(occasion, text, now=now)
        except Exception as fault:
            logger.exception("A reminder could not be written: %s", occasion.key)
            written.failed.append((occasion.key, str(fault)))
    return written


def told(occasion: Occasion, text: Text, *, now: datetime) -> bool:
    """Write one notice, unless somebody else did, or its claim fails."""
    with transaction.atomic():
        done = (occasion.claim is None or occasion.claim()) and tell(
            key=occasion.key,
            kind=occasion.kind,
            recipient=occasion.recipient,
            title=cut(text.title),
            text=text.body,
            path=text.path,
            due_at=now,
            at=now,
        )
        if not done:
            transaction.set_rollback(True)
    return bool(done)


def not_told(waiting: list[Occasion]) -> Iterator[Occasion]:
    """Leave out what was told before, asking for many keys at once."""
    for start in range(0, len(waiting), ASKED_AT_ONCE):
        some = waiting[start : start + ASKED_AT_ONCE]
        keys = [occasion.key for occasion in some]
        known = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
        yield from (occasion for occasion in some if occasion.key not in known)
