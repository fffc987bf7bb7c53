"""What the scrutiny officer does next: everything with a date that is near or passed, and what has none yet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Value
from django.urls import reverse

from core.dates import spell
from meetings.models import Meeting
from meetings.queries import path_of
from recommendations import statuses
from recommendations.enums import (
    EscalationKind,
    PartStatus,
    RecommendationStatus,
)
from recommendations.models import ActionPart, Response
from recommendations.queries.chasing import proposed, steps_of
from recommendations.queries.freshness import Weeks
from recommendations.queries.judging import judgements_to_record
from recommendations.queries.new_dates import dates_to_decide, silent_work
from recommendations.queries.questions import questions_without_answer
from recommendations.queries.reading import papers_to_look_through
from recommendations.queries.undated import (
    AT_MOST,
    READ_AT_MOST,
    Group,
    Task,
    groups_to_convene,
    logs_to_publish,
    to_send,
    undelivered,
    vacant_posts,
    without_owner,
)
from recommendations.queries.work import NEXT_DATE
from recommendations.querysets import ActionPartQuerySet, ResponseQuerySet
from strategies.enums import ReviewKind
from strategies.models import Review

WEEK = timedelta(days=6)
MONTH = timedelta(days=30)
STEPS: dict[str, str] = {
    EscalationKind.REMINDER: "Write a reminder",
    EscalationKind.SECOND_REMINDER: "Write a second reminder",
    EscalationKind.LETTER: "Write the chairman’s letter",
    EscalationKind.INVITATION: "Write an invitation",
    EscalationKind.NON_RESPONSE: "Publish the non-response",
}


@dataclass
class ToDo:
    """The page of one day."""

    groups: list[Group] = field(default_factory=list)
    overdue: int = 0
    soon: int = 0
    next_due_on: date | None = None
    next_meeting: Meeting | None = None


def to_do(*, on: date, weeks: Weeks | None = None) -> ToDo:
    """Gather and sort everything, in a number of queries that does not grow with what there is to do.

    Give each council's weeks of silence where the councils were read already.
    """
    meetings = list(upcoming(on=on)[:READ_AT_MOST])
    dated = sorted(
        [*_responses(on=on), *_work(on=on), *_dated(meetings, on=on)],
        key=lambda task: (task.due_on or on, task.title),
    )
    late = [task for task in dated if task.due_on and task.due_on < on]
    week = [task for task in dated if task.due_on and on <= task.due_on <= on + WEEK]
    month = [task for task in dated if task.due_on and on + WEEK < task.due_on]
    without = [
        *dates_to_decide(),
        *papers_to_look_through(),
        *to_send(),
        *logs_to_publish(on=on),
        *groups_to_convene(on=on),
    ]
    unread = _unread(on=on)
    overdue, this_week, later = (
        len(found) + unread[name] for name, found in (("late", late), ("week", week), ("month", month))
    )
    groups = [
        Group("Overdue", late[:AT_MOST], overdue, soft=False),
        Group("This week", week[:AT_MOST], this_week),
        Group("In the next 30 days", month[:AT_MOST], later),
        Group("When you can", without[:AT_MOST], len(without)),
        without_owner(),
        questions_without_answer(),
        silent_work(on=on, weeks=weeks),
        Group("Posts without a holder", (vacant := vacant_posts(on=on))[:AT_MOST], len(vacant)),
        Group("Not delivered", (lost := undelivered())[:AT_MOST], len(lost)),
    ]
    return ToDo(
        groups=[group for group in groups if group.tasks],
        overdue=overdue,
        soon=this_week + later,
        next_due_on=None if any(group.tasks for group in groups) else next_date(on=on),
        next_meeting=next(iter(meetings), None),
    )


def next_date(*, on: date) -> date | None:
    """The next day on which an answer, a piece of work or a review is due, however far ahead. Three queries."""
    answers = Response.objects.open().filter(recommendation__status=RecommendationStatus.MADE, due_on__gte=on)
    work = ActionPart.objects.unfinished().annotate(next_on=NEXT_DATE).filter(next_on__gte=on)
    reviews = Review.objects.open().filter(due_on__gte=on)
    days = [
        answers.aggregate(day=Min("due_on"))["day"],
        work.aggregate(day=Min("next_on"))["day"],
        reviews.aggregate(day=Min("due_on"))["day"],
    ]
    return min((day for day in days if day), default=None)


def _dated(meetings: list[Meeting], *, on: date) -> Iterator[Task]:
    yield from judgements_to_record(on=on)
    yield from _reviews(on=on)
    yield from _meetings(meetings, on=on)


def _due(due_on: date | None, *, on: date) -> dict[str, Any]:
    shown = statuses.due(due_on, on=on, soon_days=WEEK.days)
    return {"due_on": due_on, "due": shown.words if shown else "", "due_tone": shown.tone if shown else ""}


def _unread(*, on: date) -> dict[str, int]:
    """How many answers and pieces of work fall in each group beyond those that are read: lists are cut, counts are not.

    One query, whatever there is to do.
    """
    unread = {"late": 0, "week": 0, "month": 0}
    answers = _in_windows(_open_answers(on=on), "due_on", on=on)
    work = _in_windows(_open_work(on=on), "next_on", on=on)
    for counted in answers.union(work, all=True):
        still_read = READ_AT_MOST
        for name, count in zip(unread, counted, strict=True):
            read = min(count, still_read)
            unread[name] += count - read
            still_read -= read
    return unread


def _in_windows(rows: QuerySet[Any], day: str, *, on: date) -> QuerySet[Any, Any]:
    """Count rows by how near their day is: one row with late, this week and later."""
    counted: QuerySet[Any, Any] = (
        rows.order_by()
        .values(of_all=Value(1))
        .annotate(
            late=Count("pk", filter=Q(**{f"{day}__lt": on})),
            week=Count("pk", filter=Q(**{f"{day}__range": (on, on + WEEK)})),
            month=Count("pk", filter=Q(**{f"{day}__gt": on + WEEK})),
        )
        .values_list("late", "week", "month")
    )
    return counted


def _open_answers(*, on: date) -> ResponseQuerySet:
    """Answers whose clock runs out within 30 days, or has."""
    return (
        Response.objects.open()
        .filter(recommendation__status=RecommendationStatus.MADE, due_on__lte=on + MONTH)
        .order_by("due_on", "pk")
    )


def _open_work(*, on: date) -> ActionPartQuerySet:
    """Work and decisions that are due within 30 days, or were."""
    return (
        ActionPart.objects.unfinished()
        .exclude(status=PartStatus.NO_OUTCOME)
        .annotate(next_on=NEXT_DATE)
        .filter(next_on__lte=on + MONTH)
        .order_by("next_on", "pk")
    )


def _responses(*, on: date) -> Iterator[Task]:
    found = list(_open_answers(on=on).select_related("recommendation", "council")[:READ_AT_MOST])
    steps = steps_of(one.pk for one in found if one.due_on and one.due_on < on)
    for one in found:
        recommendation, late = one.recommendation, bool(one.due_on and one.due_on < on)
        said = " Noted, which does not answer." if one.verdict == "noted" else ""
        said = " Agreed in principle, which does not answer." if one.verdict == "principle" else said
        said = f" Put off until {spell(one.expected_on)}." if one.verdict == "deferred" else said
        moved = f", moved from {spell(one.first_due_on)}" if one.first_due_on != one.due_on else ""
        step = proposed(one, steps.get(one.pk, []), on=on) if late else None
        is_due = step is not None and step.on <= on
        upcoming = f" {step.kind.label}: {'now' if is_due else 'from ' + spell(step.on)}." if step else ""
        yield Task(
            title=f"Get {one.council.short_name}’s answer to {recommendation.reference}: {recommendation.title}",
            url=one.get_absolute_url(),
            why=f"Due {spell(one.due_on)}{moved}.{said}{upcoming}",
            icon="late" if late else "await",
            tone="bad" if late else "go",
            button=(STEPS[step.kind] if step and is_due else "Send a reminder") if late else "",
            button_url=f"{one.get_absolute_url()}{'chase' if is_due else 'remind'}/",
            button_about=f" to {one.council.short_name} about {recommendation.reference}",
            posts=not is_due,
            **_due(one.due_on, on=on),
        )


def _work(*, on: date) -> Iterator[Task]:
    found = _open_work(on=on).select_related("action", "council", "responsible")
    for part in found[:READ_AT_MOST]:
        whose = f"{part.council.short_name}’s " if part.council else ""
        due_on = part.decide_by if part.status == PartStatus.READY else part.due_on
        late = bool(due_on and due_on < on)
        if part.status == PartStatus.READY:
            verb, icon, tone = f"Get {whose}sign-off: ", "sign", "ask"
            why = f"Submitted, to be decided by {spell(due_on)}."
        else:
            verb, icon, tone = f"Ask about {whose}work: ", "doing", "go"
            who = part.responsible.title if part.responsible else part.owner_words or "Nobody yet"
            why = f"{who}. Due {spell(due_on)}."
        yield Task(
            title=f"{verb}{part.action.title}",
            url=part.get_absolute_url(),
            why=why,
            icon="late" if late else icon,
            tone="bad" if late else tone,
            **_due(due_on, on=on),
        )


def where_it_is_prepared(review: Review) -> str:
    """A deep review is prepared by its task group; of a check the strategy's page tells."""
    if review.kind == ReviewKind.DEEP:
        return reverse("task_groups:of-review", args=[review.pk])
    return reverse("strategies:detail", args=[review.strategy.slug])


