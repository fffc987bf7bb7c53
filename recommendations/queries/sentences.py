"""The sentences that one recommendation's page computes: where it stands, how a date was counted, what a council did."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from core.dates import spell
from recommendations.enums import (
    PROMISING,
    PartStatus,
    RecommendationStatus,
    ResponseStatus,
    Verdict,
)
from recommendations.lifecycle import AT_WORK, response_due_on
from recommendations.models import ResponseDueDateChange, ResponseVersion
from recommendations.queries.page import Lane, Page
from recommendations.queries.tracker import next_of

NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
POSITIONS = {
    "finished": ("has finished", "have finished"),
    "waiting": ("is waiting for sign-off", "are waiting for sign-off"),
    "working": ("is still working", "are still working"),
    "no_work": ("has accepted with no work on record", "have accepted with no work on record"),
    "in_place": ("has it in place already", "have it in place already"),
    "declined": ("did not accept it", "did not accept it"),
    "late": ("is late to answer", "are late to answer"),
    "asked": ("has still to answer", "have still to answer"),
    "unanswered": ("noted or deferred it and has not answered", "noted or deferred it and have not answered"),
    "in_principle": (
        "agreed in principle and has not answered",
        "agreed in principle and have not answered",
    ),
    "gap": ("has no answer on record", "have no answer on record"),
    "not_sent": ("has not been asked yet", "have not been asked yet"),
}
LEFT_BEHIND = {PartStatus.SUPERSEDED, PartStatus.STOPPED}


def position_of(lane: Lane) -> str:
    """Where a council stands with a recommendation, as one of POSITIONS."""
    status, verdict = lane.response.status, lane.answer.verdict
    if status == ResponseStatus.NOT_SENT:
        return "not_sent"
    if lane.work and lane.done == PartStatus.READY:
        return "waiting"
    if lane.work and lane.done in AT_WORK:
        return "working"
    if lane.work and status == ResponseStatus.ANSWERED:
        return "finished"
    if status == ResponseStatus.ANSWERED:
        return {Verdict.REJECTED: "declined", Verdict.IN_PLACE: "in_place"}.get(Verdict(verdict), "no_work")
    if lane.answer.late:
        return "late"
    if status == ResponseStatus.UNANSWERED:
        return "in_principle" if verdict == Verdict.IN_PRINCIPLE else "unanswered"
    return "gap" if status == ResponseStatus.NOT_ON_RECORD else "asked"


def where_it_stands(page: Page) -> str:
    """Say in one sentence how many councils have come how far, or how it ended."""
    one = page.recommendation
    if one.status == RecommendationStatus.CLOSED and page.closures:
        closure = page.closures[0]
        return f"Closed on {spell(closure.closed_on)}: {closure.get_kind_display().lower()}."
    if one.status == RecommendationStatus.WITHDRAWN:
        return "Withdrawn."
    counted = Counter(position_of(lane) for lane in page.lanes)
    if not counted:
        return "No council has been asked yet."
    if len(counted) == 1 and len(page.lanes) > 1:
        (position,) = counted
        if position == "gap":
            return f"None of the {NUMBERS.get(len(page.lanes), str(len(page.lanes)))} councils has an answer on record."
        return f"All {NUMBERS.get(len(page.lanes), str(len(page.lanes)))} councils {POSITIONS[position][1]}."
    pieces: list[str] = []
    for position, (singular, plural) in POSITIONS.items():
        if count := counted[position]:
            noun = (" council" if count == 1 else " councils") if not pieces else ""
            pieces.append(f"{NUMBERS.get(count, str(count))}{noun} {singular if count == 1 else plural}")
    sentence = ", ".join(pieces)
    return f"{sentence[0].upper()}{sentence[1:]}."


def what_is_next(page: Page) -> str:
    """Say what comes next and by when."""
    upcoming = next_of(page.row, page.councils, on=page.on)
    if upcoming.due is None:
        return f"{upcoming.words}." if upcoming.words.startswith("Nothing") else f"Next: {upcoming.words}."
    if upcoming.due.tone == "bad":
        return f"Next: {upcoming.words}, {upcoming.due.words}."
    return f"Next: {upcoming.words} by {upcoming.due.words}."


def how_counted(lane: Lane) -> str:
    """Say how a council's due date was counted from the day its executive received the report (LGA 2000 s.9FE)."""
    response, executive = lane.response, lane.council.executive_name
    if response.received_on is None or response.first_due_on is None:
        return ""
    received, noticed = response.received_on, response.noticed_on
    counted = response_due_on(received_on=received, noticed_on=noticed)
    if counted != response.first_due_on:
        return f"Received by the {executive} on {spell(received)}. Due on {spell(response.first_due_on)}."
    if noticed and noticed > received:
        return (
            f"Received by the {executive} on {spell(received)}, and the notice on {spell(noticed)}. "
            f"Two months beginning with the later day end on {spell(counted)}."
        )
    return (
        f"Received by the {executive} on {spell(received)}. "
        f"Two months beginning with that day end on {spell(counted)}."
    )


def moved(change: ResponseDueDateChange) -> str:
    """Say which date was moved to which, and why."""
    return f"Due {spell(change.new)}, moved from {spell(change.old)}. Reason: {change.reason}"


def told_of(lane: Lane, *, on: date) -> Iterator[str]:
    """What a council's column says beneath its two statuses, one sentence at a time."""
    response, newest = lane.response, lane.newest
    if newest is not None:
        yield decision_words(newest, lane.answer.shown.word)
        if newest.words:
            yield newest.words
        if newest.reasons:
            yield f"Reason given: {newest.reasons}"
    if response.status == ResponseStatus.NOT_ON_RECORD:
        yield "No paper that we hold says what it answered. The gap is shown, not filled."
    if lane.answer.waits and response.status in {ResponseStatus.AWAITED, ResponseStatus.UNANSWERED}:
        if response.status == ResponseStatus.UNANSWERED:
            yield "That is not an answer: the clock keeps running."
        if response.due_on:
            late = "was" if lane.answer.late else "is"
            yield f"Its answer {late} due by {spell(response.due_on)}."
        if counted := how_counted(lane):
            yield counted
        if response.expected_on:
            yield f"It expects to answer on {spell(response.expected_on)}."
    yield from (moved(change) for change in lane.moves)
    if response.status == ResponseStatus.NOT_SENT:
        yield f"It goes to the {lane.council.executive_name} when the report is sent."
    if not lane.work and response.status == ResponseStatus.ANSWERED and lane.answer.verdict in PROMISING:
        yield "What it will do about it is not on record."


def decision_words(version: ResponseVersion, word: str) -> str:
    """Say what was decided, when and by whom, as far as it is on record."""
    when = (
        f"on {spell(version.decided_on)}"
        if version.decided_on and version.decided_precision == "day"
        else f"in {version.decided_on:%B %Y}, day not on record"
        if version.decided_on and version.decided_precision == "month"
        else spell(version.decided_on, version.decided_precision)
        if version.decided_on
        else "on a day that is not on record"
    )
    by = f", by {version.decided_by}" if version.decided_by else ""
    return f"{word} {when}{by}."
