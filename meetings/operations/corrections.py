"""Dated corrections of a published record. The old words stay beside the new ones (rules 13 and 27)."""

from datetime import date, datetime

from django.db import transaction

from core import history
from core.dates import london_date
from core.refusals import Overtaken, Refused
from councils.models import User
from meetings.enums import RECORD_PUBLISHED
from meetings.models import Correction, Meeting, Outcome
from meetings.operations.log import LONGEST, require_standing

NOT_PUBLISHED = "The record is not published yet: change the entry in the log."
NOTHING_NEW = "These are the words on record already"


def require_words(*, text: str, field: str, reason: str, corrected_on: date, at: datetime) -> None:
    """Raises Refused without the new words or a reason, for too many words, and for a day to come."""
    if not text:
        raise Refused("Give the corrected words", field=field)
    if len(text) > LONGEST:
        raise Refused(f"Use {LONGEST:,} characters or fewer. You have typed {len(text):,}", field=field)
    if not reason:
        raise Refused("Say why it is corrected. The reason is published", field="reason")
    if corrected_on > london_date(at):
        raise Refused("The day of the correction cannot be to come", field="corrected_on")


def require_published(meeting: Meeting) -> None:
    if meeting.status not in RECORD_PUBLISHED:
        raise Refused(NOT_PUBLISHED)


@transaction.atomic
def correct_outcome(
    *, outcome: Outcome, version: int, text: str, reason: str, corrected_on: date, by: User, at: datetime
) -> Correction:
    """Correct the published words of one entry, with a date and a reason.

    The correction of an exempt entry is as exempt as the entry. Raises Refused before the record is published (edit the
    entry then), without new words or a reason, and for a day to come; Overtaken when the entry was changed since `version`.
    """
    text, reason = text.strip(), reason.strip()
    require_words(text=text, field="text", reason=reason, corrected_on=corrected_on, at=at)
    held = Outcome.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=outcome.pk)
    meeting = held.item.meeting
    require_published(meeting)
    require_standing(held)
    if held.version != version:
        raise Overtaken(
            f"Someone else corrected entry {held.position} meanwhile. Nothing of yours is lost. Look at it again."
        )
    if text == held.text:
        raise Refused(NOTHING_NEW, field="text")
    correction = Correction.objects.create(
        meeting=meeting, outcome=held, old_text=held.text, new_text=text, reason=reason,
        corrected_on=corrected_on, by=by,
    )  # fmt: skip
    held.text, held.version = text, version + 1
    held.save(update_fields=["text", "version"])
    is_open = held.is_open and held.item.is_open
    history.record(
        subject=held, trail=meeting, verb="correct", by=by, at=at, on=corrected_on, public=is_open,
        reason=reason if is_open else "",
    )  # fmt: skip
    return correction


@transaction.atomic
def correct_record(
    *,
    meeting: Meeting,
    old_text: str,
    new_text: str,
    reason: str,
    corrected_on: date,
    by: User,
    at: datetime,
) -> Correction:
    """Correct the record of a meeting as a whole: who was there, who said something, when it was held.

    Nothing is changed beside it: both words stand at the end of the record, and anyone may read them. Raises Refused before
    the record is published, without the words or a reason, and for a day to come.
    """
    old_text, new_text, reason = old_text.strip(), new_text.strip(), reason.strip()
    if not old_text:
        raise Refused("Say what the record says now", field="old_text")
    require_words(text=new_text, field="new_text", reason=reason, corrected_on=corrected_on, at=at)
    if new_text == old_text:
        raise Refused("The two are the same", field="new_text")
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    require_published(held)
    correction = Correction.objects.create(
        meeting=held, old_text=old_text, new_text=new_text, reason=reason, corrected_on=corrected_on, by=by
    )
    history.record(
        subject=held, verb="correct", by=by, at=at, on=corrected_on, public=True, reason=reason,
        details={"old": old_text, "new": new_text},
    )  # fmt: skip
    return correction
