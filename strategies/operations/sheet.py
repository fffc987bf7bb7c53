"""The assurance sheet of a light-touch check: its lines, its four questions, its conclusion (rule 17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from core import history
from core.dates import london_date
from core.moving import overtaken_sentence
from core.refusals import Overtaken, Refused
from councils.models import User
from councils.operations import role_of
from strategies.enums import CheckQuestion, Judgement, ReviewKind
from strategies.lifecycle import OPEN, REVIEW_MOVES
from strategies.models import AssuranceFinding, Review, ReviewAnswer, RoadmapProject
from strategies.operations.concluding import conclude, day_held
from strategies.queries import evidence_for, measures_evidence

NO_SHEET = "Only a light-touch check has an assurance sheet."
CHANGED = "Someone else changed this while you were writing. Nothing is lost. Look at what is marked, then save again"


@dataclass(frozen=True)
class Judged:
    """What is said of one project. `version` is that of the line as it was read, 0 where there was none."""

    project: RoadmapProject
    judgement: str
    reason: str
    version: int


@dataclass(frozen=True)
class Answered:
    """What is said to one question. `version` is that of the answer as it was read, 0 where there was none."""

    question: CheckQuestion
    answer: str
    words: str
    version: int


@transaction.atomic
def fill_sheet(
    *,
    review: Review,
    lines: Iterable[Judged],
    answers: Iterable[Answered],
    by: User | None,
    at: datetime,
) -> int:
    """Save a whole sheet, all or nothing, and give how many lines and answers changed.

    What stays as it is is left alone, whoever wrote it meanwhile: sent twice, it is saved once. A judgement or an answer
    has its reason; a reason may wait for its judgement. A project that came after the check was opened gets its line
    here. Raises Refused when the check is concluded or a reason is missing, naming the line; Overtaken when somebody
    wrote something else meanwhile.
    """
    _is_open_check(review)
    findings = {one.project_id: one for one in review.findings.select_related("project")}
    known = {one.question: one for one in review.answers.all()}
    changed = 0
    for line in lines:
        finding = findings.get(line.project.pk)
        was = (finding.judgement, finding.reason) if finding else ("", "")
        if was != (line.judgement, line.reason.strip()):
            _save_line(review, finding, line, by=by, at=at)
            changed += 1
    for one in answers:
        answer = known.get(one.question)
        was = (answer.answer, answer.words) if answer else ("", "")
        if was != (one.answer, one.words.strip()):
            _save_answer(review, answer, one, by=by, at=at)
            changed += 1
    return changed


def _is_open_check(review: Review) -> None:
    if review.kind != ReviewKind.CHECK:
        raise Refused(NO_SHEET)
    if not Review.objects.select_for_update().filter(pk=review.pk, status__in=OPEN).exists():
        raise Refused(REVIEW_MOVES["hold"].refusal)


def _save_line(
    review: Review, finding: AssuranceFinding | None, line: Judged, *, by: User | None, at: datetime
) -> None:
    field = f"p{line.project.pk}"
    if finding is None:
        if line.version:
            raise Overtaken(CHANGED, field=f"{field}-judgement")
        finding = _late_line(review, line.project, on=london_date(at))
    elif line.version != finding.version:
        raise Overtaken(CHANGED, field=f"{field}-judgement")
    if not line.judgement and finding.judgement:
        raise Refused(
            "Choose a judgement. One that was given may be changed, not taken back",
            field=f"{field}-judgement",
        )
    if not line.reason.strip():
        raise Refused(f"Say why you judge {line.project.name} so", field=f"{field}-reason")
    write_line(finding, judgement=line.judgement, reason=line.reason, version=finding.version, by=by, at=at)


def _late_line(review: Review, project: RoadmapProject, *, on: date) -> AssuranceFinding:
    """The line of a project that came after the check was opened, with what is on record of it today."""
    if project.roadmap.strategy_id != review.strategy_id:
        raise Refused("That project belongs to another strategy.")
    try:
        with transaction.atomic():
            return AssuranceFinding.objects.create(
                review=review, project=project, evidence=evidence_for([project], on=on)[project.pk]
            )
    except IntegrityError:
        raise Overtaken(CHANGED, field=f"p{project.pk}-judgement") from None


@transaction.atomic
def judge_line(
    *,
    finding: AssuranceFinding,
    judgement: Judgement,
    reason: str,
    version: int,
    by: User | None,
    at: datetime,
) -> AssuranceFinding:
    """Judge one project on the assurance sheet, with the reason. It may be judged again while the check is open.

    `version` is that of the line as the person saw it. Raises Refused without a reason or when the check is concluded,
    Overtaken when somebody judged it meanwhile.
    """
    if finding.review.status not in OPEN:
        raise Refused(REVIEW_MOVES["hold"].refusal)
    if not reason.strip():
        raise Refused("Say why you judge it so", field="reason")
    write_line(finding, judgement=judgement, reason=reason, version=version, by=by, at=at)
    finding.refresh_from_db()
    return finding


def write_line(
    finding: AssuranceFinding, *, judgement: str, reason: str, version: int, by: User | None, at: datetime
) -> None:
    """Write one line by compare-and-set on its version, with its history row. Raises Overtaken."""
    same = AssuranceFinding.objects.filter(pk=finding.pk, version=version, review__status__in=OPEN)
    if not same.update(judgement=judgement, reason=reason.strip(), version=F("version") + 1):
        raise Overtaken(overtaken_sentence(finding))
    history.record(
        subject=finding,
        trail=finding.review.strategy,
        verb="judge",
        by=by,
        role=role_of(by, at=at),
        at=at,
        old=finding.judgement,
        new=judgement,
        reason=reason.strip(),
        public=False,  # the sheet is published when the check is concluded
        details={"project": finding.project.name},
    )


def _save_answer(
    review: Review, answer: ReviewAnswer | None, said: Answered, *, by: User | None, at: datetime
) -> None:
    field, words = f"q-{said.question}", said.words.strip()
    if said.version != (answer.version if answer else 0):
        raise Overtaken(CHANGED, field=f"{field}-answer")
    if not said.answer and answer and answer.answer:
        raise Refused(
            "Choose an answer. One that was given may be changed, not taken back", field=f"{field}-answer"
        )
    if not words:
        raise Refused("Say why you answer so", field=f"{field}-words")
    old = answer.answer if answer else ""
    if answer is None:
        answer = _new_answer(review, said, words)
    else:
        same = ReviewAnswer.objects.filter(pk=answer.pk, version=said.version)
        if not same.update(answer=said.answer, words=words, version=F("version") + 1):
            raise Overtaken(CHANGED, field=f"{field}-answer")
    history.record(
        subject=answer,
        trail=review.strategy,
        verb="answer",
        by=by,
        role=role_of(by, at=at),
        at=at,
        old=old,
        new=said.answer,
        reason=words,
        public=False,  # the sheet is published when the check is concluded
        details={"question": said.question.label},
    )


def _new_answer(review: Review, said: Answered, words: str) -> ReviewAnswer:
    try:
        with transaction.atomic():
            return ReviewAnswer.objects.create(
                review=review, question=said.question, answer=said.answer, words=words
            )
    except IntegrityError:
        raise Overtaken(CHANGED, field=f"q-{said.question}-answer") from None


@transaction.atomic
def conclude_check(
    *,
    review: Review,
    judgement: Judgement,
    conclusion: str,
    held_on: date,
    work: dict[str, Any] | None = None,
    by: User | None,
    at: datetime,
) -> Review:
    """Conclude a check: its overall judgement and its paragraph for that year's annual review (rule 17).

    What the record shows on the day is kept beside each line; `work` is what floors above know of recommendations.
    Raises Refused when it is no check, a line is not judged or a question not answered yet, or the paragraph is missing.
    """
    if review.kind != ReviewKind.CHECK:
        raise Refused("Only a light-touch check has an assurance sheet to conclude.")
    _is_complete(review)
    if not conclusion.strip():
        raise Refused("Write the paragraph for the annual review", field="conclusion")
    today = london_date(at)
    day = day_held(review, held_on, today=today)
    more: dict[str, object] = {
        "judgement": judgement,
        "conclusion": conclusion.strip(),
        "evidence_at_end": {
            "seen_on": today.isoformat(),
            "measures": measures_evidence(review.strategy, on=today),
            "work": work or {},
        },
    }
    conclude(review, held_on=day, more=more, by=by, at=at)
    _keep_evidence(review, on=today)
    return review


def _is_complete(review: Review) -> None:
    """Every project of the roadmaps is judged, and every question answered."""
    judged = review.findings.exclude(judgement="").values("project")
    left = RoadmapProject.objects.filter(roadmap__strategy=review.strategy_id).exclude(pk__in=judged).count()
    if left:
        raise Refused(f"Judge every project first. {left} {'is' if left == 1 else 'are'} left.")
    unanswered = len(CheckQuestion) - review.answers.exclude(answer="").count()
    if unanswered:
        are = "question is" if unanswered == 1 else "questions are"
        raise Refused(f"Answer the four questions first. {unanswered} {are} left.")


def _keep_evidence(review: Review, *, on: date) -> None:
    """Keep beside each line what the record shows of its project on the day of the conclusion."""
    findings = list(review.findings.select_related("project"))
    evidence = evidence_for([one.project for one in findings], on=on)
    for one in findings:
        one.evidence_at_end = evidence[one.project_id]
    AssuranceFinding.objects.bulk_update(findings, ["evidence_at_end"])