def _reviews(*, on: date) -> Iterator[Task]:
    found = Review.objects.open().filter(due_on__lte=on + MONTH).select_related("strategy").order_by("due_on")
    for review in found[:READ_AT_MOST]:
        kind = "deep review" if review.kind == ReviewKind.DEEP else "light-touch check"
        late = review.due_on < on
        address = reverse("strategies:record-review", args=[review.strategy.slug, review.pk])
        yield Task(
            title=f"Hold the {review.due_on.year} {kind} of the {review.strategy.title}",
            url=where_it_is_prepared(review),
            why=f"Due {spell(review.due_on)}. {review.why}",
            icon="late" if late else "soon",
            tone="bad" if late else "warn",
            button="Record a decision" if late else "",
            button_url=address,
            button_about=f" about the {review.due_on.year} {kind}",
            **_due(review.due_on, on=on),
        )


def _meetings(meetings: list[Any], *, on: date) -> Iterator[Task]:
    for meeting in meetings:
        if meeting.held_on is None or meeting.held_on > on + MONTH:
            continue
        items = "1 agenda item" if meeting.item_count == 1 else f"{meeting.item_count} agenda items"
        yield Task(
            title=f"Get the log ready: {meeting.body or meeting.task_group}",
            url=log_address(meeting),
            why=f"{items}." if meeting.item_count else "No agenda items yet.",
            icon="soon",
            tone="warn",
            **_due(meeting.held_on, on=on),
        )


def upcoming(*, on: date) -> Any:
    """Meetings still to be held, the next first, with the number of their items."""
    return (
        Meeting.objects.to_come_on(on)
        .select_related("body__council", "task_group")
        .annotate(item_count=Count("items"))
    )


def log_address(meeting: Meeting) -> str:
    return reverse("recommendations:log", args=path_of(meeting))
