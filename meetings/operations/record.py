"""A meeting's way from planned to locked, and what changes its record."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from core import history
from core.enums import Openness
from core.moving import make_move
from core.refusals import Overtaken, Refused
from councils.models import User
from meetings.enums import LOGGABLE, RECORD_PUBLISHED, MeetingStatus
from meetings.lifecycle import MEETING_MOVES
from meetings.models import Correction, Meeting, Outcome
from meetings.operations.log import check_outcome, require_standing


def _move(
    meeting: Meeting,
    name: str,
    *,
    by: User | None,
    at: datetime,
    public: bool = True,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
) -> Meeting:
    move = MEETING_MOVES[name]
    make_move(
        meeting,
        move,
        by=by,
        at=at,
        public=public,
        reason=reason,
        changes={"version": F("version") + 1, **(changes or {})},
    )
    meeting.refresh_from_db(fields=["version"])
    return meeting


@transaction.atomic
def publish_agenda(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """Let everyone know of the meeting and read its agenda. Exempt items show as a neutral title and paragraph."""
    return _move(meeting, "publish_agenda", by=by, at=at)


@transaction.atomic
def start(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """Begin, or begin again after a pause. The moment of the first beginning stays."""
    return _move(meeting, "start", by=by, at=at, changes={"started_at": meeting.started_at or at})


@transaction.atomic
def pause(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """Adjourn. The log stays open."""
    return _move(meeting, "pause", by=by, at=at)


@transaction.atomic
def finish(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """End the meeting. The log stays open for tidying until the record is published."""
    return _move(meeting, "finish", by=by, at=at)


@transaction.atomic
def publish_record(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """Let everyone read what came of the meeting, as draft minutes (rule 13). Every entry must be checked first.

    Raises Refused while entries are unchecked, and before the meeting was held or after it was published.
    """
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    unchecked = Outcome.objects.standing().filter(item__meeting=held, checked_at__isnull=True).count()
    if held.status == MeetingStatus.HELD and unchecked:
        raise Refused(
            "1 entry is not checked yet. Check it, then publish."
            if unchecked == 1
            else f"{unchecked} entries are not checked yet. Check them, then publish."
        )
    return _move(meeting, "publish_record", by=by, at=at, changes={"record_published_at": at})


@transaction.atomic
def agree(*, meeting: Meeting, at_meeting: Meeting | None = None, by: User | None, at: datetime) -> Meeting:
    """Record that a later meeting agreed the minutes (rule 13). Raises Refused when the meeting is the same one."""
    if at_meeting is not None and at_meeting.pk == meeting.pk:
        raise Refused("A later meeting agrees the minutes, not the meeting itself", field="at_meeting")
    return _move(meeting, "agree", by=by, at=at, changes={"agreed_at_meeting": at_meeting})


@transaction.atomic
def lock(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """Lock agreed minutes. From here only dated corrections change what they say."""
    return _move(meeting, "lock", by=by, at=at)


@transaction.atomic
def postpone(*, meeting: Meeting, reason: str, by: User | None, at: datetime) -> Meeting:
    """Put a meeting off, with a published reason."""
    return _call_off(meeting, "postpone", reason, by=by, at=at)


@transaction.atomic
def cancel(*, meeting: Meeting, reason: str, by: User | None, at: datetime) -> Meeting:
    """Cancel a meeting, with a published reason."""
    return _call_off(meeting, "cancel", reason, by=by, at=at)


def _call_off(meeting: Meeting, name: str, reason: str, *, by: User | None, at: datetime) -> Meeting:
    reason = reason.strip()
    if not reason:
        raise Refused("Say why. The reason is published", field="reason")
    return _move(meeting, name, by=by, at=at, reason=reason, changes={"status_reason": reason})


@transaction.atomic
def plan_again(*, meeting: Meeting, held_on: date, by: User | None, at: datetime) -> Meeting:
    """Give a postponed meeting its new day. Its address stays."""
    return _move(
        meeting, "plan_again", by=by, at=at, public=False, changes={"held_on": held_on, "status_reason": ""}
    )


@transaction.atomic
def check_entries(
    *, meeting: Meeting, versions: Mapping[int, int], by: User | None, at: datetime
) -> list[Outcome]:
    """Mark several entries as checked: their ids, and the version in which each was read.

    All or nothing. Raises Refused as `check_outcome` does, and for an entry of another meeting.
    """
    entries = Outcome.objects.filter(item__meeting=meeting, pk__in=versions).order_by("pk")
    found = list(entries)
    if len(found) != len(versions):
        raise Refused("One of the entries is not part of this meeting.")
    for outcome in found:
        outcome.version = versions[outcome.pk]
    return [check_outcome(outcome=outcome, by=by, at=at) for outcome in found]


@transaction.atomic
def correct_outcome(
    *, outcome: Outcome, version: int, text: str, reason: str, corrected_on: date, by: User, at: datetime
) -> Correction:
    """Correct published words, with a date and a reason. The old words stay beside the new ones (rules 13 and 27).

    Raises Refused before the record is published (edit the entry then), without words or a reason, and Overtaken when
    the entry was changed since `version`.
    """
    text, reason = text.strip(), reason.strip()
    if not text:
        raise Refused("Give the corrected words", field="text")
    if not reason:
        raise Refused("Say why it is corrected. The reason is published", field="reason")
    held = Outcome.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=outcome.pk)
    meeting = held.item.meeting
    if meeting.status in LOGGABLE or meeting.status not in RECORD_PUBLISHED:
        raise Refused("The record is not published yet: change the entry in the log.")
    require_standing(held)
    if held.version != version:
        raise Overtaken(f"Someone else corrected entry {held.position} meanwhile. Look at it again.")
    correction = Correction.objects.create(
        meeting=meeting, outcome=held, old_text=held.text, new_text=text, reason=reason,
        corrected_on=corrected_on, by=by,
    )  # fmt: skip
    held.text, held.version = text, version + 1
    held.save(update_fields=["text", "version"])
    is_open = held.openness == Openness.OPEN and held.item.openness == Openness.OPEN
    history.record(
        subject=held, trail=meeting, verb="correct", by=by, at=at, on=corrected_on, public=is_open,
        reason=reason if is_open else "",
    )  # fmt: skip
    return correction
