"""Answers and work that are due soon or late, and decisions that wait."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from core.dates import spell
from notices.enums import NoticeKind
from recommendations.enums import PartStatus, RecommendationStatus, Verdict
from recommendations.lifecycle import AT_WORK, days_late
from recommendations.models import ActionPart, Response
from recommendations.operations.standing import name_of, name_of_part
from recommendations.querysets import OPEN_RESPONSES
from recommendations.reminders.occasions import Occasion, Posts, Text

# Nobody is reminded of an old promise whose outcome is not on record: that is a gap, which the officer sees.
REMINDED = AT_WORK - {PartStatus.NO_OUTCOME}
SOON = timedelta(days=30)
DECISION_SOON = timedelta(days=3)
SAID_SO_FAR: dict[str, str] = {
    Verdict.NOTED: "It was noted or put off, which does not answer.",
    Verdict.DEFERRED: "It was noted or put off, which does not answer.",
    Verdict.IN_PRINCIPLE: "It was agreed in principle, which does not answer.",
}


def about_answers(posts: Posts, *, today: date) -> Iterator[Occasion]:
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


def about_work(posts: Posts, *, today: date) -> Iterator[Occasion]:
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


def about_decisions(posts: Posts, *, today: date) -> Iterator[Occasion]:
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
