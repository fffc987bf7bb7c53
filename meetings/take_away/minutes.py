"""Minutes as committees print them: whose meeting, who was there, then item by item what was said and decided."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.contrib.auth.models import AnonymousUser

from core.dates import spell
from core.papers import (
    Block,
    Facts,
    Heading,
    Item,
    Paper,
    Paragraph,
    Points,
    Record,
    Run,
    Signature,
    Withheld,
    bold,
    italic,
    runs,
)
from meetings.enums import PUBLIC, RECORD_PUBLISHED, Presence
from meetings.models import Attendance, Meeting
from meetings.queries import ItemView, Line, record_of, short_day, title_of
from meetings.queries import Record as RecordView
from meetings.take_away.heads import dated_at, day_words, fact_rows, issuer_of, mark_of, notes_on, time_words
from meetings.take_away.words import excluded, withheld

SUMMARISED = " [summarised]"
ABOUT_SUMMARIES = "Where an entry ends with [summarised], the words are ours and not the paper’s."
NOBODY = "Not on record"


def minutes_paper(meeting: Meeting, *, on: date) -> Paper:
    """The minutes, as anyone may read them once the record is published; before, the officer's draft of the same.

    Exempt items and passages are left out and the paper says so, also to those who may read them on the page.
    """
    record = record_of(meeting, AnonymousUser(), on=on, as_public=True)
    mark = mark_of(meeting, is_record=True)
    blocks = [Facts(tuple(_facts(meeting)))]
    return Paper(
        title=str(meeting),
        subtitle=_subtitle(meeting),
        issuer=issuer_of(meeting),
        mark=mark,
        running=f"{title_of(meeting)}: {'draft minutes' if mark.startswith('DRAFT') else 'minutes'}",
        dated_at=dated_at(meeting),
        blocks=(*blocks, *_interests(meeting), *_items(record), *_corrections(record), *_signature(meeting)),
    )


def _subtitle(meeting: Meeting) -> str:
    time = time_words(meeting)
    return f"Minutes of the meeting: {day_words(meeting)}{f', {time}' if time else ''}"


def _facts(meeting: Meeting) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Day, time, place, who was there, and what the minutes rest on."""
    yield from fact_rows(meeting)
    there: dict[str, list[str]] = {}
    for one in _attendance(meeting):
        there.setdefault(one.presence, []).append(_who(one))
    if Presence.PRESENT not in there:
        yield "Present", runs(NOBODY)
    for presence in Presence:
        if presence in there:
            yield str(presence.label), runs("; ".join(there[presence]))
    if meeting.source:
        yield "Source", runs(meeting.source.title)
    if agreed := _agreed(meeting):
        yield "Agreed", runs(agreed)


def _attendance(meeting: Meeting) -> Iterable[Attendance]:
    named = ("person", "on_behalf_of", "substitute_for", "seat")
    return meeting.attendance.select_related(*named).order_by("pk")


def _who(one: Attendance) -> str:
    """A name with what minutes say beside it: the chairman, a substitute and for whom, the council that sent them."""
    beside = []
    if one.seat and one.seat.body_id and one.seat.capacity in {"chairman", "vice_chairman", "leader"}:
        beside.append(one.seat.get_capacity_display())
    if one.substitute_for:
        beside.append(f"for {one.substitute_for}")
    if one.on_behalf_of:
        beside.append(one.on_behalf_of.short_name)
    return f"{one} ({', '.join(beside)})" if beside else str(one)


def _agreed(meeting: Meeting) -> str:
    """Which later meeting agreed the minutes. One that nobody may know of yet is not named."""
    if meeting.status not in RECORD_PUBLISHED or mark_of(meeting, is_record=True):
        return ""
    by = meeting.agreed_at_meeting
    if by is None:
        return "At a later meeting; which one is not on record"
    return f"By the meeting of {short_day(by)}" if by.status in PUBLIC else "At a later meeting"


def _interests(meeting: Meeting) -> Iterator[Block]:
    yield Heading("Declarations of interest")
    declared = [one for one in _attendance(meeting) if one.interest]
    if declared:
        yield Points(tuple(Item(runs(bold(f"{one}: "), one.interest)) for one in declared))
    else:
        yield Paragraph(runs("No declaration is on record."))


def _items(record: RecordView) -> Iterator[Block]:
    if record.has_summaries:
        yield Paragraph(runs(ABOUT_SUMMARIES), small=True)
    said = {talk.item.position: talk.lines for talk in record.course}
    for item in record.items:
        yield Heading(item.title, number=item.number.rstrip("."))
        if not item.is_readable:
            yield Withheld(excluded(item.paragraph, is_over=True), item.public_summary)
            continue
        yield from _item(item, said.get(item.position, []))


def _item(item: ItemView, lines: list[Line]) -> Iterator[Block]:
    if item.introduction:
        yield Paragraph(runs(item.introduction))
    for line in lines:
        yield from line_blocks(line)
    if not lines and not item.introduction:
        yield Paragraph(runs("Nothing is on record for this item."), small=True)


def line_blocks(line: Line, *, inside: bool = False) -> Iterator[Block]:
    """One entry with what answers it: words of the record in its own face, the talk in ours, in the order it was said."""
    if not line.is_readable:
        yield Withheld(withheld(line.paragraph), line.text)
        return
    ours = SUMMARISED if line.is_summary else ""
    if line.look in {"d", "r"}:
        to = f"To {', '.join(line.councils)}" if line.look == "r" and line.councils else ""
        notes = (f"Vote: {line.vote}" if line.vote else "", to, _cited(line))
        yield Record(
            line.label.upper(),
            runs(line.text, italic(ours)),
            line.points,
            tuple(note for note in notes if note),
        )
    else:
        by = line.said_by or ("Members" if line.look == "q" else "")
        lead = f" ({by})" if by else ""
        yield Paragraph(runs(bold(line.label), f"{lead}: ", line.text, italic(ours)), inside=inside)
        if line.points:
            yield Points(tuple(Item(runs(point)) for point in line.points), "letter", inside=True)
        if line.look == "act":
            yield Paragraph(_promise(line), small=True, inside=True)
        if line.cited:
            yield Paragraph(runs(_cited(line)), small=True, inside=True)
    for reply in line.replies:
        yield from line_blocks(reply, inside=True)


def _cited(line: Line) -> str:
    """The page of a paper that an entry cites, if anyone may open the paper."""
    return f"See {line.cited.words}" if line.cited else ""


def _promise(line: Line) -> tuple[Run, ...]:
    due = spell(line.due_on) if line.due_on else line.due_words or "no date yet"
    councils = ", ".join(line.councils)
    return notes_on([("Who", line.owner or "no owner yet"), ("Due", due), ("For", councils)])


def _corrections(record: RecordView) -> Iterator[Block]:
    """What was corrected since: the old words and the new, with the day and the reason."""
    if not record.corrections:
        return
    yield Heading("Corrections")
    for one in record.corrections:
        yield Paragraph(runs(bold(f"Corrected on {spell(one.corrected_on)}"), f". Reason: {one.reason}"))
        rows = [
            (label, runs(words))
            for label, words in (("Before", one.old_text), ("Now", one.new_text))
            if words
        ]
        yield Facts(tuple(rows))


def _signature(meeting: Meeting) -> Iterator[Block]:
    """Minutes of a council's body are signed by who presides where they are agreed (LGA 1972, Schedule 12, paragraph 41).

    Those that were loaded from a paper were signed, or not, on that paper.
    """
    if meeting.body_id and meeting.status in RECORD_PUBLISHED and not meeting.source_id:
        yield Signature(("Signed (person presiding)", "Date"))
