"""What the scrutiny officer must see to and that has no date of its own: sending, publishing, owners, vacant posts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum, Window
from django.db.models.functions import Coalesce
from django.urls import reverse

from core.dates import spell
from councils.enums import Capacity, PostKind
from councils.models import Appointment, Post
from meetings.enums import MeetingStatus
from meetings.models import Meeting
from meetings.queries import path_of, title_of
from notices.queries import not_delivered
from recommendations.enums import FINISHED_PARTS, PartStatus, RecommendationStatus, ResponseStatus
from recommendations.models import ActionPart, Response
from recommendations.querysets import OPEN_RESPONSES
from task_groups.enums import AT_WORK, MemberRole
from task_groups.models import Membership, SeatsWanted, TaskGroup

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


def logs_to_publish(*, on: date) -> Iterator[Task]:
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


def to_send() -> Iterator[Task]:
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


def groups_to_convene(*, on: date) -> Iterator[Task]:
    """Task groups at work that have fewer members than are wanted on the day. One row for each, one query."""
    seats = SeatsWanted.objects.filter(task_group=OuterRef("pk")).order_by().values("task_group")
    sitting = Membership.objects.filter(task_group=OuterRef("pk")).exclude(role=MemberRole.RESERVE)
    named = sitting.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).order_by().values("task_group")
    found = TaskGroup.objects.filter(status__in=sorted(AT_WORK)).annotate(
        wanted=Coalesce(Subquery(seats.annotate(all=Sum("members")).values("all")), 0),
        named=Coalesce(Subquery(named.annotate(all=Count("pk")).values("all")), 0),
    )
    group: Any
    for group in found.filter(named__lt=F("wanted")).order_by("pk")[:AT_MOST]:
        yield Task(
            title=f"Name the members: {group.title}",
            url=group.get_absolute_url(),
            why=f"{group.named} of {group.wanted} members are named.",
            icon="sign",
            tone="ask",
        )


def in_words(names: Iterable[str]) -> str:
    """Join names as a sentence does: "Boston, East Lindsey and South Holland"."""
    listed = list(names)
    return f"{', '.join(listed[:-1])} and {listed[-1]}" if len(listed) > 1 else "".join(listed)


def without_owner() -> Group:
    """Undertakings and requests to which nobody, or no date, was given yet. The newest, and how many there are, at once."""
    found = (
        ActionPart.objects.unfinished()
        .exclude(status=PartStatus.NO_OUTCOME)
        .filter(Q(responsible__isnull=True) | Q(due_on__isnull=True))
        .select_related("action", "council", "responsible")
        .annotate(of_all=Window(Count("pk")))
        .order_by("-pk")
    )
    parts: list[Any] = list(found[:AT_MOST])
    tasks = [
        Task(
            title=part.action.title,
            url=part.get_absolute_url(),
            why=lacks(part),
            icon="norec",
            tone="mute",
            button="Give it to someone",
            button_url=f"{part.get_absolute_url()}assign/",
            button_about=f": {part.action.title[:60]}",
        )
        for part in parts
    ]
    return Group("Without an owner or a date", tasks, parts[0].of_all if parts else 0)


def lacks(part: ActionPart) -> str:
    owner = part.responsible.title if part.responsible else part.owner_words or "No owner yet"
    date_words = spell(part.due_on) if part.due_on else part.due_words or "No date yet"
    council = f"{part.council.short_name}. " if part.council else ""
    return f"{council}{owner}. {date_words}."


def vacant_posts(*, on: date) -> list[Task]:
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
            url=reverse("recommendations:posts"),
            why=f"The post ended on {spell(post.ends_on)}, and work waits for it."
            if post.ends_on and post.ends_on < on
            else "Work waits for this post.",
            icon="amber",
            tone="warn",
            button="Hand it over"
            if (ended := bool(post.ends_on and post.ends_on < on))
            else "Record who holds it",
            button_url=reverse(
                f"recommendations:{'hand-over' if ended else 'change-holder'}", args=[post.pk]
            ),
            button_about=f": {post.title}",
        )
        for post in found[:AT_MOST]
    ]


def undelivered() -> list[Task]:
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
