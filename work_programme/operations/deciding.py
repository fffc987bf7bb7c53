"""What becomes of a suggested topic: work on the programme, a task group, or nothing, with the reason."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from core.dates import london_date
from core.moving import make_move
from core.refusals import Refused
from councils.models import Body, Council, User
from councils.operations import role_of
from notices.enums import NoticeKind
from notices.operations import tell
from task_groups.models import TaskGroup
from task_groups.operations import propose_group
from work_programme.enums import TopicStatus, WorkKind
from work_programme.lifecycle import TOPIC_MOVES
from work_programme.models import TopicSuggestion, WorkItem
from work_programme.operations.topics import refuse_version
from work_programme.operations.work import add_work


@transaction.atomic
def accept_as_work(
    *,
    topic: TopicSuggestion,
    version: int,
    title: str,
    kind: WorkKind,
    councils: Collection[Council],
    starts_on: date,
    ends_on: date,
    owner: Body | None = None,
    reason: str,
    by: User,
    at: datetime,
) -> WorkItem:
    """Accept a topic and put it on the programme. Raises Refused as `add_work` does, without a reason or when the topic is
    not weighed; Overtaken when somebody was faster.
    """
    _decide(topic, "accept", version, reason=reason, by=by, at=at)
    return add_work(
        partnership=topic.partnership,
        title=title,
        kind=kind,
        councils=councils,
        starts_on=starts_on,
        ends_on=ends_on,
        owner=owner,
        topic=topic,
        by=by,
        at=at,
    )


@transaction.atomic
def accept_as_group(
    *,
    topic: TopicSuggestion,
    version: int,
    title: str,
    councils: Collection[Council],
    reason: str,
    by: User,
    at: datetime,
) -> TaskGroup:
    """Accept a topic and propose a task group for it. Raises Refused without a title, a council or a reason, and when the
    topic is not weighed; Overtaken when somebody was faster.
    """
    if not councils:
        raise Refused("Choose at least one council", field="councils")
    refuse_silence(reason)
    group = propose_group(
        partnership=topic.partnership,
        title=title,
        why=reason,
        councils=list(councils),
        by=by,
        at=at,
    )
    _decide(topic, "accept", version, reason=reason, by=by, at=at, task_group=group)
    return group


@transaction.atomic
def decline_topic(
    *, topic: TopicSuggestion, version: int, reason: str, by: User, at: datetime
) -> TopicSuggestion:
    """Decline a topic. Raises Refused without a reason or when it is not weighed; Overtaken when somebody was faster."""
    _decide(topic, "decline", version, reason=reason, by=by, at=at)
    return topic


def refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise Refused("Say why. The reason is published", field="reason")


def _decide(
    topic: TopicSuggestion,
    move: str,
    version: int,
    *,
    reason: str,
    by: User,
    at: datetime,
    task_group: TaskGroup | None = None,
) -> None:
    """Write the decision down, with the day and the reason."""
    refuse_silence(reason)
    refuse_version(topic, version)
    decided: dict[str, Any] = {
        "decided_on": london_date(at),
        "reason": reason.strip(),
        "version": topic.version + 1,
    }
    if task_group is not None:
        decided["task_group"] = task_group
    make_move(
        topic,
        TOPIC_MOVES[move],
        by=by,
        at=at,
        role=role_of(by, at=at),
        reason=reason.strip(),
        public=topic.outcome_id is None,
        on=london_date(at),
        changes=decided,
    )
    tell_suggester(topic, by=by, at=at)


def tell_suggester(topic: TopicSuggestion, *, by: User, at: datetime) -> None:
    """Tell whoever suggested a topic what was decided, where they can still sign in. The reason stays in the portal."""
    user = topic.suggested_by
    if user is None or not user.is_active or user.pk == by.pk:
        return
    word = TopicStatus(topic.status).label
    tell(
        key=f"{NoticeKind.TOPIC_DECIDED}:{topic.pk}",
        kind=NoticeKind.TOPIC_DECIDED,
        recipient=user,
        title=f"{word}: {topic.title}",
        text="The topic that you suggested is decided. Read why, and what comes of it, in the portal.",
        path=topic.get_absolute_url(),
        due_at=at,
        at=at,
    )
