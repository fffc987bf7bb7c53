"""The tracker report of a meeting as a paper: exceptions first, then what changed, then the rest."""

from collections.abc import Iterator
from datetime import date

from core.dates import spell
from core.papers import Block, Facts, Heading, Paper, Paragraph, Run, Table, bold, link, runs
from meetings.models import Meeting
from meetings.queries import title_of
from meetings.take_away import dated_at, fact_rows, issuer_of, mark_of
from recommendations.queries.tracker_report import Change, Item, Line, TrackerReport, tracker_report

ATTENTION = ("Reference", "What", "Council", "Where it stands", "Why it is here")
ATTENTION_WIDTHS = (11, 30, 13, 16, 30)
CHANGED = ("Day", "Reference", "What happened")
REST = ("Reference", "What was asked", "What each council said and did", "What is next")
REST_WIDTHS = (11, 33, 34, 22)


def tracker_paper(meeting: Meeting, *, on: date, site: str) -> Paper:
    """The report as anyone may read it, as things stand on the day. `site` stands before addresses."""
    report = tracker_report(meeting, on=on)
    return Paper(
        title=str(meeting),
        subtitle=f"Tracker report: where recommendations stood on {spell(on)}",
        issuer=issuer_of(meeting),
        mark=mark_of(meeting, is_record=False),
        running=f"{title_of(meeting)}: tracker report",
        dated_at=dated_at(meeting),
        blocks=(Facts(tuple(fact_rows(meeting))), *blocks_of(report, site)),
        is_wide=True,
    )


def blocks_of(report: TrackerReport, site: str) -> Iterator[Block]:
    yield Paragraph(runs(bold(report.sentence)))
    if report.later:
        yield Paragraph(runs(report.later))
    yield Heading("What needs attention")
    for kind in report.kinds:
        if kind.items:
            yield Heading(kind.heading, level=2)
            rows = tuple(attention(item, site) for item in kind.items)
            yield Table(f"What needs attention: {kind.heading.lower()}", ATTENTION, rows, ATTENTION_WIDTHS)
    if report.needs_nothing:
        yield Paragraph(runs("Nothing is overdue, off track, sent back, unanswered or missing."))
    yield from changes_of(report, site)
    yield Heading("Everything else that is open")
    if report.rest:
        rest = tuple(one_of_the_rest(line, site) for line in report.rest)
        yield Table("Open recommendations that need no attention", REST, rest, REST_WIDTHS)
    else:
        yield Paragraph(runs("There is nothing else."))


def changes_of(report: TrackerReport, site: str) -> Iterator[Block]:
    if not report.before:
        yield Heading("What changed")
        yield Paragraph(runs("No earlier meeting of this body is on record, so nothing is compared."))
        return
    yield Heading(f"Changed since {report.before}")
    if report.changes:
        rows = tuple(change(one, site) for one in report.changes)
        yield Table(f"What happened since {report.before}", CHANGED, rows, (20, 15, 65))
    else:
        yield Paragraph(runs("Nothing changed."))
    if report.changes_left_out:
        yield Paragraph(runs(f"{report.changes_left_out:,} earlier changes are left out here."), small=True)


def attention(item: Item, site: str) -> tuple[tuple[Run, ...], ...]:
    return (
        runs(link(item.reference, f"{site}{item.address}")),
        runs(item.title),
        runs(item.council),
        runs(bold(item.shown.word)),
        runs(item.note),
    )


def change(one: Change, site: str) -> tuple[tuple[Run, ...], ...]:
    return runs(one.when), runs(link(one.reference, f"{site}{one.address}")), runs(one.words)


def one_of_the_rest(line: Line, site: str) -> tuple[tuple[Run, ...], ...]:
    return (
        runs(link(line.reference, f"{site}{line.address}")),
        runs(f"{line.title}\nMade: {line.made}"),
        runs("\n".join(line.councils) or "No council has been asked yet"),
        runs(line.upcoming),
    )
