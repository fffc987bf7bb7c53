"""The assurance sheet of a light-touch check: what is on record, judged line by line, concluded (rule 17)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from core import history
from core.models import HistoryEntry
from core.refusals import Overtaken, Refused
from strategies import operations as op
from strategies.enums import CheckQuestion, Health, Judgement, ReviewStatus, Stage
from strategies.models import AnnualReview, AssuranceFinding, Review, ReviewAnswer, RoadmapProject, Strategy
from strategies.queries import assurance_sheet, checks_visible_to, drafted_paragraph
from strategies.scheduling import open_due_reviews
from tests.cast import Cast, assemble
from tests.strategies.props import LOADED, digital_strategy, moment, project, roadmap

OPENED = date(2026, 4, 1)
TODAY = date(2026, 4, 14)
NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    """The Digital Strategy with two projects and its check of 2026, opened on 1 April."""
    return with_two_projects(cast)


def with_two_projects(cast: Cast) -> Strategy:
    made = digital_strategy(cast)
    plan = roadmap(made)
    project(plan, 1)
    project(plan, 2)
    open_due_reviews(today=OPENED, now=moment(OPENED))
    return made


def the_check(year: int = 2026) -> Review:
    return Review.objects.select_related("strategy__partnership").get(due_on__year=year)


def fill(cast: Cast, *lines: op.Judged, answers: list[op.Answered] | None = None, **known: Any) -> int:
    given: dict[str, Any] = {"review": the_check(), "by": cast.officer, "at": NOW} | known
    return op.fill_sheet(lines=lines, answers=answers or [], **given)


def judged(number: int, judgement: str, reason: str = "As reported", version: int = 1) -> op.Judged:
    return op.Judged(RoadmapProject.objects.get(slug=f"project-{number}"), judgement, reason, version)


def every_answer(answer: str = "partly") -> list[op.Answered]:
    return [op.Answered(one, answer, "As told", 0) for one in CheckQuestion]


def conclude(cast: Cast, **fields: Any) -> Review:
    values: dict[str, Any] = {
        "review": the_check(), "judgement": Judgement.AT_RISK, "conclusion": "One of two is on track.",
        "held_on": TODAY, "by": cast.officer, "at": NOW,
    }  # fmt: skip
    return op.conclude_check(**values | fields)


def health(cast: Cast, number: int, health: Health, as_of: date) -> None:
    person = cast.responsible_boston.person
    assert person is not None
    op.report_health(
        project=RoadmapProject.objects.get(slug=f"project-{number}"), health=health, words="So it is.",
        as_of=as_of, person=person, by=cast.officer, at=NOW,
    )  # fmt: skip


@pytest.mark.usefixtures("strategy")
def test_a_sheet_shows_what_is_on_record_now_and_what_it_was_when_opened(cast: Cast) -> None:
    health(cast, 1, Health.AT_RISK, date(2026, 4, 10))
    op.record_stage(
        project=RoadmapProject.objects.get(slug="project-1"), council=cast.boston, stage=Stage.NOT_STARTED,
        as_of=date(2026, 4, 10), by=cast.officer, at=NOW,
    )  # fmt: skip
    first, second = assurance_sheet(the_check(), cast.officer, on=TODAY).lines
    assert [(fact.label, fact.now, fact.was, fact.note) for fact in first.facts] == [
        ("Health", "At risk, 10 April 2026", "Not on record", "4 days old, by Responsible Officer, Boston"),
        ("Business case", "None on record", "", ""),
        ("Boston", "Not started", "", ""),
    ]
    assert [(fact.now, fact.was) for fact in second.facts] == [
        ("Not on record", ""), ("None on record", ""), ("Not on record", ""),
    ]  # fmt: skip
    assert first.health_words == "So it is."


def test_a_sheet_counts_measures_and_health(cast: Cast, strategy: Strategy) -> None:
    health(cast, 1, Health.ON_TRACK, date(2026, 4, 10))
    kpi = op.add_kpi(
        strategy=strategy, name="Trained", unit="people", target=Decimal(100), by=None, at=LOADED
    )
    for value, day in ((Decimal("12.50"), date(2025, 1, 6)), (Decimal(1200), date(2025, 10, 6))):
        op.read_kpi(kpi=kpi, value=value, read_on=day, by=None, at=NOW)
    sheet = assurance_sheet(the_check(), cast.officer, on=TODAY)
    assert sheet.measures == [
        {
            "name": "Trained", "target": "100 people", "target_on": None, "is_stale": True,
            "now": "1,200 people, read on 6 October 2025", "before": "12.5 people, read on 6 January 2025",
        }
    ]  # fmt: skip
    assert [asked.shows for asked in sheet.questions] == [
        "",
        "Of 2 projects 1 is reported on track. The health of 1 project is not on record.",
        "1 of 1 measure has a reading. 1 of them is older than the time between readings.",
        "",
    ]


@pytest.mark.usefixtures("strategy")
def test_half_a_sheet_is_kept_and_only_what_changed_is_written(cast: Cast) -> None:
    assert fill(cast, judged(1, "on_track"), judged(2, "", ""), answers=every_answer()[:1]) == 2
    assert fill(cast, judged(1, "on_track", version=1), judged(2, "", "")) == 0  # sent twice, saved once
    assert fill(cast, judged(1, "at_risk", version=2)) == 1
    rows = AssuranceFinding.objects.filter(review=the_check()).order_by("project__slug")
    assert list(rows.values_list("judgement", "reason", "version")) == [
        ("at_risk", "As reported", 3), ("", "", 1),
    ]  # fmt: skip
    told = HistoryEntry.objects.filter(verb__in=["judge", "answer"]).order_by("number")
    assert list(told.values_list("verb", "old", "new", "public")) == [
        ("judge", "", "on_track", False), ("answer", "", "partly", False), ("judge", "on_track", "at_risk", False),
    ]  # fmt: skip


@pytest.mark.usefixtures("strategy")
def test_a_reason_may_wait_for_its_judgement_and_not_the_other_way(cast: Cast) -> None:
    fill(cast, judged(1, "", "Ask the supplier"))
    assert (
        AssuranceFinding.objects.get(review=the_check(), project__slug="project-1").reason
        == "Ask the supplier"
    )
    with pytest.raises(Refused) as refused:
        fill(cast, judged(2, "off_track", " "))
    line = RoadmapProject.objects.get(slug="project-2")
    assert (refused.value.sentence, refused.value.field) == (
        "Say why you judge Project 2 so", f"p{line.pk}-reason",
    )  # fmt: skip
    with pytest.raises(Refused, match="Say why you answer so"):
        fill(cast, answers=[op.Answered(CheckQuestion.SOONER, "yes", "", 0)])


@pytest.mark.usefixtures("strategy")
def test_what_was_judged_or_answered_is_not_taken_back(cast: Cast) -> None:
    fill(cast, judged(1, "on_track"), answers=[op.Answered(CheckQuestion.SOONER, "no", "It can wait", 0)])
    with pytest.raises(Refused, match="Choose a judgement"):
        fill(cast, judged(1, "", "As reported", version=2))
    with pytest.raises(Refused, match="Choose an answer"):
        fill(cast, answers=[op.Answered(CheckQuestion.SOONER, "", "It can wait", 1)])


@pytest.mark.usefixtures("strategy")
def test_the_second_of_two_officers_overwrites_nothing_unseen(cast: Cast) -> None:
    """Promise C2: all or nothing, and what both say alike is no conflict."""
    fill(cast, judged(1, "on_track"))
    with pytest.raises(Overtaken) as overtaken:
        fill(cast, judged(2, "at_risk"), judged(1, "off_track"), by=cast.second_officer)
    line = RoadmapProject.objects.get(slug="project-1")
    assert overtaken.value.field == f"p{line.pk}-judgement"
    assert ReviewAnswer.objects.count() == 0
    found = AssuranceFinding.objects.filter(review=the_check()).order_by("project__slug")
    assert list(found.values_list("judgement", flat=True)) == ["on_track", ""]
    assert fill(cast, judged(1, "on_track"), by=cast.second_officer) == 0


@pytest.mark.usefixtures("strategy")
def test_a_project_that_came_later_gets_its_line_when_it_is_judged(cast: Cast) -> None:
    plan = RoadmapProject.objects.get(slug="project-1").roadmap
    project(plan, 3)
    assert [line.finding for line in assurance_sheet(the_check(), cast.officer, on=TODAY).lines][2] is None
    assert fill(cast, judged(3, "not_enough_evidence", "It began last week", version=0)) == 1
    line = AssuranceFinding.objects.get(project__slug="project-3")
    assert (line.judgement, line.evidence["seen_on"]) == ("not_enough_evidence", "2026-04-14")
    with pytest.raises(Overtaken):
        fill(cast, judged(3, "on_track", "It flies", version=0))


def test_a_project_of_another_strategy_has_no_line(cast: Cast, strategy: Strategy) -> None:
    other = project(roadmap(digital_strategy(cast, slug="other", title="Other")), 9)
    with pytest.raises(Refused, match="another strategy"):
        fill(cast, op.Judged(other, "on_track", "It is fine", 0))


@pytest.mark.usefixtures("strategy")
def test_a_check_is_concluded_once_everything_is_judged_and_answered(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"Judge every project first\. 2 are left\."):
        conclude(cast)
    fill(cast, judged(1, "on_track"), judged(2, "at_risk"), answers=every_answer()[:3])
    with pytest.raises(Refused, match=r"Answer the four questions first\. 1 question is left\."):
        conclude(cast)
    fill(cast, answers=every_answer()[3:])
    health(cast, 1, Health.OFF_TRACK, date(2026, 4, 12))
    review = conclude(cast, work={"made": 4})
    assert (review.status, review.annual_review and review.annual_review.year) == (
        ReviewStatus.HELD_LATE,
        2026,
    )
    assert review.evidence_at_end == {"seen_on": "2026-04-14", "measures": [], "work": {"made": 4}}
    line = review.findings.get(project__slug="project-1")
    assert (line.evidence["health"], line.evidence_at_end["health"]["health"]) == (None, "Off track")


@pytest.mark.usefixtures("strategy")
def test_a_concluded_sheet_stays_as_it_was_on_that_day(cast: Cast) -> None:
    fill(cast, judged(1, "on_track"), judged(2, "at_risk"), answers=every_answer())
    conclude(cast)
    health(cast, 1, Health.OFF_TRACK, TODAY)
    project(RoadmapProject.objects.get(slug="project-1").roadmap, 3)
    sheet = assurance_sheet(the_check(), cast.officer, on=date(2027, 1, 1))
    assert [line.facts[0].now for line in sheet.lines] == ["Not on record", "Not on record"]
    with pytest.raises(Refused, match="already concluded"):
        fill(cast, judged(1, "off_track", version=2))


@pytest.mark.usefixtures("strategy")
def test_a_sheet_is_for_everybody_once_its_check_is_concluded(cast: Cast) -> None:
    def seen(user: Any) -> list[int]:
        return sorted(review.due_on.year for review in checks_visible_to(user, on=TODAY))

    assert (seen(cast.officer), seen(cast.councillor)) == ([2024, 2026], [])
    fill(cast, judged(1, "on_track"), judged(2, "at_risk"), answers=every_answer())
    conclude(cast)
    assert (seen(cast.officer), seen(cast.councillor)) == ([2024, 2026], [2026])


@pytest.mark.usefixtures("strategy")
def test_a_check_whose_sheet_was_begun_is_concluded_there(cast: Cast) -> None:
    fill(cast, judged(1, "", "Ask the supplier"))
    with pytest.raises(Refused, match="The sheet of this check is begun"):
        op.record_review(review=the_check(), outcome="held", held_on=TODAY, by=cast.officer, at=NOW)


@pytest.mark.usefixtures("strategy")
def test_the_paragraph_is_written_from_the_judgements(cast: Cast) -> None:
    fill(
        cast,
        judged(1, "on_track", "Half of it is live."),
        judged(2, "off_track", "The supplier left"),
        answers=every_answer()[:2],
    )
    assert drafted_paragraph(assurance_sheet(the_check(), cast.officer, on=TODAY)) == (
        "The check looked at 2 projects: 1 on track and 1 off track. "
        "Project 2 is judged off track: The supplier left.\n\n"
        "Are the recommendations moving? Partly. As told. Are the projects on track? Partly. As told."
    )


@pytest.mark.usefixtures("strategy")
def test_the_last_check_is_shown_beside_each_line(cast: Cast) -> None:
    earlier = the_check(2024)
    AssuranceFinding.objects.filter(review=earlier, project__slug="project-1").update(
        judgement="at_risk", reason="As reported"
    )
    lines = assurance_sheet(the_check(), cast.officer, on=TODAY).lines
    assert [line.last_time for line in lines] == ["", ""]  # it was not concluded
    Review.objects.filter(pk=earlier.pk).update(status="held", held_on=date(2024, 3, 1))
    lines = assurance_sheet(the_check(), cast.officer, on=TODAY).lines
    assert [line.last_time for line in lines] == ["At risk, 2024", ""]


@pytest.mark.usefixtures("strategy")
def test_a_review_that_took_another_in_is_held(cast: Cast) -> None:
    decided: dict[str, Any] = {"reason": "Elections", "decided_by": cast.panel, "by": cast.officer, "at": NOW}
    op.record_review(review=the_check(2024), outcome="merged", merged_into=the_check(2025), **decided)
    with pytest.raises(Refused) as refused:
        op.record_review(review=the_check(2025), outcome="excused", **decided)
    assert refused.value.sentence == ("This review took in the 2024 light-touch check, so it has to be held")
    op.record_review(review=the_check(2025), outcome="held", held_on=TODAY, by=cast.officer, at=NOW)


@pytest.mark.usefixtures("strategy")
def test_a_check_held_too_late_for_its_annual_review_is_told_in_the_next(cast: Cast) -> None:
    """That of 2026 is concluded already: the check is told in that of 2027, since 2026 is the year it was held in."""
    AnnualReview.objects.create(
        partnership=cast.partnership, year=2026, concluded_on=date(2026, 4, 2), record={"year": 2026}
    )
    fill(cast, judged(1, "on_track"), judged(2, "at_risk"), answers=every_answer())
    annual = conclude(cast).annual_review
    assert annual is not None
    assert annual.year == 2027


@pytest.mark.usefixtures("strategy")
def test_a_paragraph_is_changed_until_the_annual_review_is_concluded(cast: Cast) -> None:
    fill(cast, judged(1, "on_track"), judged(2, "at_risk"), answers=every_answer())
    review = conclude(cast)
    known: dict[str, Any] = {"by": cast.officer, "at": NOW}
    with pytest.raises(Refused, match="Write the paragraph"):
        op.write_paragraph(review=the_check(), conclusion=" ", version=2, **known)
    op.write_paragraph(review=the_check(), conclusion="Both are late.", version=2, **known)
    with pytest.raises(Overtaken):
        op.write_paragraph(review=the_check(), conclusion="Both are early.", version=2, **known)
    entry = history.latest(review)
    assert entry is not None
    assert entry.details == {"old": "One of two is on track.", "new": "Both are late."}
    annual = AnnualReview.objects.get()
    op.conclude_annual_review(annual_review=annual, concluded_on=TODAY, record={}, version=1, **known)
    with pytest.raises(Refused, match="is concluded"):
        op.write_paragraph(review=the_check(), conclusion="Both are early.", version=3, **known)
    assert the_check().conclusion == "Both are late."


@pytest.mark.usefixtures("strategy")
def test_only_a_review_that_was_held_has_a_paragraph(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only a review that was held"):
        op.write_paragraph(review=the_check(), conclusion="Fine.", version=1, by=cast.officer, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_five_who_conclude_at_once_one_does() -> None:
    """Promise C1, with real connections: one conclusion, one annual review, one row of each in the history."""
    cast = assemble()
    with_two_projects(cast)
    fill(cast, judged(1, "on_track"), judged(2, "at_risk"), answers=every_answer())
    barrier = Barrier(5)
    told: list[str] = []

    def go() -> None:
        try:
            review = the_check()
            barrier.wait()
            conclude(cast, review=review)
            told.append("concluded")
        except Overtaken:
            told.append("overtaken")
        finally:
            connection.close()

    threads = [Thread(target=go) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["concluded", *["overtaken"] * 4]
    assert HistoryEntry.objects.filter(verb__in=["hold_late", "begin"]).count() == 2
