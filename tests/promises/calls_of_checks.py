"""One call of every operation on light-touch checks and annual reviews, ready to be made on the stage."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from recommendations.operations.annual import conclude_annual_review
from recommendations.operations.checks import conclude_sheet
from strategies import operations as op
from strategies.enums import CheckQuestion, Judgement
from strategies.models import AnnualReview
from tests.cast import Cast
from tests.promises.forms_of_checks import complete_check
from tests.stage import Stage

Calls = dict[str, Callable[[], object]]


def checks(stage: Stage, cast: Cast, now: datetime) -> Calls:
    known: dict[str, Any] = {"by": cast.officer, "at": now}
    day = date(2026, 4, 1)
    one, other = (complete_check(stage.project, due_on=date(year, 11, 1)) for year in (2022, 2023))
    ends: dict[str, Any] = {
        "judgement": Judgement.ON_TRACK,
        "conclusion": "All well.",
        "held_on": day,
        **known,
    }
    early, late = (
        AnnualReview.objects.create(partnership=cast.partnership, year=year) for year in (2020, 2021)
    )
    line = stage.to_judge.findings.get()
    said = op.Answered(CheckQuestion.SOONER, "no", "It can wait.", 0)
    return {
        "strategies.judge_line": lambda: op.judge_line(
            finding=line, judgement=Judgement.AT_RISK, reason="Late.", version=1, **known
        ),
        "strategies.fill_sheet": lambda: op.fill_sheet(
            review=stage.to_judge, lines=[], answers=[said], **known
        ),
        "strategies.conclude_check": lambda: op.conclude_check(review=one, **ends),
        "recommendations.conclude_sheet": lambda: conclude_sheet(review=other, **ends),
        "strategies.begin_annual_review": lambda: op.begin_annual_review(
            partnership=cast.partnership, year=2019, **known
        ),
        "strategies.write_introduction": lambda: op.write_introduction(
            annual_review=stage.writing, introduction="What came of it.", version=1, **known
        ),
        "strategies.write_paragraph": lambda: op.write_paragraph(
            review=stage.concluded, conclusion="Nearly done.", version=1, **known
        ),
        "strategies.conclude_annual_review": lambda: op.conclude_annual_review(
            annual_review=early, concluded_on=day, record={"year": 2020}, version=1, **known
        ),
        "recommendations.conclude_annual_review": lambda: conclude_annual_review(
            annual_review=late, concluded_on=day, version=1, **known
        ),
    }
