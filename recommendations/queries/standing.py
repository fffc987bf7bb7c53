"""What the standing items of an agenda show from live data, as one reader may see it.

It is drawn as at a day: today, until the meeting's day is past or the meeting was held; then the day of the meeting, from
dates and the history. So a record that is published says what was before the meeting, and does not change afterwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse

from core.dates import london_date
from core.models import HistoryEntry
from core.statuses import Status
from meetings import queries as of_meetings
from meetings.enums import PROMISES, RECORD_PUBLISHED, MeetingStatus, StandingKind
from meetings.models import Meeting
from meetings.queries import Record
from meetings.statuses import MEETING_STATUSES
from recommendations import statuses
from recommendations.enums import PartStatus, VersionStatus
from recommendations.models import ActionPart, Response, ResponseVersion
from recommendations.queries.visibility import (
    PART_LABEL,
    is_visible_to,
    parts_visible_to,
    versions_visible_to,
)
from recommendations.querysets import OPEN_RESPONSES
from strategies.enums import ReviewStatus
from strategies.models import Review, Strategy
from strategies.queries import ReviewLine, elections_on_record, review_lines, strategies_visible_to

MET = [MeetingStatus.HELD, *sorted(RECORD_PUBLISHED)]
MOST = 20
REVIEW_DAYS = timedelta(days=90)


@dataclass(frozen=True)
class StandingLine:
    """One line: its words, where they lead, and how it stands."""

    words: str
    address: str
    note: str = ""
    status: Status | None = None


@dataclass(frozen=True)
class Filled:
    """What one item shows, drawn as at a day; `more` counts lines left out; `beside` adds a sentence."""

    lead: str
    lines: tuple[StandingLine, ...]
    as_at: date | None
    more: int = 0
    beside: str = ""


@dataclass(frozen=True)
class Asked:
    """Who reads which meeting on which day, as at which day, and when the body met before."""

    meeting: Meeting
    user: Any
    on: date
    as_at: date
    before: Meeting | None


def fill_standing(record: Record, meeting: Meeting, user: Any, *, on: date) -> Record:
    """Fill the standing items that the reader may read. A kind is asked for once; its queries do not grow with the rows."""
    kinds = {item.standing for item in record.items if item.is_readable} - {StandingKind.PLAIN}
    if not kinds or meeting.held_on is None:
        return record
    earlier = of_meetings.meetings_visible_to(user, on=on).filter(
        body=meeting.body_id, task_group=meeting.task_group_id, held_on__lt=meeting.held_on, status__in=MET
    )
    met = list(earlier.select_related("agreed_at_meeting").order_by("-held_on", "-pk")[:MOST])
    over = meeting.status in MET or meeting.held_on < on
    asked = Asked(meeting, user, on, meeting.held_on if over else on, met[0] if met else None)
    fill = {
        StandingKind.MINUTES: lambda: minutes_not_agreed(asked, met),
        StandingKind.ACTIONS: lambda: actions_of_the_last_meeting(asked),
        StandingKind.RESPONSES: lambda: answers_since(asked),
        StandingKind.REVIEWS: lambda: reviews_due(asked),
    }
    filled = {
        kind: replace(fill[StandingKind(kind)](), as_at=asked.as_at if over else None) for kind in kinds
    }
    return replace(
        record,
        items=[
            replace(item, filled=filled[item.standing]) if item.is_readable and item.standing else item
            for item in record.items
        ],
    )


def minutes_not_agreed(asked: Asked, met: Iterable[Meeting]) -> Filled:
    """Minutes of earlier meetings of the body that no meeting before this one agreed."""
    lines = []
    for one in met:
        agreed_by = one.agreed_at_meeting
        is_agreed = one.status in {MeetingStatus.AGREED, MeetingStatus.LOCKED}
        if agreed_by == asked.meeting:
            note, shown = "Agreed at this meeting", MEETING_STATUSES[MeetingStatus.AGREED]
        elif not is_agreed:
            note, shown = "Not agreed yet", MEETING_STATUSES[one.status]
        elif agreed_by and agreed_by.held_on and agreed_by.held_on > asked.as_at:
            note, shown = "Not agreed yet", MEETING_STATUSES[MeetingStatus.DRAFT_MINUTES]
        else:
            continue
        words = f"Minutes of {of_meetings.short_day(one)}"
        lines.append(StandingLine(words, one.get_absolute_url(), note, shown))
    lead = "These minutes wait to be agreed." if lines else "No minutes wait to be agreed."
    return Filled(lead, tuple(lines), None)


def actions_of_the_last_meeting(asked: Asked) -> Filled:
    """What was undertaken or asked for when the body last met, and where each council's part of it stands."""
    if asked.before is None:
        return Filled("No earlier meeting of this body is on record.", (), None)
    came_of_it = parts_visible_to(asked.user, on=asked.on).filter(
        action__outcome__item__meeting=asked.before,
        action__outcome__kind__in=PROMISES,
        action__outcome__withdrawn_at__isnull=True,
    )
    rows = came_of_it.select_related("action__outcome", "council").order_by("action__outcome__position", "pk")
    parts = list(rows)
    stood = statuses_as_at(parts, day=asked.as_at) if asked.as_at < asked.on else {}
    lines = tuple(_part_line(part, stood.get(part.pk, part.status), asked.as_at) for part in parts)
    day = of_meetings.short_day(asked.before)
    none = f"No action came of the meeting on {day}."
    return Filled(f"What came of the meeting on {day}." if lines else none, lines, None)


