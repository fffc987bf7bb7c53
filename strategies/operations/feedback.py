"""Participants' feedback on training and service journeys: aggregates only (rule 26)."""

from datetime import date, datetime

from django.db import transaction

from core import history
from core.dates import london_date
from core.models import Source
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import Council, Person, User
from councils.operations import added, role_of
from strategies.anonymity import telling
from strategies.enums import FEWEST_RESPONDENTS, FeedbackKind
from strategies.models import ParticipantFeedback, Strategy
from strategies.operations.common import is_public

TOO_FEW = (
    f"Fewer than {FEWEST_RESPONDENTS} people answered, so their themes are not kept: each could be recognised. "
    "Leave this empty"
)


@transaction.atomic
def add_feedback(
    *,
    council: Council,
    kind: FeedbackKind,
    subject: str,
    audience: str,
    collected_on: date,
    respondents: int,
    themes: str = "",
    strategy: Strategy | None = None,
    source: Source | None = None,
    source_place: str = "",
    by: User,
    at: datetime,
) -> ParticipantFeedback:
    """Add what participants said, summed up: how many, and the themes in their answers. Nobody's own words with a name.

    Raises Refused for words by which a person could be recognised, for themes of fewer than five participants, for a day in
    the future, and when it is on record already.
    """
    if collected_on > london_date(at):
        raise Refused("The day must not be in the future", field="collected_on")
    if respondents < 1:
        raise Refused("Say how many people answered", field="respondents")
    if respondents < FEWEST_RESPONDENTS and themes.strip():
        raise Refused(TOO_FEW, field="themes")
    _names_nobody(subject=subject, audience=audience, themes=themes)
    Council.objects.select_for_update().get(pk=council.pk)
    known = ParticipantFeedback.objects.filter(
        council=council,
        subject__iexact=subject.strip(),
        audience__iexact=audience.strip(),
        collected_on=collected_on,
        withdrawn_at__isnull=True,
    )
    if known.exists():
        raise Refused("This feedback is on record already.", field="collected_on")
    feedback = ParticipantFeedback(
        strategy=strategy,
        council=council,
        kind=kind,
        subject=subject.strip(),
        audience=audience.strip(),
        collected_on=collected_on,
        respondents=respondents,
        themes=themes.strip(),
        source=source,
        source_place=source_place,
    )
    return added(
        feedback,
        verb="add_feedback",
        by=by,
        at=at,
        public=strategy is None or is_public(strategy),
        on=collected_on,
        details={"council": council.short_name, "subject": feedback.subject},
    )


@transaction.atomic
def withdraw_feedback(
    *, feedback: ParticipantFeedback, reason: str, by: User, at: datetime
) -> ParticipantFeedback:
    """Take feedback back, with a reason that stays in its place. Raises Refused without one, Overtaken when it was done."""
    if not reason.strip():
        raise Refused("Say why it is withdrawn. The reason is published", field="reason")
    _names_nobody(reason=reason)
    standing = ParticipantFeedback.objects.filter(pk=feedback.pk, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=at, withdrawn_reason=reason.strip()):
        raise Overtaken(overtaken_sentence(feedback))
    history.record(
        subject=feedback,
        verb="withdraw_feedback",
        by=by,
        role=role_of(by, at=at),
        at=at,
        new="withdrawn",
        reason=reason.strip(),
        public=feedback.strategy is None or is_public(feedback.strategy),
    )
    feedback.refresh_from_db()
    return feedback


def _names_nobody(**texts: str) -> None:
    """Refuse words by which a participant could be recognised, beside the field they stand in."""
    names = list(Person.objects.filter(is_trial=False).values_list("name", flat=True))
    for field, text in texts.items():
        if found := telling(text, names):
            raise Refused(
                f"“{found}” could tell who somebody is. Sum up what was said without it", field=field
            )
