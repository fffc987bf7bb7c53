"""Chasing an overdue answer step by step. The portal proposes each step on its day; the scrutiny officer takes it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from core import history
from core.dates import london_date, spell
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Post, User
from meetings.models import Meeting
from notices.enums import NoticeKind
from recommendations.cycle import Step
from recommendations.enums import EscalationKind, EscalationStatus
from recommendations.models import EscalationStep, Response
from recommendations.operations.responses import hold_asked
from recommendations.operations.standing import cut, is_public, name_of, needed, tell_post
from recommendations.queries.chasing import is_chased, proposed
from recommendations.statuses import lateness

VERBS: dict[str, str] = {
    EscalationKind.REMINDER: "send_reminder",
    EscalationKind.SECOND_REMINDER: "send_second_reminder",
    EscalationKind.LETTER: "send_letter",
    EscalationKind.INVITATION: "invite",
    EscalationKind.NON_RESPONSE: "publish_non_response",
}
NOTHING_TO_CHASE = "This answer is not overdue, so there is nothing to chase."


@transaction.atomic
def take_step(
    *,
    response: Response,
    kind: str,
    to: str,
    words: str,
    to_post: Post | None = None,
    meeting: Meeting | None = None,
    by: User,
    at: datetime,
) -> EscalationStep:
    """Take the next step for an overdue answer: the words go to the portfolio holder, and to `to_post` where one is named.

    What was sent is kept; who was written to and when is public where the recommendation is, the words are not, but for
    a published non-response. Raises Refused before the step's day and where nothing is overdue, and Overtaken when
    somebody took the step meanwhile.
    """
    response, step, due_on = _next(response, kind, at=at)
    to = needed(to, "Say to whom it goes", field="to")
    words = needed(words, "Write what is sent", field="words")
    made = EscalationStep.objects.create(
        response=response, kind=kind, status=EscalationStatus.SENT, due_on=due_on,
        proposed_on=step.on, taken_on=london_date(at), to=to, to_post=to_post, meeting=meeting, words=words,
        by=by, at=at,
    )  # fmt: skip
    _note(made, VERBS[kind], public=is_public(response.recommendation))
    _tell(made)
    return made


@transaction.atomic
def skip_step(*, response: Response, kind: str, reason: str, by: User, at: datetime) -> EscalationStep:
    """Leave out the next step for an overdue answer, with a reason that officers read. The one after it comes a week later.

    Raises Refused without a reason, before the step's day and where nothing is overdue, and Overtaken when somebody took it.
    """
    response, step, due_on = _next(response, kind, at=at)
    made = EscalationStep.objects.create(
        response=response, kind=kind, status=EscalationStatus.SKIPPED, due_on=due_on,
        proposed_on=step.on, taken_on=london_date(at),
        reason=needed(reason, "Say why this step is left out", field="reason"), by=by, at=at,
    )  # fmt: skip
    _note(made, "skip_step", public=False)
    return made


def _next(response: Response, kind: str, *, at: datetime) -> tuple[Response, Step, date]:
    """Hold the answer. Give it as it now is, its next step, of this kind and with its day reached, and the day missed."""
    hold_asked(response)
    fresh = Response.objects.select_related("recommendation").get(pk=response.pk)
    on = london_date(at)
    if fresh.due_on is None or not is_chased(fresh, on=on):
        raise Refused(NOTHING_TO_CHASE)
    if fresh.escalation_steps.filter(kind=kind, due_on=fresh.due_on).exists():
        raise Overtaken(overtaken_sentence(response))
    step = proposed(fresh, fresh.escalation_steps.all(), on=on)
    if step is None or step.kind != kind:
        raise Refused("That is not the next step. Look again at what was done, and what comes next.")
    if step.on > on:
        raise Refused(f"The next step, {step.kind.label.lower()}, is for {spell(step.on)} or later.")
    return fresh, step, fresh.due_on


def _note(step: EscalationStep, verb: str, *, public: bool) -> None:
    response = step.response
    history.record(
        subject=response,
        trail=response.recommendation,
        verb=verb,
        by=step.by,
        at=step.at,
        reason=step.reason,
        role="Scrutiny Officer",
        public=public,
        details={"council": response.council.slug, "step": step.pk, "kind": step.kind},
    )


def _tell(step: EscalationStep) -> None:
    """Write to those it goes to. Words about an exempt matter stay in the portal (rule 15)."""
    response = step.response
    name = name_of(response.recommendation)
    said = step.words if is_public(response.recommendation) else f"Scrutiny writes to you about {name}."
    for post in filter(None, {response.portfolio, step.to_post}):
        tell_post(
            post,
            key=f"escalation:{step.pk}:{post.pk}",
            kind=NoticeKind.RESPONSE_OVERDUE,
            title=cut(f"{step.get_kind_display()}: {response.council.short_name}’s answer to {name}"),
            text=said,
            path=response.get_absolute_url(),
            at=step.at,
        )


def suggested_words(response: Response, kind: str, sent: Sequence[EscalationStep], *, on: date) -> str:
    """What the portal proposes to write in a step, for the officer to change. Names no exempt word.

    `sent`: the steps that were sent so far; of those that were left out it says nothing.
    """
    name, council = name_of(response.recommendation), response.council
    due = spell(response.due_on)
    late = lateness(response.due_on, on=on) if response.due_on else ""
    asked = f"Scrutiny asked {council.name} to answer {name}."
    said = (
        f" So far the council has said “{response.get_verdict_display().lower()}”, which is not an answer."
        if response.verdict
        else ""
    )
    expected = f" It expected to answer on {spell(response.expected_on)}." if response.expected_on else ""
    missed = f"The last day to answer was {due}; the answer is {late}.{said}{expected}"
    law = "The law gives two months from the day the report was received (Local Government Act 2000, section 9FE)."
    last = {
        EscalationKind.REMINDER: "Please answer in the portal, or say by which day the council will.",
        EscalationKind.SECOND_REMINDER: (
            "Please see to it that an answer is prepared, or say what stands in its way."
        ),
        EscalationKind.LETTER: (
            f"I write as chairman. {law} Residents can see that no answer has been given. Please answer, or tell me by "
            "which day the council will."
        ),
        EscalationKind.INVITATION: (
            "Scrutiny invites you to its meeting to say what the council answers, and why it has not yet. It may require "
            "members of the executive to attend (Local Government Act 2000, section 9FA)."
        ),
        EscalationKind.NON_RESPONSE: (
            f"This is published with the recommendation until {council.short_name} answers."
        ),
    }
    paragraphs = [asked, missed, brought_nothing(sent), last[EscalationKind(kind)]]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def brought_nothing(sent: Sequence[EscalationStep]) -> str:
    """Say which steps have brought no answer."""
    told = [f"the {step.get_kind_display().lower()} of {spell(step.taken_on)}" for step in sent]
    if not told:
        return ""
    listed = f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]
    return f"{listed[0].upper()}{listed[1:]} {'have' if len(told) > 1 else 'has'} brought no answer."


def suggested_reader(response: Response, kind: str) -> str:
    """To whom the portal proposes to write."""
    council = response.council
    if kind == EscalationKind.NON_RESPONSE:
        return "Everyone"
    if kind == EscalationKind.SECOND_REMINDER:
        return f"The head of service, {council.name}"
    return response.portfolio.title if response.portfolio else f"The {council.executive_name}, {council.name}"
