"""How an accepted proposal becomes record: through the same operations as the live log, with the paper as its source."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.enums import Openness
from core.models import Source
from core.operations import add_source
from core.refusals import Refused
from councils.models import User
from councils.queries import councils_in_order
from meetings import operations as meeting_operations
from meetings.enums import LOGGABLE, OutcomeKind, Presence
from meetings.minutes.dates import due_in
from meetings.models import AgendaItem, Attendance, Meeting, Outcome
from recommendations.enums import ProposalKind, ProposalStatus
from recommendations.models import Proposal, Reading, Recommendation
from recommendations.operations.log import log_promise, log_recommendation
from recommendations.queries.matching import (
    entries_of,
    entry_like,
    folded,
    recommendations_like,
    the_same,
)
from recommendations.queries.naming import councils_asked, councils_in, people_named, said_of

# A council answers through its portfolio holder. What a paper tells of an answer is evidence, and is logged as a comment.
AS_LOGGED = {
    ProposalKind.DECISION: OutcomeKind.DECISION,
    ProposalKind.RECOMMENDATION: OutcomeKind.RECOMMENDATION,
    ProposalKind.RESPONSE: OutcomeKind.COMMENT,
    ProposalKind.QUESTION: OutcomeKind.QUESTION,
    ProposalKind.ANSWER: OutcomeKind.ANSWER,
    ProposalKind.UNDERTAKING: OutcomeKind.UNDERTAKING,
    ProposalKind.REQUEST: OutcomeKind.REQUEST,
}
NO_MEETING = "Choose the meeting that this paper belongs to first."
CLOSED = (
    "The record of this meeting is published, so its log takes no more entries. Correct an entry of the record with a date "
    "and a reason, or choose to make a second record for the day."
)
NEUTRAL = "Paper kept by the Scrutiny Officer"
NUMBER_LENGTH = 10


@dataclass
class Written:
    """What was written, and the status that the proposal takes by it."""

    status: ProposalStatus
    links: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """Whose paper it is, for which meeting, who accepts it and when."""

    reading: Reading
    meeting: Meeting
    by: User
    at: datetime

    @property
    def known(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    @property
    def openness(self) -> dict[str, Any]:
        return {"openness": self.reading.openness, "exempt_paragraph": self.reading.exempt_paragraph}


def desk_for(reading: Reading, *, by: User, at: datetime) -> Desk:
    """Raises Refused before the meeting is chosen, and where its log is closed."""
    if reading.meeting is None:
        raise Refused(NO_MEETING)
    meeting = Meeting.objects.select_related("body__council", "task_group").get(pk=reading.meeting.pk)
    if meeting.status not in LOGGABLE:
        raise Refused(CLOSED)
    return Desk(reading, meeting, by, at)


def paper_source(reading: Reading, *, by: User, at: datetime) -> Source:
    """The paper as a source of facts, written down once. Of an exempt paper not even the title leaves it."""
    whole = reading.part_of or reading
    code = f"paper-{whole.pk}"
    known = Source.objects.filter(code=code).first()
    if known is not None:
        return known
    title = whole.title if whole.openness == Openness.OPEN else NEUTRAL
    return add_source(code=code, title=title, kind="Minutes", by=by, at=at)


def sourced(desk: Desk, proposal: Proposal) -> dict[str, Any]:
    """Where it stands. Words that the officer changed are ours and not the paper's."""
    other_words = "text" in (proposal.changed or {})
    return {
        "source": paper_source(desk.reading, **desk.known),
        "source_place": proposal.place,
        "is_summary": other_words,
    }


def write(desk: Desk, proposal: Proposal, item: AgendaItem | None) -> Written:
    """Make the record of one proposal; what is on record already is pointed at and not made again."""
    if proposal.kind == ProposalKind.ATTENDANCE:
        return write_attendance(desk, proposal)
    if proposal.kind == ProposalKind.ITEM:
        return write_item(desk, proposal)
    if item is None:
        raise Refused("Accept its agenda item first.")
    said = said_of(proposal)
    kind = AS_LOGGED[ProposalKind(proposal.kind)]
    if kind == OutcomeKind.RECOMMENDATION:
        same = tracked(desk, proposal, said["text"])
        if same is not None:
            return Written(ProposalStatus.ON_RECORD, {"recommendation_id": same})
    held = entry_like(entry_words(kind, said), kind, item.pk, entries_of(desk.meeting, but=desk.reading))
    if held is not None:
        return Written(ProposalStatus.ON_RECORD, {"outcome_id": held})
    outcome, recommendation = log(desk, proposal, item, kind, said)
    return Written(accepted(proposal), {"outcome": outcome, "recommendation": recommendation})


