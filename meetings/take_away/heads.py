"""What every paper of a meeting begins with: whose meeting, when, where, and what the paper is not yet."""

from datetime import datetime

from core.dates import spell
from core.enums import Precision
from core.papers import Run, bold, runs
from councils.queries import the_partnership
from meetings.enums import RECORD_PUBLISHED, MeetingStatus
from meetings.models import Meeting
from meetings.queries import short_day

NOT_YET = "DRAFT, not published: only the Scrutiny Officer can take this away, and it may still change"
TO_BE_AGREED = "DRAFT: to be agreed at a later meeting"
NOT_KNOWN = "That a later meeting agreed these minutes is not on record"


def issuer_of(meeting: Meeting) -> str:
    """Whose meeting it is: the council's name, or the partnership's where the body is joint or a task group."""
    if meeting.body and meeting.body.council:
        return meeting.body.council.name
    partnership = the_partnership()
    return partnership.name if partnership else ""


def day_words(meeting: Meeting) -> str:
    """The day with its weekday, as exactly as it is known: "Tuesday 14 April 2026", "March 2023, day not on record"."""
    words = spell(meeting.held_on, meeting.held_precision)
    is_exact = meeting.held_on is not None and meeting.held_precision == Precision.DAY
    return f"{meeting.held_on:%A} {words}" if is_exact else words


def time_words(meeting: Meeting) -> str:
    """6:30pm, or 7pm on the hour; nothing where the time is not on record."""
    at = meeting.starts_at
    if at is None:
        return ""
    hour, half = at.hour % 12 or 12, "am" if at.hour < 12 else "pm"
    return f"{hour}:{at.minute:02}{half}" if at.minute else f"{hour}{half}"


def fact_rows(meeting: Meeting) -> list[tuple[str, tuple[Run, ...]]]:
    """Day, time and place, as far as they are on record."""
    rows = [("Day", day_words(meeting)), ("Time", time_words(meeting)), ("Place", meeting.place)]
    return [(label, runs(words)) for label, words in rows if words]


def mark_of(meeting: Meeting, *, is_record: bool) -> str:
    """What the paper is not yet, or that the meeting is off; nothing where it is settled.

    Minutes and action sheets are records (`is_record`): drafts until a later meeting agrees them (rule 13). Of what was
    loaded from papers it is not guessed whether one did.
    """
    off = {MeetingStatus.POSTPONED: "postponed", MeetingStatus.CANCELLED: "cancelled"}
    if meeting.status in off:
        return f"This meeting is {off[MeetingStatus(meeting.status)]}. Reason: {meeting.status_reason}"
    if not is_record:
        return "" if meeting.agenda_published_at or meeting.status != MeetingStatus.PLANNED else NOT_YET
    if meeting.status not in RECORD_PUBLISHED:
        return NOT_YET
    if meeting.status != MeetingStatus.DRAFT_MINUTES:
        return ""
    return NOT_KNOWN if meeting.source_id else TO_BE_AGREED


def dated_at(meeting: Meeting) -> datetime | None:
    """The moment that a file of this meeting tells: when its record or else its agenda was published."""
    return meeting.record_published_at or meeting.agenda_published_at


def name_of_file(meeting: Meeting, kind: str) -> str:
    """What a file is called, without its ending: "2026-04-14 Joint Scrutiny Panel minutes"."""
    is_exact = meeting.held_on is not None and meeting.held_precision == Precision.DAY
    return f"{meeting.held_on.isoformat() if is_exact and meeting.held_on else short_day(meeting)} {meeting} {kind}"


def notes_on(rows: list[tuple[str, str]]) -> tuple[Run, ...]:
    """Who, due, for whom, on one line: labels in bold, what is not on record left out."""
    parts: list[str | Run] = []
    for label, words in rows:
        if words:
            parts += ["; " if parts else "", bold(f"{label}: "), words]
    return runs(*parts)
