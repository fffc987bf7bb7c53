"""Steps of chasing an overdue answer: proposed to the scrutiny officers on their day, who take them or leave them out."""

from collections.abc import Iterator
from datetime import date

from core.dates import spell
from notices.enums import NoticeKind
from recommendations.cycle import Step
from recommendations.enums import EscalationKind, RecommendationStatus
from recommendations.models import Response
from recommendations.operations.standing import name_of
from recommendations.queries.chasing import proposed, steps_of
from recommendations.reminders.occasions import Occasion, Posts, Text


def about_steps(posts: Posts, *, today: date) -> Iterator[Occasion]:
    """The next step of each ladder whose day has come, once. Of the first one the word that the answer is late tells."""
    found = list(
        Response.objects.open()
        .filter(
            due_on__lt=today,
            recommendation__status=RecommendationStatus.MADE,
            escalation_steps__isnull=False,
        )
        .select_related("recommendation__item", "council", "portfolio")
        .order_by("due_on", "pk")
        .distinct()
    )
    taken = steps_of(one.pk for one in found)
    for response in found:
        step = proposed(response, taken.get(response.pk, []), on=today)
        if step is None or step.on > today or step.kind == EscalationKind.REMINDER:
            continue
        for user in posts.officers:
            key = f"{NoticeKind.STEP_DUE}:{response.pk}:{response.due_on}:{step.kind}:{user.pk}"
            yield Occasion(key, NoticeKind.STEP_DUE, user, lambda one=response, at=step: step_text(one, at))  # type: ignore[misc]


def step_text(response: Response, step: Step) -> Text:
    council, reference = response.council.short_name, response.recommendation.reference
    return Text(
        f"{step.kind.label}: {council}’s answer to {reference}",
        f"{name_of(response.recommendation)}.\nThe last day to answer was {spell(response.due_on)}. This step is for "
        f"{spell(step.on)} or later: send it, or leave it out with a reason.",
        f"{response.get_absolute_url()}chase/",
    )