def accepted(proposal: Proposal) -> ProposalStatus:
    return ProposalStatus.EDITED if proposal.changed else ProposalStatus.ACCEPTED


def tracked(desk: Desk, proposal: Proposal, text: str) -> int | None:
    """The tracker's recommendation that says the same. Once the officer saw a near one, only equal words count."""
    known = recommendations_like([text], but=desk.reading)
    if proposal.recommendation_id is None:
        return the_same(text, known)
    words = folded(text)
    return next((one.pk for one in known if one.words == words), None)


def write_item(desk: Desk, proposal: Proposal) -> Written:
    """Add the item to the agenda. Where the paper prints no heading it stands under the title that the paper was given."""
    said = said_of(proposal)
    number = str(said.get("number", ""))
    item = meeting_operations.add_item(
        meeting=desk.meeting,
        title=(str(said.get("title", "")).strip() or desk.reading.title)[:300],
        number=number if len(number) <= NUMBER_LENGTH else "",
        **desk.openness,
        **desk.known,
    )
    return Written(accepted(proposal), {"item": item})


def write_attendance(desk: Desk, proposal: Proposal) -> Written:
    """Note who was there: the person on record of that name, else the name as the paper gives it."""
    said = said_of(proposal)
    name, instead_of = str(said["name"]), str(said.get("substitute_for", ""))
    people = people_named([name, instead_of])
    person, replaced = people.get(name), people.get(instead_of)
    known = desk.meeting.attendance.filter(person=person) if person else None
    there: Attendance | None = known.first() if known is not None else None
    there = there or desk.meeting.attendance.filter(person=None, label=name).first()
    if there is not None:
        return Written(ProposalStatus.ON_RECORD, {"attendance": there})
    presence, label = said["presence"], "" if person else name
    if presence == Presence.SUBSTITUTE and replaced is None:
        presence, label = Presence.PRESENT, f"{name}, substitute for {instead_of}" if instead_of else name
    named = councils_in(str(said.get("council", "")), councils_in_order())
    attendance = meeting_operations.add_attendance(
        meeting=desk.meeting,
        presence=presence,
        person=person,
        label=label[:200],
        on_behalf_of=named[0] if len(named) == 1 else None,
        substitute_for=replaced,
        source=paper_source(desk.reading, **desk.known),
        source_place=proposal.place,
        **desk.known,
    )
    return Written(accepted(proposal), {"attendance": attendance})


def log(
    desk: Desk, proposal: Proposal, item: AgendaItem, kind: str, said: dict[str, Any]
) -> tuple[Outcome, Recommendation | None]:
    """Log the entry as the live log does: a recommendation takes its reference, a promise is an action, both at once."""
    item.meeting = desk.meeting
    by = str(said.get("by", ""))[:200]
    number = str(said.get("number", ""))
    words: dict[str, Any] = {
        "item": item,
        "text": entry_words(kind, said),
        "said_by": by,
        **sourced(desk, proposal),
        **desk.openness,
        **desk.known,
    }
    match kind:
        case OutcomeKind.RECOMMENDATION:
            councils = councils_asked(desk.meeting, said, councils_in_order())
            made = log_recommendation(councils=councils, title=str(said.get("title", "")), **words)
            assert made.outcome is not None  # noqa: S101 - it was made with its entry
            return made.outcome, made
        case OutcomeKind.UNDERTAKING | OutcomeKind.REQUEST:
            action = log_promise(
                kind=kind,
                councils=councils_asked(desk.meeting, said, councils_in_order()),
                owner=by if kind == OutcomeKind.UNDERTAKING else "",
                due_on=due_in(words["text"]),
                points=said.get("points", ()),
                **words,
            )
            assert action.outcome is not None  # noqa: S101 - the same
            return action.outcome, None
        case OutcomeKind.DECISION:
            words |= {"decision": said["word"], "number": number if len(number) <= NUMBER_LENGTH else ""}
        case OutcomeKind.ANSWER:
            words["answers"] = proposal.parent.outcome if proposal.parent else None
    return meeting_operations.log_outcome(kind=kind, **words), None


def entry_words(kind: str, said: dict[str, Any]) -> str:
    """What the entry of the log says. A response begins with its number, and its verdict if its words do not say it."""
    text = str(said["text"])
    if kind != OutcomeKind.COMMENT:
        return text
    verdict = str(said.get("verdict", ""))
    told = folded(verdict) in folded(text)
    number = f"Recommendation {said['number']}: " if said.get("number") else ""
    return f"{number}{text}" if told else f"{number}{verdict.capitalize()}. {text}".strip()
