"""A report with what it recommends, and where each recommendation stands today."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from recommendations.advice import Advice, advice_on
from recommendations.enums import FINISHED_PARTS, PROMISING, RecommendationStatus, ResponseStatus
from recommendations.models import DraftedFrom, Recommendation, WordingCorrection
from recommendations.queries.tracker import (
    Cell,
    CouncilName,
    Next,
    Row,
    cells_of,
    council_names,
    next_of,
    rows_from,
)
from recommendations.queries.visibility import is_open_to_all, is_visible_for, reader_of
from recommendations.queries.wording import Looker, looker
from strategies.queries import counted
from task_groups.enums import ReportStatus
from task_groups.models import Finding, Report

SHOWN = 100


@dataclass(frozen=True)
class Asked:
    """One recommendation of a report: its exact words, where it stands in each council, and what it rests on."""

    one: Recommendation
    row: Row
    councils: list[CouncilName]
    on: date
    findings: list[Finding] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)

    @property
    def number(self) -> str:
        return self.one.number_in_source

    @property
    def is_draft(self) -> bool:
        return self.one.status == RecommendationStatus.DRAFT

    @property
    def is_withdrawn(self) -> bool:
        return self.one.status == RecommendationStatus.WITHDRAWN

    @cached_property
    def cells(self) -> list[Cell]:
        """Each council that was asked, with what it said and did."""
        asked = [one for one in self.councils if one.pk in self.row.answers]
        return cells_of(self.row, asked)

    @cached_property
    def next(self) -> Next:
        return next_of(self.row, self.councils, on=self.on)

    @property
    def is_open_to_all(self) -> bool:
        return is_open_to_all(self.one)

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do anywhere: closed, or each council's answer given and its promises kept."""
        if self.one.status == RecommendationStatus.CLOSED:
            return True
        return bool(self.row.answers) and all(
            answer.status == ResponseStatus.ANSWERED and self.is_kept(council, answer.verdict)
            for council, answer in self.row.answers.items()
        )

    def is_kept(self, council: int, verdict: str) -> bool:
        work = self.row.work.get(council, [])
        if verdict in PROMISING and not work:
            return False
        return all(piece.status in FINISHED_PARTS for piece in work)

    @property
    def is_under_way(self) -> bool:
        answers = self.row.answers.values()
        return bool(self.row.work) or any(one.status == ResponseStatus.ANSWERED for one in answers)


@dataclass(frozen=True)
class WholeReport:
    """What a report recommends, as one reader may see it on one day."""

    report: Report
    asked: list[Asked]
    councils: list[CouncilName]
    corrections: list[WordingCorrection]

    @property
    def drafts(self) -> list[Asked]:
        return [one for one in self.asked if one.is_draft]

    @property
    def all_word_for_word(self) -> bool:
        """Whether no recommendation is summarised in our words."""
        return not any(one.one.is_summary for one in self.asked)

    @property
    def made(self) -> str:
        """How many recommendations: "They made 4 recommendations."."""
        if not self.asked:
            return "No recommendation is drafted yet." if self.is_draft else ""
        number = counted(len(self.asked), "recommendation")
        return f"{number} so far." if self.is_draft else f"They made {number}."

    @property
    def today(self) -> str:
        """Where they stand: "Today 1 is finished and 3 are under way."."""
        standing = [one for one in self.asked if not one.is_withdrawn]
        if self.is_draft or not standing:
            return ""
        finished = sum(one.is_finished for one in standing)
        under_way = sum(one.is_under_way and not one.is_finished for one in standing)
        waiting = len(standing) - finished - under_way
        said = [
            f"{number} {'is' if number == 1 else 'are'} {words}"
            for number, words in [
                (finished, "finished"),
                (under_way, "under way"),
                (waiting, "without an answer on record"),
            ]
            if number
        ]
        return f"Today {' and '.join([', '.join(said[:-1]), said[-1]] if len(said) > 1 else said)}."

    @property
    def is_sent(self) -> bool:
        """Whether it made recommendations, and each council that is asked was sent them."""
        answers = [answer for one in self.asked for answer in one.row.answers.values()]
        return bool(answers) and all(answer.status != ResponseStatus.NOT_SENT for answer in answers)

    @property
    def is_draft(self) -> bool:
        return self.report.status == ReportStatus.DRAFT


def whole_report(report: Report, user: Any, *, on: date, advise: bool = False) -> WholeReport:
    """Read what a report recommends. The report must be visible already. Discarded drafts were never on record.

    `advise` looks the words of drafts over, which asks the glossary. At most seven queries, whatever there is of each.
    """
    reader = reader_of(user, on=on)
    found = list(
        Recommendation.objects.filter(is_visible_for(reader), report=report)
        .exclude(status=RecommendationStatus.DISCARDED)
        .select_related("item")
        .order_by("pk")[:SHOWN]
    )
    values = [
        (one.pk, one.reference, one.title, one.made_by, one.made_on, one.made_precision, one.status, one.short_title)
        for one in found
    ]  # fmt: skip
    rows = {row.pk: row for row in rows_from(values, reader=reader, on=on)}
    councils, rest_on = council_names(), findings_behind(found)
    look = looker() if advise and any(one.status == RecommendationStatus.DRAFT for one in found) else None
    asked = []
    for one in found:
        row = rows[one.pk]
        advice = advice_of(one, councils=len(row.answers), look=look)
        asked.append(Asked(one, row, councils, on, rest_on.get(one.pk, []), advice))
    return WholeReport(report, asked, councils, corrections_of(found))


def advice_of(one: Recommendation, *, councils: int, look: Looker | None) -> list[Advice]:
    """What to look at again in a draft; nothing for what is published, whose words are frozen."""
    if look is None or one.status != RecommendationStatus.DRAFT:
        return []
    words = list(dict.fromkeys(word for word, _ in look.words_in([one.text])))
    return advice_on(one.text, addressed_to=one.addressed_to, councils=councils, unexplained=words)


def findings_behind(found: Sequence[Recommendation]) -> dict[int, list[Finding]]:
    """The findings that each was drafted from and that still stand. One query."""
    links = (
        DraftedFrom.objects.filter(recommendation__in=[one.pk for one in found])
        .filter(finding__withdrawn_at__isnull=True)
        .select_related("finding")
        .order_by("finding__theme_position", "finding__position")
    )
    behind = defaultdict[int, list[Finding]](list)
    for link in links:
        behind[link.recommendation_id].append(link.finding)
    return behind


def corrections_of(found: Iterable[Recommendation]) -> list[WordingCorrection]:
    """The dated corrections of what is shown, oldest first. One query."""
    return list(
        WordingCorrection.objects.filter(recommendation__in=[one.pk for one in found])
        .select_related("recommendation")
        .order_by("corrected_on", "pk")
    )
