"""Topics: suggested, taken up from a meeting, weighed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from core.moving import make_move, overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Council, Partnership, User
from councils.operations import added, role_of
from meetings.enums import RECORD_PUBLISHED, OutcomeKind
from meetings.models import Outcome
from work_programme.enums import Criterion, Points
from work_programme.lifecycle import TOPIC_MOVES
from work_programme.models import TopicScore, TopicSuggestion


@transaction.atomic
def suggest_topic(
    *,
    partnership: Partnership,
    title: str,
    words: str,
    said_by: str,
    council: Council | None = None,
    by: User,
    at: datetime,
) -> TopicSuggestion:
    """Suggest a topic. The scrutiny officer looks at it before the public sees it. `said_by` is a role, never a name.

    Raises Refused without a title, a reason, or whose suggestion it is.
    """
    refuse_words(title, words)
    if not said_by.strip():
        raise Refused("Say whose suggestion it is, by role", field="said_by")
    topic = TopicSuggestion(
        partnership=partnership,
        title=title.strip(),
        words=words.strip(),
        said_by=said_by.strip(),
        suggested_by=by,
        council=council,
        received_at=at,
    )
    return added(topic, verb="suggest", by=by, at=at, new=topic.status)


@transaction.atomic
def take_up_topic(
    *, partnership: Partnership, outcome: Outcome, title: str, words: str, by: User, at: datetime
) -> TopicSuggestion:
    """Put a topic suggestion of a meeting on the list. Raises Refused for an entry that not everybody may read, for one
    that is no topic suggestion, and for one that is on the list already.
    """
    refuse_words(title, words)
    item = outcome.item
    is_public = outcome.is_open and item.is_open and item.meeting.status in RECORD_PUBLISHED
    if outcome.kind != OutcomeKind.TOPIC or outcome.withdrawn_at is not None:
        raise Refused("This entry suggests no topic.")
    if not is_public:
        raise Refused("Only what everybody may read on a published record goes on the public list.")
    if TopicSuggestion.objects.filter(outcome=outcome).exists():
        raise Refused("This suggestion is on the list already.")
    topic = TopicSuggestion(
        partnership=partnership,
        title=title.strip(),
        words=words.strip(),
        said_by=outcome.said_by or "Members",
        outcome=outcome,
        council=item.meeting.body.council if item.meeting.body else None,
        received_at=at,
    )
    return added(topic, verb="take_up", by=by, at=at, new=topic.status)


@transaction.atomic
def weigh_topic(
    *,
    topic: TopicSuggestion,
    version: int,
    title: str,
    words: str,
    points: Mapping[Criterion, Points],
    weighed: str,
    by: User,
    at: datetime,
) -> TopicSuggestion:
    """Weigh a topic by the criteria, in words fit for everybody: from then on it is public. New points replace the old.

    Raises Refused without words, without points for every criterion or when it is decided; Overtaken when it changed since
    `version` was read.
    """
    refuse_words(title, words)
    if set(points) != set(Criterion):
        raise Refused("Give points for each question")
    if not weighed.strip():
        raise Refused("Say what was found. It is published", field="weighed")
    refuse_version(topic, version)
    before = {score.criterion: score.points for score in topic.scores.all()}
    make_move(
        topic,
        TOPIC_MOVES["weigh"],
        by=by,
        at=at,
        role=role_of(by, at=at),
        public=topic.outcome_id is None,
        changes={
            "title": title.strip(),
            "words": words.strip(),
            "weighed": weighed.strip(),
            "version": topic.version + 1,
        },
        details={"points": {str(one): int(given) for one, given in points.items()}, "before": before},
    )
    for criterion, given in points.items():
        TopicScore.objects.update_or_create(topic=topic, criterion=criterion, defaults={"points": given})
    return topic


def refuse_words(title: str, words: str) -> None:
    """Raise Refused without a title or a reason."""
    if not title.strip():
        raise Refused("Say what scrutiny should look at", field="title")
    if not words.strip():
        raise Refused("Say why scrutiny should look at it", field="words")


def refuse_version(topic: TopicSuggestion, version: int) -> None:
    """Hold the topic's row, and raise Overtaken when it changed since `version` was read."""
    held = TopicSuggestion.objects.select_for_update(of=("self",), no_key=True).get(pk=topic.pk)
    if held.version != version:
        raise Overtaken(overtaken_sentence(topic))
