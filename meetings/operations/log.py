"""The log of a meeting: entries added, changed, withdrawn and checked. Nothing is deleted, nobody's words are lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from core import history
from core.enums import Openness
from core.models import Source
from core.refusals import Overtaken, Refused
from councils.models import Council, User
from meetings.enums import LOGGABLE, PROMISES, DecisionKind, OutcomeKind
from meetings.models import AgendaItem, Document, Meeting, Outcome, OutcomePoint
from meetings.operations.agenda import settled_openness

LONGEST = 20_000
PLACE_AT_MOST = 60
TRIES = 3
LOG_CLOSED = "The record of this meeting is published or the meeting is off. The log takes no more entries."
WITHDRAWN = "This entry was withdrawn."
OFF_THE_AGENDA = "This item was taken off the agenda. Log what was said under another item."
MISSING = {
    OutcomeKind.QUESTION: "Say what was asked",
    OutcomeKind.ANSWER: "Say what was answered",
    OutcomeKind.UNDERTAKING: "Say what must happen",
    OutcomeKind.REQUEST: "Say what must happen",
    OutcomeKind.DECISION: "Give the exact words of the decision",
    OutcomeKind.RECOMMENDATION: "Give the exact words of the recommendation",
    OutcomeKind.COMMENT: "Say what was noted",
    OutcomeKind.TOPIC: "Say what topic was suggested",
}


@dataclass(frozen=True)
class Words:
    """Everything an entry says, checked. `columns` are fields of its row."""

    columns: dict[str, Any]
    councils: list[Council]
    points: list[str] = field(default_factory=list)


def checked(
    item: AgendaItem,
    kind: str,
    *,
    text: str,
    openness: str,
    said_by: str = "",
    answers: Outcome | None = None,
    decision: str = "",
    number: str = "",
    vote: str = "",
    owner: str = "",
    no_owner_yet: bool = False,
    due_on: date | None = None,
    due_words: str = "",
    councils: Iterable[Council] = (),
    points: Sequence[str] = (),
    exempt_paragraph: int | None = None,
    public_summary: str = "",
    cites: Document | None = None,
    cites_place: str = "",
) -> Words:
    """Check the words of an entry. An entry of an exempt item is exempt, whatever the caller says of it.

    Raises Refused: no words, more than 20,000 characters, an answer to another item's entry, a decision word that
    is none, openness not said, a paper of another meeting, an exempt paper cited by an open entry.
    """
    text = text.strip()
    if not text:
        raise Refused(MISSING[OutcomeKind(kind)], field="text")
    points = [point.strip() for point in points if point.strip()]
    if len(text) > LONGEST or sum(map(len, points)) > LONGEST:
        raise Refused(f"Use {LONGEST:,} characters or fewer. You have typed {len(text):,}", field="text")
    openness, exempt_paragraph = settled_openness(openness, exempt_paragraph)
    if not item.is_open:
        openness, exempt_paragraph = Openness.EXEMPT, exempt_paragraph or item.exempt_paragraph
    if answers is not None and answers.item_id != item.pk:
        raise Refused("Choose an entry of this item", field="answers")
    if decision and decision not in DecisionKind.values:
        raise Refused("Choose the word the body used", field="decision")
    if kind == OutcomeKind.DECISION and not decision:
        raise Refused("Choose the word the body used", field="decision")
    columns = {
        "text": text,
        "openness": openness,
        "said_by": said_by.strip(),
        "answers": answers,
        "decision": decision if kind == OutcomeKind.DECISION else "",
        "number": number.strip(),
        "vote": vote.strip(),
        "owner": owner.strip(),
        "has_no_owner_yet": no_owner_yet and not owner.strip() and kind in PROMISES,
        "due_on": due_on,
        "due_words": due_words.strip(),
        "exempt_paragraph": exempt_paragraph,
        "public_summary": public_summary.strip(),
        **checked_citation(item, cites, cites_place.strip(), is_open=openness == Openness.OPEN),
    }
    return Words(columns, list(councils), points)


def checked_citation(
    item: AgendaItem, paper: Document | None, place: str, *, is_open: bool
) -> dict[str, Any]:
    """Check what an entry cites: a paper of its own meeting, and nothing exempt where anyone may read the entry."""
    if paper is None:
        if place:
            raise Refused("Choose the paper that you cite", field="cites")
        return {"cites": None, "cites_place": ""}
    if paper.meeting_id != item.meeting_id:
        raise Refused("Choose a paper of this meeting", field="cites")
    is_open_paper = paper.is_open and (paper.item is None or paper.item.is_open)
    if is_open and not is_open_paper:
        raise Refused("This paper is exempt. Cite another one, or make the entry exempt too", field="cites")
    if len(place) > PLACE_AT_MOST:
        raise Refused(f"Use {PLACE_AT_MOST} characters or fewer", field="cites_place")
    return {"cites": paper, "cites_place": place}


@transaction.atomic
def log_outcome(
    *,
    item: AgendaItem,
    kind: str,
    source: Source | None = None,
    source_place: str = "",
    is_summary: bool = False,
    by: User | None,
    at: datetime,
    **words: Any,
) -> Outcome:
    """Add an entry to the log of an item, after the others: what was asked, answered, promised or decided (rule 12).

    `words` are the arguments of `checked`: text and openness always, the rest as the kind needs. Decisions without a
    number get the next one of the item. The item's row is held while positions are counted, so that two officers who
    add at once get two entries. Raises Refused as `checked` does, and once the log is closed.
    """
    if kind not in OutcomeKind.values:
        raise Refused("Choose what kind of entry it is", field="kind")
    held = hold_item(item.pk)
    entry = checked(held, kind, **words)
    if kind == OutcomeKind.DECISION and not entry.columns["number"]:
        entry.columns["number"] = next_number(held)
    made = {"source": source, "source_place": source_place, "is_summary": is_summary}
    outcome = _append(held, {**entry.columns, **made, "kind": kind, "logged_by": by, "logged_at": at})
    if entry.councils:
        outcome.councils.set(entry.councils)
    if entry.points:
        write_points(outcome, entry.points)
    history.record(
        subject=outcome,
        trail=held.meeting,
        verb="log",
        by=by,
        at=at,
        new=kind,
        source_id=source.pk if source else None,
        details={"item": held.position, "position": outcome.position},
    )
    return outcome


def _append(item: AgendaItem, columns: dict[str, Any]) -> Outcome:
    """Create the row after the last one. The item's row is held; where that did not help, the constraint does."""
    for attempt in range(TRIES):
        last = item.outcomes.aggregate(last=Max("position"))["last"] or 0
        try:
            with transaction.atomic():
                return Outcome.objects.create(item=item, position=last + 1, **columns)
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def next_number(item: AgendaItem) -> str:
    """The number of the item's next decision. A number once given is not given again, also after a withdrawal."""
    given = item.outcomes.filter(kind=OutcomeKind.DECISION).values_list("number", flat=True)
    return str(max((int(number) for number in given if number.isdecimal()), default=0) + 1)


