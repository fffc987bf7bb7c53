"""What the checks between two deep reviews left open: what a task group begins with (rule 17)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, Q, Subquery

from core.statuses import Status
from strategies import statuses
from strategies.enums import CheckAnswer, CheckQuestion, Judgement, ReviewKind, ReviewStatus
from strategies.models import AssuranceFinding, Review, ReviewAnswer
from strategies.queries.reviews import ReviewLine, line_of

HELD = {ReviewStatus.HELD, ReviewStatus.HELD_LATE}
# "Does anything need a deep review sooner?" leaves nothing open when it is answered with no; the others, with yes.
NOTHING_OPEN = {CheckQuestion.SOONER.value: CheckAnswer.NO}


@dataclass(frozen=True)
class OpenLine:
    """A project that a check did not judge to be on track, with the reason."""

    project: str
    status: Status
    reason: str


@dataclass(frozen=True)
class OpenAnswer:
    """One of the four questions whose answer leaves something open, with its words."""

    question: str
    answer: str
    words: str


@dataclass(frozen=True)
class InterimCheck:
    """A check between two deep reviews: where it stands, and once it was held what it judged not to be on track."""

    line: ReviewLine
    judgement: Status | None
    findings: list[AssuranceFinding]
    answers: list[ReviewAnswer]
    is_held: bool

    @cached_property
    def open_lines(self) -> list[OpenLine]:
        return [
            OpenLine(one.project.name, statuses.JUDGEMENT[Judgement(one.judgement)], one.reason)
            for one in self.findings
            if one.judgement and one.judgement != Judgement.ON_TRACK
        ]

    @cached_property
    def open_answers(self) -> list[OpenAnswer]:
        return [
            OpenAnswer(one.get_question_display(), CheckAnswer(one.answer).label, one.words)
            for one in self.answers
            if one.answer and one.answer != NOTHING_OPEN.get(one.question, CheckAnswer.YES)
        ]


def interim_checks(review: Review, *, on: date) -> list[InterimCheck]:
    """The checks due between the deep review before and this one, in order of date. Three queries at most.

    What a check judged is told once it was held: until then the sheet is the officer's. One that lapsed, or was excused or
    merged, is among them and says so.
    """
    others = Review.objects.filter(strategy=review.strategy_id)
    deep = others.filter(kind=ReviewKind.DEEP, due_on__lt=review.due_on).order_by("-due_on")
    checks = others.filter(kind=ReviewKind.CHECK, due_on__lt=review.due_on).annotate(
        before=Subquery(deep.values("due_on")[:1])
    )
    checks = checks.filter(Q(before__isnull=True) | Q(due_on__gt=F("before")))
    rows = checks.select_related("merged_into", "decided_by__council").prefetch_related(
        "findings__project", "answers"
    )
    return list(_checks(rows.order_by("due_on"), on=on))


def _checks(rows: Iterable[Review], *, on: date) -> Iterator[InterimCheck]:
    for one in rows:
        is_held = one.status in HELD
        yield InterimCheck(
            line=line_of(one, on=on),
            judgement=statuses.JUDGEMENT[Judgement(one.judgement)] if is_held and one.judgement else None,
            findings=list(one.findings.all()) if is_held else [],
            answers=list(one.answers.all()) if is_held else [],
            is_held=is_held,
        )
