"""A meeting's way from planned to locked."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import F

from core import history
from core.moving import make_move
from core.refusals import Refused
from councils.models import User
from meetings.enums import PROMISES, MeetingStatus
from meetings.lifecycle import MEETING_MOVES
from meetings.models import Meeting, Outcome
from meetings.operations.agreeing import require_later
from meetings.operations.log import check_outcome
from meetings.operations.planning import require_free_day


def _move(
    meeting: Meeting,
    name: str,
    *,
    by: User | None,
    at: datetime,
    public: bool = True,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
    details: dict[str, Any] | None = None,
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
        details=details,
    )
    meeting.refresh_from_db(fields=["version"])
    return meeting


@transaction.atomic
def publish_agenda(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """Let everyone know of the meeting and read its agenda. Exempt items show as a neutral title and paragraph."""
    return _move(meeting, "publish_agenda", by=by, at=at, changes={"agenda_published_at": at})


@transaction.atomic
def start(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """Begin, or begin again after a pause. The moment of the first beginning stays."""
    first = {
        "started_at": meeting.started_at or at,
        "agenda_published_at": meeting.agenda_published_at or at,
    }
    return _move(meeting, "start", by=by, at=at, changes=first)


@transaction.atomic
def pause(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """Adjourn. The log stays open."""
    return _move(meeting, "pause", by=by, at=at)


@transaction.atomic
def finish(*, meeting: Meeting, by: User | None, at: datetime) -> Meeting:
    """End the meeting. The log stays open for tidying until the record is published."""
    return _move(meeting, "finish", by=by, at=at)


@transaction.atomic
def publish_record(
    *, meeting: Meeting, without_owners: bool = False, by: User | None, at: datetime
) -> Meeting:
    """Let everyone read what came of the meeting, as draft minutes (rule 13). Every entry must be checked first.

    An action needs an owner, or "No owner yet" said of it; `without_owners` says it of all that have none. Raises Refused
    while entries are unchecked or nothing is said of an action's owner, before the meeting was held, and once published.
    """
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    standing = Outcome.objects.standing().filter(item__meeting=held)
    unchecked = standing.filter(checked_at__isnull=True).count()
    if held.status == MeetingStatus.HELD and unchecked:
        raise Refused(
            "1 entry is not checked yet. Check it, then publish."
            if unchecked == 1
            else f"{unchecked} entries are not checked yet. Check them, then publish."
        )
    unsaid = standing.filter(kind__in=PROMISES, owner="", has_no_owner_yet=False).count()
    if held.status == MeetingStatus.HELD and unsaid and not without_owners:
        raise Refused(no_owner_sentence(unsaid), field="without_owners")
    changes = {"record_published_at": at}
    return _move(meeting, "publish_record", by=by, at=at, changes=changes, details={"no_owner_yet": unsaid})


def no_owner_sentence(count: int) -> str:
    """What stands between the log and its publication (pages.md 5.7)."""
    if count == 1:
        return "1 action has no owner. You can publish without one. It will show as “No owner yet”."
    return f"{count} actions have no owner. You can publish without them. They will show as “No owner yet”."


@transaction.atomic
def agree(*, meeting: Meeting, at_meeting: Meeting | None, by: User | None, at: datetime) -> Meeting:
    """Record that a later meeting agreed the minutes (rule 13). Both meetings have it in their history.

    Raises Refused as `require_later` does, and unless draft minutes are published.
    """
    if meeting.status in MEETING_MOVES["agree"].sources:
        require_later(meeting, at_meeting)
    agreed = {"meeting": meeting.pk, "at_meeting": at_meeting.pk if at_meeting else None}
    _move(meeting, "agree", by=by, at=at, changes={"agreed_at_meeting": at_meeting}, details=agreed)
    if at_meeting is not None:
        history.record(
            subject=at_meeting, verb="agree_minutes", by=by, at=at, public=True, on=at_meeting.held_on,
            precision=at_meeting.held_precision, details=agreed,
        )  # fmt: skip
    return meeting


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
def plan_again(
    *,
    meeting: Meeting,
    held_on: date,
    starts_at: time | None,
    place: str,
    by: User | None,
    at: datetime,
) -> Meeting:
    """Give a postponed meeting its new day, time and place. Its address, the earlier day and the reason stay.

    Anyone may know of the new day at once; the agenda is published again, so that its notice is counted anew. Raises
    Refused when the body meets on that day already.
    """
    old = meeting.held_on
    changes = {"held_on": held_on, "starts_at": starts_at, "place": place.strip()}
    planned = _move(
        meeting, "plan_again", by=by, at=at,
        details={"from": old.isoformat() if old else "", "to": held_on.isoformat()},
        changes={**changes, "postponed_from": old, "agenda_published_at": None},
    )  # fmt: skip
    require_free_day(planned, held_on)
    return planned


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
