"""The reviews that were held, judged late, merged and excused, and the annual review of one year."""

from datetime import date

from recommendations.operations.annual import conclude_annual_review
from recommendations.operations.checks import conclude_sheet
from scrutiny_portal.demo.plans import yearly_due
from scrutiny_portal.demo.script import Script
from strategies.enums import CheckAnswer, CheckQuestion, Judgement, ReviewKind, ReviewStatus
from strategies.models import Review
from strategies.operations import (
    begin_annual_review,
    fill_sheet,
    record_review,
    write_introduction,
    write_paragraph,
)
from strategies.operations.sheet import Answered, Judged
from strategies.scheduling import open_due_reviews
from task_groups.scheduling import prepare_deep_reviews


def play(script: Script) -> None:
    """Open each review on its day, hold some of them, and let one lapse."""
    for due in past_due_days(script):
        now = script.moment(days_ago(script, due))
        open_due_reviews(today=due, now=now)
        prepare_deep_reviews(now=now)
    _checks(script)


def past_due_days(script: Script) -> list[date]:
    month, day = yearly_due(script)
    last = script.day(-45).year
    return [date(year, month, day) for year in range(last - 3, last + 1)]


def days_ago(script: Script, day: date) -> int:
    return (day - script.today).days


def _checks(script: Script) -> None:
    """The digital strategy's checks: one held on the sheet, one excused. The plain one: merged, and held late."""
    first, _, third, _ = past_due_days(script)
    digital, plain = script.things["digital"], script.things["plain"]
    check = Review.objects.get(strategy=digital, due_on__year=first.year)
    record_review(review=check, outcome="held", held_on=first, **script.officer(days_ago(script, first) + 1))
    joint = script.bodies["joint-scrutiny"]
    _judge(
        script, Review.objects.get(strategy=digital, due_on__year=third.year), days_ago(script, third) + 20
    )
    reviews = list(Review.objects.filter(strategy=plain, status=ReviewStatus.OPEN).order_by("due_on"))
    record_review(
        review=reviews[0],
        outcome="excused",
        decided_by=joint,
        reason="The promise was three months old.",
        **script.officer(-600),
    )
    record_review(
        review=reviews[1],
        outcome="merged",
        merged_into=reviews[2],
        decided_by=joint,
        reason="The panel looks at two years at once.",
        **script.officer(-200),
    )
    _annual(script, reviews[2])


def _judge(script: Script, check: Review, days: int) -> None:
    """One line of the sheet by every judgement, each question by another answer; held some weeks late."""
    judged = [
        Judged(
            project,
            judgement,
            "As the Digital Board reports.",
            finding.version if (finding := check.findings.filter(project=project).first()) else 0,
        )
        for project, judgement in zip(script.things["projects"], Judgement, strict=True)
    ]
    answers = [
        Answered(question, answer, "See the lines.", 0)
        for question, answer in zip(CheckQuestion, CheckAnswer, strict=True)
    ]
    fill_sheet(review=check, lines=judged, answers=answers, **script.officer(days))
    conclude_sheet(
        review=check,
        judgement=Judgement.AT_RISK,
        held_on=script.day(days),
        conclusion="Two projects of four move.",
        **script.officer(days),
    )


def _annual(script: Script, check: Review) -> None:
    """Judge a sheet, conclude it late, and with it the annual review of the year before this one's."""
    answers = [Answered(q, CheckAnswer.PARTLY, "Some of them.", 0) for q in CheckQuestion]
    fill_sheet(review=check, lines=[], answers=answers, **script.officer(-20))
    conclude_sheet(
        review=check,
        judgement=Judgement.AT_RISK,
        held_on=script.day(-15),
        conclusion="Plain words are used in letters. Forms still wait.",
        **script.officer(-15),
    )
    assert script.partnership is not None  # noqa: S101 - the first act made it
    first = past_due_days(script)[0]
    earlier = begin_annual_review(partnership=script.partnership, year=first.year, **script.officer(-900))
    held = Review.objects.filter(
        due_on__year=first.year, kind=ReviewKind.CHECK, held_on__isnull=False, conclusion=""
    )
    for review in held:
        from_sheet = "The strategy is new. Its first projects have begun."
        _write(script, review, from_sheet)
    write_introduction(
        annual_review=earlier,
        introduction="The first year of checks.",
        version=earlier.version,
        **script.officer(-899),
    )
    conclude_annual_review(
        annual_review=earlier, concluded_on=script.day(-890), version=earlier.version, **script.officer(-890)
    )


def _write(script: Script, review: Review, words: str) -> None:
    write_paragraph(review=review, conclusion=words, version=review.version, **script.officer(-898))
