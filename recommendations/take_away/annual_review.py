"""The annual review as a paper: what became of last year's recommendations, then every strategy's check (rule 19)."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone

from core.dates import spell
from core.papers import Block, Facts, Heading, Paper, Paragraph, Run, Table, bold, link, runs
from recommendations.queries.annual_words import Annual, Became, OfStrategy, Told
from strategies.models import AnnualReview

HEADER = ("Reference", "What was asked", "What each council said and did", "What is next, or how it ended")
WIDTHS = (12, 32, 34, 22)
DRAFT = "DRAFT: this annual review is not concluded. What it says may still change."


def annual_paper(annual_review: AnnualReview, annual: Annual, *, site: str) -> Paper:
    """The whole annual review as anyone may read it. `site` stands before addresses."""
    concluded = annual_review.concluded_on
    day = concluded or annual.as_at
    return Paper(
        title=f"Partnership Annual Scrutiny Review {annual.year}",
        subtitle=f"Concluded on {spell(concluded)}"
        if concluded
        else f"As it stands on {spell(annual.as_at)}",
        issuer=annual_review.partnership.name,
        mark="" if concluded else DRAFT,
        running=f"Annual review {annual.year}",
        dated_at=timezone.make_aware(datetime.combine(day, time(12))),
        blocks=tuple(_blocks(annual_review, annual, site)),
    )


def _blocks(annual_review: AnnualReview, annual: Annual, site: str) -> Iterator[Block]:
    for part in annual_review.introduction.split("\n\n"):
        if part.strip():
            yield Paragraph(runs(part.strip()))
    yield Heading("What became of last year’s recommendations")
    if annual.answers:
        yield Paragraph(runs(annual.answers))
    yield from _became(f"Made in {annual.year - 1}", annual.last_year, site)
    yield from _became("Made earlier: still open, or closed since", annual.earlier, site)
    yield Heading("What was looked at")
    yield Paragraph(runs(annual.answer_strong))
    for strategy in annual.strategies:
        yield Heading(strategy.title, level=2)
        yield from _strategy(strategy, site)


def _became(caption: str, found: list[Became], site: str) -> Iterator[Block]:
    if found:
        yield Heading(caption, level=2)
        yield Table(
            f"What became of each: {caption[0].lower()}{caption[1:]}",
            HEADER,
            tuple(_row(one, site) for one in found),
            WIDTHS,
        )


def _row(one: Became, site: str) -> tuple[tuple[Run, ...], ...]:
    address = f"{site}{reverse('recommendations:detail', args=[one.reference])}"
    said = [f"{council.council}: {council.words}" for council in one.councils]
    return (
        runs(link(one.reference, address)),
        runs(f"{one.title}\nMade: {one.made}"),
        runs("\n".join(said) or "No council has been asked yet"),
        runs(one.end or one.next),
    )


def _strategy(strategy: OfStrategy, site: str) -> Iterator[Block]:
    if strategy.gap:
        yield Paragraph(runs(bold(strategy.gap)))
    for told in strategy.reviews:
        yield Heading(_name(told), level=3)
        yield Facts(tuple(_facts(told, strategy, site)))
        for part in _parts(told.paragraph):
            yield Paragraph(runs(part))
        if told.note:
            yield Paragraph(runs(told.note))


def _name(told: Told) -> str:
    return f"{told.name[0].upper()}{told.name[1:]}"


def _facts(told: Told, strategy: OfStrategy, site: str) -> Iterator[tuple[str, tuple[Run, ...]]]:
    yield "Where it stands", runs(f"{told.when}.")
    if told.judgement:
        yield "As a whole", runs(bold(told.judgement.word))
    if told.tally:
        yield "Projects", runs(told.tally)
    if told.is_check and told.is_held and told.pk:
        address = reverse("recommendations:sheet", args=[strategy.slug, told.pk])
        yield "The whole sheet", runs(link(f"{site}{address}", f"{site}{address}"))


def _parts(text: str) -> Iterable[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
