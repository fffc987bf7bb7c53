"""What every operation here asks: may the public read it, whose trail is it, who acts in what role, what is next."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, Min, QuerySet, When

from core import history
from core.dates import london_date
from core.enums import Openness
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Council, Post, User
from councils.permissions import capacities_of
from councils.queries import scrutiny_officers, users_in_post
from meetings.enums import RECORD_PUBLISHED
from notices.enums import NoticeKind
from notices.operations import tell_all
from recommendations.enums import UNPUBLISHED, PartStatus, RecommendationStatus
from recommendations.models import Action, ActionPart, Recommendation, Response

EXEMPT_TITLE = "an exempt matter"


@dataclass(frozen=True)
class Role:
    """In what role a person acts, as the record keeps it: "by the Deputy, for the Portfolio Holder"."""

    title: str
    is_deputy: bool = False


def role_in(by: User | None, post: Post | None, *, at: datetime) -> Role:
    """Name the role in which `by` acts for a post on the day of `at`."""
    if by is None:
        return Role("")
    capacities = capacities_of(by, on=london_date(at))
    if post is not None and post.pk in capacities.deputy_of - capacities.holder_of:
        return Role(f"Deputy, for the {post.title}", is_deputy=True)
    if post is not None and post.pk in capacities.holder_of | capacities.officer_in:
        return Role(post.title)
    return Role(capacities.title)


def is_public(recommendation: Recommendation) -> bool:
    """Whether anyone may read the recommendation: published, open, and not from an exempt item (rule 15)."""
    item = recommendation.item
    return (
        recommendation.status not in UNPUBLISHED
        and recommendation.openness == Openness.OPEN
        and (item is None or item.openness == Openness.OPEN)
    )


def part_is_public(part: ActionPart) -> bool:
    """Whether anyone may read the part: it, everything it serves and the entry it came from are open and published."""
    return action_is_public(part.action)


def action_is_public(action: Action) -> bool:
    if action.openness != Openness.OPEN:
        return False
    if not all(is_public(one) for one in action.recommendations.select_related("item")):
        return False
    outcome = action.outcome
    return outcome is None or (
        outcome.withdrawn_at is None
        and outcome.openness == Openness.OPEN
        and outcome.item.openness == Openness.OPEN
        and outcome.item.meeting.status in RECORD_PUBLISHED
    )


def trail_of(part: ActionPart) -> Recommendation | ActionPart:
    """Give the thing whose page tells the part's story: the recommendation it served first, or itself."""
    first = part.action.links.select_related("recommendation").order_by("pk").first()
    return first.recommendation if first else part


def name_of(recommendation: Recommendation) -> str:
    """Name a recommendation without an exempt word: its reference, and its title or its neutral title."""
    title = recommendation.title if is_public(recommendation) else recommendation.public_title or EXEMPT_TITLE
    return f"{recommendation.reference}: {title}"


def name_of_part(part: ActionPart) -> str:
    """Name a part of an action without an exempt word, for notices."""
    if part_is_public(part):
        return part.action.title if len(part.action.title) <= 100 else f"{part.action.title[:99]}…"
    return part.action.public_summary or EXEMPT_TITLE


def whose(council: Council | None) -> str:
    return f"{council.short_name}’s" if council else "The"


def needed(text: str, sentence: str, *, field: str) -> str:
    """Give the text without blank ends. Raises Refused with the sentence when nothing is left."""
    stripped = text.strip()
    if not stripped:
        raise Refused(sentence, field=field)
    return stripped


def claim(thing: Response | ActionPart | Recommendation, *, version: int) -> None:
    """Take the thing for one change: compare-and-set on its version, so that nobody overwrites unseen (promise C2).

    Raises Overtaken when it was changed since that version was read. Holds the row until the transaction ends.
    """
    rows = _rows_of(thing).filter(pk=thing.pk, version=version)
    if not rows.update(version=F("version") + 1):
        raise Overtaken(overtaken_sentence(thing))
    thing.version = version + 1


