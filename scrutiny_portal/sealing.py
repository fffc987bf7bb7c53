"""The daily seal of the history, and who is sent it, so that what the record held is known outside (promise A3)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from core.dates import spell
from core.models import HistorySeal
from core.operations import seal_history
from core.sealing import words_of
from councils.models import User
from councils.queries import scrutiny_officers
from notices.enums import NoticeKind
from notices.operations import tell_all

SWEEP = "seal_history"


def keepers(*, on: date) -> list[User]:
    """Those who are sent each seal: whom an administrator named, and where nobody is named the scrutiny officers."""
    return list(User.objects.active().filter(keeps_seals=True)) or scrutiny_officers(on=on)


@transaction.atomic
def seal_day(*, today: date, now: datetime) -> HistorySeal | None:
    """Seal the history once a day and write a letter to each keeper, in one transaction. None when the day has its seal."""
    seal = seal_history(key=settings.SEAL_KEY, on=today, at=now)
    if seal is None:
        return None
    tell_all(
        recipients=keepers(on=today),
        key=f"history_sealed:{seal.place}",
        kind=NoticeKind.HISTORY_SEALED,
        title=f"Seal of the record's history, {spell(seal.on)}",
        text=(
            "Keep this letter. It proves later what the record held when it was written, whatever happens to the "
            f"portal and its database.\n\n{words_of(seal)}"
        ).rstrip(),
        path=reverse("seals"),
        due_at=now,
        at=now,
    )
    return seal


def what_was_done(seal: HistorySeal | None) -> str:
    """Tell of a run in a few words, for the command and the health page."""
    return f"sealed {seal.number} entries" if seal else "sealed already today"
