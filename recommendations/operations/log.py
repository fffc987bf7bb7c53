"""The live log, where it makes more than an entry: recommendations and actions stand in the tracker at once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from core import history
from core.dates import london_date
from core.refusals import Refused
from councils.models import Council, User
from councils.queries import portfolio_of
from meetings import operations as meeting_operations
from meetings.enums import PROMISES, OutcomeKind
from meetings.models import AgendaItem, Meeting, Outcome
from recommendations.enums import RecommendationStatus
from recommendations.models import Action, ActionPart, Recommendation, ReferenceSeries
from recommendations.operations.recommendations import make_recommendation, publish
from recommendations.operations.standing import hold, part_is_public, trail_of

TITLE_LENGTH = 120
NO_NAME = "SR"  # scrutiny recommendation: of a body whose name gives no initials


@transaction.atomic
def add_to_log(
    *,
    item: AgendaItem,
    kind: str,
    title: str = "",
    councils: Iterable[Council] = (),
    by: User,
    at: datetime,
    **words: Any,
) -> Outcome:
    """Add one entry of any kind, with what follows from it, and let go of the draft it was typed in.

    A recommendation is in the tracker at once, an undertaking or request is an action at once. All or nothing.
    Raises Refused as the operation of its kind does.
    """
    if kind == OutcomeKind.RECOMMENDATION:
        made = log_recommendation(item=item, title=title, councils=councils, by=by, at=at, **words)
        outcome = made.outcome
    elif kind in PROMISES:
        outcome = log_promise(item=item, kind=kind, councils=councils, by=by, at=at, **words).outcome
    else:
        outcome = meeting_operations.log_outcome(
            item=item, kind=kind, councils=councils, by=by, at=at, **words
        )
    meeting_operations.clear_draft(item=item, user=by)
    assert outcome is not None  # noqa: S101 - both were made with their entry, just above
    return outcome


@transaction.atomic
def log_recommendation(
    *,
    item: AgendaItem,
    text: str,
    councils: Iterable[Council],
    openness: str,
    title: str = "",
    by: User | None,
    at: datetime,
    **words: Any,
) -> Recommendation:
    """Log a recommendation: the entry, and the recommendation with one unsent response per council.

    It is a draft until the record of the meeting is published, and takes the next reference of the item's strategy and the
    meeting's year, for good (rule 3). The series is held before the item, in the order in which everybody holds them.
    Raises Refused without words or councils, and once the log is closed.
    """
    asked = list(councils)
    if not asked:
        raise Refused("Choose at least one council", field="councils")
    prefix = prefix_for(item)
    ReferenceSeries.objects.get_or_create(prefix=prefix)
    ReferenceSeries.objects.select_for_update().get(prefix=prefix)
    outcome = meeting_operations.log_outcome(
        item=item,
        kind=OutcomeKind.RECOMMENDATION,
        text=text,
        openness=openness,
        councils=asked,
        by=by,
        at=at,
        **words,
    )
    return make_recommendation(
        title=title.strip() or title_from(outcome.text),
        text=outcome.text,
        councils=asked,
        made_by=str(item.meeting),
        openness=outcome.openness,
        prefix=prefix,
        item=outcome.item,
        outcome=outcome,
        strategy=item.strategy,
        made_on=item.meeting.held_on,
        made_precision=item.meeting.held_precision,
        exempt_paragraph=outcome.exempt_paragraph,
        public_summary=outcome.public_summary,
        source=outcome.source,
        source_place=outcome.source_place,
        is_summary=outcome.is_summary,
        by=by,
        at=at,
    )


def prefix_for(item: AgendaItem) -> str:
    """Letters and two figures of the year: of the item's strategy, else the initials of the body; DS23, PMP26.

    Where the year is not on record there are no figures.
    """
    letters = (item.strategy.reference_prefix if item.strategy else "").rstrip("0123456789").upper()
    if not letters.isascii() or not letters.isalpha():
        initials = [word[0] for word in str(item.meeting).split() if word[0].isascii() and word[0].isupper()]
        letters = "".join(initials)[:3]
    held_on = item.meeting.held_on
    return f"{letters[:6] or NO_NAME}{held_on:%y}" if held_on else letters[:6] or NO_NAME


def title_from(text: str) -> str:
    """A plain title until the officer writes one: the first words of the recommendation."""
    text = " ".join(text.split())
    if len(text) <= TITLE_LENGTH:
        return text
    return f"{text[:TITLE_LENGTH].rsplit(' ', 1)[0]}…"


@transaction.atomic
def log_promise(
    *,
    item: AgendaItem,
    kind: str,
    text: str,
    openness: str,
    councils: Iterable[Council] = (),
    owner: str = "",
    due_on: date | None = None,
    due_words: str = "",
    points: Sequence[str] = (),
    by: User | None,
    at: datetime,
    **words: Any,
) -> Action:
    """Log an undertaking or a request, which is an action at once (rule 12): a part for each council concerned.

    Without a council it has one part that belongs to none. Who does it and by when may be said later. Raises Refused
    without words, for another kind, and once the log is closed.
    """
    if kind not in PROMISES:
        raise Refused("Choose whether it is an undertaking or a request", field="promise")
    concerned = list(councils)
    outcome = meeting_operations.log_outcome(
        item=item,
        kind=kind,
        text=text,
        openness=openness,
        councils=concerned,
        owner=owner,
        due_on=due_on,
        due_words=due_words,
        points=points,
        by=by,
        at=at,
        **words,
    )
    action = Action.objects.create(
        title=outcome.text,
        outcome=outcome,
        openness=outcome.openness,
        exempt_paragraph=outcome.exempt_paragraph,
        public_summary=outcome.public_summary,
        source=outcome.source,
        source_place=outcome.source_place,
        is_summary=outcome.is_summary,
        created_at=at,
    )
    for council in parted(concerned):
        add_part(action, council, outcome, by=by, at=at)
    return action


def parted(councils: Sequence[Council]) -> Sequence[Council | None]:
    """Whose parts an action has: each council's, or one that belongs to none."""
    return councils or [None]


