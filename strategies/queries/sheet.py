"""The assurance sheet of a light-touch check: what was on record when it was opened, and what is on record now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from core.dates import london_date, spell
from core.statuses import Status
from councils.permissions import may_see_all
from strategies import statuses
from strategies.enums import CheckAnswer, CheckQuestion, Health, Judgement, ReviewKind
from strategies.lifecycle import OPEN
from strategies.models import (
    AssuranceFinding,
    ProjectDifficulty,
    ProjectMilestone,
    Review,
    ReviewAnswer,
    RoadmapProject,
)
from strategies.queries.evidence import evidence_for
from strategies.queries.measures_evidence import measures_evidence
from strategies.queries.reviews import counted
from strategies.queries.visibility import reviews_visible_to

NOT_ON_RECORD = "Not on record"
Evidence = dict[str, Any]


@dataclass(frozen=True)
class Fact:
    """One thing on record of a project. `was` is empty where it said the same when the check was opened."""

    label: str
    now: str
    was: str = ""
    note: str = ""


@dataclass(frozen=True)
class SheetLine:
    """One project on the sheet. `finding` is None for a project that came after the check was opened."""

    project: RoadmapProject
    finding: AssuranceFinding | None
    facts: list[Fact]
    health_words: str
    last_time: str
    difficulties: list[ProjectDifficulty]

    @property
    def key(self) -> str:
        return f"p{self.project.pk}"

    @property
    def judged(self) -> Status | None:
        return (
            statuses.JUDGEMENT[Judgement(self.finding.judgement)] if self.is_judged and self.finding else None
        )

    @property
    def is_judged(self) -> bool:
        return bool(self.finding and self.finding.judgement)

    @property
    def reason(self) -> str:
        return self.finding.reason if self.finding else ""

    @property
    def version(self) -> int:
        return self.finding.version if self.finding else 0


@dataclass(frozen=True)
class Asked:
    """One of the four questions. `shows` says in counts what is on record about it."""

    question: CheckQuestion
    answer: ReviewAnswer | None
    shows: str

    @property
    def key(self) -> str:
        return f"q-{self.question.value}"

    @property
    def said(self) -> str:
        return CheckAnswer(self.answer.answer).label if self.answer and self.answer.answer else ""

    @property
    def words(self) -> str:
        return self.answer.words if self.answer else ""

    @property
    def version(self) -> int:
        return self.answer.version if self.answer else 0


@dataclass(frozen=True)
class Sheet:
    """The whole sheet on one day; once concluded, as at the day of its conclusion."""

    review: Review
    on: date
    lines: list[SheetLine]
    measures: list[Evidence]
    questions: list[Asked]

    @property
    def opened_on(self) -> date:
        return london_date(self.review.opened_at)

    @property
    def is_open(self) -> bool:
        return self.review.status in OPEN

    @property
    def left(self) -> int:
        return sum(not line.is_judged for line in self.lines)

    @property
    def unanswered(self) -> int:
        return sum(not asked.said for asked in self.questions)

    @property
    def is_complete(self) -> bool:
        return not self.left and not self.unanswered

    @property
    def tally(self) -> list[tuple[Judgement, int]]:
        """How many projects were judged how, the best first; what nobody was judged is left out."""
        given = [line.finding.judgement for line in self.lines if line.finding and line.finding.judgement]
        return [(one, given.count(one)) for one in Judgement if one in given]


def checks_visible_to(user: Any, *, on: date) -> QuerySet[Review]:
    """Checks whose sheet the reader may see: all for the scrutiny officer, concluded ones for everybody."""
    checks = reviews_visible_to(user, on=on).filter(kind=ReviewKind.CHECK)
    return checks if may_see_all(user, on=on) else checks.filter(held_on__isnull=False)


def assurance_sheet(review: Review, user: Any, *, on: date) -> Sheet:
    """Read the sheet of a check. A constant number of queries. Difficulty reports are for the scrutiny officer."""
    findings = list(review.findings.select_related("project").order_by("project__position", "project__name"))
    is_open = review.status in OPEN
    kept = {one.project_id: one for one in findings}
    projects = projects_of(review) if is_open else [one.project for one in findings]
    now = evidence_for(projects, on=on) if is_open else {}
    at_end = review.evidence_at_end or {}
    measures = measures_evidence(review.strategy, on=on) if is_open else at_end.get("measures", [])
    last, told = judged_before(review, projects), told_of(projects, user, since=review, on=on)
    late = late_milestones(projects, on=on) if is_open else {}
    lines = []
    for project in projects:
        finding = kept.get(project.pk)
        evidence = now.get(project.pk) or evidence_at_end(finding)
        lines.append(
            SheetLine(
                project=project,
                finding=finding,
                facts=[*facts_of(evidence, finding.evidence if finding else {}), *late.get(project.pk, [])],
                health_words=((evidence or {}).get("health") or {}).get("words", ""),
                last_time=last.get(project.pk, ""),
                difficulties=told.get(project.pk, []),
            )
        )
    return Sheet(review, on, lines, measures, questions_of(review, lines, measures))


def evidence_at_end(finding: AssuranceFinding | None) -> Evidence:
    """What was kept of a project when the check was concluded; of one that was held on paper, when it was opened."""
    kept: Evidence = (finding.evidence_at_end or finding.evidence) if finding else {}
    return kept


def projects_of(review: Review) -> list[RoadmapProject]:
    """Every project of the strategy's roadmaps, in the order of the roadmap."""
    found = RoadmapProject.objects.filter(roadmap__strategy=review.strategy_id).select_related("roadmap")
    return list(found.order_by("position", "name", "pk"))


