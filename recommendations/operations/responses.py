"""One council's answer: drafts of its own, the answer itself with what it demands, and moving its due date."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from core import history
from core.dates import london_date, spell
from core.enums import Precision
from core.models import Source
from core.moving import make_move, overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from meetings.models import Meeting
from notices.enums import NoticeKind
from recommendations.enums import (
    ANSWERING,
    PROMISING,
    ResponseStatus,
    VersionStatus,
)
from recommendations.lifecycle import RESPONSE_MOVES
from recommendations.models import (
    Action,
    ActionPart,
    ActionRecommendation,
    Recommendation,
    Response,
    ResponseDueDateChange,
    ResponseVersion,
)
from recommendations.operations.demands import Commitment, demand
from recommendations.operations.standing import (
    claim,
    cut,
    hold,
    is_public,
    name_of_part,
    needed,
    refresh_next_due,
    role_in,
    still_made,
    tell_post,
)
from recommendations.querysets import OPEN_RESPONSES

VERSION_FIELDS = (
    "verdict", "words", "reasons", "part_accepted", "in_place_since", "expected_on", "decided_by", "meeting",
    "decided_on", "decided_precision", "draft_commitments",
)  # fmt: skip


@transaction.atomic
def note_gap(*, response: Response, by: User | None, at: datetime) -> None:
    """Record that no response of this council is on record: older than the portal, no paper loaded (rule 28)."""
    make_move(
        response,
        RESPONSE_MOVES["note_gap"],
        by=by,
        at=at,
        trail=response.recommendation,
        public=is_public(response.recommendation),
        changes={"version": response.version + 1},
        details={"council": response.council.slug},
    )


@transaction.atomic
def save_answer_draft(
    *, response: Response, version: int, by: User | None, at: datetime, **fields: Any
) -> ResponseVersion:
    """Keep an answer that is not decided yet. It is the council's own until it is published: nobody else reads it.

    `fields` are those of an answer, as far as they are typed (`draft_commitments` as plain title, responsible and due_on);
    `version` is the response's when they were typed. Raises Overtaken when a holder or deputy saved or decided meanwhile.
    """
    claim(response, version=version)
    draft = _draft_or_new(response, at=at)
    for name in VERSION_FIELDS:
        if name in fields:
            setattr(draft, name, fields[name])
    draft.written_by, draft.written_at = by, at
    draft.save()
    history.record(
        subject=response,
        trail=response.recommendation,
        verb="save_draft",
        by=by,
        at=at,
        role=role_in(by, response.portfolio, at=at).title,
        details={"version": draft.number},
    )
    return draft


@transaction.atomic
def answer(
    *,
    response: Response,
    verdict: str,
    words: str,
    reasons: str = "",
    part_accepted: str = "",
    in_place_since: str = "",
    expected_on: date | None = None,
    commitments: Sequence[Commitment] = (),
    decided_by: str = "",
    meeting: Meeting | None = None,
    decided_on: date | None = None,
    decided_precision: str = Precision.DAY,
    version: int,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
) -> ResponseVersion:
    """Record what a council says, as a new version; the earlier ones stay (rules 4 to 6).

    Accepted, in part, in place and rejected answer. Noted and deferred do not: the clock keeps running. What each demands
    is checked by `demand`. Raises Refused for what is missing, and Overtaken when somebody answered since `version` was
    read: of two people who decide at once, one does.
    """
    hold_asked(response)
    if not still_made(response.recommendation_id):
        raise Refused("This recommendation is closed or withdrawn. It can no longer be answered.")
    if response.status == ResponseStatus.NOT_SENT:
        raise Refused(RESPONSE_MOVES["answer"].refusal)
    said = {
        "verdict": verdict,
        "words": words.strip(),
        "reasons": reasons.strip(),
        "part_accepted": part_accepted.strip(),
        "in_place_since": in_place_since.strip(),
        "expected_on": expected_on,
        "decided_by": decided_by,
        "meeting": meeting,
        "decided_on": decided_on or (None if source else london_date(at)),
        "decided_precision": decided_precision if decided_on or not source else Precision.UNKNOWN,
    }
    demand(response, said, commitments, on=london_date(at))
    claim(response, version=version)
    given = _draft_or_new(response, at=at)
    for name, value in said.items():
        setattr(given, name, value)
    given.source, given.source_place, given.is_summary = source, source_place, is_summary
    given.draft_commitments = []
    given.status, given.published_at = VersionStatus.PUBLISHED, at
    given.written_by, given.written_at = by, at
    given.save()
    _move(response, given, by=by, at=at)
    if verdict in PROMISING:
        for commitment in commitments:
            promise(given, commitment, by=by, at=at)
    refresh_next_due(response.recommendation)
    return given


def hold_asked(response: Response) -> None:
    hold(Recommendation.objects.filter(pk=response.recommendation_id))


def _draft_or_new(response: Response, *, at: datetime) -> ResponseVersion:
    draft = response.versions.filter(status=VersionStatus.DRAFT).first()
    if draft is not None:
        return draft
    last = response.versions.aggregate(Max("number"))["number__max"] or 0
    return ResponseVersion(response=response, number=last + 1, written_at=at)


def _move(response: Response, given: ResponseVersion, *, by: User | None, at: datetime) -> None:
    answers = given.verdict in ANSWERING
    on = given.decided_on
    changes: dict[str, Any] = {"verdict": given.verdict, "expected_on": given.expected_on}
    if answers:
        changes["answered_on"] = on
    make_move(
        response,
        RESPONSE_MOVES["answer" if answers else "leave_open"],
        by=by,
        at=at,
        trail=response.recommendation,
        public=is_public(response.recommendation),
        reason=given.reasons,
        role=role_in(by, response.portfolio, at=at).title,
        on=on,
        precision=given.decided_precision,
        source_id=given.source_id,
        changes=changes,
        details={"council": response.council.slug, "verdict": given.verdict, "version": given.number},
    )


def promise(given: ResponseVersion, commitment: Commitment, *, by: User | None, at: datetime) -> ActionPart:
    """Turn one commitment of an answer into an action of that council, and tell the responsible officer."""
    response = given.response
    recommendation = response.recommendation
    action = Action.objects.create(
        title=commitment.title.strip(),
        promised_in=given,
        openness=recommendation.openness,
        exempt_paragraph=recommendation.exempt_paragraph,
        public_summary=recommendation.public_summary,
        source=given.source,
        source_place=given.source_place,
        is_summary=given.is_summary,
        created_at=at,
    )
    ActionRecommendation.objects.create(action=action, recommendation=recommendation)
    part = ActionPart.objects.create(
        action=action,
        council=response.council,
        portfolio=response.portfolio,
        responsible=commitment.responsible,
        due_on=commitment.due_on,
        first_due_on=commitment.due_on,
    )
    history.record(
        subject=part,
        trail=recommendation,
        verb="promise",
        by=by,
        at=at,
        new=part.status,
        public=is_public(recommendation),
        details={"council": response.council.slug, "due_on": commitment.due_on.isoformat()},
    )
    tell_given(part, at=at)
    return part


def tell_given(part: ActionPart, *, at: datetime) -> None:
    """Tell the responsible officer of work that is now theirs; a vacant post's goes to the scrutiny officer."""
    due = f" It is due by {spell(part.due_on)}." if part.due_on else " No date is set yet."
    tell_post(
        part.responsible,
        key=f"action_given:{part.pk}:{part.responsible_id}:{part.version}",
        kind=NoticeKind.ACTION_GIVEN,
        title=cut(f"Yours to do: {name_of_part(part)}"),
        text=f"{part.council.name if part.council else 'The partnership'} promised: {name_of_part(part)}.{due}",
        path=part.get_absolute_url(),
        at=at,
        vacancy="responsible officer",
    )


