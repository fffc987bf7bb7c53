"""Playing the demonstration whole or not at all, and once."""

from datetime import date, datetime

from django.db import transaction

from core import history
from core.models import HistoryEntry
from core.refusals import Refused
from councils.models import Partnership
from notices.mail import Letter
from notices.scheduling import send_due
from scrutiny_portal.demo import (
    aftermath,
    ahead,
    answers,
    checks,
    deeds,
    evenings,
    inquiries,
    means,
    places,
    plans,
)
from scrutiny_portal.demo.script import Script

VERB = "load_demo"
ACTS = (places, plans, means, checks, inquiries, evenings, answers, deeds, aftermath, ahead)
NOT_HERE = "This data folder holds a record already. The demonstration needs a folder of its own."


@transaction.atomic
def load(*, today: date, now: datetime | None = None) -> bool:
    """Play two years that end today. False when this was done before. Raises Refused beside any other record."""
    if HistoryEntry.objects.filter(verb=VERB).exists():
        return False
    if Partnership.objects.exists():
        raise Refused(NOT_HERE)
    script = Script(today, now)
    for act in ACTS:
        act.play(script)
    send_due(now=script.moment(0), send=write_no_letter)
    history.record(subject=Partnership.objects.get(), verb=VERB, by=None, at=script.moment(0))
    return True


def write_no_letter(letter: Letter) -> None:
    """What the play told people was told long ago: it counts as sent."""