def facts_of(now: Evidence, was: Evidence) -> list[Fact]:
    """What evidence says now, each with what it said when the check was opened where that differs."""
    before = {fact.label: fact.now for fact in read_evidence(was)}
    return [
        Fact(
            fact.label,
            fact.now,
            before.get(fact.label, "") if before.get(fact.label) != fact.now else "",
            fact.note,
        )
        for fact in read_evidence(now)
    ]


def read_evidence(evidence: Evidence) -> list[Fact]:
    """Kept evidence in words: health with its age, the business case, the stage at each council."""
    if not evidence:
        return []
    health = evidence.get("health")
    facts = [Fact("Health", NOT_ON_RECORD)]
    if health:
        day, age = date.fromisoformat(health["as_of"]), counted(health["age_days"], "day")
        facts = [Fact("Health", f"{health['health']}, {spell(day)}", note=f"{age} old, by {health['by']}")]
    facts.append(Fact("Business case", evidence.get("business_case", NOT_ON_RECORD)))
    stages = evidence.get("stages", [])
    facts += [Fact(one["council"], one["stage"], note=one.get("note", "")) for one in stages]
    return facts if stages else [*facts, Fact("Stage", NOT_ON_RECORD)]


def late_milestones(projects: Sequence[RoadmapProject], *, on: date) -> dict[int, list[Fact]]:
    """Milestones that are late on the day, by project. One query."""
    late: dict[int, list[str]] = {}
    rows = ProjectMilestone.objects.filter(project__in=projects, done_on__isnull=True, due_on__lt=on)
    for row in rows.order_by("due_on", "pk"):
        late.setdefault(row.project_id, []).append(f"{row.what}, due {spell(row.due_on)}")
    return {pk: [Fact("Late", "; ".join(words))] for pk, words in late.items()}


def judged_before(review: Review, projects: Iterable[RoadmapProject]) -> dict[int, str]:
    """How each project was judged at the last check before this one, in words. One query."""
    earlier = AssuranceFinding.objects.filter(
        project__in=list(projects), review__due_on__lt=review.due_on, review__held_on__isnull=False
    ).exclude(judgement="")
    return {
        one.project_id: f"{one.get_judgement_display()}, {one.review.due_on.year}"
        for one in earlier.select_related("review").order_by("review__due_on")
    }


def told_of(
    projects: Iterable[RoadmapProject], user: Any, *, since: Review, on: date
) -> dict[int, list[ProjectDifficulty]]:
    """Difficulties not settled yet or told since the review before this one, for the scrutiny officer alone. Two queries."""
    if not may_see_all(user, on=on):
        return {}
    before = (
        Review.objects.filter(strategy=since.strategy_id, due_on__lt=since.due_on).order_by("-due_on").first()
    )
    rows = ProjectDifficulty.objects.filter(project__in=list(projects)).select_related("by")
    found: dict[int, list[ProjectDifficulty]] = {}
    for row in rows.order_by("told_at", "pk"):
        if row.settled_on is None or before is None or london_date(row.told_at) > before.due_on:
            found.setdefault(row.project_id, []).append(row)
    return found


def questions_of(review: Review, lines: list[SheetLine], measures: list[Evidence]) -> list[Asked]:
    """The four questions, each with what is on record about it. The floors above know of recommendations."""
    answers = {one.question: one for one in review.answers.all()}
    shows = {
        CheckQuestion.PROJECTS: health_sentence(lines),
        CheckQuestion.MEASURES: measures_sentence(measures),
    }
    return [Asked(one, answers.get(one), shows.get(one, "")) for one in CheckQuestion]


def health_sentence(lines: list[SheetLine]) -> str:
    """ "Of 3 projects 1 is reported on track, 1 at risk. The health of 1 is not on record." """
    told = [fact.now.partition(",")[0] for line in lines for fact in line.facts if fact.label == "Health"]
    counts = [(health.label.lower(), told.count(health.label)) for health in Health]
    known = [f"{count} {'is' if count == 1 else 'are'} reported {word}" for word, count in counts if count]
    missing = len(lines) - sum(count for _, count in counts)
    sentences = []
    if known:
        sentences.append(f"Of {counted(len(lines), 'project')} {', '.join(known)}.")
    if missing:
        sentences.append(f"The health of {counted(missing, 'project')} is not on record.")
    return " ".join(sentences) or "No project is on record."


def measures_sentence(measures: list[Evidence]) -> str:
    """ "2 of 3 measures have a reading. 1 of them is older than its period." """
    if not measures:
        return "No measure is on record."
    read = sum(bool(one["now"]) for one in measures)
    stale = sum(bool(one["now"]) and one["is_stale"] for one in measures)
    sentence = f"{read} of {counted(len(measures), 'measure')} {'has' if read == 1 else 'have'} a reading."
    if stale:
        sentence += f" {stale} of them {'is' if stale == 1 else 'are'} older than the time between readings."
    return sentence
