"""What the tracker's words look like: what a council said, what has been done, and whether it is on time.

The three are kept apart and never merged into one score. Pure: states and dates in, statuses out.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from core.dates import spell
from core.statuses import Status
from recommendations.enums import (
    PROGRESS_ORDER,
    LineView,
    PartStatus,
    ProposalStatus,
    ReadingStatus,
    ResponseStatus,
    Verdict,
)
from recommendations.lifecycle import days_late

DUE_SOON_DAYS = 30

AWAITING = Status("Awaiting response", "To come", "await", "go")
RESPONSE_OVERDUE = Status("Response overdue", "Overdue", "late", "bad")
NOT_ON_RECORD = Status("No response on record", "Not on record", "norec", "mute")
NOT_ASKED = Status("Not addressed to this council", "Not asked", "notasked", "mute")
NOT_SENT = Status("Not yet sent", "Not sent", "todo", "mute")
NO_LONGER_ASKED = Status("No longer asked for an answer", "No longer asked", "notasked", "mute")
NO_ANSWER_YET = Status("No answer yet, overdue", "Overdue", "late", "bad")

VERDICTS: dict[str, Status] = {
    Verdict.ACCEPTED: Status("Accepted", "Accepted", "accepted", "ok"),
    Verdict.IN_PART: Status("Accepted in part", "In part", "part", "part"),
    Verdict.NOTED: Status("Noted", "Noted", "noted", "mute"),
    Verdict.IN_PLACE: Status("Already in place", "In place", "inplace", "ok"),
    Verdict.REJECTED: Status("Not accepted", "Not accepted", "no", "no"),
    Verdict.IN_PRINCIPLE: Status("Agreed in principle", "In principle", "principle", "go"),
    Verdict.DEFERRED: Status("Deferred", "Deferred", "deferred", "go"),
}
DONE: dict[str, Status] = {
    PartStatus.NO_OUTCOME: Status("No outcome on record", "Not on record", "norec", "mute"),
    PartStatus.NOT_STARTED: Status("Not started", "Not started", "todo", "mute"),
    PartStatus.IN_PROGRESS: Status("In progress", "In progress", "doing", "go"),
    PartStatus.READY: Status("Ready for sign-off", "Ready", "sign", "ask"),
    PartStatus.SIGNED_OFF: Status("Signed off", "Signed off", "signed", "ok"),
    PartStatus.SUPERSEDED: Status("Superseded", "Superseded", "super", "mute"),
    PartStatus.STOPPED: Status("Stopped", "Stopped", "stop", "mute"),
}
WORK_OVERDUE: dict[str, Status] = {
    PartStatus.NO_OUTCOME: Status("No outcome on record, overdue", "Overdue", "late", "bad"),
    PartStatus.NOT_STARTED: Status("Not started, overdue", "Overdue", "late", "bad"),
    PartStatus.IN_PROGRESS: Status("In progress, overdue", "Overdue", "late", "bad"),
}
READING_STATUSES: dict[str, Status] = {
    ReadingStatus.WAITING: Status("Waiting to be read", "Waiting", "await", "go"),
    ReadingStatus.BEING_READ: Status("Being read", "Being read", "doing", "go"),
    ReadingStatus.READ: Status("Read, to be looked through", "To look through", "sign", "ask"),
    ReadingStatus.FAILED: Status("Could not be read", "Not read", "late", "bad"),
    ReadingStatus.DONE: Status("Looked through", "Done", "accepted", "ok"),
    ReadingStatus.SET_ASIDE: Status("Set aside", "Set aside", "stop", "mute"),
}
PROPOSAL_STATUSES: dict[str, Status] = {
    ProposalStatus.OPEN: Status("To decide", "To decide", "sign", "ask"),
    ProposalStatus.ACCEPTED: Status("Accepted", "Accepted", "accepted", "ok"),
    ProposalStatus.EDITED: Status("Accepted with other words", "Accepted", "accepted", "ok"),
    ProposalStatus.REJECTED: Status("Rejected", "Rejected", "x", "mute"),
    ProposalStatus.ON_RECORD: Status("On record already", "On record", "inplace", "go"),
}
NO_NEWS: dict[str, Status] = {
    PartStatus.NOT_STARTED: Status("Not started, no news", "No news", "amber", "warn"),
    PartStatus.IN_PROGRESS: Status("In progress, no news", "No news", "amber", "warn"),
}
MAY_BE_LATE: dict[str, Status] = {
    PartStatus.NOT_STARTED: Status("Not started, may be late", "May be late", "amber", "warn"),
    PartStatus.IN_PROGRESS: Status("In progress, may be late", "May be late", "amber", "warn"),
}
LINE_VIEWS: dict[str, Status] = {
    LineView.MET: Status("Met", "Met", "accepted", "ok"),
    LineView.PARTLY: Status("Partly met", "Partly met", "part", "part"),
    LineView.NONE: Status("No evidence yet", "No evidence", "norec", "mute"),
}
# A council that sets no number of its own, and work of no one council.
STALE_WEEKS = 13
EARLY_DAYS = 60
RANK: dict[str, int] = {status: position for position, status in enumerate(PROGRESS_ORDER)}


@dataclass(frozen=True)
class Due:
    """Whether an open date is kept: the words beside it, and the tone (bad: passed, warn: soon, empty: later)."""

    words: str
    tone: str


def asked(*, status: str, verdict: str, due_on: date | None, on: date, ended: bool = False) -> Status:
    """Show what one council said to one recommendation on a day (pages 4.1).

    "Overdue" is computed from the due date and never typed. "In principle", "noted" and "deferred" keep their word, although
    they do not answer: `is_response_late` still holds for them. Once the recommendation has ended, nothing is waited for.
    """
    if status == ResponseStatus.NOT_SENT:
        return NOT_SENT
    if status == ResponseStatus.NOT_ON_RECORD:
        return NOT_ON_RECORD
    if status == ResponseStatus.AWAITED and ended:
        return NO_LONGER_ASKED
    if status == ResponseStatus.AWAITED:
        return RESPONSE_OVERDUE if days_late(due_on, on=on) else AWAITING
    return VERDICTS[verdict] if verdict else NOT_ON_RECORD


def is_response_late(*, status: str, due_on: date | None, on: date) -> bool:
    """Whether the clock still runs and its last day has passed. What does not answer leaves it running (rule 5)."""
    return status in {ResponseStatus.AWAITED, ResponseStatus.UNANSWERED} and days_late(due_on, on=on) > 0


def work_due_on(*, status: str, due_on: date | None, decide_by: date | None) -> date | None:
    """The date that a piece of work must keep next: its own while at work, the decision's once submitted, none when done."""
    if status == PartStatus.READY:
        return decide_by
    return due_on if status in WORK_OVERDUE else None


