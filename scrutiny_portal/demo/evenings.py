"""Meetings at every point of their way, and everything that is said in one."""

from datetime import date, time
from typing import Any

from core.enums import Openness
from meetings.enums import DecisionKind, OutcomeKind, Presence, StandingKind
from meetings.models import AgendaItem, Meeting, Outcome
from meetings.operations import (
    add_attendance,
    add_item,
    add_standing_item,
    agree,
    cancel,
    check_outcome,
    correct_record,
    finish,
    lock,
    log_outcome,
    mark_item,
    plan_again,
    plan_meeting,
    plan_meetings,
    postpone,
    publish_agenda,
    start,
)
from recommendations.operations import add_to_log, publish_meeting_record
from scrutiny_portal.demo.script import Script

OPEN: dict[str, Any] = {"openness": Openness.OPEN}
HELD = {"locked": -900, "agreed": -420, "draft": -120, "held": -4}


def play(script: Script) -> None:
    """Hold four meetings of the Joint Panel, begin one, and plan more; the Cabinets meet once each."""
    joint = script.bodies["joint-scrutiny"]
    for kind in StandingKind:
        title = kind.label if kind else "Declarations of interest"
        add_standing_item(body=joint, title=title[:60], kind=kind, **script.officer(-1000))
    meetings = {name: _hold(script, name, days) for name, days in HELD.items()}
    meetings["running"] = _plan(script, 0, slug="today")
    start(meeting=meetings["running"], **script.officer(0, hour=9))
    item = _item(script, meetings["running"], "How the library desks are used", 0)
    mark_item(item=item, done=False, **script.officer(0, hour=9))
    for said, text in (
        (OutcomeKind.QUESTION, "How many residents came twice?"),
        (OutcomeKind.ANSWER, "About one in ten."),
    ):
        log_outcome(
            item=item,
            kind=said,
            text=text,
            said_by="Members" if said == OutcomeKind.QUESTION else "Head of Systems",
            **OPEN,
            **script.officer(0, hour=9, minute=20),
        )
    publish_agenda(meeting=_plan(script, 14), **script.officer(-1))
    plan_meetings(
        body=joint,
        days=[script.day(45), script.day(75)],
        starts_at=time(18, 30),
        place="Cressholm",
        **script.officer(-2),
    )
    put_off, off, again = _plan(script, -60), _plan(script, -30), _plan(script, -75)
    for meeting in (put_off, off, again):
        publish_agenda(meeting=meeting, **script.officer(-90))
    postpone(meeting=put_off, reason="The witnesses could not come.", **script.officer(-62))
    postpone(meeting=again, reason="Snow.", **script.officer(-76))
    plan_again(
        meeting=again,
        held_on=script.day(28),
        starts_at=time(18, 30),
        place="Elvermere",
        **script.officer(-70),
    )
    cancel(meeting=off, reason="There was nothing to discuss.", **script.officer(-33))
    _agree(script, meetings)
    script.things["meetings"] = meetings


def _agree(script: Script, meetings: dict[str, Meeting]) -> None:
    agree(meeting=meetings["locked"], at_meeting=meetings["agreed"], **script.officer(-419))
    lock(meeting=meetings["locked"], **script.officer(-418))
    correct_record(
        meeting=meetings["locked"],
        old_text="The meeting ended at 8:30pm.",
        new_text="The meeting ended at 8:45pm.",
        reason="The clock of the room was slow.",
        corrected_on=script.day(-410),
        **script.officer(-410),
    )
    agree(meeting=meetings["agreed"], at_meeting=meetings["draft"], **script.officer(-119))


def _plan(script: Script, days: int, *, body: str = "joint-scrutiny", slug: str = "") -> Meeting:
    day: date = script.day(days)
    return plan_meeting(
        body=script.bodies[body],
        slug=slug or day.isoformat(),
        held_on=day,
        starts_at=time(18, 30),
        place="Brackwater",
        **script.officer(min(days - 20, -20)),
    )


def _item(script: Script, meeting: Meeting, title: str, days: int, **more: Any) -> AgendaItem:
    return add_item(
        meeting=meeting, title=title, **(OPEN | more), **script.officer(days - 12 if days else 0, hour=8)
    )