def write_points(outcome: Outcome, points: Sequence[str]) -> None:
    outcome.points.all().delete()
    OutcomePoint.objects.bulk_create(
        OutcomePoint(outcome=outcome, position=place, text=text) for place, text in enumerate(points, start=1)
    )


def hold_item(pk: int) -> AgendaItem:
    """Hold an item's row, so that officers who add and order at once do it one after the other.

    Raises Refused once the log is closed, and where the item was taken off the agenda.
    """
    item = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=pk)
    require_open_log(item.meeting)
    if item.withdrawn_at is not None:
        raise Refused(OFF_THE_AGENDA)
    return item


def require_open_log(meeting: Meeting) -> None:
    """Raises Refused once the record is published, and when the meeting is postponed or cancelled."""
    if meeting.status not in LOGGABLE:
        raise Refused(LOG_CLOSED)


@transaction.atomic
def edit_outcome(*, outcome: Outcome, version: int, by: User | None, at: datetime, **words: Any) -> Outcome:
    """Change the words of an entry before the record is published. The words before stay in the history.

    `words` are the arguments of `checked`. The entry must be checked again afterwards. Raises Overtaken when someone
    changed it since `version` was read (both texts are then shown to choose from), Refused as `checked` does.
    """
    held = Outcome.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=outcome.pk)
    require_open_log(held.item.meeting)
    require_standing(held)
    if held.version != version:
        raise Overtaken(overtaken_sentence(held))
    require_other_source(held, words.get("answers"))
    entry = checked(held.item, held.kind, **words)
    if held.kind == OutcomeKind.DECISION and not entry.columns["number"]:
        entry.columns["number"] = held.number
    before = before_of(held)
    Outcome.objects.filter(pk=held.pk).update(**entry.columns, version=version + 1, checked_at=None)
    held.refresh_from_db()
    held.councils.set(entry.councils)
    write_points(held, entry.points)
    history.record(subject=held, trail=held.item.meeting, verb="edit", by=by, at=at, details=before)
    return held


