"""Loading the record section by section: whole or not at all, and once.

Each section is one transaction and ends with a row in the history that says it was loaded. That row is
looked for before the next time, so that a second run writes nothing, an interrupted one goes on where it
stopped, and what people changed since stays changed.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction

from core import history
from core.models import HistoryEntry, HistoryHead
from councils.models import Partnership
from scrutiny_portal.record import delivery, enquiry, talk, who
from scrutiny_portal.record.desk import Desk

VERB = "load_record"
SECTIONS: dict[str, Callable[[Desk], None]] = {
    "partnership": who.load_partnership,
    "councils": who.load_councils,
    "bodies": who.load_bodies,
    "people": who.load_people,
    "strategies": delivery.load_strategies,
    "glossary": delivery.load_glossary,
    "systems": delivery.load_systems,
    "task-group": enquiry.load_task_group,
    "report": enquiry.load_report,
    "south-holland-performance-panel": partial(talk.load_meeting, "south_holland_performance_panel"),
    "south-holland-joint-panel": partial(talk.load_meeting, "south_holland_joint_panel"),
    "boston-cabinet": partial(talk.load_meeting, "boston_cabinet"),
    "south-holland-cabinet": partial(talk.load_meeting, "south_holland_cabinet"),
    "route": enquiry.load_route,
}


def load(*, at: datetime) -> list[str]:
    """Load every section that was not loaded yet, and give their names. `at` is the moment written down."""
    return [name for name, section in SECTIONS.items() if load_section(name, section, at=at)]


@transaction.atomic
def load_section(name: str, section: Callable[[Desk], None], *, at: datetime) -> bool:
    """Load one section unless it was loaded before. Two runs at once wait for each other at the head of
    the history.
    """
    HistoryHead.objects.select_for_update().get_or_create(pk=1)
    if HistoryEntry.objects.filter(verb=VERB, new=name).exists():
        return False
    section(Desk(at))
    history.record(subject=Partnership.objects.get(), verb=VERB, by=None, at=at, new=name)
    return True
