"""Work on the programme and suggested topics. Props, made directly."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core import history
from core.enums import Openness
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import Outcome
from tests import factories
from tests.cast import Cast
from tests.factories import MOMENT
from work_programme.enums import Criterion, TopicStatus, WorkKind
from work_programme.models import TopicScore, TopicSuggestion, WorkItem


@dataclass
class OnTheProgramme:
    """`item` is planned, `topic` weighed and not decided, `said` suggested in a meeting and not on the list."""

    item: WorkItem
    topic: TopicSuggestion
    said: Outcome


def work(cast: Cast, *, first: date = date(2026, 9, 1), last: date | None = None, **fields: Any) -> WorkItem:
    """A budget session of all councils in September 2026."""
    councils = fields.pop("councils", cast.councils)
    defaults: dict[str, Any] = {
        "title": "The budgets",
        "kind": WorkKind.BUDGET,
        "partnership": cast.partnership,
    }
    made = WorkItem.objects.create(starts_on=first, ends_on=last or first, **defaults | fields)
    made.councils.set(councils)
    return made


def topic(cast: Cast, *, points: int | None = 2, **fields: Any) -> TopicSuggestion:
    """A topic of a councillor, weighed with so many points for each question unless there are none."""
    defaults: dict[str, Any] = {
        "partnership": cast.partnership,
        "title": "Waiting on the telephone",
        "words": "Callers wait for twenty minutes.",
        "said_by": "Councillor, South Holland",
        "suggested_by": cast.councillor,
        "council": cast.south_holland,
        "received_at": MOMENT,
        "status": TopicStatus.RECEIVED if points is None else TopicStatus.WEIGHED,
        "weighed": "" if points is None else "The figures are there.",
    }
    made = TopicSuggestion.objects.create(**defaults | fields)
    for criterion in Criterion if points is not None else ():
        TopicScore.objects.create(topic=made, criterion=criterion, points=points or 0)
    return made


def said_in_a_meeting(cast: Cast, **fields: Any) -> Outcome:
    """A topic suggestion on the published record of another body's meeting in February."""
    meeting = factories.meeting(
        cast,
        body=cast.other_panel,
        slug="2026-02-10",
        held_on=date(2026, 2, 10),
        status=MeetingStatus.DRAFT_MINUTES,
    )
    defaults: dict[str, Any] = {
        "position": 1,
        "kind": OutcomeKind.TOPIC,
        "text": "Look at opening hours.",
        "said_by": "Members",
        "openness": Openness.OPEN,
        "logged_by": cast.officer,
        "logged_at": MOMENT,
    }
    return Outcome.objects.create(item=factories.item(meeting), **defaults | fields)


def programme(cast: Cast) -> OnTheProgramme:
    """One of each."""
    return OnTheProgramme(work(cast), topic(cast), said_in_a_meeting(cast))


def more_of_programme(cast: Cast, number: int) -> None:
    """One more of everything that grows: work with what became of it, and topics."""
    made = work(cast, title=f"Work {number}", owner=cast.panel)
    topic(cast, title=f"Topic {number}", points=None)
    decided = topic(
        cast,
        title=f"Decided {number}",
        status=TopicStatus.ACCEPTED,
        decided_on=date(2026, 4, 1),
        reason="Yes",
    )
    work(cast, title=f"Accepted {number}", topic=decided, councils=[cast.boston])
    months = ["2026-09-01", "2026-09-01"]
    history.record(
        subject=made, verb="move", reason="Full", public=True, by=cast.officer, at=MOMENT,
        details={"months": months, "before": months},
    )  # fmt: skip
