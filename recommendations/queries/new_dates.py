"""Requests for a new date that wait for a decision, and open work of which nothing is heard."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window

from core.dates import spell
from councils.permissions import capacities_of
from recommendations.lifecycle import AT_WORK
from recommendations.models import ActionPart, DateRequest
from recommendations.queries.freshness import HEARD_AT, Weeks, is_silent, mark_of_part, weeks_of_councils
from recommendations.queries.undated import AT_MOST, Group, Task

SILENT_FIRST = 10


def requests_waiting() -> QuerySet[DateRequest]:
    """Requests that nobody has decided, at work that is open, the oldest first."""
    waiting = DateRequest.objects.filter(decision="", part__status__in=sorted(AT_WORK))
    return waiting.select_related("part__action", "part__council", "part__portfolio").order_by("pk")


def dates_awaited(user: Any, *, on: date) -> QuerySet[DateRequest]:
    """Requests put to portfolios that the user decides for, and not the user's own."""
    return requests_waiting().filter(
        part__portfolio_id__in=capacities_of(user, on=on).signs_for
    ).exclude(by_id=user.pk)  # fmt: skip


def dates_to_decide() -> Iterator[Task]:
    """Rows of To do: requests for a new date that wait for the scrutiny officer or the portfolio holder."""
    for request in requests_waiting()[:AT_MOST]:
        part = request.part
        whose = f"{part.council.short_name}’s " if part.council else ""
        address = f"{part.get_absolute_url()}new-date/decide/"
        yield Task(
            title=f"Decide on a new date for {whose}work: {part.action.title}",
            url=address,
            why=f"The {request.by_role} asks for {spell(request.wanted)}. It is due by {spell(part.due_on)}.",
            icon="sign",
            tone="ask",
            button="Decide",
            button_url=address,
            button_about=f" on a new date for {part.action.title[:60]}",
        )


def silent_work(*, on: date, weeks: Weeks | None = None) -> Group:
    """Rows of To do: open work that has been silent for longer than its council's weeks, the longest first.

    Give the weeks where the councils were read already.
    """
    found = (
        ActionPart.objects.annotate(heard_at=HEARD_AT)
        .filter(is_silent(weeks_of_councils() if weeks is None else weeks, on=on))
        .select_related("action", "council", "responsible")
        .annotate(of_all=Window(Count("pk")))
        .order_by("heard_at", "pk")
    )
    parts: list[Any] = list(found[:SILENT_FIRST])
    tasks = [
        Task(
            title=f"Ask for news: {part.action.title}",
            url=part.get_absolute_url(),
            why=f"{_who(part)}. {mark.why if (mark := mark_of_part(part, on=on)) else ''}",
            icon="amber",
            tone="warn",
        )
        for part in parts
    ]
    return Group("No news", tasks, parts[0].of_all if parts else 0)


def _who(part: ActionPart) -> str:
    council = f"{part.council.short_name}. " if part.council else ""
    return f"{council}{part.responsible.title if part.responsible else part.owner_words or 'No owner yet'}"
