"""Reminders by the calendar: answers and work that are due soon or late, and decisions that wait.

A sweep over rows, safe at any time and any number of times. Each occasion has a key (kind, thing, person, date) that is told
once; a missed night is made up by the next run, once and not once for each night (promises R4 to R6).
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from core.dates import spell
from councils.models import Post, User
from councils.queries import scrutiny_officers, users_in_post
from notices.enums import NoticeKind
from notices.models import Notice
from notices.operations import tell
from recommendations.enums import PartStatus, RecommendationStatus, Verdict
from recommendations.lifecycle import AT_WORK, days_late
from recommendations.models import ActionPart, Response
from recommendations.operations.standing import cut, name_of, name_of_part
from recommendations.querysets import OPEN_RESPONSES

logger = logging.getLogger(__name__)

# Nobody is reminded of an old promise whose outcome is not on record: that is a gap, which the officer sees.
REMINDED = AT_WORK - {PartStatus.NO_OUTCOME}
SOON = timedelta(days=30)
DECISION_SOON = timedelta(days=3)
ASKED_AT_ONCE = 500
SAID_SO_FAR: dict[str, str] = {
    Verdict.NOTED: "It was noted or put off, which does not answer.",
    Verdict.DEFERRED: "It was noted or put off, which does not answer.",
    Verdict.IN_PRINCIPLE: "It was agreed in principle, which does not answer.",
}


@dataclass(frozen=True)
class Text:
    """What one reminder says, and where it leads."""

    title: str
    body: str
    path: str


@dataclass(frozen=True)
class Occasion:
    """One thing to tell one person. The text is written only when it has not been told before."""

    key: str
    kind: NoticeKind
    recipient: User
    write: Callable[[], Text]


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


class Posts:
    """Who is to be told of a post's work on the day, each post looked up once. A vacant post's goes to the officers."""

    def __init__(self, *, on: date) -> None:
        self.on = on
        self.officers = scrutiny_officers(on=on)
        self._known: dict[int, list[User]] = {}

    def of(self, post: Post | None) -> list[User]:
        if post is None:
            return self.officers
        if post.pk not in self._known:
            self._known[post.pk] = users_in_post(post, on=self.on) or self.officers
        return self._known[post.pk]

    def with_officers(self, post: Post | None) -> list[User]:
        return list({user.pk: user for user in [*self.of(post), *self.officers]}.values())


def write_reminders(*, today: date, now: datetime, dry_run: bool = False) -> Written:
    """Write every reminder that is due on or before `today` and was not written yet. One bad row stops nobody (R10)."""
    posts = Posts(on=today)
    written = Written(dry_run=dry_run)
    waiting = [
        *_about_answers(posts, today=today),
        *_about_work(posts, today=today),
        *_about_decisions(posts, today=today),
    ]
    for occasion in not_told(waiting):
        try:
            text = occasion.write()
            with transaction.atomic():
                told = dry_run or tell(
                    key=occasion.key,
                    kind=occasion.kind,
                    recipient=occasion.recipient,
                    title=cut(text.title),
                    text=text.body,
                    path=text.path,
                    due_at=now,
                    at=now,
                )
            written.told += bool(told)
        except Exception as fault:
            logger.exception("A reminder could not be written: %s", occasion.key)
            written.failed.append((occasion.key, str(fault)))
    return written


def not_told(waiting: list[Occasion]) -> Iterator[Occasion]:
    """Leave out what was told before, asking for many keys at once."""
    for start in range(0, len(waiting), ASKED_AT_ONCE):
        some = waiting[start : start + ASKED_AT_ONCE]
        keys = [occasion.key for occasion in some]
        known = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
        yield from (occasion for occasion in some if occasion.key not in known)


def _about_answers(posts: Posts, *, today: date) -> Iterator[Occasion]:
    found = (
        Response.objects.filter(
            status__in=OPEN_RESPONSES,
            due_on__lte=today + SOON,
            recommendation__status=RecommendationStatus.MADE,
        )
        .select_related("recommendation__item", "council", "portfolio")
        .order_by("due_on", "pk")
    )
    for response in found:
        late = days_late(response.due_on, on=today) > 0
        kind = NoticeKind.RESPONSE_OVERDUE if late else NoticeKind.RESPONSE_DUE_SOON
        people = posts.with_officers(response.portfolio) if late else posts.of(response.portfolio)
        for user in people:
            key = f"{kind}:{response.pk}:{response.due_on}:{user.pk}"
            yield Occasion(key, kind, user, lambda one=response: answer_text(one, today=today))  # type: ignore[misc]


def answer_text(response: Response, *, today: date) -> Text:
    council, reference = response.council.short_name, response.recommendation.reference
    late = days_late(response.due_on, on=today)
    title = (
        f"{late} day{'' if late == 1 else 's'} late: {council}’s answer to {reference}"
        if late
        else f"{council}’s answer to {reference} is due by {spell(response.due_on)}"
    )
    said = f" {SAID_SO_FAR[response.verdict]}" if response.verdict in SAID_SO_FAR else ""
    body = f"{name_of(response.recommendation)}.\nThe last day to answer is {spell(response.due_on)}.{said}"
    return Text(title, body, response.get_absolute_url())


def _about_work(posts: Posts, *, today: date) -> Iterator[Occasion]:
    found = (
        ActionPart.objects.filter(status__in=REMINDED, due_on__lte=today + SOON)
        .select_related("action__outcome__item__meeting", "council", "responsible", "portfolio")
        .order_by("due_on", "pk")
    )
    for part in found:
        late = days_late(part.due_on, on=today) > 0
        kind = NoticeKind.ACTION_OVERDUE if late else NoticeKind.ACTION_DUE_SOON
        people = posts.of(part.responsible)
        if late and part.portfolio:
            people = list({user.pk: user for user in [*people, *posts.of(part.portfolio)]}.values())
        for user in people:
            key = f"{kind}:{part.pk}:{part.due_on}:{user.pk}"
            yield Occasion(key, kind, user, lambda one=part: work_text(one, today=today))  # type: ignore[misc]


def work_text(part: ActionPart, *, today: date) -> Text:
    late = days_late(part.due_on, on=today)
    name = name_of_part(part)
    title = (
        f"{late} day{'' if late == 1 else 's'} late: {name}"
        if late
        else f"Due by {spell(part.due_on)}: {name}"
    )
    council = part.council.name if part.council else "The partnership"
    return Text(
        title,
        f"{council} promised this by {spell(part.due_on)}. Report progress, or a difficulty, in the portal.",
        part.get_absolute_url(),
    )


def _about_decisions(posts: Posts, *, today: date) -> Iterator[Occasion]:
    """Sign-offs that wait: to whoever holds the portfolio now, once; and to the officers too, once the date has passed."""
    found = (
        ActionPart.objects.filter(status=PartStatus.READY)
        .filter(Q(decide_by__isnull=True) | Q(decide_by__lte=today + DECISION_SOON))
        .select_related("action__outcome__item__meeting", "council", "portfolio")
        .order_by("decide_by", "pk")
    )
    for part in found:
        late = days_late(part.decide_by, on=today) > 0
        people = posts.with_officers(part.portfolio) if late else posts.of(part.portfolio)
        when = "late" if late else "soon"
        for user in people:
            key = f"{NoticeKind.SIGN_OFF_WAITING}:{when}:{part.pk}:{part.round}:{part.decide_by}:{user.pk}"
            yield Occasion(
                key,
                NoticeKind.SIGN_OFF_WAITING,
                user,
                lambda one=part: decision_text(one, today=today),  # type: ignore[misc]
            )


def decision_text(part: ActionPart, *, today: date) -> Text:
    late = days_late(part.decide_by, on=today)
    name = name_of_part(part)
    title = (
        f"{late} day{'' if late == 1 else 's'} late: the decision on {name}"
        if late
        else f"Decide by {spell(part.decide_by)}: {name}"
    )
    return Text(
        title,
        "The responsible officer says this is done. Look at the evidence and decide.",
        f"{part.get_absolute_url()}sign-off/",
    )
