"""A fictional partnership of any size, made in seconds.

A first block of recommendations is made row by row; the database then copies the block, with every key moved on. Nothing
of it is in the record that ships, and nothing of it is checked by the operations: it is ballast for measuring.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model
from django.utils import timezone

from core import history
from core.enums import Openness
from core.models import HistoryEntry, HistoryHead
from councils.enums import BodyKind, Capacity, PostKind
from councils.models import Appointment, Body, Council, Partnership, Person, Post, User
from meetings.enums import MeetingStatus
from meetings.models import AgendaItem, Meeting
from recommendations import models
from recommendations.enums import (
    PartStatus,
    RecommendationKind,
    RecommendationStatus,
    ResponseStatus,
    Verdict,
    VersionStatus,
)
from strategies.enums import StrategyStatus
from strategies.models import Strategy
from task_groups.enums import ReportStatus, TaskGroupStatus
from task_groups.models import Report, TaskGroup

BLOCK = 1_000
FOR_EACH_REPORT = 10
HISTORY_ROWS = 4
MEETINGS, ITEMS = 5, 6
NAMES = ("North", "Middle", "South")
VERDICTS = (
    Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.IN_PART, Verdict.IN_PLACE, Verdict.REJECTED, Verdict.NOTED, "", "",
)  # fmt: skip
PROGRESS = (
    PartStatus.NOT_STARTED, PartStatus.IN_PROGRESS, PartStatus.IN_PROGRESS, PartStatus.READY, PartStatus.SIGNED_OFF,
)  # fmt: skip


@dataclass
class Stage:
    """Who and what the block hangs on."""

    councils: list[Council]
    portfolios: list[Post]
    officers: list[Post]
    strategy: Strategy
    group: TaskGroup
    panel: Body
    items: list[AgendaItem]
    officer: User
    councillor: User
    now: datetime
    today: date


def set_stage(*, now: datetime) -> Stage:
    """Make three councils with their posts and bodies, a strategy, and a meeting under way to log in."""
    today = timezone.localdate(now)
    since = today - timedelta(days=900)
    partnership = Partnership.objects.create(name="A fictional partnership", short_name="AFP", slug="afp")
    councils = [
        Council.objects.create(
            partnership=partnership, code=name[0], slug=name.lower(), name=f"{name} District Council",
            short_name=name, position=position,
        )
        for position, name in enumerate(NAMES)
    ]  # fmt: skip
    posts = {
        kind: [
            Post.objects.create(kind=kind, title=f"{PostKind(kind).label}, {c.short_name}", council=c)
            for c in councils
        ]
        for kind in (PostKind.PORTFOLIO, PostKind.OFFICER)
    }
    panel = Body.objects.create(
        partnership=partnership, council=councils[2], name="Panel", slug="panel", kind=BodyKind.SCRUTINY_PANEL
    )
    strategy = Strategy.objects.create(
        partnership=partnership, title="A fictional strategy", slug="strategy", status=StrategyStatus.ADOPTED,
        anchor_on=since, starts_on=since, ends_on=today + timedelta(days=1500),
        deep_every_years=2, check_every_years=1,
    )  # fmt: skip
    items = [item for number in range(MEETINGS) for item in meeting_under_way(panel, number, now=now)]
    scrutiny = Post.objects.create(kind=PostKind.SCRUTINY_OFFICER, title="Scrutiny Officer")
    people = [Person.objects.create(name=name, is_trial=True) for name in ("Officer", "Councillor")]
    officer, councillor = account("officer", people[0]), account("councillor", people[1])
    Appointment.objects.create(person=people[0], post=scrutiny, capacity=Capacity.HOLDER, starts_on=since)
    Appointment.objects.create(
        person=people[1],
        body=panel,
        capacity=Capacity.MEMBER,
        on_behalf_of=councils[2],
        starts_on=since,
    )
    group = TaskGroup.objects.create(
        partnership=partnership, strategy=strategy, title="A fictional task group", slug="task-group",
        status=TaskGroupStatus.REPORTED,
    )  # fmt: skip
    return Stage(
        councils, posts[PostKind.PORTFOLIO], posts[PostKind.OFFICER], strategy, group, panel, items,
        officer, councillor, now, today,
    )  # fmt: skip


def meeting_under_way(panel: Body, number: int, *, now: datetime) -> list[AgendaItem]:
    """A meeting in progress, to log in. Gives its items."""
    today = timezone.localdate(now)
    meeting = Meeting.objects.create(
        body=panel,
        slug=f"{today.isoformat()}-{number}",
        held_on=today,
        status=MeetingStatus.IN_PROGRESS,
        started_at=now,
    )
    return [
        AgendaItem.objects.create(
            meeting=meeting, position=n, number=str(n), title=f"Item {n}", openness=Openness.OPEN
        )
        for n in range(1, ITEMS + 1)
    ]


def account(name: str, person: Person) -> User:
    user = User(email=f"{name}@example.org", name=person.name, person=person, password="!")
    user.save()
    return user


@transaction.atomic
def first_block(stage: Stage) -> None:
    """Make the first BLOCK recommendations with reports, answers, work and history."""
    reports = Report.objects.bulk_create(
        Report(
            task_group=stage.group, title=f"Report {n}", slug=f"report-{n}", status=ReportStatus.PUBLISHED,
            dated_on=stage.today - timedelta(days=n), dated_precision="day", summary="A fictional report.",
        )
        for n in range(1, BLOCK // FOR_EACH_REPORT + 1)
    )  # fmt: skip
    topics = models.Topic.objects.bulk_create(
        models.Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(1, 9)
    )
    made = models.Recommendation.objects.bulk_create(
        recommendation(stage, n, reports[(n - 1) // FOR_EACH_REPORT]) for n in range(1, BLOCK + 1)
    )
    through = models.Recommendation.topics.through
    through.objects.bulk_create(
        through(recommendation_id=one.pk, topic_id=topics[one.pk % 8].pk) for one in made
    )
    responses = models.Response.objects.bulk_create(
        response(stage, one, place) for one in made for place in range(3)
    )
    versions = models.ResponseVersion.objects.bulk_create(
        version(stage, one) for one in responses if one.verdict
    )
    actions = models.Action.objects.bulk_create(
        models.Action(
            title=f"Do what was promised in answer {one.pk}", promised_in=one, created_at=stage.now,
            openness=Openness.OPEN,
        )
        for one in versions
        if one.verdict in {Verdict.ACCEPTED, Verdict.IN_PART}
    )  # fmt: skip
    answered = {one.pk: one for one in responses}
    links = [(action, answered[action.promised_in.response_id]) for action in actions if action.promised_in]
    models.ActionRecommendation.objects.bulk_create(
        models.ActionRecommendation(action=action, recommendation_id=one.recommendation_id)
        for action, one in links
    )
    models.ActionPart.objects.bulk_create(part(stage, action, one) for action, one in links)
    tell(stage, made)


def recommendation(stage: Stage, number: int, report: Report) -> models.Recommendation:
    return models.Recommendation(
        reference=f"FP26-{number}",
        title=f"Ask the councils to do the fictional thing with number {number}",
        short_title=f"Thing {number}",
        text=f"That the three councils do the fictional thing with number {number}, and tell the panel when it is done.",
        kind=RecommendationKind.DELIVERABLE,
        status=RecommendationStatus.CLOSED if number % 5 == 0 else RecommendationStatus.MADE,
        openness=Openness.EXEMPT if number % 49 == 0 else Openness.OPEN,
        made_by="A fictional task group",
        made_on=stage.today - timedelta(days=number % 700),
        report=report,
        strategy=stage.strategy,
        next_due_on=None if number % 5 == 0 else stage.today + timedelta(days=number % 400 - 40),
        created_at=stage.now,
    )


def response(stage: Stage, one: models.Recommendation, place: int) -> models.Response:
    verdict = VERDICTS[(one.pk * 3 + place) % len(VERDICTS)]
    open_word = ResponseStatus.UNANSWERED if verdict == Verdict.NOTED else ResponseStatus.ANSWERED
    due_on = stage.today + timedelta(days=one.pk % 90 - 20)
    return models.Response(
        recommendation=one,
        council=stage.councils[place],
        portfolio=stage.portfolios[place],
        status=open_word if verdict else ResponseStatus.AWAITED,
        verdict=verdict,
        received_on=due_on - timedelta(days=60),
        due_on=due_on,
        first_due_on=due_on,
        answered_on=stage.today - timedelta(days=one.pk % 300) if verdict else None,
    )


def version(stage: Stage, one: models.Response) -> models.ResponseVersion:
    return models.ResponseVersion(
        response=one,
        number=1,
        status=VersionStatus.PUBLISHED,
        verdict=one.verdict,
        words="The council will do the fictional thing.",
        reasons="Because it is fictional." if one.verdict in {Verdict.REJECTED, Verdict.IN_PART} else "",
        decided_by="Portfolio Holder",
        decided_on=one.answered_on,
        written_at=stage.now,
        published_at=stage.now,
    )


def part(stage: Stage, action: models.Action, one: models.Response) -> models.ActionPart:
    status = PROGRESS[action.pk % len(PROGRESS)]
    due_on = stage.today + timedelta(days=action.pk % 400 - 30)
    submitted = status in {PartStatus.READY, PartStatus.SIGNED_OFF}
    return models.ActionPart(
        action=action,
        council_id=one.council_id,
        portfolio_id=one.portfolio_id,
        responsible=stage.officers[one.council_id % 3],
        status=status,
        due_on=due_on,
        first_due_on=due_on,
        round=1 if submitted else 0,
        submitted_at=stage.now if submitted else None,
        decide_by=stage.today + timedelta(days=10) if status == PartStatus.READY else None,
    )


def tell(stage: Stage, made: Sequence[models.Recommendation]) -> None:
    """Write history rows. They are ballast: copies of them make no chain."""
    rows = [
        HistoryEntry(
            number=number,
            at=stage.now,
            actor_name="Scrutiny Officer",
            actor_role="Scrutiny Officer",
            subject=history.label(one),
            subject_id=one.pk,
            trail=history.label(one),
            trail_id=one.pk,
            verb="edit",
            reason="The fictional reason for it.",
            public=True,
            hash=f"{number:064x}",
        )
        for number, one in enumerate((one for one in made for _ in range(HISTORY_ROWS)), start=1)
    ]
    HistoryEntry.objects.bulk_create(rows)


def move_on_head() -> None:
    last = HistoryEntry.objects.aggregate(last=Max("number"))["last"]
    HistoryHead.objects.update_or_create(pk=1, defaults={"number": last, "hash": f"{last:064x}"})


COPIED: list[tuple[type[Model], dict[str, str], tuple[str, ...]]] = [
    (Report, {"slug": "slug || '-' || {copy}", "title": "title || '-' || {copy}"}, ()),
    (models.Recommendation, {"reference": "reference || 'C' || {copy}"}, ("report_id",)),
    (models.Recommendation.topics.through, {}, ("recommendation_id",)),
    (models.Response, {}, ("recommendation_id",)),
    (models.ResponseVersion, {}, ("response_id",)),
    (models.Action, {}, ("promised_in_id",)),
    (models.ActionRecommendation, {}, ("action_id", "recommendation_id")),
    (models.ActionPart, {}, ("action_id",)),
    (HistoryEntry, {"number": "number + {copy} * {size}"}, ("subject_id", "trail_id")),
]
POINTS_AT: dict[str, type[Model]] = {
    "report_id": Report,
    "recommendation_id": models.Recommendation,
    "response_id": models.Response,
    "promised_in_id": models.ResponseVersion,
    "action_id": models.Action,
    "subject_id": models.Recommendation,
    "trail_id": models.Recommendation,
}


@transaction.atomic
def copy_block(copies: int) -> None:
    """Copy the first block `copies` times, each table in one statement, every key moved on by a whole block."""
    sizes = {model: model._default_manager.aggregate(last=Max("pk"))["last"] for model, _, _ in COPIED}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_copies (copy integer)")
        cursor.executemany("INSERT INTO bench_copies VALUES (%s)", [(n,) for n in range(1, copies + 1)])
        for model, changed, moved in COPIED:
            cursor.execute(statement(model, changed, moved, sizes))
        cursor.execute("DROP TABLE bench_copies")


def statement(
    model: type[Model], changed: dict[str, str], moved: tuple[str, ...], sizes: dict[Any, int]
) -> str:
    """Write the statement that copies one table for every row of bench_copies."""
    quote, size = connection.ops.quote_name, sizes[model]
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    columns = [str(field.column) for field in fields]
    values = []
    for column in columns:
        if column == "id":
            values.append(f"id + copy * {size}")
        elif column in moved:
            values.append(f"{quote(column)} + copy * {sizes[POINTS_AT[column]]}")
        elif column in changed:
            values.append(changed[column].format(copy="copy", size=size))
        else:
            values.append(quote(column))
    table = quote(model._meta.db_table)
    names = ", ".join(quote(column) for column in columns)
    return f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table}, bench_copies"


def grow(made: int, size: int) -> None:
    """Bring a database that holds `made` recommendations, the first block, to `size`, a whole number of blocks."""
    if size > made:
        copy_block(size // BLOCK - 1)
    move_on_head()
    with connection.cursor() as cursor:
        for reset in connection.ops.sequence_reset_sql(no_style(), [model for model, _, _ in COPIED]):
            cursor.execute(reset)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def fill(size: int, *, now: datetime) -> Stage:
    """Fill an empty database with `size` recommendations, a whole number of blocks."""
    stage = set_stage(now=now)
    first_block(stage)
    grow(BLOCK, size)
    return stage
