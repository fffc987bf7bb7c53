"""Legal moves of a recommendation, a response, a part of an action and a paper that is read; the two-month clock. Pure."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from core.dates import last_day_of_months_beginning_with
from core.moves import table
from recommendations.enums import PartStatus as P
from recommendations.enums import ProposalStatus as O
from recommendations.enums import ReadingStatus as W
from recommendations.enums import RecommendationStatus as R
from recommendations.enums import ResponseStatus as A

UNASKED = {A.NOT_SENT, A.NOT_ON_RECORD}
ASKED = {A.AWAITED, A.UNANSWERED, A.NOT_ON_RECORD}
NOT_BEGUN = {P.NOT_STARTED, P.NO_OUTCOME}
AT_WORK = NOT_BEGUN | {P.IN_PROGRESS}

RECOMMENDATION_MOVES = table(
    ("publish", {R.DRAFT}, R.MADE, "This recommendation is already published."),
    ("close", {R.MADE}, R.CLOSED, "Only a recommendation that was made and is open can be closed."),
    ("reopen", {R.CLOSED}, R.MADE, "Only a closed recommendation can be opened again."),
    ("withdraw", {R.MADE}, R.WITHDRAWN, "Only a recommendation that was made and is open can be withdrawn."),
    ("discard", {R.DRAFT}, R.DISCARDED, "Only a draft can be discarded."),
    ("restore", {R.DISCARDED}, R.DRAFT, "Only a discarded draft can be restored."),
)
RESPONSE_MOVES = table(
    ("send", UNASKED, A.AWAITED, "This council was asked already."),
    ("note_gap", {A.NOT_SENT}, A.NOT_ON_RECORD, "This council was asked already."),
    ("answer", ASKED | {A.ANSWERED}, A.ANSWERED, "This council has not been asked yet."),
    ("leave_open", ASKED, A.UNANSWERED, "This council has answered. A later answer must be an answer too."),
)
PART_MOVES = table(
    ("note_gap", {P.NOT_STARTED}, P.NO_OUTCOME, "Only work that nothing was reported on can be marked so."),
    ("start", NOT_BEGUN, P.IN_PROGRESS, "This work has begun already."),
    ("submit", AT_WORK, P.READY, "This was submitted already, or is finished."),
    (
        "sign_off",
        {P.READY},
        P.SIGNED_OFF,
        "There is nothing to sign off: it was not submitted, or it is decided.",
    ),
    (
        "send_back",
        {P.READY},
        P.IN_PROGRESS,
        "There is nothing to send back: it was not submitted, or it is decided.",
    ),
    ("reverse", {P.SIGNED_OFF}, P.IN_PROGRESS, "Only a sign-off can be reversed."),
    ("supersede", AT_WORK, P.SUPERSEDED, "Only open work can be superseded."),
    ("stop", AT_WORK, P.STOPPED, "Only open work can be stopped."),
    (
        "restore",
        {P.STOPPED, P.SUPERSEDED},
        P.NOT_STARTED,
        "Only work that was stopped or replaced can be taken up again.",
    ),
)
READING_MOVES = table(
    ("take_up", {W.WAITING, W.BEING_READ}, W.BEING_READ, "This paper is read already, or was set aside."),
    ("keep_found", {W.BEING_READ}, W.READ, "This paper is not being read."),
    ("find_nothing_new", {W.READ}, W.DONE, "This paper was not read just now."),
    ("give_up", {W.BEING_READ}, W.FAILED, "This paper is not being read."),
    (
        "try_again",
        {W.FAILED, W.SET_ASIDE},
        W.WAITING,
        "Only a paper that could not be read can be tried again.",
    ),
    (
        "set_aside",
        {W.WAITING, W.FAILED, W.READ},
        W.SET_ASIDE,
        "This paper is being read, looked through, or set aside already.",
    ),
    (
        "take_back",
        {W.SET_ASIDE, W.DONE},
        W.READ,
        "Only a paper that was set aside or looked through can be opened again.",
    ),
    ("finish", {W.READ}, W.DONE, "Only a paper that is read can be finished."),
)
PROPOSAL_MOVES = table(
    ("accept", {O.OPEN}, O.ACCEPTED, "This was decided already."),
    ("accept_changed", {O.OPEN}, O.EDITED, "This was decided already."),
    ("reject", {O.OPEN}, O.REJECTED, "This was decided already."),
    ("match", {O.OPEN}, O.ON_RECORD, "This was decided already."),
    ("reopen", {O.ACCEPTED, O.EDITED, O.REJECTED, O.ON_RECORD}, O.OPEN, "This is still to decide."),
)


def response_due_on(*, received_on: date, noticed_on: date | None = None) -> date:
    """Give the last day for a council's response.

    Local Government Act 2000 s.9FE: within two months beginning with the day on which the executive received the report
    or, if later, the notice. Received 21 March: 20 May. Received 31 December: 28 or 29 February.
    """
    first = max(received_on, noticed_on) if noticed_on else received_on
    return last_day_of_months_beginning_with(first, months=2)


def days_late(due_on: date | None, *, on: date) -> int:
    """Whole days past the due date; 0 on the day itself and before it, and where there is no date."""
    return max(0, (on - due_on).days) if due_on else 0


def report_asked_on(*, heard_on: date, weeks: int, on: date) -> date | None:
    """Give the last day, up to `on`, on which progress was to be asked for: every `weeks` after something was heard.

    None while the first such day is still to come.
    """
    times = (on - heard_on).days // (weeks * 7)
    return heard_on + timedelta(weeks=weeks * times) if times > 0 else None


def judgement_due_on(*, judged_on: date | None, made_on: date | None, months: int) -> date | None:
    """Give the day by which a continuing recommendation is to be judged next: so many months after the last time, or
    after it was made. None where neither day is on record: then nobody can say.
    """
    last = judged_on or made_on
    return last + relativedelta(months=months) if last else None


def newest_due_by(day: date, *, months: int) -> date:
    """Give the newest day that lies a whole rhythm of months before `day`: what was last judged then, or earlier, is due.

    Of the days that end a shorter month together the last: what was judged on 31 August is due six months later, on 28
    February, as is what was judged on the 28th.
    """
    newest = day - relativedelta(months=months)
    while newest + timedelta(days=1) + relativedelta(months=months) <= day:
        newest += timedelta(days=1)
    return newest