def require_other_source(outcome: Outcome, source: Outcome | None) -> None:
    """Raises Refused when an entry would come from itself, straight or by way of others."""
    seen: set[int] = set()
    while source is not None and source.pk not in seen:
        if source.pk == outcome.pk:
            raise Refused("An entry cannot come from itself", field="answers")
        seen.add(source.pk)
        source = source.answers


def before_of(outcome: Outcome) -> dict[str, Any]:
    """What an entry said before it is changed, for the history and for undoing. Rows of an entry are never public."""
    return {
        "text": outcome.text,
        "said_by": outcome.said_by,
        "owner": outcome.owner,
        "due_on": outcome.due_on.isoformat() if outcome.due_on else "",
        "due_words": outcome.due_words,
        "decision": outcome.decision,
        "number": outcome.number,
        "vote": outcome.vote,
        "openness": outcome.openness,
        "exempt_paragraph": outcome.exempt_paragraph,
        "public_summary": outcome.public_summary,
        "answers": outcome.answers_id,
        "cites": outcome.cites_id,
        "cites_place": outcome.cites_place,
        "points": [point.text for point in outcome.points.all()],
        "councils": [council.slug for council in outcome.councils.all()],
    }


def require_standing(outcome: Outcome) -> None:
    if outcome.withdrawn_at is not None:
        raise Refused(WITHDRAWN)


def overtaken_sentence(outcome: Outcome) -> str:
    """Say which entry it is, for the person who came second (pages.md 6.3)."""
    return (
        f"Someone else changed entry {outcome.position} while you were typing. Nothing is lost. "
        "Choose which words to keep."
    )


@transaction.atomic
def withdraw_outcome(*, outcome: Outcome, reason: str, by: User | None, at: datetime) -> Outcome:
    """Take an entry out of the log, with a reason. The row and its words stay for the officers (rule 27).

    Raises Refused without a reason, when it was withdrawn before, and once the record is published.
    """
    reason = reason.strip()
    if not reason:
        raise Refused("Say why this entry is withdrawn", field="reason")
    held = Outcome.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=outcome.pk)
    require_open_log(held.item.meeting)
    require_standing(held)
    held.withdrawn_at, held.version = at, held.version + 1
    held.save(update_fields=["withdrawn_at", "version"])
    history.record(
        subject=held, trail=held.item.meeting, verb="withdraw", by=by, at=at, old=held.kind, reason=reason
    )
    return held


@transaction.atomic
def check_outcome(*, outcome: Outcome, by: User | None, at: datetime) -> Outcome:
    """Mark an entry as checked, as it reads in `outcome`. Checking twice changes nothing.

    Raises Overtaken when it was changed since it was read, Refused when it was withdrawn or the record is published.
    """
    held = Outcome.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=outcome.pk)
    require_open_log(held.item.meeting)
    require_standing(held)
    if held.version != outcome.version:
        raise Overtaken(
            f"Someone else changed entry {held.position} while you were reading. Look at it again, then check it."
        )
    if held.checked_at is not None:
        return held
    held.checked_at = at
    held.save(update_fields=["checked_at"])
    history.record(subject=held, trail=held.item.meeting, verb="check", by=by, at=at)
    return held


@transaction.atomic
def uncheck_outcome(*, outcome: Outcome, by: User | None, at: datetime) -> Outcome:
    """Take the check of an entry back. Raises Overtaken and Refused as `check_outcome` does."""
    held = Outcome.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=outcome.pk)
    require_open_log(held.item.meeting)
    require_standing(held)
    if held.version != outcome.version:
        raise Overtaken(overtaken_sentence(held))
    if held.checked_at is not None:
        held.checked_at = None
        held.save(update_fields=["checked_at"])
        history.record(subject=held, trail=held.item.meeting, verb="uncheck", by=by, at=at)
    return held
