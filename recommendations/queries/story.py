"""The full story of one recommendation, newest first: what the papers tell and what was recorded since.

Every entry names its source or says that there is none. Nothing is ever overwritten: a new answer is a new entry.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from core.dates import london_date, spell
from core.enums import Precision
from core.models import HistoryEntry, Source
from meetings.enums import PUBLIC, DecisionKind
from meetings.queries import title_of
from recommendations import statuses
from recommendations.enums import Impact, PartStatus, VersionStatus
from recommendations.models import Closure, ResponseVersion, RouteStop, WordingCorrection
from recommendations.queries.page import Lane, Page
from recommendations.queries.sentences import how_counted
from strategies.enums import Judgement

# On one day, what papers tell stands below what was recorded here, which stands in the order of the history.
RECORDED = 10
NO_SOURCE = "No source recorded"
NO_MINUTES = "It was to go there on this day. We do not have the minutes."
NO_DAY = "It is to go there. No day is on record."
TOLD_ELSEWHERE = {
    "make", "answer", "leave_open", "reach", "plan", "close", "correct", "note_gap", "publish",
}  # fmt: skip
PART, RESPONSE, STOP = "recommendations.actionpart", "recommendations.response", "recommendations.routestop"
OF_A_PART = {
    "promise": "work promised",
    "start": "work began",
    "report_progress": "progress reported",
    "report_difficulty": "difficulty reported",
    "add_evidence": "evidence added",
    "submit": "work marked done",
    "sign_off": "signed off",
    "sign_off_with_more": "signed off, and one more thing asked for",
    "send_back": "sent back",
    "reverse": "sign-off reversed",
    "hand_over": "work passed to another post",
    "supersede": "work superseded",
    "stop": "work stopped",
    "move_due_date": "due date of the work moved",
    "restore": "work taken up again",
    "add_action": "more work promised",
    "join_action": "joined work that is shared",
    "link_recommendation": "work linked to one more recommendation",
    "unlink_recommendation": "work no longer linked to a recommendation",
    "ask_new_date": "new date asked for",
    "grant_new_date": "new date granted",
    "refuse_new_date": "new date refused",
    "take_back_request": "request for a new date taken back",
    "set_report_weeks": "how often progress is asked for changed",
    "check_promise": "promise held against the evidence",
    "ask_about_update": "a councillor asked about a report",
    "answer_about_update": "a councillor’s question was answered",
    "ask_about_difficulty": "a councillor asked about a difficulty",
    "answer_about_difficulty": "a question about a difficulty was answered",
    "assign": "work given to somebody",
    "ask_for_more": "one more thing asked for",
}
OF_A_RESPONSE = {
    "send": "asked for an answer",
    "move_due_date": "date of the answer moved",
    "remind": "reminded of its answer",
    "send_reminder": "reminded that its answer is overdue",
    "send_second_reminder": "head of service reminded that the answer is overdue",
    "send_letter": "the chairman wrote, since there was no answer",
    "invite": "invited to attend and explain, since there was no answer",
    "publish_non_response": "no answer was given, which is published",
    "hand_over": "the answer passed to another post",
    "skip_step": "a step of chasing the answer was left out",
}
OF_ITSELF = {
    "withdraw": "Withdrawn",
    "reopen": "Opened again",
    "judge": "Judged",
    "rate_impact": "A member judged whether it mattered",
    "edit": "Record changed",
    "unlink_action": "Work no longer linked to it",
    "reword": "Words changed before it was published",
}
WORDED: dict[str, type[Judgement | Impact]] = {"judge": Judgement, "rate_impact": Impact}


@dataclass(frozen=True)
class Entry:
    """One entry of the story, as the timeline shows it."""

    on: date | None
    order: int
    when_text: str
    title: str
    body: str = ""
    by: str = ""
    source_text: str = ""
    source_url: str = ""
    tone: str = ""
    when_machine: str = ""


def story_of(page: Page) -> list[Entry]:
    """Tell the story: what is on record of it and what happened in the portal, newest first, undated last."""
    entries = [*_from_papers(page), *_from_history(page)]
    return sorted(entries, key=lambda entry: (entry.on or date.min, entry.order), reverse=True)


def _from_papers(page: Page) -> Iterator[Entry]:
    yield made(page)
    for stop in page.route:
        yield stopped(page, stop)
    for lane in page.lanes:
        for version in lane.versions:
            if version.status == VersionStatus.PUBLISHED:
                yield answered(page, lane, version)
        if lane.response.status == "not_on_record":
            yield Entry(
                None, 1, "Not on record", f"{lane.council.short_name}: no answer on record", tone="gap",
                body="No paper that we hold says what it answered.",
            )  # fmt: skip
    for closure in page.closures:
        yield closed(closure)
    for correction in page.corrections:
        yield corrected(correction)


def made(page: Page) -> Entry:
    """The first entry: who made it, when, and in what paper."""
    one = page.recommendation
    text, url = "", ""
    if one.report and not one.source:
        text, url = one.report.title, one.report.get_absolute_url()
    elif one.item and not one.source:
        text, url = (
            f"{title_of(one.item.meeting)}, item {one.item.number}",
            one.item.meeting.get_absolute_url(),
        )
    return _dated(
        one.made_on, one.made_precision, 0, f"{one.made_by} made the recommendation", source=one.source,
        place=one.source_place, source_text=text, source_url=url,
    )  # fmt: skip


def stopped(page: Page, stop: RouteStop) -> Entry:
    """A body that the report or recommendation reached, is to reach, or was to reach."""
    row = None if stop.source else told_by(page, STOP, stop.pk)
    name = name_of_stop(stop)
    text, url = (recorded(row.at), "") if row else held_or_told(stop)
    if stop.reached_on or stop.decision:
        did = DecisionKind(stop.decision).label.lower() if stop.decision else "received"
        return _dated(
            stop.reached_on, stop.reached_precision, RECORDED + row.number if row else 2, f"{name} {did} it",
            body=stop.note, source=stop.source, place=stop.source_place, source_text=text, source_url=url,
        )  # fmt: skip
    if stop.planned_on and stop.planned_on >= page.on:
        return _dated(
            stop.planned_on, "day", 2, f"{name}: planned", body=stop.note, source=stop.source,
            place=stop.source_place, source_text=text, source_url=url,
        )  # fmt: skip
    return _dated(
        stop.planned_on, "day", 2, f"{name}: no decision on record", source=stop.source, place=stop.source_place,
        body=stop.note or NO_MINUTES if stop.planned_on else stop.note or NO_DAY, tone="gap", source_text=text,
        source_url=url,
    )  # fmt: skip


def name_of_stop(stop: RouteStop) -> str:
    """The body, with its council where it is one council’s."""
    return f"{stop.body.council.short_name}: {stop.body.name}" if stop.body.council else stop.body.name


def held_or_told(stop: RouteStop) -> tuple[str, str]:
    """Where a stop is told of besides its source: the meeting, once anyone may know of it; or the route of the report."""
    if stop.meeting is not None and stop.meeting.status in PUBLIC:
        return title_of(stop.meeting), stop.meeting.get_absolute_url()
    if stop.report_id is not None and stop.source_id is None:
        return "Route of the report", ""
    return "", ""


def told_by(page: Page, subject: str, subject_id: int, **details: Any) -> HistoryEntry | None:
    """The history's own row of something that the story tells by other means: it gives the place among the rest."""
    return next(
        (
            row
            for row in page.history
            if row.subject == subject
            and row.subject_id == subject_id
            and row.verb in TOLD_ELSEWHERE
            and all(row.details.get(name) == value for name, value in details.items())
        ),
        None,
    )


