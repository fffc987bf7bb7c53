"""What the scrutiny officer does next: everything with a date that is near or passed, and what has none yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from core.dates import spell
from councils.enums import Capacity, PostKind
from councils.models import Appointment, Post
from meetings.enums import MeetingStatus
from meetings.models import Meeting
from meetings.queries import path_of, title_of
from notices.queries import not_delivered
from recommendations import statuses
from recommendations.enums import (
    FINISHED_PARTS,
    PartStatus,
    RecommendationStatus,
    ResponseStatus,
)
from recommendations.models import ActionPart, Response
from recommendations.queries.work import NEXT_DATE
from recommendations.querysets import OPEN_RESPONSES
from strategies.enums import ReviewKind
from strategies.models import Review

WEEK = timedelta(days=6)
MONTH = timedelta(days=30)
AT_MOST = 25
READ_AT_MOST = 100


@dataclass(frozen=True)
class Task:
    """One row: what to do, why and since when, and at most one button."""

    title: str
    url: str
    why: str
    icon: str
    tone: str
    due_on: date | None = None
    due: str = ""
    due_tone: str = ""
    button: str = ""
    button_url: str = ""
    button_about: str = ""
    posts: bool = False


@dataclass
class Group:
    """Rows under one heading. `count` may be more than the rows shown."""

    heading: str
    tasks: list[Task]
    count: int = 0
    soft: bool = True

    @property
    def more(self) -> int:
        return self.count - len(self.tasks)


@dataclass
class ToDo:
    """The page of one day."""

    groups: list[Group] = field(default_factory=list)
    overdue: int = 0
    soon: int = 0
    next_due_on: date | None = None


def to_do(*, on: date) -> ToDo:
    """Gather and sort everything, in a number of queries that does not grow with what there is to do."""
    dated = sorted(_dated(on=on), key=lambda task: (task.due_on or on, task.title))
    late = [task for task in dated if task.due_on and task.due_on < on]
    week = [task for task in dated if task.due_on and on <= task.due_on <= on + WEEK]
    month = [task for task in dated if task.due_on and on + WEEK < task.due_on]
    without = [*_to_send(), *_logs_to_publish(on=on)]
    groups = [
        Group("Overdue", late[:AT_MOST], len(late), soft=False),
        Group("This week", week[:AT_MOST], len(week)),
        Group("In the next 30 days", month[:AT_MOST], len(month)),
        Group("When you can", without[:AT_MOST], len(without)),
        _without_owner(),
        Group("Posts without a holder", (vacant := _vacant(on=on))[:AT_MOST], len(vacant)),
        Group("Not delivered", (lost := _undelivered())[:AT_MOST], len(lost)),
    ]
    return ToDo(
        groups=[group for group in groups if group.tasks],
        overdue=len(late),
        soon=len(week) + len(month),
        next_due_on=next((task.due_on for task in dated if task.due_on and task.due_on >= on), None),
    )


def _dated(*, on: date) -> Iterator[Task]:
    yield from _responses(on=on)
    yield from _work(on=on)
    yield from _reviews(on=on)
    yield from _meetings(on=on)


def _due(due_on: date | None, *, on: date) -> dict[str, Any]:
    shown = statuses.due(due_on, on=on, soon_days=WEEK.days)
    return {"due_on": due_on, "due": shown.words if shown else "", "due_tone": shown.tone if shown else ""}


def _responses(*, on: date) -> Iterator[Task]:
    found = (
        Response.objects.open()
        .filter(recommendation__status=RecommendationStatus.MADE, due_on__lte=on + MONTH)
        .select_related("recommendation", "council")
        .order_by("due_on", "pk")
    )
    for one in found[:READ_AT_MOST]:
        recommendation, late = one.recommendation, bool(one.due_on and one.due_on < on)
        said = " Noted, which does not answer." if one.verdict == "noted" else ""
        said = f" Put off until {spell(one.expected_on)}." if one.verdict == "deferred" else said
        moved = f", moved from {spell(one.first_due_on)}" if one.first_due_on != one.due_on else ""
        yield Task(
            title=f"Get {one.council.short_name}’s answer to {recommendation.reference}: {recommendation.title}",
            url=one.get_absolute_url(),
            why=f"Due {spell(one.due_on)}{moved}.{said}",
            icon="late" if late else "await",
            tone="bad" if late else "go",
            button="Send a reminder" if late else "",
            button_url=f"{one.get_absolute_url()}remind/",
            button_about=f" to {one.council.short_name} about {recommendation.reference}",
            posts=True,
            **_due(one.due_on, on=on),
        )


def _work(*, on: date) -> Iterator[Task]:
    found = (
        ActionPart.objects.unfinished()
        .exclude(status=PartStatus.NO_OUTCOME)
        .annotate(next_on=NEXT_DATE)
        .filter(next_on__lte=on + MONTH)
        .select_related("action", "council", "responsible")
        .order_by("next_on", "pk")
    )
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


def _reviews(*, on: date) -> Iterator[Task]:
    found = Review.objects.open().filter(due_on__lte=on + MONTH).select_related("strategy").order_by("due_on")
    for review in found[:READ_AT_MOST]:
        kind = "deep review" if review.kind == ReviewKind.DEEP else "light-touch check"
        late = review.due_on < on
        address = reverse("strategies:record-review", args=[review.strategy.slug, review.pk])
        yield Task(
            title=f"Hold the {review.due_on.year} {kind} of the {review.strategy.title}",
            url=reverse("strategies:detail", args=[review.strategy.slug]),
            why=f"Due {spell(review.due_on)}. {review.why}",
            icon="late" if late else "soon",
            tone="bad" if late else "warn",
            button="Record a decision" if late else "",
            button_url=address,
            button_about=f" about the {review.due_on.year} {kind}",
            **_due(review.due_on, on=on),
        )


def _meetings(*, on: date) -> Iterator[Task]:
    for meeting in upcoming(on=on).filter(held_on__lte=on + MONTH)[:READ_AT_MOST]:
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


def _logs_to_publish(*, on: date) -> Iterator[Task]:
    held = Q(status=MeetingStatus.HELD) | Q(status=MeetingStatus.IN_PROGRESS, held_on__lt=on)
    found = Meeting.objects.filter(held).select_related("body__council", "task_group").order_by("held_on")
    checked = found.annotate(
        entries=Count("items__outcomes", filter=Q(items__outcomes__withdrawn_at__isnull=True)),
        checked=Count(
            "items__outcomes",
            filter=Q(items__outcomes__withdrawn_at__isnull=True, items__outcomes__checked_at__isnull=False),
        ),
    )
    meeting: Any
    for meeting in checked[:AT_MOST]:
        yield Task(
            title=f"Check and publish the log: {title_of(meeting)}",
            url=reverse("recommendations:publish", args=path_of(meeting)),
            why=f"{meeting.checked} of {meeting.entries} entries checked.",
            icon="sign",
            tone="ask",
        )


def _to_send() -> Iterator[Task]:
    """Reports and recommendations that no executive, or not every one, has been sent yet. One row for each."""
    found = (
        Response.objects.filter(status=ResponseStatus.NOT_SENT)
        .filter(
            Q(recommendation__status=RecommendationStatus.MADE)
            | Q(recommendation__status=RecommendationStatus.DRAFT, recommendation__report__isnull=False)
        )
        .select_related("recommendation__report", "council")
        .order_by("recommendation_id", "council__position")
    )
    waiting: dict[str, tuple[str, list[str]]] = {}
    for one in found[:READ_AT_MOST]:
        recommendation, report = one.recommendation, one.recommendation.report
        url = (
            reverse("recommendations:send-report", args=[report.slug])
            if report
            else reverse("recommendations:send", args=[recommendation.reference])
        )
        name = (
            f"the report “{report.title}”"
            if report
            else f"{recommendation.reference}: {recommendation.title}"
        )
        _, councils = waiting.setdefault(url, (name, []))
        if one.council.short_name not in councils:
            councils.append(one.council.short_name)
    for url, (name, councils) in waiting.items():
        yield Task(
            title=f"Send {name}",
            url=url,
            why=f"Not yet sent to {in_words(councils)}.",
            icon="todo",
            tone="mute",
        )


def in_words(names: Iterable[str]) -> str:
    """Join names as a sentence does: "Boston, East Lindsey and South Holland"."""
    listed = list(names)
    return f"{', '.join(listed[:-1])} and {listed[-1]}" if len(listed) > 1 else "".join(listed)


def _without_owner() -> Group:
    """Undertakings and requests to which nobody, or no date, was given yet."""
    found = (
        ActionPart.objects.unfinished()
        .exclude(status=PartStatus.NO_OUTCOME)
        .filter(Q(responsible__isnull=True) | Q(due_on__isnull=True))
        .select_related("action", "council", "responsible")
        .order_by("-pk")
    )
    tasks = [
        Task(
            title=part.action.title,
            url=part.get_absolute_url(),
            why=_lacks(part),
            icon="norec",
            tone="mute",
            button="Give it to someone",
            button_url=f"{part.get_absolute_url()}assign/",
            button_about=f": {part.action.title[:60]}",
        )
        for part in found[:AT_MOST]
    ]
    return Group("Without an owner or a date", tasks, found.count())


def _lacks(part: ActionPart) -> str:
    owner = part.responsible.title if part.responsible else part.owner_words or "No owner yet"
    date_words = spell(part.due_on) if part.due_on else part.due_words or "No date yet"
    council = f"{part.council.short_name}. " if part.council else ""
    return f"{council}{owner}. {date_words}."


def _vacant(*, on: date) -> list[Task]:
    """Posts that answers or work wait for and that nobody holds on the day (rule 2)."""
    held = Appointment.objects.in_force_on(on).filter(post=OuterRef("pk")).exclude(capacity=Capacity.DEPUTY)
    answers = Response.objects.filter(portfolio=OuterRef("pk"), status__in=OPEN_RESPONSES)
    signed = ActionPart.objects.filter(portfolio=OuterRef("pk")).exclude(status__in=FINISHED_PARTS)
    done = ActionPart.objects.filter(responsible=OuterRef("pk")).exclude(status__in=FINISHED_PARTS)
    found = (
        Post.objects.filter(~Exists(held), Exists(answers) | Exists(signed) | Exists(done))
        .select_related("council")
        .order_by("council__position", "title")
    )
    return [
        Task(
            title=f"No {'portfolio holder' if post.kind == PostKind.PORTFOLIO else 'officer'} in post: {post.title}",
            url=f"{reverse('recommendations:actions')}{f'?council={post.council.slug}' if post.council else ''}",
            why="Work waits for this post. Ask the Administrator to record who holds it.",
            icon="amber",
            tone="warn",
        )
        for post in found[:AT_MOST]
    ]


def _undelivered() -> list[Task]:
    return [
        Task(
            title=f"Tell {notice.recipient.name}: {notice.title}",
            url=notice.path,
            why="We could not send this notice. Phone, or write.",
            icon="late",
            tone="bad",
        )
        for notice in not_delivered()[:AT_MOST]
    ]