def _hold(script: Script, name: str, days: int) -> Meeting:
    """Plan a meeting, log it, check the log, and publish it where it has got so far."""
    meeting = _plan(script, days)
    item = _item(script, meeting, "Help for residents without internet", days)
    private = _item(
        script,
        meeting,
        "Offer of a software firm",
        days,
        openness=Openness.EXEMPT,
        exempt_paragraph=3,
        public_title="A contract",
        public_summary="Councillors discussed an offer.",
    )
    publish_agenda(meeting=meeting, **script.officer(days - 10))
    start(meeting=meeting, **script.officer(days, hour=18, minute=30))
    _attend(script, meeting, days)
    _log(script, item, name, days)
    log_outcome(
        item=private,
        kind=OutcomeKind.DECISION,
        decision=DecisionKind.DEFERRED,
        text="That the offer wait.",
        openness=Openness.EXEMPT,
        exempt_paragraph=3,
        **script.officer(days, hour=19),
    )
    if name == "agreed":
        secret: dict[str, Any] = {
            "openness": Openness.EXEMPT,
            "exempt_paragraph": 3,
            "public_summary": "A contract",
        }
        add_to_log(
            item=private,
            kind=OutcomeKind.RECOMMENDATION,
            title="Ask the firm again",
            text="That the firm be asked again.",
            councils=script.councils,
            **secret,
            **script.officer(days, hour=19),
        )
        add_to_log(
            item=private,
            kind=OutcomeKind.UNDERTAKING,
            text="Ask the firm what it earns.",
            councils=script.councils[:1],
            owner="Head of Systems",
            **secret,
            **script.officer(days, hour=19),
        )
    if name == "held":
        mark_item(item=item, done=True, **script.officer(days, hour=20))
    finish(meeting=meeting, **script.officer(days, hour=20, minute=45))
    if name != "held":
        for outcome in Outcome.objects.filter(item__meeting=meeting):
            check_outcome(outcome=outcome, **script.officer(days + 1))
        publish_meeting_record(meeting=meeting, without_owners=True, **script.officer(days + 2))
    return meeting


def _attend(script: Script, meeting: Meeting, days: int) -> None:
    there = (
        ("chairman.brackwater", Presence.PRESENT),
        ("councillor.brackwater", Presence.PRESENT),
        ("councillor.cressholm", Presence.APOLOGIES),
        ("officer.threefold", Presence.WITNESS),
        ("officer.elvermere", Presence.IN_ATTENDANCE),
    )
    for key, presence in there:
        add_attendance(
            meeting=meeting, person=script.people[key], presence=presence, **script.officer(days, hour=18)
        )
    add_attendance(
        meeting=meeting,
        person=script.people["Substitute on the Joint Panel"],
        presence=Presence.SUBSTITUTE,
        substitute_for=script.people["councillor.cressholm"],
        on_behalf_of=script.councils[1],
        **script.officer(days, hour=18),
    )


def _log(script: Script, item: AgendaItem, name: str, days: int) -> None:
    """An entry of every kind, and over the four meetings a decision by every word."""
    at, month = script.officer(days, hour=19), f"{script.day(days):%B %Y}"
    asked = log_outcome(
        item=item,
        kind=OutcomeKind.QUESTION,
        text="Who helps where there is no library?",
        said_by="Members",
        **OPEN,
        **at,
    )
    log_outcome(
        item=item,
        kind=OutcomeKind.ANSWER,
        text="A van comes twice a month.",
        said_by="Head of Systems",
        answers=asked,
        **OPEN,
        **at,
    )
    log_outcome(
        item=item,
        kind=OutcomeKind.COMMENT,
        text="The van is well known in the villages.",
        said_by="Members",
        **OPEN,
        **at,
    )
    log_outcome(
        item=item,
        kind=OutcomeKind.TOPIC,
        text=f"Look at buses to the library after {month}.",
        said_by="Members",
        **OPEN,
        **at,
    )
    words = {
        "locked": (DecisionKind.NOTED, DecisionKind.AGREED),
        "agreed": (DecisionKind.APPROVED, DecisionKind.RESOLVED),
        "draft": (DecisionKind.DEFERRED, DecisionKind.REFERRED),
        "held": (DecisionKind.AGREED,),
    }
    for word in words[name]:
        log_outcome(
            item=item,
            kind=OutcomeKind.DECISION,
            decision=word,
            text=f"That the report be {word.label.lower()}.",
            **OPEN,
            **at,
        )
    promised: dict[str, Any] = {"councils": script.councils[:2], **OPEN, **at}
    add_to_log(
        item=item,
        kind=OutcomeKind.UNDERTAKING,
        text=f"Bring the figures of the van for {month}.",
        owner="Head of Systems",
        due_on=script.day(days + 40),
        **promised,
    )
    add_to_log(
        item=item,
        kind=OutcomeKind.REQUEST,
        text=f"Report on villages without a bus in {month}.",
        points=["Which villages", "What a stop costs"],
        **promised,
    )
    add_to_log(
        item=item,
        kind=OutcomeKind.RECOMMENDATION,
        title=f"A stop in every village after {month}",
        text="That the van stop in every village of more than a hundred homes.",
        **promised,
    )
