"""What stands beside the officer's list: the next meeting, whom we wait for, and what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from core import history
from core.models import HistoryEntry
from core.statuses import Status
from councils.models import Council
from recommendations import statuses
from recommendations.enums import PartStatus, RecommendationStatus
from recommendations.models import ActionPart, Recommendation, Response
from recommendations.queries.todo import log_address
from recommendations.queries.visibility import DRAFTING_VERBS

ICONS_AT_MOST = 8
CHANGES = {
    "make": "made",
    "publish": "published",
    "send": "sent to {council}",
    "answer": "{council} answered",
    "leave_open": "{council} noted it, put it off or agreed in principle",
    "send_reminder": "{council} was reminded of its answer",
    "send_second_reminder": "{council} was reminded again",
    "send_letter": "the chairman wrote to {council}",
    "invite": "{council} was invited to explain",
    "publish_non_response": "{council} has given no answer",
    "note_gap": "{council}’s answer is not on record",
    "move_due_date": "a due date moved",
    "close": "closed",
    "withdraw": "withdrawn",
    "promise": "{council} promised something",
    "start": "work began",
    "report_progress": "progress reported",
    "report_difficulty": "a difficulty reported",
    "add_evidence": "evidence added",
    "submit": "submitted for sign-off",
    "sign_off": "signed off",
    "send_back": "sent back",
    "reverse": "a sign-off reversed",
    "assign": "given to a responsible officer",
}


@dataclass(frozen=True)
class NextMeeting:
    eyebrow: str
    title: str
    held_on: date | None
    starts_at: Any
    items: str
    url: str


def next_meeting(meeting: Any | None) -> NextMeeting | None:
    """The next meeting to log, in words: the first of `todo.upcoming`."""
    if meeting is None:
        return None
    council = meeting.body.council.short_name if meeting.body and meeting.body.council else "Partnership"
    items = "1 item" if meeting.item_count == 1 else f"{meeting.item_count} items"
    return NextMeeting(
        f"Next meeting, {council}",
        str(meeting.body or meeting.task_group),
        meeting.held_on,
        meeting.starts_at,
        items,
        log_address(meeting),
    )


@dataclass(frozen=True)
class Waiting:
    """What one council owes, as icons and in words."""

    council: str
    icons: list[Status]
    words: str


def waiting_on(councils: list[Council], *, on: date) -> list[Waiting]:
    """What is waited for from each council: answers, late answers, work and decisions. Two queries."""
    answers: dict[int, Any] = {
        row["council_id"]: row
        for row in Response.objects.open()
        .filter(recommendation__status=RecommendationStatus.MADE)
        .order_by()
        .values("council_id")
        .annotate(total=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
    }
    work: dict[int | None, Any] = {
        row["council_id"]: row
        for row in ActionPart.objects.unfinished()
        .order_by()
        .values("council_id")
        .annotate(
            late=Count("pk", filter=Q(due_on__lt=on) & ~Q(status=PartStatus.READY)),
            ready=Count("pk", filter=Q(status=PartStatus.READY)),
        )
    }
    nothing = {"total": 0, "late": 0, "ready": 0}
    return [_waiting(c, answers.get(c.pk, nothing), work.get(c.pk, nothing)) for c in councils]


def _waiting(council: Council, answers: Mapping[str, int], work: Mapping[str, int]) -> Waiting:
    due = answers["total"] - answers["late"]
    counted = [
        (answers["late"], "answer late", "answers late", statuses.RESPONSE_OVERDUE),
        (due, "answer", "answers", statuses.AWAITING),
        (work["late"], "action late", "actions late", statuses.WORK_OVERDUE[PartStatus.IN_PROGRESS]),
        (work["ready"], "sign-off", "sign-offs", statuses.DONE[PartStatus.READY]),
    ]
    words = [f"{number} {one if number == 1 else many}" for number, one, many, _ in counted if number]
    icons = [shown for number, _, _, shown in counted for _ in range(number)]
    return Waiting(council.short_name, icons[:ICONS_AT_MOST], ", ".join(words) or "Nothing")


@dataclass(frozen=True)
class Change:
    when: str
    words: str


def latest_changes(councils: Iterable[Council]) -> list[Change]:
    """The last things that happened to recommendations, newest first. Answers being drafted are not told."""
    named = Recommendation.objects.filter(pk=OuterRef("trail_id"))
    rows = list(
        HistoryEntry.objects.filter(trail="recommendations.recommendation", verb__in=CHANGES)
        .exclude(verb__in=DRAFTING_VERBS)
        .annotate(reference=Subquery(named.values("reference")))
        .order_by("-at", "-number")[:3]
    )
    names = {council.slug: council.short_name for council in councils}
    return [_change(row, names) for row in rows]


def _change(row: Any, names: Mapping[str, str]) -> Change:
    council = names.get(row.details.get("council") or "", "A council")
    words = CHANGES[row.verb].format(council=council)
    return Change(history.london_moment(row.at), f"{row.reference or ''}: {words}")