def _part_line(part: ActionPart, status: str, day: date) -> StandingLine:
    is_late = statuses.is_work_late(status=status, due_on=part.due_on, on=day)
    shown = statuses.WORK_OVERDUE[status] if is_late else statuses.DONE[status]
    who = part.council.short_name if part.council else part.owner_words or "No owner yet"
    due = statuses.spelled(part.due_on) or part.due_words
    return StandingLine(
        part.action.title,
        part.get_absolute_url(),
        f"{who}, due {due}" if due else f"{who}, no due date",
        shown,
    )


def statuses_as_at(parts: Iterable[ActionPart], *, day: date) -> dict[int, str]:
    """The status of each part at the end of a day, from the history. What was logged later stands as it was first logged."""
    pks = [part.pk for part in parts]
    rows = HistoryEntry.objects.filter(
        subject=PART_LABEL, subject_id__in=pks, new__in=PartStatus.values
    ).order_by("number")
    stood: dict[int, str] = {}
    for pk, at, new in rows.values_list("subject_id", "at", "new"):
        if pk not in stood or london_date(at) <= day:
            stood[pk] = new
    return stood


def answers_since(asked: Asked) -> Filled:
    """Answers published since the body last met, that day counted; and how many are late."""
    until, since = asked.as_at, asked.before.held_on if asked.before else None
    answers = versions_visible_to(asked.user, on=asked.on).filter(
        status=VersionStatus.PUBLISHED, published_at__date__lte=until
    )
    if since:
        answers = answers.filter(published_at__date__gte=since)
    answers = answers.filter(newest_of_its_response(until))
    count = answers.count()
    shown = answers.select_related("response__recommendation", "response__council").order_by(
        "-published_at", "-pk"
    )
    lines = tuple(_answer_line(one) for one in shown[:MOST])
    late = (
        Response.objects.filter(
            is_visible_to(asked.user, on=asked.on, at="recommendation__"), due_on__lt=until
        )
        .filter(Q(status__in=OPEN_RESPONSES) | Q(answered_on__gt=until))
        .count()
    )
    when = f"since {of_meetings.short_day(asked.before)}" if asked.before else "so far"
    many = f"{count} answer was" if count == 1 else f"{count or 'No'} answers were"
    beside = f"{late} {'answer is' if late == 1 else 'answers are'} late." if late else "No answer is late."
    return Filled(f"{many} received {when}.", lines, None, more=count - len(lines), beside=beside)


def newest_of_its_response(day: date) -> Q:
    """The condition that no newer answer of the same council was published by the day."""
    newer = ResponseVersion.objects.filter(
        response=OuterRef("response"), number__gt=OuterRef("number"), status=VersionStatus.PUBLISHED,
        published_at__date__lte=day,
    )  # fmt: skip
    return ~Q(Exists(newer))


def _answer_line(version: ResponseVersion) -> StandingLine:
    response = version.response
    recommendation = response.recommendation
    return StandingLine(
        f"{recommendation.reference}: {recommendation.title}",
        response.get_absolute_url(),
        response.council.short_name,
        statuses.VERDICTS[version.verdict],
    )


def reviews_due(asked: Asked) -> Filled:
    """Reviews of strategies that are due within 90 days, or lapsed."""
    reviews = Review.objects.select_related("decided_by__council", "merged_into")
    visible = strategies_visible_to(asked.user, on=asked.on).select_related("partnership")
    found, elections = [], elections_on_record()
    for strategy in visible.prefetch_related(Prefetch("reviews", reviews)).order_by("title"):
        known = [_as_it_stood(review, asked.as_at) for review in strategy.reviews.all()]
        lines = review_lines(strategy, known, on=asked.as_at, elections=elections)
        found += [(line, strategy) for line in lines if _is_due(line, asked.as_at)]
    found.sort(key=lambda pair: pair[0].due_on)
    shown = tuple(_review_line(line, strategy) for line, strategy in found[:MOST])
    lead = (
        "Due within 90 days, or lapsed." if shown else "No review is due within 90 days, and none has lapsed."
    )
    return Filled(lead, shown, None, more=len(found) - len(shown))


def _as_it_stood(review: Review, day: date) -> Review:
    if review.held_on and review.held_on > day:
        review.status, review.held_on = ReviewStatus.OPEN, None
    return review


def _is_due(line: ReviewLine, day: date) -> bool:
    is_open = line.is_open or line.pk is None
    return is_open and line.due_on <= day + REVIEW_DAYS


def _review_line(line: ReviewLine, strategy: Strategy) -> StandingLine:
    address = reverse("strategies:detail", args=[strategy.slug])
    return StandingLine(f"{strategy.title}: {line.name}", address, line.when, line.status)