def is_work_late(*, status: str, due_on: date | None, on: date) -> bool:
    """Whether a piece of work is past its date and still at work. Once submitted, it waits for the portfolio holder."""
    return status in WORK_OVERDUE and days_late(due_on, on=on) > 0


@dataclass(frozen=True)
class Mark:
    """An early sign at open work: how it shows, and why, in words that give the dates it rests on."""

    shown: Status
    why: str


def is_stale(*, status: str, heard_on: date, weeks: int, on: date) -> bool:
    """Whether open work has been silent for longer than the council's weeks, whatever its date (rule 10)."""
    return status in NO_NEWS and (on - heard_on).days > silent_days(weeks)


def silent_days(weeks: int, *, status: str = "", early: bool = False) -> int:
    """Days of silence that mark stands for: the council's weeks when stale; early, half of them, or a quarter unbegun."""
    if not early:
        return weeks * 7
    return weeks * 7 // (4 if status == PartStatus.NOT_STARTED else 2)


def early_sign(
    *, status: str, due_on: date | None, heard_on: date, expected_on: date | None, weeks: int, on: date
) -> str:
    """Say why open work may be late, from the age of its reports and the time left; empty where nothing points to it.

    Its last report expects it after its date; or 60 days or fewer are left and it was silent for half of the council's
    weeks, a quarter of them where it has not begun.
    """
    if status not in NO_NEWS or due_on is None or due_on < on:
        return ""
    if expected_on and expected_on > due_on:
        return f"The last report expects it by {spell(expected_on)}, after its date."
    silent, left = (on - heard_on).days, (due_on - on).days
    if left > EARLY_DAYS or silent <= silent_days(weeks, status=status, early=True):
        return ""
    begun = "not begun" if status == PartStatus.NOT_STARTED else "nothing reported"
    return f"{_days(left)} left, and {begun} for {_days(silent)}."


def mark_of(
    *, status: str, due_on: date | None, heard_on: date, expected_on: date | None, weeks: int, on: date
) -> Mark | None:
    """The mark of open work: no news, which counts whatever its date, before an early sign that it may be late."""
    if is_stale(status=status, heard_on=heard_on, weeks=weeks, on=on):
        return Mark(NO_NEWS[status], f"Nothing reported for {_days((on - heard_on).days)}.")
    why = early_sign(
        status=status, due_on=due_on, heard_on=heard_on, expected_on=expected_on, weeks=weeks, on=on
    )
    return Mark(MAY_BE_LATE[status], why) if why else None


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def least_finished(statuses: list[str]) -> str:
    """The status that stands for a council: that of its least finished piece of work. Empty where there is none."""
    return min(statuses, key=RANK.__getitem__) if statuses else ""


def lateness(due_on: date, *, on: date) -> str:
    """Write how late something is: "25 days late", "1 day late"."""
    days = days_late(due_on, on=on)
    return f"{days:,} {'day' if days == 1 else 'days'} late"


def due(due_on: date | None, *, on: date, soon_days: int = DUE_SOON_DAYS) -> Due | None:
    """Show an open date: late, due within `soon_days`, or later. None where there is no date."""
    if due_on is None:
        return None
    if due_on < on:
        return Due(lateness(due_on, on=on), "bad")
    return Due(spelled(due_on), "warn" if due_on <= on + timedelta(days=soon_days) else "")


def spelled(day: date | None) -> str:
    """24 April 2026; nothing where there is no date."""
    return spell(day) if day else ""