def hold(recommendations: QuerySet[Recommendation]) -> None:
    """Hold recommendations until the transaction ends, before anything below them and before the history.

    Everybody takes rows in this order (recommendations by number, then answers and work, the head of the history last), so
    that two transactions never wait for each other (promise C8).
    """
    ids = recommendations.order_by().values("pk")
    held = Recommendation.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    list(held.values_list("pk", flat=True))


def hold_served_by(part: ActionPart) -> None:
    """Hold the recommendations that a part serves, whose dates change with it, and then the part.

    What a meeting promised serves no recommendation: there the part alone keeps two changes apart.
    """
    hold(part.action.recommendations.all())
    list(ActionPart.objects.select_for_update().filter(pk=part.pk).order_by().values_list("pk", flat=True))


def still_made(recommendation_id: int) -> bool:
    """Whether a recommendation is open at this moment. Ask once it is held."""
    return Recommendation.objects.filter(pk=recommendation_id, status=RecommendationStatus.MADE).exists()


def _rows_of(thing: Response | ActionPart | Recommendation) -> Any:
    return type(thing).objects


def tell_post(
    post: Post | None,
    *,
    key: str,
    kind: NoticeKind,
    title: str,
    text: str,
    path: str,
    at: datetime,
    vacancy: str = "portfolio holder",
) -> None:
    """Tell whoever is in the post on the day. A vacant post's work is told to the scrutiny officer instead (rule 2)."""
    on = london_date(at)
    recipients = users_in_post(post, on=on) if post else []
    if recipients:
        tell_all(
            recipients=recipients, key=key, kind=kind, title=title, text=text, path=path, due_at=at, at=at
        )
        return
    tell_officers(
        key=f"vacant:{key}",
        kind=NoticeKind.POST_VACANT,
        title=cut(f"No {vacancy} in post: {title}"),
        text=f"Nobody holds the post “{post.title if post else vacancy}”. {text}",
        path=path,
        at=at,
    )


def tell_officers(*, key: str, kind: NoticeKind, title: str, text: str, path: str, at: datetime) -> None:
    """Tell the scrutiny officers of the day."""
    tell_all(
        recipients=scrutiny_officers(on=london_date(at)),
        key=key,
        kind=kind,
        title=title,
        text=text,
        path=path,
        due_at=at,
        at=at,
    )


def cut(title: str, *, to: int = 200) -> str:
    return title if len(title) <= to else f"{title[: to - 1]}…"


def refresh_next_due(recommendation: Recommendation) -> date | None:
    """Keep the earliest date at which something is still owed, by which lists are sorted."""
    answer = recommendation.responses.open().aggregate(Min("due_on"))["due_on__min"]
    next_of_work = Case(When(status=PartStatus.READY, then=F("decide_by")), default=F("due_on"))
    work = (
        ActionPart.objects.unfinished()
        .filter(action__recommendations=recommendation)
        .aggregate(next=Min(next_of_work))["next"]
    )
    open_dates = [day for day in (answer, work) if day]
    still_open = recommendation.status in {RecommendationStatus.MADE, RecommendationStatus.DRAFT}
    next_due = min(open_dates) if open_dates and still_open else None
    Recommendation.objects.filter(pk=recommendation.pk).update(next_due_on=next_due)
    recommendation.next_due_on = next_due
    return next_due


def refresh_next_due_of(part: ActionPart) -> None:
    for recommendation in part.action.recommendations.all():
        refresh_next_due(recommendation)


def note(
    part: ActionPart,
    verb: str,
    *,
    by: User | None,
    at: datetime,
    public: bool | None = None,
    reason: str = "",
    role: str = "",
    details: dict[str, object] | None = None,
) -> None:
    """Write a history row for something that happened to a part without moving it."""
    history.record(
        subject=part,
        trail=trail_of(part),
        verb=verb,
        by=by,
        at=at,
        role=role,
        reason=reason,
        public=part_is_public(part) if public is None else public,
        details=details,
    )
