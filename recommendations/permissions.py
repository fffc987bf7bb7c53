"""Who may do what to recommendations, responses and actions, on a day. Predicates only: nothing is raised or written.

They ask who the person is on that day. Whether the thing is in a state that allows the move is the operations' question,
except where a button would otherwise lead to nothing (`can_log`, `can_respond`, `can_report`).
"""

from datetime import date
from typing import Any

from councils.models import Post
from councils.permissions import Capacities, capacities_of
from councils.queries import sits_on_scrutiny
from meetings.enums import LOGGABLE
from meetings.models import Meeting
from recommendations.enums import (
    ACCEPTING,
    FINISHED_PARTS,
    PartStatus,
    RecommendationStatus,
    ResponseStatus,
)
from recommendations.lifecycle import AT_WORK
from recommendations.models import ActionPart, DateRequest, Recommendation, Response
from recommendations.querysets import OPEN_RESPONSES
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


def can_edit_draft(user: Any, recommendation: Recommendation, *, on: date) -> bool:
    """Change or discard a draft of a report: the scrutiny officer, until it is published."""
    return (
        capacities_of(user, on=on).is_scrutiny_officer
        and recommendation.status == RecommendationStatus.DRAFT
        and recommendation.report_id is not None
    )


def can_plan_route(user: Any, report: Report, *, on: date) -> bool:
    """Say where a report goes and what came of it there: the scrutiny officer, before and after it is published."""
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


def can_chase(user: Any, response: Response, *, on: date) -> bool:
    """Take or leave out a step of chasing an overdue answer: the scrutiny officer."""
    return capacities_of(user, on=on).is_scrutiny_officer


def can_suggest(user: Any, response: Response, *, on: date) -> bool:
    """Suggest to a council what to answer: its own officers and the scrutiny officer, while an answer is waited for."""
    waited_for = response.status in OPEN_RESPONSES
    return (
        waited_for
        and response.recommendation.status == RecommendationStatus.MADE
        and advises(user, response, on=on)
    )


def can_see_suggestions(user: Any, response: Response, *, on: date) -> bool:
    """Read what was suggested to a council: whoever decides for the portfolio, its officers and the scrutiny officer.

    No other council, and nobody else: it is advice before a decision.
    """
    return signs_for(user, response.portfolio_id, on=on) or advises(user, response, on=on)


def advises(user: Any, response: Response, *, on: date) -> bool:
    """Whether the person holds an officer's post of the council, or is the scrutiny officer."""
    held = capacities_of(user, on=on)
    if held.is_scrutiny_officer:
        return True
    posts = Post.objects.filter(pk__in=held.officer_in, council_id=response.council_id)
    return bool(held.officer_in) and posts.exists()


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


def can_ask_new_date(user: Any, part: ActionPart, *, on: date) -> bool:
    """Ask for a new date, with a reason: whoever holds the responsible post, while the work is open and has a date."""
    return part.status in AT_WORK and part.due_on is not None and is_responsible(user, part, on=on)


def can_decide_new_date(user: Any, request: DateRequest, *, on: date) -> bool:
    """Grant or refuse a new date: who may move the date, and never one's own request (rule 10)."""
    return request.by_id != user.pk and can_move_date(user, request.part, on=on)


def can_set_report_weeks(user: Any, part: ActionPart, *, on: date) -> bool:
    """Set how often progress is asked for: the scrutiny officer or the portfolio holder, while the work is open."""
    return part.status in AT_WORK and can_move_date(user, part, on=on)


def can_check_promise(user: Any, part: ActionPart, *, on: date) -> bool:
    """Say line by line how far a promise is met: the responsible officer or the scrutiny officer, before it is submitted."""
    knows = capacities_of(user, on=on).is_scrutiny_officer or is_responsible(user, part, on=on)
    return part.status in AT_WORK and knows


def can_stop(user: Any, part: ActionPart, *, on: date) -> bool:
    """Stop open work: its portfolio holder; the scrutiny officer where no portfolio is named."""
    return part.status in AT_WORK and _ends(user, part, on=on)


def can_supersede(user: Any, part: ActionPart, *, on: date) -> bool:
    """Record that other work replaces this: the scrutiny officer."""
    return part.status in AT_WORK and capacities_of(user, on=on).is_scrutiny_officer


def can_take_up_again(user: Any, part: ActionPart, *, on: date) -> bool:
    """Take up again what one could stop, or what one could record as replaced."""
    if part.status == PartStatus.SUPERSEDED:
        return capacities_of(user, on=on).is_scrutiny_officer
    return part.status == PartStatus.STOPPED and _ends(user, part, on=on)


def _ends(user: Any, part: ActionPart, *, on: date) -> bool:
    if part.portfolio_id is None:
        return capacities_of(user, on=on).is_scrutiny_officer
    return signs_for(user, part.portfolio_id, on=on)


def can_link(user: Any, part: ActionPart, *, on: date) -> bool:
    """Let an action serve a further recommendation: the scrutiny officer."""
    return capacities_of(user, on=on).is_scrutiny_officer


def can_add_action(user: Any, response: Response, *, on: date) -> bool:
    """Promise more work after a council accepted, or join an action: its portfolio's holder or deputy; the scrutiny officer,
    who records what was agreed elsewhere.
    """
    accepted = response.status == ResponseStatus.ANSWERED and response.verdict in ACCEPTING
    stands = response.recommendation.status == RecommendationStatus.MADE
    may = capacities_of(user, on=on).is_scrutiny_officer or signs_for(user, response.portfolio_id, on=on)
    return accepted and stands and may


def can_hand_over(user: Any, post: Post, *, on: date) -> bool:
    """Pass the open work of a post to another post: the scrutiny officer, who records what the councils decided."""
    return capacities_of(user, on=on).is_scrutiny_officer


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


def can_withdraw(user: Any, recommendation: Recommendation, *, on: date) -> bool:
    """Record that scrutiny takes a recommendation back: the scrutiny officer, for those who made it."""
    return capacities_of(user, on=on).is_scrutiny_officer


def can_reopen(user: Any, recommendation: Recommendation, *, on: date) -> bool:
    """Record that a closed recommendation is open again: the scrutiny officer, who records closures."""
    return capacities_of(user, on=on).is_scrutiny_officer


def can_judge(user: Any, recommendation: Recommendation, *, on: date) -> bool:
    """Record how scrutiny judged a continuing recommendation: the scrutiny officer."""
    return capacities_of(user, on=on).is_scrutiny_officer


def can_rate_impact(user: Any, recommendation: Recommendation, *, on: date) -> bool:
    """Say whether a recommendation mattered: members of scrutiny, and nobody of an executive (rule 8)."""
    return capacities_of(user, on=on).is_councillor and sits_on_scrutiny(user, on=on)


def can_question(user: Any, part: ActionPart, *, on: date) -> bool:
    """Ask about a report of progress: a councillor who neither does the work nor signs it off."""
    return capacities_of(user, on=on).is_councillor and not works_on(user, part, on=on)


def can_answer_question(user: Any, part: ActionPart, *, on: date) -> bool:
    """Answer a councillor on the record: whoever does the work, and who signs it off. Also once it is finished."""
    return works_on(user, part, on=on)
