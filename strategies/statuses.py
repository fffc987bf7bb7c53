"""How reviews, projects and adoptions look: word, shape and colour together."""

from core.statuses import Status
from strategies.enums import (
    AdoptionStatus,
    BusinessCase,
    CaseDecision,
    Health,
    Judgement,
    MoneyState,
    ReviewStatus,
    SheetStatus,
    TermStatus,
)

NOT_ON_RECORD = Status("Not on record", "Not on record", "norec", "mute")

PLANNED = Status("Planned", "Planned", "todo", "mute")
DUE_SOON = Status("Due soon", "Due soon", "soon", "warn")
LAPSED = Status("Lapsed", "Lapsed", "late", "bad")
HELD = Status("Held", "Held", "accepted", "ok")

REVIEW = {
    ReviewStatus.OPEN: DUE_SOON,
    ReviewStatus.HELD: HELD,
    ReviewStatus.HELD_LATE: Status("Held late", "Held late", "part", "part"),
    ReviewStatus.MERGED: Status("Merged", "Merged", "super", "mute"),
    ReviewStatus.EXCUSED: Status("Excused", "Excused", "noted", "mute"),
}

HEALTH = {
    Health.ON_TRACK: Status("On track", "On track", "green", "ok"),
    Health.AT_RISK: Status("At risk", "At risk", "amber", "warn"),
    Health.OFF_TRACK: Status("Off track", "Off track", "red", "bad"),
}

JUDGEMENT = {
    Judgement.ON_TRACK: HEALTH[Health.ON_TRACK],
    Judgement.AT_RISK: HEALTH[Health.AT_RISK],
    Judgement.OFF_TRACK: HEALTH[Health.OFF_TRACK],
    Judgement.NOT_ENOUGH_EVIDENCE: Status("Not enough evidence", "No evidence", "norec", "mute"),
}

ADOPTION = {
    AdoptionStatus.NOT_RECORDED: NOT_ON_RECORD,
    AdoptionStatus.ADOPTED: Status("Adopted", "Adopted", "accepted", "ok"),
    AdoptionStatus.NOT_ADOPTED: Status("Not adopted", "Not adopted", "no", "no"),
}

TERM_DRAFT = Status(TermStatus.DRAFT.label, "Draft", "await", "go")

WINDOW_OPEN = Status("Open now", "Open", "soon", "warn")
WINDOW_LATE = Status("Notice day has passed", "Passed", "late", "bad")
ONLINE_YES = Status("Yes", "Yes", "accepted", "ok")
ONLINE_NO = Status("No", "No", "no", "no")
STALE = Status("Not up to date", "Old", "amber", "warn")
SHEET_WAITS = Status("Waiting for you", "Waiting", "sign", "ask")
SHEET_DONE = Status("Taken over", "Taken", "accepted", "ok")
SHEET_ASIDE = Status("Set aside", "Aside", "super", "mute")

SHEET = {
    SheetStatus.READ: SHEET_WAITS,
    SheetStatus.TAKEN_OVER: SHEET_DONE,
    SheetStatus.SET_ASIDE: SHEET_ASIDE,
}

CASE = {
    BusinessCase.NONE: Status("None on record", "None", "norec", "mute"),
    BusinessCase.IN_PREPARATION: Status("In preparation", "In preparation", "doing", "go"),
    BusinessCase.SUBMITTED: Status("Waiting for a decision", "Waiting", "sign", "ask"),
    BusinessCase.APPROVED: Status("Approved", "Approved", "accepted", "ok"),
}

CASE_DECISION = {
    CaseDecision.APPROVED: Status("Business case approved", "Approved", "accepted", "ok"),
    CaseDecision.SENT_BACK: Status("Business case sent back", "Sent back", "super", "warn"),
}

MILESTONE_DONE = Status("Reached", "Reached", "accepted", "ok")
MILESTONE_DONE_LATE = Status("Reached late", "Late", "part", "part")
MILESTONE_LATE = Status("Late", "Late", "late", "bad")

MONEY = {
    MoneyState.BID: Status("Bid made", "Bid made", "await", "go"),
    MoneyState.NOT_AWARDED: Status("Not awarded", "Not awarded", "no", "no"),
    MoneyState.AWARDED: Status("Awarded", "Awarded", "part", "part"),
    MoneyState.RECEIVED: Status("Received", "Received", "accepted", "ok"),
    MoneyState.SPENT: Status("Spent", "Spent", "accepted", "ok"),
}
