"""The agenda pack: items in order with who presents them, what fills standing items, and every paper with its address."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse

from core.dates import london_date, spell
from core.papers import Block, Facts, Heading, Item, Paper, Paragraph, Points, Run, Withheld, bold, link, runs
from meetings.models import Document, Meeting
from meetings.queries import ItemView, Record, title_of
from meetings.queries import Withheld as WithheldPaper
from meetings.queries.attendance import expected_at
from meetings.take_away.heads import dated_at, day_words, fact_rows, issuer_of, mark_of, time_words
from meetings.take_away.words import excluded, paragraph_words


def agenda_paper(meeting: Meeting, record: Record, *, site: str) -> Paper:
    """The agenda pack, of a record as anyone may read it. `site` stands before addresses.

    Of an exempt item it holds the neutral title, the paragraph and the public summary, also for those who may read it.
    """
    blocks: list[Block] = [Facts((*fact_rows(meeting), *_about(meeting)))]
    blocks += _papers(record.documents, record.withheld, site)
    for item in record.items:
        blocks.append(Heading(item.title, number=item.number.rstrip(".")))
        blocks += _item(item, site)
    if not record.items:
        blocks.append(Paragraph(runs("No items are on the agenda yet.")))
    blocks += _taken_off(record.taken_off)
    time = time_words(meeting)
    return Paper(
        title=str(meeting),
        subtitle=f"Agenda: {day_words(meeting)}{f', {time}' if time else ''}",
        issuer=issuer_of(meeting),
        mark=mark_of(meeting, is_record=False),
        running=f"{title_of(meeting)}: agenda",
        dated_at=dated_at(meeting),
        blocks=tuple(blocks),
    )


def _about(meeting: Meeting) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Who sits on the body on the day, as far as that is on record, and when the agenda was published."""
    members = [
        f"{one.name} ({one.note.lower()})" if one.note else one.name for one in expected_at(meeting).members
    ]
    if members:
        yield "Members", runs("; ".join(members))
    if meeting.agenda_published_at:
        yield "Published", runs(spell(london_date(meeting.agenda_published_at)))


def _item(item: ItemView, site: str) -> Iterator[Block]:
    if not item.is_readable:
        yield Withheld(excluded(item.paragraph, is_over=False), item.public_summary)
        return
    if item.presenter:
        yield Paragraph(runs(bold("Presented by: "), item.presenter))
    if item.introduction:
        yield Paragraph(runs(item.introduction))
    for label, other in (("Carried over from", item.carried_from), ("Follows up", item.follows_up)):
        if other is not None:
            address = f"{site}{other.address}"
            yield Paragraph(runs(bold(f"{label}: "), link(f"{other.title}, {other.words}", address)))
    if item.report:
        address = f"{site}{reverse('recommendations:report', args=[item.report.slug])}"
        yield Paragraph(runs(bold("Report: "), link(item.report.title, address)))
    if item.strategy:
        address = f"{site}{item.strategy.get_absolute_url()}"
        yield Paragraph(runs(bold("Strategy: "), link(item.strategy.title, address)))
    if item.filled is not None:
        yield from _filled(item.filled, site)
    yield from _papers(item.documents, item.withheld, site)


def _filled(filled: Any, site: str) -> Iterator[Block]:
    """What a standing item shows from live data: each line with where it stands, and how many are left out."""
    as_at = f"As at {spell(filled.as_at)}." if filled.as_at else ""
    yield Paragraph(runs(" ".join(words for words in (filled.lead, filled.beside, as_at) if words)))
    lines = []
    for line in filled.lines:
        stands = [line.status.word if line.status else "", line.note]
        told = ", ".join(words for words in stands if words)
        lines.append(Item(runs(link(line.words, f"{site}{line.address}"), f": {told}" if told else "")))
    if filled.more:
        lines.append(Item(runs(f"And {filled.more} more, on the meeting’s own page")))
    if lines:
        yield Points(tuple(lines))


def _papers(documents: Sequence[Document], hidden: Sequence[WithheldPaper], site: str) -> Iterator[Block]:
    """Papers with their labels and whole addresses, so that print leads there too; and that some are withheld."""
    lines = [_paper(paper, site) for paper in documents if paper.withdrawn_at is None]
    lines += [
        Item(runs(f"{one.public_summary or 'A paper'}: withheld, {paragraph_words(one.paragraph)}"))
        for one in hidden
    ]
    if lines:
        yield Paragraph(runs(bold("Papers" if len(lines) > 1 else "Paper")))
        yield Points(tuple(lines))


def _paper(paper: Document, site: str) -> Item:
    label = f"{paper.label}: " if paper.label else ""
    pages = f", {paper.pages} {'page' if paper.pages == 1 else 'pages'}" if paper.pages else ""
    address = f"{site}{reverse('meetings:document', args=[paper.pk])}"
    return Item(runs(bold(label), f"{paper.title}{pages}. ", link(address, address)))


def _taken_off(items: Iterable[ItemView]) -> Iterator[Block]:
    """What was taken off the agenda after it was published, with the reason where anyone may read it."""
    lines = []
    for item in items:
        reason = f". Reason: {item.withdrawn_reason}" if item.withdrawn_reason else ""
        lines.append(Item(runs(f"{item.number.rstrip('.')}. {item.title}", reason)))
    if lines:
        yield Heading("Taken off the agenda")
        yield Points(tuple(lines))