def add_part(
    action: Action, council: Council | None, outcome: Outcome, *, by: User | None, at: datetime
) -> ActionPart:
    """Give a council its part of an action from the log. Its portfolio holder signs it off in the end."""
    part = ActionPart.objects.create(
        action=action,
        council=council,
        portfolio=portfolio_of(council, on=london_date(at)) if council else None,
        owner_words=outcome.owner,
        due_on=outcome.due_on,
        first_due_on=outcome.due_on,
        due_words=outcome.due_words,
    )
    history.record(
        subject=part, trail=trail_of(part), verb="promise", by=by, at=at, new=part.status,
        public=part_is_public(part), details={"outcome": outcome.pk},
    )  # fmt: skip
    return part


@transaction.atomic
def publish_meeting_record(
    *, meeting: Meeting, without_owners: bool = False, by: User | None, at: datetime
) -> Meeting:
    """Publish what came of a meeting; the recommendations and actions it made become public with it, unless exempt.

    Raises Refused while entries are unchecked or nothing is said of an action's owner (unless `without_owners`), before the
    meeting was held, and when it was published already.
    """
    hold(Recommendation.objects.filter(item__meeting=meeting))
    meeting_operations.publish_record(meeting=meeting, without_owners=without_owners, by=by, at=at)
    made = Recommendation.objects.filter(
        item__meeting=meeting, report__isnull=True, status=RecommendationStatus.DRAFT
    )
    for recommendation in made.select_related("item").order_by("pk"):
        publish(recommendation, by=by, at=at)
    parts = ActionPart.objects.filter(action__outcome__item__meeting=meeting).select_related(
        "action__outcome__item__meeting"
    )
    for part in parts.order_by("pk"):
        is_public = part_is_public(part)
        history.record(
            subject=part, trail=trail_of(part), verb="publish", by=by, at=at, public=is_public,
            on=meeting.held_on, precision=meeting.held_precision,
        )  # fmt: skip
    return meeting