@transaction.atomic
def move_response_due_date(
    *, response: Response, new: date, reason: str, version: int | None = None, by: User, at: datetime
) -> ResponseDueDateChange:
    """Move the date by which a council is to answer, with a reason. The first date and every change stay (rule 10).

    Raises Refused without a reason, when the date is the same, and when no clock is running; Overtaken when the response was
    changed since `version` was read.
    """
    reason = needed(reason, "Say why the date moves. The reason is published", field="reason")
    old = response.due_on
    if response.status not in OPEN_RESPONSES or old is None:
        raise Refused("No clock is running for this answer, so there is no date to move.")
    if new == old:
        raise Refused("That is the date it has already", field="new")
    hold_asked(response)
    claim(response, version=response.version if version is None else version)
    if not Response.objects.filter(pk=response.pk, status__in=OPEN_RESPONSES).update(due_on=new):
        raise Overtaken(overtaken_sentence(response))
    response.due_on = new
    change = ResponseDueDateChange.objects.create(
        response=response, old=old, new=new, reason=reason, by=by, at=at
    )
    history.record(
        subject=response,
        trail=response.recommendation,
        verb="move_due_date",
        by=by,
        at=at,
        reason=reason,
        role=role_in(by, response.portfolio, at=at).title,
        public=is_public(response.recommendation),
        details={"council": response.council.slug, "old": old.isoformat(), "new": new.isoformat()},
    )
    refresh_next_due(response.recommendation)
    return change
