"""What the trail of a recommendation shows at each station, told from the record."""

from datetime import date

from core.dates import london_date, spell
from meetings.enums import DecisionKind
from recommendations import statuses
from recommendations.enums import (
    FINISHED_PARTS,
    PROMISING,
    PartStatus,
    ResponseStatus,
    Verdict,
)
from recommendations.lifecycle import NOT_BEGUN
from recommendations.models import ActionPart, RouteStop
from recommendations.queries.page import Lane, Page
from recommendations.trail import Drawing, Line, Station, draw
from strategies.enums import ReviewKind

NOT_YET = Station("todo", "mute", "Not yet")
NOT_ON_RECORD = Station("norec", "mute", "Not on record")
DECIDED = {
    DecisionKind.NOTED: Station("noted", "mute", "Noted"),
    DecisionKind.DEFERRED: Station("deferred", "go", "Deferred"),
}


def drawing_of(page: Page) -> Drawing:
    """Lay out the trail of a recommendation."""
    one = page.recommendation
    made = f"{one.made_on:%B %Y}" if one.made_on else "Not on record"
    origin = "Task group" if one.report_id else "Made by"
    start = Station("signed", "ok", "Made", made, reached=True, narrow=f"{one.made_by} made it")
    headings = (origin, "Panel", "The council’s answer", "Action", "Sign-off", "Next review")
    return draw(lines_of(page), headings=headings, start=start, end=review_of(page))


def lines_of(page: Page) -> list[Line]:
    """One line for each council that was asked: panel, answer, action, sign-off."""
    return [
        Line(
            lane.council.short_name,
            (panel_of(page, lane), answer_of(lane), action_of(lane), sign_off_of(page, lane)),
        )
        for lane in page.lanes
    ]


def review_of(page: Page) -> Station | None:
    """Where the lines meet again: the next review of the strategy it is about."""
    review = page.next_review
    if review is None:
        return None
    word = "Deep review" if review.kind == ReviewKind.DEEP else "Light-touch check"
    return Station("todo", "mute", word, f"By {review.due_on:%B %Y}", narrow=f"{word} looks again")


def panel_of(page: Page, lane: Lane) -> Station:
    """The council's panel sets nothing: it is a station on the way. Where no paper tells of it, that is shown."""
    stop = page.panel_of(lane.council)
    if stop is None:
        return (
            NOT_YET
            if lane.response.status == ResponseStatus.NOT_SENT
            else narrowed(NOT_ON_RECORD, "Panel: not on record")
        )
    if not stop.reached_on and not stop.decision:
        return Station("todo", "mute", "Planned", short(stop.planned_on), narrow="Panel: planned")
    known = DECIDED.get(DecisionKind(stop.decision)) if stop.decision else None
    word = DecisionKind(stop.decision).label if stop.decision else "Received"
    shown = known or Station("accepted", "ok", word)
    return Station(
        shown.icon, shown.tone, word, reached_words(stop), reached=True, narrow=f"Panel: {word.lower()}"
    )


def reached_words(stop: RouteStop) -> str:
    return spell(stop.reached_on, stop.reached_precision).partition(",")[0] if stop.reached_on else ""


def answer_of(lane: Lane) -> Station:
    """What the deciding body said, or by when it must."""
    answer, newest = lane.answer, lane.newest
    if answer.status == ResponseStatus.NOT_SENT:
        return narrowed(NOT_YET, "Not yet sent")
    if answer.status == ResponseStatus.NOT_ON_RECORD:
        return narrowed(NOT_ON_RECORD, "Answer: not on record")
    if answer.status == ResponseStatus.AWAITED:
        due = f"Due {short(answer.due_on)}"
        return Station(
            answer.shown.icon, answer.shown.tone, answer.shown.short, due, narrow=answer.shown.word
        )
    on, precision = (newest.decided_on, newest.decided_precision) if newest else (answer.answered_on, "day")
    when = spell(on, precision).partition(",")[0] if on else "Day not on record"
    return Station(answer.shown.icon, answer.shown.tone, answer.shown.word, when, reached=True)


def action_of(lane: Lane) -> Station | None:
    """The council's least finished piece of work."""
    part = _least(lane)
    if part is None:
        if lane.response.status != ResponseStatus.ANSWERED:
            return narrowed(NOT_YET, "No work yet")
        return narrowed(NOT_ON_RECORD, "Work: not on record") if lane.answer.verdict in PROMISING else None
    if part.status in {PartStatus.READY, PartStatus.SIGNED_OFF}:
        when = short(london_date(part.submitted_at)) if part.submitted_at else ""
        return Station("accepted", "ok", "Done", when, reached=True, narrow="Work done")
    shown = statuses.DONE[part.status]
    when = (
        f"Due {short(part.due_on)}" if part.due_on and part.status not in FINISHED_PARTS else part.due_words
    )
    begun = part.status not in NOT_BEGUN
    return Station(
        shown.icon, shown.tone, shown.word, when, reached=begun, narrow=f"Work: {shown.word.lower()}"
    )


def sign_off_of(page: Page, lane: Lane) -> Station | None:
    """What the portfolio holder has still to decide, or decided."""
    part = _least(lane)
    if part is None:
        declined = lane.answer.verdict in {Verdict.REJECTED, Verdict.IN_PLACE}
        return None if declined else narrowed(NOT_YET, "Not yet signed off")
    if part.status == PartStatus.READY:
        due = f"Due {short(part.decide_by)}" if part.decide_by else ""
        return Station("sign", "ask", "Waiting", due, narrow="Waiting for sign-off")
    if part.status == PartStatus.SIGNED_OFF:
        return Station("signed", "ok", "Signed off", short(signed_on(page, part)), reached=True)
    return narrowed(NOT_YET, "Not yet signed off") if part.status not in FINISHED_PARTS else None


def signed_on(page: Page, part: ActionPart) -> date | None:
    """The day on which a part was signed off, from the history the reader may see."""
    rows = (row for row in page.history if row.subject_id == part.pk and row.verb.startswith("sign_off"))
    newest = next(rows, None)
    return (newest.on or london_date(newest.at)) if newest else None


def _least(lane: Lane) -> ActionPart | None:
    return min(lane.parts, key=lambda part: statuses.RANK[part.status], default=None)


def narrowed(station: Station, narrow: str) -> Station:
    return Station(station.icon, station.tone, station.word, station.when, station.reached, narrow)


def short(day: date | None) -> str:
    return spell(day) if day else ""
