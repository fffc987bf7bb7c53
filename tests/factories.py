"""Props that many stories need, made directly. Stories about making them use the operations instead."""

from datetime import UTC, date, datetime
from typing import Any

from core.enums import Openness
from councils.models import Council
from meetings.enums import MeetingStatus, OutcomeKind
from meetings.models import AgendaItem, Meeting, Outcome, OutcomePoint
from recommendations.enums import PartStatus, RecommendationStatus, ResponseStatus
from recommendations.models import Action, ActionPart, ActionRecommendation, Recommendation, Response
from tests.cast import Cast

MOMENT = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


def meeting(cast: Cast, **fields: Any) -> Meeting:
    """A meeting of South Holland's panel on 14 April 2026, agenda published."""
    defaults: dict[str, Any] = {
        "body": cast.panel,
        "slug": "2026-04-14",
        "held_on": date(2026, 4, 14),
        "status": MeetingStatus.AGENDA_PUBLISHED,
    }
    return Meeting.objects.create(**defaults | fields)


def item(of: Meeting, **fields: Any) -> AgendaItem:
    """An open agenda item, after the others."""
    position = of.items.count() + 1
    defaults: dict[str, Any] = {
        "position": position,
        "number": str(position),
        "title": f"Item {position}",
        "openness": Openness.OPEN,
    }
    return AgendaItem.objects.create(meeting=of, **defaults | fields)


def recommendation(cast: Cast, number: int = 1, **fields: Any) -> Recommendation:
    """A published, open recommendation DS26-<number> that nobody was asked yet."""
    defaults: dict[str, Any] = {
        "reference": f"DS26-{number}",
        "title": f"Recommendation {number}",
        "short_title": f"Number {number}",
        "text": f"That the councils do thing {number}.",
        "status": RecommendationStatus.MADE,
        "made_by": "Task group",
        "made_on": date(2026, 3, 1),
        "openness": Openness.OPEN,
        "created_at": MOMENT,
    }
    return Recommendation.objects.create(**defaults | fields)


def response(of: Recommendation, council: Council, cast: Cast, **fields: Any) -> Response:
    """A response that is awaited until 20 May 2026 from the council's portfolio holder."""
    defaults: dict[str, Any] = {
        "status": ResponseStatus.AWAITED,
        "portfolio": portfolio(cast, council),
        "received_on": date(2026, 3, 21),
        "due_on": date(2026, 5, 20),
        "first_due_on": date(2026, 5, 20),
    }
    return Response.objects.create(recommendation=of, council=council, **defaults | fields)


def part(of: Recommendation | None, council: Council, cast: Cast, **fields: Any) -> ActionPart:
    """One council's part of a new action under the recommendation, not started, due on 30 June 2026."""
    action = Action.objects.create(
        title=fields.pop("title", "Run the training"),
        openness=fields.pop("openness", Openness.OPEN),
        created_at=MOMENT,
    )
    if of is not None:
        ActionRecommendation.objects.create(action=action, recommendation=of)
    defaults: dict[str, Any] = {
        "portfolio": portfolio(cast, council),
        "responsible": work(cast, council),
        "status": PartStatus.NOT_STARTED,
        "due_on": date(2026, 6, 30),
        "first_due_on": date(2026, 6, 30),
    }
    return ActionPart.objects.create(action=action, council=council, **defaults | fields)


def portfolio(cast: Cast, council: Council) -> Any:
    """The portfolio post of one of the three councils."""
    return getattr(cast, f"portfolio_{council.slug.replace('-', '_')}")


def work(cast: Cast, council: Council) -> Any:
    """The responsible officer's post of one of the three councils."""
    return getattr(cast, f"work_{council.slug.replace('-', '_')}")


def outcome(of: AgendaItem, **fields: Any) -> Outcome:
    """An open question in the log of an item, after the others."""
    points, councils = fields.pop("points", []), fields.pop("councils", [])
    defaults: dict[str, Any] = {
        "position": of.outcomes.count() + 1,
        "kind": OutcomeKind.QUESTION,
        "text": "Who pays?",
        "openness": Openness.OPEN,
        "logged_at": MOMENT,
    }
    made = Outcome.objects.create(item=of, **defaults | fields)
    made.councils.set(councils)
    for position, text in enumerate(points, start=1):
        OutcomePoint.objects.create(outcome=made, position=position, text=text)
    return made
