"""Who may do what to recommendations, responses and actions, on a day. Predicates only: nothing is raised or written.

They ask who the person is on that day. Whether the thing is in a state that allows the move is the operations' question,
except where a button would otherwise lead to nothing (`can_log`, `can_respond`, `can_report`).
"""

from datetime import date
from typing import Any

from councils.permissions import Capacities, capacities_of
from meetings.enums import LOGGABLE
from meetings.models import Meeting
from recommendations.enums import FINISHED_PARTS, PartStatus, RecommendationStatus, ResponseStatus
from recommendations.models import ActionPart, Recommendation, Response
from task_groups.models import Report

CAN_BE_ANSWERED = {
    ResponseStatus.AWAITED,
    ResponseStatus.UNANSWERED,
    ResponseStatus.NOT_ON_RECORD,
    ResponseStatus.ANSWERED,
}


def can_log(user: Any, meeting: Meeting, *, on: date) -> bool:
    """The scrutiny officer, until the record of the meeting is published."""
    return capacities_of(user, on=on).is_scrutiny_officer and meeting.status in LOGGABLE


def can_make(user: Any, *, on: date) -> bool:
    """Add a recommendation to the record: the scrutiny officer."""
    return capacities_of(user, on=on).is_scrutiny_officer


def can_send(user: Any, thing: Report | Recommendation, *, on: date) -> bool:
    """Send a report or recommendation to the executives: the scrutiny officer."""
    return capacities_of(user, on=on).is_scrutiny_officer


def can_close(user: Any, recommendation: Recommendation, *, on: date) -> bool:
    """Record that a meeting agreed to close it: the scrutiny officer. Nobody closes anything alone (rule 8)."""
    return capacities_of(user, on=on).is_scrutiny_officer


def can_respond(user: Any, response: Response, *, on: date) -> bool:
    """Answer for a council: whoever holds, or deputises in, the portfolio that was asked, on that very day (rule 4).

    Only once the council was asked, and while the recommendation stands.
    """
    return (
        signs_for(user, response.portfolio_id, on=on)
        and response.status in CAN_BE_ANSWERED
        and response.recommendation.status == RecommendationStatus.MADE
    )


def can_move_date(user: Any, thing: Response | ActionPart, *, on: date) -> bool:
    """Move a due date, with a reason: the scrutiny officer; of an action also the portfolio holder who signs (rule 10)."""
    if capacities_of(user, on=on).is_scrutiny_officer:
        return True
    return isinstance(thing, ActionPart) and signs_for(user, thing.portfolio_id, on=on)


def can_report(user: Any, part: ActionPart, *, on: date) -> bool:
    """Report progress, add evidence and submit: whoever holds the responsible post, until the work is finished."""
    return part.status not in FINISHED_PARTS and is_responsible(user, part, on=on)


def can_sign_off(user: Any, part: ActionPart, *, on: date) -> bool:
    """Sign off or send back: the portfolio's holder or deputy, and never for work of their own (rule 9).

    Own work is what the person submitted, or work whose responsible post they hold themselves.
    """
    return (
        signs_for(user, part.portfolio_id, on=on)
        and part.submitted_by_id != user.pk
        and not is_responsible(user, part, on=on)
    )


def can_reverse(user: Any, part: ActionPart, *, on: date) -> bool:
    """Reverse a sign-off, with a reason: whoever could give it today."""
    return part.status == PartStatus.SIGNED_OFF and can_sign_off(user, part, on=on)


def can_assign(user: Any, part: ActionPart, *, on: date) -> bool:
    """Say who does it and by when, where a meeting left that open: the scrutiny officer or the portfolio holder."""
    if part.status in FINISHED_PARTS:
        return False
    return capacities_of(user, on=on).is_scrutiny_officer or signs_for(user, part.portfolio_id, on=on)


def can_see_evidence(user: Any, part: ActionPart, *, on: date) -> bool:
    """Open the evidence of a part that the user may see: those who work on it, and councillors, who question it.

    Evidence is not published: it may name residents. The public reads what was signed off and when.
    """
    capacities = capacities_of(user, on=on)
    return capacities.is_scrutiny_officer or capacities.is_councillor or works_on(user, part, on=on)


def can_see_difficulties(user: Any, part: ActionPart, *, on: date) -> bool:
    """Read difficulty reports: those who work on the part, and the councillors and officers they were made for."""
    return can_see_evidence(user, part, on=on)


def works_on(user: Any, part: ActionPart, *, on: date) -> bool:
    """Whether the person does this part's work or signs it off."""
    return is_responsible(user, part, on=on) or signs_for(user, part.portfolio_id, on=on)


def is_responsible(user: Any, part: ActionPart, *, on: date) -> bool:
    return part.responsible_id is not None and part.responsible_id in capacities_of(user, on=on).officer_in


def signs_for(user: Any, portfolio_id: int | None, *, on: date) -> bool:
    """Whether the person decides for this portfolio on the day, as holder or as deputy."""
    return portfolio_id is not None and portfolio_id in capacities_of(user, on=on).signs_for


def has_a_list_to_do(capacities: Capacities) -> bool:
    """To do is the scrutiny officer's page."""
    return capacities.is_scrutiny_officer


def is_awaited(capacities: Capacities) -> bool:
    """Awaiting you is the page of portfolio holders and their deputies."""
    return bool(capacities.signs_for)