def answered(page: Page, lane: Lane, version: ResponseVersion) -> Entry:
    """One answer as it was given."""
    row = None if version.source else told_by(page, RESPONSE, lane.response.pk, version=version.number)
    word = statuses.VERDICTS[version.verdict].word.lower()
    texts = [version.words, version.part_accepted, version.reasons]
    by = f"Decided by: {version.decided_by}." if version.decided_by else ""
    return _dated(
        version.decided_on, version.decided_precision, RECORDED + row.number if row else 3,
        f"{lane.council.short_name}: {word}",
        body="\n\n".join(text for text in texts if text), by=by,
        source=version.source, place=version.source_place,
        source_text=recorded(version.published_at) if version.published_at and not version.source else "",
    )  # fmt: skip


def closed(closure: Closure) -> Entry:
    return _dated(
        closure.closed_on, "day", 5, f"Closed: {closure.get_kind_display().lower()}", body=closure.reason,
        by=f"Agreed by the {closure.meeting}.", source=closure.source, place=closure.source_place,
        source_text=title_of(closure.meeting), source_url=closure.meeting.get_absolute_url(),
    )  # fmt: skip


def corrected(correction: WordingCorrection) -> Entry:
    return _dated(
        correction.corrected_on, "day", 4, "Words corrected",
        body=f"Before: {correction.old_text}\n\nReason: {correction.reason}",
    )  # fmt: skip


