"""The course of a log: entries moved, linked to their question or put back, and items that the meeting is done with."""

from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, IntegerField, Value, When

from core import history
from core.enums import Openness
from core.refusals import Overtaken, Refused
from councils.models import User
from meetings.enums import ItemProgress, OutcomeKind
from meetings.models import AgendaItem, Outcome
from meetings.operations.log import (
    before_of,
    hold_item,
    next_number,
    overtaken_sentence,
    require_open_log,
    require_other_source,
    require_standing,
)
from meetings.queries.log import Entry, thread

ASIDE = 1_000_000
MOVING = ["item", "position", "answers", "number", "openness", "exempt_paragraph", "version", "checked_at"]
MOVED = "Someone else changed the order meanwhile. Look at it again, then move the entry."
ALREADY_FIRST, ALREADY_LAST = "This entry is the first already.", "This entry is the last already."


def hold_outcome(pk: int, *, version: int) -> Outcome:
    """Hold an entry's row. Raises Refused once closed, Overtaken when it was changed since `version` was read."""
    held = Outcome.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=pk)
    require_open_log(held.item.meeting)
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    return held


@transaction.atomic
def shift_outcome(*, outcome: Outcome, position: int, up: bool, by: User | None, at: datetime) -> Outcome:
    """Move an entry one place up or down in its item. What comes from a question moves with it (pages.md 5.6).

    An answer moves among what came of its question. `position` is where the entry stood when the person looked. Raises
    Overtaken when it stands elsewhere by now, Refused at either end, when it was withdrawn and once the log is closed.
    """
    item = hold_item(outcome.item_id)
    held = Outcome.objects.get(pk=outcome.pk)
    require_standing(held)
    if (held.item_id, held.position) != (item.pk, position):
        raise Overtaken(MOVED)
    neighbours = _neighbours(item, held)
    place = next(n for n, one in enumerate(neighbours) if one.outcome.pk == held.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(neighbours):
        raise Refused(ALREADY_FIRST if up else ALREADY_LAST)
    first, second = neighbours[min(place, other)], neighbours[max(place, other)]
    after = [one.outcome for entry in (second, first) for one in (entry, *entry.replies)]
    places = sorted(one.position for one in after)
    _place({one.pk: number for one, number in zip(after, places, strict=True)})
    held.refresh_from_db()
    history.record(
        subject=held, trail=item.meeting, verb="shift", by=by, at=at,
        details={"from": position, "to": held.position},
    )  # fmt: skip
    return held


def _neighbours(item: AgendaItem, outcome: Outcome) -> list[Entry]:
    """Among whom an entry is moved: the threads of the item, or what came of the same question."""
    log = thread(Outcome.objects.standing().filter(item=item))
    for root in log.threads:
        if any(reply.outcome.pk == outcome.pk for reply in root.replies):
            return root.replies
    return log.threads


def _place(places: dict[int, int]) -> None:
    """Give entries new positions. They step aside first, since no two may stand at one position even for a moment."""
    moved = Outcome.objects.filter(pk__in=places)
    moved.update(position=F("position") + ASIDE)
    cases = [When(pk=pk, then=Value(place)) for pk, place in places.items()]
    moved.update(position=Case(*cases, output_field=IntegerField()))


@transaction.atomic
def move_outcome(
    *, outcome: Outcome, version: int, item: AgendaItem, by: User | None, at: datetime
) -> list[Outcome]:
    """Move an entry, with what came of it, to the end of another item of the same meeting. Gives what was moved.

    In an exempt item it becomes exempt; what was exempt stays so (rule 15). A decision whose number is given there takes the
    next. Raises Overtaken when it was changed since `version` was read, Refused for an item of another meeting or its own,
    when it was withdrawn and once the log is closed.
    """
    if item.pk == outcome.item_id or item.meeting_id != outcome.item.meeting_id:
        raise Refused("Choose another item of this meeting", field="item")
    items = {pk: hold_item(pk) for pk in sorted({item.pk, outcome.item_id})}
    held = hold_outcome(outcome.pk, version=version)
    require_standing(held)
    target = items[item.pk]
    talk = _talk_of(held)
    last = target.outcomes.order_by("-position").values_list("position", flat=True).first() or 0
    for position, one in enumerate(talk, start=last + 1):
        details = {"from": one.item.position, "to": target.position, "position": one.position}
        _settle(one, target)
        one.item, one.position = target, position
        one.answers = None if one.pk == held.pk else one.answers
        one.version, one.checked_at = one.version + 1, None
        one.save(update_fields=MOVING)
        history.record(subject=one, trail=target.meeting, verb="move", by=by, at=at, details=details)
    return talk


def _talk_of(outcome: Outcome) -> list[Outcome]:
    """An entry with what came of it, in order, each row held."""
    entry = next((one for one in _neighbours(outcome.item, outcome) if one.outcome.pk == outcome.pk), None)
    replies = [reply.outcome.pk for reply in entry.replies] if entry else []
    rows = Outcome.objects.select_for_update(of=("self",)).select_related("item", "answers")
    held = {one.pk: one for one in rows.filter(pk__in=[outcome.pk, *replies])}
    return [held[pk] for pk in (outcome.pk, *replies)]


def _settle(outcome: Outcome, item: AgendaItem) -> None:
    """Fit an entry into an item: exempt where that is, and with a number of its own."""
    if not item.is_open:
        outcome.openness = Openness.EXEMPT
        outcome.exempt_paragraph = outcome.exempt_paragraph or item.exempt_paragraph
    is_given = item.outcomes.filter(kind=OutcomeKind.DECISION, number=outcome.number).exists()
    if outcome.kind == OutcomeKind.DECISION and is_given:
        outcome.number = next_number(item)


@transaction.atomic
def link_outcome(
    *, outcome: Outcome, version: int, answers: Outcome | None, by: User | None, at: datetime
) -> Outcome:
    """Say which question an answer answers, or that it stands alone. It must be checked again afterwards.

    Raises Overtaken when it was changed since `version` was read, Refused for an entry of another item, a circle, a
    withdrawn entry and once the log is closed.
    """
    held = hold_outcome(outcome.pk, version=version)
    require_standing(held)
    if answers is not None and (answers.item_id != held.item_id or answers.withdrawn_at is not None):
        raise Refused("Choose an entry of this item", field="answers")
    require_other_source(held, answers)
    before = before_of(held)
    held.answers, held.version, held.checked_at = answers, version + 1, None
    held.save(update_fields=["answers", "version", "checked_at"])
    history.record(subject=held, trail=held.item.meeting, verb="edit", by=by, at=at, details=before)
    return held


@transaction.atomic
def restore_outcome(*, outcome: Outcome, version: int, by: User | None, at: datetime) -> Outcome:
    """Put a withdrawn entry back into the log, where it stood. It must be checked again.

    Raises Overtaken when it was changed since `version` was read, Refused when it stands and once the log is closed.
    """
    held = hold_outcome(outcome.pk, version=version)
    if held.withdrawn_at is None:
        raise Refused("This entry is in the log.")
    held.withdrawn_at, held.checked_at, held.version = None, None, version + 1
    held.save(update_fields=["withdrawn_at", "checked_at", "version"])
    history.record(subject=held, trail=held.item.meeting, verb="restore", by=by, at=at, new=held.kind)
    return held


@transaction.atomic
def mark_item(*, item: AgendaItem, done: bool, by: User | None, at: datetime) -> AgendaItem:
    """Say that the meeting is done with an item, or comes back to it. Saying it twice changes nothing.

    Raises Refused once the log is closed.
    """
    held = hold_item(item.pk)
    progress = ItemProgress.DONE if done else ItemProgress.UNDER_WAY
    if held.progress != progress:
        before, held.progress = held.progress, progress
        held.save(update_fields=["progress"])
        verb = "done" if done else "return"
        history.record(subject=held, trail=held.meeting, verb=verb, by=by, at=at, old=before, new=progress)
    return held
