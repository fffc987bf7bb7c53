"""A report of a task group as a paper: what it recommends and where that stands, why, what was found, who took part."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from core.dates import spell
from core.enums import Precision
from core.papers import Block, Facts, Heading, Item, Paper, Paragraph, Points, Record, Table, bold, link, runs
from recommendations.queries.reports import Asked, WholeReport
from recommendations.queries.route import RouteLine
from task_groups.enums import ReportStatus
from task_groups.models import Report
from task_groups.queries import GroupPage

DRAFT = "DRAFT: this report is not published. What it says may still change."
ROUTE_HEADER = ("Body", "When", "What it did")
ROUTE_WIDTHS = (40, 28, 32)


@dataclass(frozen=True)
class Contents:
    """Everything a report says, as anyone may read it on the day."""

    report: Report
    page: GroupPage
    whole: WholeReport
    route: list[RouteLine]
    on: date

    @property
    def asked(self) -> list[Asked]:
        """What it recommends in the open. What is exempt stands in no paper."""
        return [one for one in self.whole.asked if one.is_open_to_all]


def report_paper(contents: Contents, *, site: str) -> Paper:
    """The whole report. `site` stands before addresses."""
    report = contents.report
    day = report.dated_on if report.dated_precision == Precision.DAY else None
    return Paper(
        title=report.title,
        subtitle=spell(report.dated_on, report.dated_precision) if report.dated_on else "Date not on record",
        issuer=report.author or contents.page.group.title,
        mark=DRAFT if report.status == ReportStatus.DRAFT else "",
        running=report.title[:80],
        dated_at=timezone.make_aware(datetime.combine(day or contents.on, time(12))),
        blocks=tuple(_blocks(contents, site)),
    )


def _blocks(contents: Contents, site: str) -> Iterator[Block]:
    report, page = contents.report, contents.page
    yield Paragraph(runs(page.took_part))
    yield Heading("Recommendations, and where they stand")
    if not contents.asked:
        yield Paragraph(runs("This report made no recommendations."))
    elif report.status == ReportStatus.PUBLISHED:
        yield Paragraph(runs(f"As it stands on {spell(contents.on)}."), small=True)
    for one in contents.asked:
        yield from _asked(one, site)
    if report.summary or page.group.lines_of_enquiry.all():
        yield Heading("Why they looked at this")
        for part in paragraphs(report.summary):
            yield Paragraph(runs(part))
        if lines := list(page.group.lines_of_enquiry.all()):
            yield Paragraph(runs("The group asked:"))
            yield Points(tuple(Item(runs(line.text)) for line in lines))
    for theme in page.themes:
        yield Heading(theme.name)
        for finding in theme.findings:
            yield Paragraph(runs(finding.text))
    yield from _route(contents, site)
    yield from _took_part(contents)
    yield from _words(contents)
    yield Paragraph(
        runs("This report in the portal: ", link(address(report, site), address(report, site))), small=True
    )


def address(report: Report, site: str) -> str:
    return f"{site}{report.get_absolute_url()}"


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _asked(asked: Asked, site: str) -> Iterator[Block]:
    one = asked.one
    lead = f"Recommendation {asked.number}" if asked.number else one.reference
    notes = [f"Asked of: {', '.join(cell.council for cell in asked.cells)}."] if asked.cells else []
    if one.addressed_to:
        notes.append(f"Addressed to: {one.addressed_to}.")
    if one.is_summary:
        notes.append("Summarised in our words.")
    yield Record(lead, runs(one.text), notes=tuple(notes), strong=False)
    rows = [("Reference", runs(link(one.reference, f"{site}{one.get_absolute_url()}")))]
    if not asked.is_draft:
        rows += [
            (cell.council, runs(cell.said.word, f". {cell.done.word}" if cell.done else ""))
            for cell in asked.cells
        ]
    yield Facts(tuple(rows))


def _route(contents: Contents, site: str) -> Iterator[Block]:
    if not contents.route:
        return
    yield Heading("Where the report goes")
    rows = tuple(
        (
            runs(line.name),
            runs(line.when or "No day yet"),
            runs(bold(line.status.word), f"\n{line.note}" if line.note else ""),
        )
        for line in contents.route
    )
    yield Table("Bodies the report goes to, when, and what each did", ROUTE_HEADER, rows, ROUTE_WIDTHS)


def _took_part(contents: Contents) -> Iterator[Block]:
    page, group = contents.page, contents.page.group
    rows = [(one.council.short_name, runs(one.names)) for one in page.councils]
    officers = [str(one) for one in group.officers.all()]
    if officers:
        rows.append(("Officers", runs("\n".join(officers))))
    if page.witnesses:
        rows.append(("Witnesses", runs("\n".join(map(str, page.witnesses)))))
    yield Heading("Who took part")
    if rows:
        yield Facts(tuple(rows))
    else:
        yield Paragraph(runs("Who took part is not on record."))
    if disagreement := page.disagreement(contents.report):
        yield Paragraph(runs(f"{disagreement} We show what the paper says."), small=True)


def _words(contents: Contents) -> Iterator[Block]:
    """The words of the glossary that the report uses, explained at its end."""
    words, report, page = contents.page.words, contents.report, contents.page
    texts = [one.one.text for one in contents.asked] + [report.summary]
    texts += [line.text for line in page.group.lines_of_enquiry.all()]
    texts += [finding.text for theme in page.themes for finding in theme.findings]
    for text in texts:
        words.mark(text)
    if words.used:
        yield Heading("Words explained")
        yield Facts(tuple((term.term, runs(term.explanation)) for term in words.used))