def _from_history(page: Page) -> Iterator[Entry]:
    tellers: dict[str, Callable[[Page, HistoryEntry], Entry | None]] = {
        PART: _part_entry,
        RESPONSE: _response_entry,
    }
    for row in page.history:
        if row.verb in TOLD_ELSEWHERE:
            continue
        entry = tellers.get(row.subject, _own_entry)(page, row)
        if entry is not None:
            yield entry


def _part_entry(page: Page, row: HistoryEntry) -> Entry | None:
    part = next((part for part in page.parts if part.pk == row.subject_id), None)
    if part is None:
        return None
    whose = next((c.short_name for c in page.councils if c.pk == part.council_id), "All councils")
    update = page.updates.get(row.details.get("update", 0))
    dates = [date.fromisoformat(row.details[name]) for name in ("old", "new") if row.details.get(name)]
    moved = f"From {spell(dates[0])} to {spell(dates[1])}." if len(dates) == 2 else ""
    lines = [part.action.title, update.text if update else "", moved, row.reason]
    waiting = row.verb == "submit" and part.status == PartStatus.READY
    return _recorded(
        page, row, f"{whose}: {OF_A_PART.get(row.verb, plain(row.verb))}",
        body="\n\n".join(line for line in lines if line), tone="ask" if waiting else "",
        more="Waiting for the Portfolio Holder." if waiting else "",
    )  # fmt: skip


def _response_entry(page: Page, row: HistoryEntry) -> Entry | None:
    lane = next((lane for lane in page.lanes if lane.response.pk == row.subject_id), None)
    if lane is None:
        return None
    dates = [date.fromisoformat(row.details[name]) for name in ("old", "new") if row.details.get(name)]
    body = how_counted(lane) if row.verb == "send" else row.reason
    if len(dates) == 2:
        body = f"From {spell(dates[0])} to {spell(dates[1])}. Reason: {row.reason}"
    return _recorded(
        page, row, f"{lane.council.short_name}: {OF_A_RESPONSE.get(row.verb, plain(row.verb))}", body=body
    )


def _own_entry(page: Page, row: HistoryEntry) -> Entry:
    title = OF_ITSELF.get(row.verb, plain(row.verb).capitalize())
    if row.verb in WORDED:
        title = f"{title}: {WORDED[row.verb](row.new).label.lower()}"
    return _recorded(page, row, title, body=row.reason)


def _recorded(
    page: Page, row: HistoryEntry, title: str, *, body: str = "", tone: str = "", more: str = ""
) -> Entry:
    """An entry for something that happened in the portal. Whoever did it appears by the role held then."""
    by = " ".join(text for text in (f"By the {row.actor_role}." if row.actor_role else "", more) if text)
    source = page.sources.get(row.source_id or 0)
    return _dated(
        row.on or london_date(row.at), row.precision, RECORDED + row.number, title, body=body, by=by, source=source,
        source_text="" if source else recorded(row.at), tone=tone,
    )  # fmt: skip


def _dated(
    on: date | None,
    precision: str,
    order: int,
    title: str,
    *,
    body: str = "",
    by: str = "",
    source: Source | None = None,
    place: str = "",
    source_text: str = "",
    source_url: str = "",
    tone: str = "",
) -> Entry:
    text = source_text or NO_SOURCE
    if source is not None:
        text = f"{source.title}, {place}" if place else source.title
    # What was before a day stands behind what was on that day.
    sorts_on = on - timedelta(days=1) if on and precision == Precision.BEFORE else on
    return Entry(
        on=sorts_on,
        order=order,
        when_text=spell(on, precision).replace(", ", "\n", 1),
        title=title,
        body=body,
        by=by,
        source_text=text,
        source_url=source.url if source else source_url,
        tone=tone,
        when_machine=on.isoformat() if on and precision == "day" else "",
    )


def recorded(at: datetime) -> str:
    """Name the portal's own record as the source."""
    return f"Recorded here on {spell(london_date(at))}"


def plain(verb: str) -> str:
    """A verb of the history that has no sentence of its own: "move_date" becomes "move date"."""
    return verb.replace("_", " ")
