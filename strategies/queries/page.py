"""Everything that the page of one strategy shows, with the sentence that answers its question."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from core.dates import spell
from councils.models import Council
from strategies import drawing, statuses
from strategies.enums import AdoptionStatus, Health, StrategyStatus
from strategies.models import (
    Adoption,
    CadenceBasis,
    Funding,
    ParticipantFeedback,
    Review,
    Roadmap,
    Strategy,
)
from strategies.queries.feedback import feedback_of
from strategies.queries.glossary import words_explained
from strategies.queries.measures import KpiLine, kpi_lines
from strategies.queries.projects import ProjectRow, project_rows
from strategies.queries.reviews import ReviewLine, counted, review_lines
from strategies.queries.versions import VersionLine, version_lines
from strategies.words import Words

FEEDBACK_SHOWN = 3


@dataclass(frozen=True)
class AdoptionLine:
    """What one council did with the strategy; "Not on record" where nothing says."""

    council: Council
    status: Any
    adoption: Adoption | None

    @property
    def when(self) -> str:
        if self.adoption is None or self.adoption.decided_on is None:
            return ""
        return spell(self.adoption.decided_on, self.adoption.decided_precision)


@dataclass(frozen=True)
class StrategyPage:
    """One strategy on one day. Lists are read once; sentences are worked out from them."""

    strategy: Strategy
    on: date
    councils: list[Council]
    lines: list[ReviewLine]
    roadmaps: list[Roadmap]
    projects: list[ProjectRow]
    adoptions: list[AdoptionLine]
    bases: list[CadenceBasis]
    funding: list[Funding]
    kpis: list[KpiLine]
    words: Words
    versions: list[VersionLine]
    replaces: list[Strategy]
    feedback: list[ParticipantFeedback]

    @cached_property
    def lapsed(self) -> list[ReviewLine]:
        return [line for line in self.lines if line.is_lapsed]

    @property
    def next_review(self) -> ReviewLine | None:
        return next((line for line in self.lines if not line.held_on and line.due_on >= self.on), None)

    @property
    def title(self) -> str:
        """The strategy with its roadmaps, as the page is headed."""
        return " and ".join([self.strategy.title, *(roadmap.title for roadmap in self.roadmaps)])

    @property
    def answer_strong(self) -> str:
        """Is it checked when it should be? In counts and dates, never a verdict."""
        if len(self.lapsed) == 1:
            return f"The {self.lapsed[0].name} is overdue since {spell(self.lapsed[0].due_on)}."
        if self.lapsed:
            names = [line.name for line in self.lapsed]
            listed = f"{', the '.join(names[:-1])} and the {names[-1]}"
            return f"{len(names)} reviews that were due have nothing on record: the {listed}."
        if self.next_review:
            return f"The next review is the {self.next_review.name}, due by {spell(self.next_review.due_on)}."
        return "No review is due." if self.lines else "No reviews are planned."

    @property
    def answer_rest(self) -> str:
        """Does a plan follow, and how are its projects?"""
        sentences = []
        if self.gap_after:
            ends = "ended" if self.gap_after < self.on else "ends"
            sentences.append(
                f"The roadmap {ends} in {self.gap_after:%B %Y} with nothing agreed to follow it."
            )
        if self.projects:
            sentences.append(self.projects_sentence)
        return " ".join(sentences)

    @property
    def projects_sentence(self) -> str:
        total = counted(len(self.projects), "project")
        recorded = [row for row in self.projects if row.health_on]
        if not recorded:
            return f"The health of its {total} is not on record."
        good = sum(row.health == statuses.HEALTH[Health.ON_TRACK] for row in self.projects)
        return f"{good} of {total} {'is' if good == 1 else 'are'} on track."

    @cached_property
    def gap_after(self) -> date | None:
        """The last day of the last roadmap, where the strategy goes on after it."""
        ends = [roadmap.ends_on for roadmap in self.roadmaps if roadmap.ends_on]
        last = max(ends, default=None)
        goes_on = last and self.strategy.ends_on and last < self.strategy.ends_on
        return last if goes_on else None

    @cached_property
    def drawing(self) -> drawing.Drawing | None:
        """The cadence drawing, or None where the period is not on record."""
        strategy = self.strategy
        if strategy.starts_on is None or strategy.ends_on is None:
            return None
        begun = (strategy.anchor_on, f"{strategy.anchor_on:%B %Y}") if strategy.anchor_on else None
        return drawing.draw(
            whole=drawing.Period(strategy.title, strategy.starts_on, strategy.ends_on),
            plans=[
                drawing.Period(roadmap.title, roadmap.starts_on, roadmap.ends_on)
                for roadmap in self.roadmaps
                if roadmap.starts_on and roadmap.ends_on
            ],
            marks=[mark_of(line) for line in self.lines],
            today=self.on,
            today_words=f"Today, {spell(self.on)}",
            begun=begun,
        )


def mark_of(line: ReviewLine) -> drawing.Mark:
    """One review for the drawing."""
    if line.is_lapsed:
        words = f"due {spell(line.due_on)}"
    else:
        words = spell(line.held_on) if line.held_on else f"by {spell(line.due_on)}"
    return drawing.Mark(
        on=line.due_on,
        name=line.kind.label,
        word=line.status.word,
        date_words=words,
        tone=line.status.tone,
        is_deep=line.is_deep,
        is_filled=line.is_lapsed or (line.pk is not None and not line.is_open),
        until=line.held_on if line.late else None,
        late_words=f"{line.late} late" if line.late else "",
    )


def strategy_page(strategy: Strategy, user: Any, *, on: date) -> StrategyPage:
    """Read everything one strategy's page shows. A constant number of queries."""
    councils = councils_of(strategy)
    reviews = Review.objects.filter(strategy=strategy).select_related("merged_into", "decided_by__council")
    return StrategyPage(
        strategy=strategy,
        on=on,
        councils=councils,
        lines=review_lines(strategy, reviews, on=on),
        roadmaps=list(strategy.roadmaps.all()),
        projects=project_rows(strategy, councils, on=on),
        adoptions=adoption_lines(strategy, councils),
        bases=list(strategy.cadence_bases.select_related("body__council", "source")),
        funding=list(strategy.funding.select_related("source").prefetch_related("shares__council")),
        kpis=kpi_lines(strategy, on=on),
        words=words_explained(),
        versions=version_lines(strategy, user, on=on),
        replaces=list(strategy.replaces.exclude(status=StrategyStatus.DRAFT)),
        feedback=list(feedback_of(strategy)[:FEEDBACK_SHOWN]),
    )


def councils_of(strategy: Strategy) -> list[Council]:
    """The councils that the strategy concerns: the one whose it is, or all of its partnership."""
    if strategy.council is not None:
        return [strategy.council]
    return list(councils_concerned(strategy))


def councils_concerned(strategy: Strategy) -> QuerySet[Council]:
    """The same councils, to choose from."""
    if strategy.council_id is not None:
        return Council.objects.filter(pk=strategy.council_id)
    return Council.objects.filter(partnership=strategy.partnership_id)


def adoption_lines(strategy: Strategy, councils: list[Council]) -> list[AdoptionLine]:
    """One line for each council, in the order in which every page shows them."""
    known = {adoption.council_id: adoption for adoption in strategy.adoptions.select_related("source")}
    return [adoption_line(council, known.get(council.pk)) for council in councils]


def adoption_line(council: Council, adoption: Adoption | None) -> AdoptionLine:
    """What one council decided, or that it is not on record."""
    status = AdoptionStatus(adoption.status) if adoption else AdoptionStatus.NOT_RECORDED
    return AdoptionLine(council, statuses.ADOPTION[status], adoption)
