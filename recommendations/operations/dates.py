"""Asking for a new date and deciding on it by name, and how often progress is asked for."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from core.dates import london_date, spell
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from notices.enums import NoticeKind
from recommendations.enums import DateDecision
from recommendations.lifecycle import AT_WORK
from recommendations.models import ActionPart, DateRequest
from recommendations.operations.actions import change_due_date
from recommendations.operations.standing import (
    Role,
    claim,
    cut,
    hold_served_by,
    name_of_part,
    needed,
    note,
    role_in,
    tell_officers,
    tell_post,
    whose,
)

MOST_WEEKS = 52
ONE_WAITS = "A new date was asked for already, and nobody has decided yet."


@transaction.atomic
def ask_new_date(*, part: ActionPart, wanted: date, reason: str, by: User, at: datetime) -> DateRequest:
    """Ask for a new date, with the reason (rule 10). The date stays as it is until somebody grants it by name.

    The holder of the portfolio and the scrutiny officers are told. Raises Refused without a reason, for a day that is not
    after today or is the date already, when work is submitted or finished, and while an earlier request waits; Overtaken
    when the date moved, or the work was submitted, meanwhile.
    """
    reason = needed(reason, "Say why the date cannot be kept", field="reason")
    if part.status not in AT_WORK or part.due_on is None:
        raise Refused("Only open work with a date can be given a new one.")
    if wanted <= london_date(at):
        raise Refused("The new date must be after today", field="wanted")
    if wanted == part.due_on:
        raise Refused("That is the date it has already", field="wanted")
    role = role_in(by, part.responsible, at=at)
    hold_served_by(part)
    if not ActionPart.objects.filter(pk=part.pk, status__in=AT_WORK, due_on=part.due_on).exists():
        raise Overtaken(overtaken_sentence(part))
    try:
        with transaction.atomic():
            request = DateRequest.objects.create(
                part=part,
                old=part.due_on,
                wanted=wanted,
                reason=reason,
                by=by,
                by_name=by.name,
                by_role=role.title,
                at=at,
            )
    except IntegrityError as taken:
        raise Refused(ONE_WAITS) from taken
    details = {"request": request.pk, "old": part.due_on.isoformat(), "new": wanted.isoformat()}
    note(part, "ask_new_date", by=by, at=at, public=False, reason=reason, role=role.title, details=details)
    tell_request(request)
    return request


def tell_request(request: DateRequest) -> None:
    """Tell the holder of the portfolio and the scrutiny officers, who may both decide. The reason stays in the portal."""
    part = request.part
    told: dict[str, Any] = {
        "kind": NoticeKind.DATE_ASKED,
        "title": cut(f"A new date is asked for: {name_of_part(part)}"),
        "text": (
            f"{whose(part.council)} responsible officer asks to move the date from {spell(request.old)} "
            f"to {spell(request.wanted)}. Read why in the portal, and grant or refuse it."
        ),
        "path": f"{part.get_absolute_url()}new-date/decide/",
        "at": request.at,
    }
    tell_post(part.portfolio, key=f"date_asked:{request.pk}:holder", **told)
    tell_officers(key=f"date_asked:{request.pk}:scrutiny", **told)


@transaction.atomic
def grant_new_date(*, request: DateRequest, words: str = "", by: User, at: datetime) -> DateRequest:
    """Grant a new date by name: the date moves, and the reason it was asked with is published (rule 10).

    Raises Refused for one's own request and when the work is finished; Overtaken when somebody decided meanwhile.
    """
    part = request.part
    hold_served_by(part)
    role = _decide(request, DateDecision.GRANTED, words=words.strip(), by=by, at=at)
    details = {"request": request.pk, "new": request.wanted.isoformat()}
    note(
        part,
        "grant_new_date",
        by=by,
        at=at,
        public=False,
        reason=request.words,
        role=role.title,
        details=details,
    )
    change_due_date(part=part, new=request.wanted, reason=request.reason, version=part.version, by=by, at=at)
    tell_decided(request, granted=True)
    return request


@transaction.atomic
def refuse_new_date(*, request: DateRequest, words: str, by: User, at: datetime) -> DateRequest:
    """Refuse a new date by name, with words. The date stays. The words are for those who work on it, and councillors.

    Raises Refused without words and for one's own request; Overtaken when somebody decided meanwhile.
    """
    words = needed(words, "Say why the date stays", field="words")
    part = request.part
    hold_served_by(part)
    role = _decide(request, DateDecision.REFUSED, words=words, by=by, at=at)
    details = {"request": request.pk, "new": request.wanted.isoformat()}
    note(part, "refuse_new_date", by=by, at=at, public=False, reason=words, role=role.title, details=details)
    tell_decided(request, granted=False)
    return request


def _decide(request: DateRequest, decision: DateDecision, *, words: str, by: User, at: datetime) -> Role:
    """Take the decision by compare-and-set on "nobody has decided". Of two people who decide at once, one does."""
    if request.by_id == by.pk:
        raise Refused("You asked for this date yourself, so somebody else must decide.")
    role = role_in(by, request.part.portfolio, at=at)
    taken = {
        "decision": decision,
        "words": words,
        "decided_by": by,
        "decided_name": by.name,
        "decided_role": role.title,
        "decided_at": at,
    }
    if not DateRequest.objects.filter(pk=request.pk, decision="").update(**taken):
        request.refresh_from_db()
        raise Overtaken(decided_sentence(request))
    for name, value in taken.items():
        setattr(request, name, value)
    return role


@transaction.atomic
def take_back_request(*, request: DateRequest, by: User, at: datetime) -> DateRequest:
    """Take back a request for a new date that nobody has decided. The date stays as it is.

    Raises Overtaken when somebody decided meanwhile, or when the date moved otherwise.
    """
    part = request.part
    hold_served_by(part)
    role = role_in(by, part.responsible, at=at)
    taken = {
        "decision": DateDecision.PASSED,
        "decided_by": by,
        "decided_name": by.name,
        "decided_role": role.title,
        "decided_at": at,
    }
    if not DateRequest.objects.filter(pk=request.pk, decision="").update(**taken):
        request.refresh_from_db()
        raise Overtaken(decided_sentence(request))
    request.refresh_from_db()
    details = {"request": request.pk, "new": request.wanted.isoformat()}
    note(part, "take_back_request", by=by, at=at, public=False, role=role.title, details=details)
    return request


def decided_sentence(request: DateRequest) -> str:
    """Say who decided on a request, how and when."""
    was_taken_back = request.decision == DateDecision.PASSED and request.decided_by_id is not None
    if request.decided_at is None or (request.decision == DateDecision.PASSED and not was_taken_back):
        return "The date was moved or the work submitted meanwhile, so there is nothing left to decide."
    did = "took back" if was_taken_back else DateDecision(request.decision).label.lower()
    when = spell(london_date(request.decided_at))
    return f"The {request.decided_role or request.decided_name} {did} this on {when}. Nothing of yours was saved."


def tell_decided(request: DateRequest, *, granted: bool) -> None:
    """Tell the officer who asked what was decided."""
    part = request.part
    did = "granted" if granted else "refused"
    tell_post(
        part.responsible,
        key=f"date_decided:{request.pk}",
        kind=NoticeKind.DATE_DECIDED,
        title=cut(f"New date {did}: {name_of_part(part)}"),
        text=f"{request.decided_role} {did} the new date, {spell(request.wanted)}. It is due by {spell(part.due_on)}.",
        path=part.get_absolute_url(),
        at=request.decided_at,  # type: ignore[arg-type]  # a decision has its moment
        vacancy="responsible officer",
    )


@transaction.atomic
def set_report_weeks(
    *, part: ActionPart, weeks: int | None, reason: str, version: int, by: User, at: datetime
) -> ActionPart:
    """Set how often progress is asked for, in weeks, with a reason. None: as often as the council's weeks of silence allow.

    Raises Refused without a reason, for weeks outside 1 to 52, for what is set already, and when the work is submitted or
    finished; Overtaken when the part was changed since `version` was read.
    """
    reason = needed(reason, "Say why it changes. The reason is published", field="reason")
    if weeks is not None and not 1 <= weeks <= MOST_WEEKS:
        raise Refused("Enter a number of weeks from 1 to 52", field="weeks")
    if weeks == part.report_every_weeks:
        raise Refused("That is how often it is asked for already", field="weeks")
    if part.status not in AT_WORK:
        raise Refused("This waits for sign-off or is finished. Progress is no longer asked for.")
    old = part.report_every_weeks
    hold_served_by(part)
    claim(part, version=version)
    ActionPart.objects.filter(pk=part.pk).update(report_every_weeks=weeks)
    part.report_every_weeks = weeks
    note(
        part,
        "set_report_weeks",
        by=by,
        at=at,
        reason=reason,
        role=role_in(by, part.portfolio, at=at).title,
        details={"from_weeks": old, "to_weeks": weeks},
    )
    return part
