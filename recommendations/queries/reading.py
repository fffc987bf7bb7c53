"""Papers that are read, for the scrutiny officer alone: the list, and what one page of looking through shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from core.dates import spell
from councils.permissions import is_scrutiny_officer
from meetings.models import Meeting
from recommendations.enums import ProposalKind, ProposalStatus, ReadingStatus
from recommendations.models import Proposal, Reading
from recommendations.queries.undated import Task

HEADS = (ProposalKind.BODY, ProposalKind.DATE)
TO_LOOK_THROUGH = Q(status=ReadingStatus.READ)


def readings_visible_to(user: Any, *, on: date) -> QuerySet[Reading]:
    """The officers' own working papers: nobody else may know of one."""
    readings = Reading.objects.select_related(
        "meeting__body__council", "meeting__task_group", "added_by", "part_of"
    )
    return readings if is_scrutiny_officer(user, on=on) else readings.none()


def readings_in_order(user: Any, *, on: date) -> QuerySet[Reading]:
    """The list, the newest first, without the words of the papers, each with how far it is looked through."""
    decided = Q(proposals__isnull=False) & ~Q(proposals__kind__in=HEADS)
    return (
        readings_visible_to(user, on=on)
        .defer("text")
        .annotate(
            found=Count("proposals", filter=decided),
            open=Count("proposals", filter=decided & Q(proposals__status=ProposalStatus.OPEN)),
        )
        .order_by("-added_at", "-pk")
    )


@dataclass(frozen=True)
class Progress:
    """How many of the things found were looked through. Body and day are confirmed with the meeting."""

    total: int
    decided: int
    accepted: int
    on_record: int
    rejected: int

    @property
    def left(self) -> int:
        return self.total - self.decided


def progress_of(reading: Reading) -> Progress:
    """Counted in one question."""
    status = ProposalStatus
    counted = reading.proposals.exclude(kind__in=HEADS).aggregate(
        total=Count("pk"),
        decided=Count("pk", filter=~Q(status=status.OPEN)),
        accepted=Count("pk", filter=Q(status__in=[status.ACCEPTED, status.EDITED])),
        on_record=Count("pk", filter=Q(status=status.ON_RECORD)),
        rejected=Count("pk", filter=Q(status=status.REJECTED)),
    )
    return Progress(**counted)


def papers_to_look_through() -> Iterator[Task]:
    """One line for the officer's list: papers that are read, and those that could not be."""
    read = Count("pk", filter=TO_LOOK_THROUGH)
    counted = Reading.objects.aggregate(read=read, failed=Count("pk", filter=Q(status=ReadingStatus.FAILED)))
    if counted["read"]:
        one = counted["read"] == 1
        yield Task(
            title="1 paper is read and waits to be looked through"
            if one
            else f"{counted['read']} papers are read and wait to be looked through",
            url=reverse("recommendations:readings"),
            why="Nothing of it is on record before you accept it.",
            icon="doc",
            tone="ask",
        )
    if counted["failed"]:
        one = counted["failed"] == 1
        yield Task(
            title="1 paper could not be read" if one else f"{counted['failed']} papers could not be read",
            url=reverse("recommendations:readings"),
            why="Its page says why, and what you can do.",
            icon="amber",
            tone="warn",
        )


def meetings_to_choose(reading: Reading, *, days: set[date], bodies: set[int]) -> list[Meeting]:
    """Meetings on record that a paper may belong to: those of the days, the latest of the bodies, and the one chosen."""
    wanted = Q(pk=reading.meeting_id) | Q(held_on__in=days)
    found = Meeting.objects.select_related("body__council", "task_group")
    rows = list(found.filter(wanted).order_by("-held_on", "pk")[:30])
    rows += list(
        found.filter(body__in=bodies).exclude(pk__in=[one.pk for one in rows]).order_by("-held_on", "pk")[:8]
    )
    return rows


def named_day(found: Proposal | None) -> date | None:
    """The day that the reader found, if it found one."""
    said = str(found.fields.get("day", "")) if found else ""
    return date.fromisoformat(said) if said else None


def spelt_meeting(meeting: Meeting) -> str:
    """A meeting with its council, for choosing: "South Holland: Performance Monitoring Panel, 14 April 2026"."""
    whose = ""
    if meeting.body is not None:
        whose = f"{meeting.body.council.short_name if meeting.body.council else 'Joint'}: "
    return f"{whose}{meeting}, {spell(meeting.held_on, meeting.held_precision)}"
