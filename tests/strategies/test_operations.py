"""Writing down strategies, their projects and money, words, and what became of reviews."""

from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from core import history
from core.models import HistoryEntry
from core.refusals import Overtaken, Refused
from strategies import operations
from strategies.enums import (
    AdoptionStatus,
    CheckQuestion,
    Health,
    Judgement,
    MoneySource,
    MoneyState,
    ReviewStatus,
    Stage,
    StrategyStatus,
    TermStatus,
)
from strategies.models import (
    Adoption,
    AnnualReview,
    Funding,
    GlossaryTerm,
    KpiReading,
    Review,
    RoadmapProject,
    Strategy,
)
from strategies.operations.money import share_of
from strategies.scheduling import open_due_reviews
from tests.cast import Cast, assemble
from tests.strategies.props import LOADED, digital_strategy, moment, project, roadmap

TODAY = date(2026, 4, 14)
NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    """The Digital Strategy with two projects and its three lapsed reviews."""
    made = digital_strategy(cast)
    plan = roadmap(made)
    project(plan, 1)
    project(plan, 2)
    open_due_reviews(today=TODAY, now=NOW)
    return made


def the_review(year: int) -> Review:
    return Review.objects.get(due_on__year=year)


def entry_of(review: Review) -> HistoryEntry:
    entry = history.latest(review)
    assert entry is not None
    return entry


@pytest.mark.parametrize(
    ("held_on", "status"),
    [
        (date(2025, 1, 10), ReviewStatus.HELD),
        (date(2025, 3, 31), ReviewStatus.HELD),
        (date(2025, 4, 1), ReviewStatus.HELD_LATE),
        (TODAY, ReviewStatus.HELD_LATE),
    ],
)
@pytest.mark.usefixtures("strategy")
def test_held_or_held_late_is_worked_out_from_the_date(
    cast: Cast, held_on: date, status: ReviewStatus
) -> None:
    operations.record_review(
        review=the_review(2025), outcome="held", held_on=held_on, by=cast.officer, at=NOW
    )
    review = the_review(2025)
    assert (review.status, review.held_on, review.version) == (status, held_on, 2)
    entry = entry_of(review)
    assert (entry.actor_name, entry.actor_role, entry.old, entry.new, entry.on) == (
        "Scrutiny Officer",
        "Scrutiny Officer",
        "open",
        status,
        held_on,
    )
    assert entry.public


@pytest.mark.usefixtures("strategy")
def test_excused_by_a_decision_with_a_reason(cast: Cast) -> None:
    operations.record_review(
        review=the_review(2024),
        outcome="excused",
        reason=" Elections took the time. ",
        decided_by=cast.panel,
        by=cast.officer,
        at=NOW,
    )
    review = the_review(2024)
    assert (review.status, review.reason, review.decided_by) == (
        ReviewStatus.EXCUSED,
        "Elections took the time.",
        cast.panel,
    )
    assert entry_of(review).details == {
        "due_on": "2024-03-31",
        "kind": "check",
        "decided_by": "Performance Monitoring Panel",
    }


@pytest.mark.usefixtures("strategy")
def test_merged_into_another_review_by_a_decision(cast: Cast) -> None:
    """A late deep review does not silently count as the next check (rule 18)."""
    operations.record_review(
        review=the_review(2025), outcome="held", held_on=date(2026, 3, 1), by=cast.officer, at=NOW
    )
    assert the_review(2026).status == ReviewStatus.OPEN
    operations.record_review(
        review=the_review(2026),
        outcome="merged",
        reason="The deep review was a month ago.",
        decided_by=cast.panel,
        merged_into=the_review(2025),
        by=cast.officer,
        at=NOW,
    )
    assert (the_review(2026).status, the_review(2026).merged_into) == (ReviewStatus.MERGED, the_review(2025))


@pytest.mark.parametrize(
    ("fields", "sentence", "field"),
    [
        ({"outcome": ""}, "Choose what became of the review", "outcome"),
        ({"outcome": "held"}, "Enter the day it was held, such as 30 September 2026", "held_on"),
        (
            {"outcome": "held", "held_on": date(2026, 4, 15)},
            "The day it was held must not be in the future",
            "held_on",
        ),
        (
            {"outcome": "held", "held_on": date(2023, 2, 28)},
            "The day must not be before adoption, 1 March 2023",
            "held_on",
        ),
        ({"outcome": "excused", "body": True}, "Say why. The reason is published", "reason"),
        ({"outcome": "excused", "reason": "Because"}, "Choose the body that decided this", "decided_by"),
        (
            {"outcome": "merged", "reason": "Because", "body": True},
            "Choose the review that it was merged into",
            "merged_into",
        ),
    ],
)
@pytest.mark.usefixtures("strategy")
def test_what_is_missing_is_said_and_nothing_is_written(
    cast: Cast, fields: dict[str, Any], sentence: str, field: str
) -> None:
    decided_by = cast.panel if fields.pop("body", False) else None
    before = HistoryEntry.objects.count()
    with pytest.raises(Refused) as refused:
        operations.record_review(
            review=the_review(2025), decided_by=decided_by, by=cast.officer, at=NOW, **fields
        )
    assert (refused.value.sentence, refused.value.field) == (sentence, field)
    assert the_review(2025).status == ReviewStatus.OPEN
    assert HistoryEntry.objects.count() == before


def merge(cast: Cast, review: Review, into: Review) -> None:
    operations.record_review(
        review=review,
        outcome="merged",
        reason="Because",
        decided_by=cast.panel,
        merged_into=into,
        by=cast.officer,
        at=NOW,
    )


@pytest.mark.usefixtures("strategy")
def test_a_review_is_not_merged_into_itself_nor_into_one_that_went_away(cast: Cast) -> None:
    with pytest.raises(Refused, match="Choose another review of the same strategy"):
        merge(cast, the_review(2024), the_review(2024))
    merge(cast, the_review(2024), the_review(2025))
    with pytest.raises(Refused, match="did not take place itself"):
        merge(cast, the_review(2025), the_review(2024))
    digital_strategy(cast, slug="other", title="Other")
    open_due_reviews(today=date(2024, 3, 31), now=NOW)
    other = Review.objects.get(strategy__slug="other")
    with pytest.raises(Refused, match="Choose another review of the same strategy"):
        merge(cast, the_review(2026), other)


@pytest.mark.usefixtures("strategy")
def test_only_the_body_of_the_settings_excuses(cast: Cast) -> None:
    Strategy.objects.update(excused_by=cast.other_panel)
    with pytest.raises(Refused, match="Only Overview Committee may decide this"):
        operations.record_review(
            review=the_review(2024),
            outcome="excused",
            reason="Because",
            decided_by=cast.panel,
            by=cast.officer,
            at=NOW,
        )


@pytest.mark.parametrize("second", ["held", "excused", "merged"])
@pytest.mark.usefixtures("strategy")
def test_a_concluded_review_stays_as_it_is(cast: Cast, second: str) -> None:
    """Promise C6: no move from a concluded state, whichever was first."""
    review = the_review(2025)
    operations.record_review(review=review, outcome="held", held_on=TODAY, by=cast.officer, at=NOW)
    with pytest.raises(Refused, match="already concluded"):
        operations.record_review(
            review=the_review(2025),
            outcome=second,
            held_on=TODAY,
            reason="Because",
            decided_by=cast.panel,
            merged_into=the_review(2026),
            by=cast.officer,
            at=NOW,
        )
    assert the_review(2025).status == ReviewStatus.HELD_LATE


@pytest.mark.usefixtures("strategy")
def test_the_second_of_two_officers_reads_who_was_faster(cast: Cast) -> None:
    first, second = the_review(2025), the_review(2025)
    operations.record_review(review=first, outcome="held", held_on=TODAY, by=cast.officer, at=NOW)
    with pytest.raises(Overtaken, match=r"Scrutiny Officer changed this on 14 April 2026 at 10:02am\."):
        operations.record_review(
            review=second,
            outcome="excused",
            reason="Because",
            decided_by=cast.panel,
            by=cast.second_officer,
            at=NOW,
        )


@pytest.mark.django_db(transaction=True)
def test_of_ten_at_once_one_records_it() -> None:
    """Promise C1, with ten real connections."""
    cast = assemble()
    digital_strategy(cast)
    open_due_reviews(today=date(2024, 3, 31), now=NOW)
    barrier = Barrier(10)
    told: list[str] = []

    def record() -> None:
        try:
            review = Review.objects.select_related("strategy").get()
            barrier.wait()
            operations.record_review(
                review=review, outcome="held", held_on=date(2024, 3, 1), by=cast.officer, at=NOW
            )
            told.append("recorded")
        except Overtaken:
            told.append("overtaken")
        finally:
            connection.close()

    threads = [Thread(target=record) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["overtaken"] * 9 + ["recorded"]
    assert HistoryEntry.objects.filter(verb="hold").count() == 1


@pytest.mark.usefixtures("strategy")
def test_a_check_is_judged_line_by_line_and_concluded_into_the_annual_review(cast: Cast) -> None:
    review = the_review(2026)
    lines = list(review.findings.all())
    conclude: dict[str, Any] = {
        "review": review,
        "judgement": Judgement.AT_RISK,
        "conclusion": "One of two is on track.",
        "held_on": TODAY,
        "by": cast.officer,
        "at": NOW,
    }
    with pytest.raises(Refused, match=r"Judge every project first\. 2 are left\."):
        operations.conclude_check(**conclude)
    for line, judgement in zip(lines, [Judgement.ON_TRACK, Judgement.NOT_ENOUGH_EVIDENCE], strict=True):
        operations.judge_line(
            finding=line, judgement=judgement, reason="As reported", version=1, by=cast.officer, at=NOW
        )
    with pytest.raises(Refused, match=r"Answer the four questions first\. 4 questions are left\."):
        operations.conclude_check(**conclude)
    answers = [operations.Answered(question, "partly", "As told", 0) for question in CheckQuestion]
    operations.fill_sheet(review=review, lines=[], answers=answers, by=cast.officer, at=NOW)
    with pytest.raises(Refused, match="Write the paragraph for the annual review"):
        operations.conclude_check(**conclude | {"conclusion": " "})
    operations.conclude_check(**conclude)
    review = the_review(2026)
    assert (review.status, review.judgement, review.conclusion) == (
        ReviewStatus.HELD_LATE,
        Judgement.AT_RISK,
        "One of two is on track.",
    )
    assert AnnualReview.objects.get().year == 2026
    assert review.annual_review == AnnualReview.objects.get()
    with pytest.raises(Refused, match="already concluded"):
        operations.judge_line(
            finding=the_review(2026).findings.all()[0],
            judgement=Judgement.OFF_TRACK,
            reason="Later",
            version=2,
            by=cast.officer,
            at=NOW,
        )


@pytest.mark.usefixtures("strategy")
def test_a_line_judged_by_two_is_not_overwritten_unseen(cast: Cast) -> None:
    """Promise C2."""
    line = the_review(2024).findings.all()[0]
    judged: dict[str, Any] = {"finding": line, "version": 1, "by": cast.officer, "at": NOW}
    operations.judge_line(**judged, judgement=Judgement.ON_TRACK, reason="First")
    with pytest.raises(Overtaken):
        operations.judge_line(**judged, judgement=Judgement.OFF_TRACK, reason="Second")
    with pytest.raises(Refused, match="Say why you judge it so"):
        operations.judge_line(**judged | {"version": 2}, judgement=Judgement.OFF_TRACK, reason=" ")
    line.refresh_from_db()
    assert (line.judgement, line.reason, line.version) == (Judgement.ON_TRACK, "First", 2)


@pytest.mark.usefixtures("strategy")
def test_a_deep_review_has_no_sheet_to_conclude(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only a light-touch check"):
        operations.conclude_check(
            review=the_review(2025),
            judgement=Judgement.ON_TRACK,
            conclusion="Fine",
            held_on=TODAY,
            by=cast.officer,
            at=NOW,
        )


def test_a_share_is_worked_out_to_the_penny(cast: Cast) -> None:
    """Boston's 23 per cent of the £46,000 review are £10,580 (the Memorandum of Agreement)."""
    funding = operations.add_funding(
        strategy=digital_strategy(cast),
        purpose="Review",
        amount=Decimal(46000),
        money_source=MoneySource.RESERVES,
        state=MoneyState.SPENT,
        is_split=True,
        by=None,
        at=LOADED,
    )
    share = operations.add_share(
        funding=funding, council=cast.boston, percent=Decimal(23), by=None, at=LOADED
    )
    assert share.amount == Decimal("10580.00")
    with pytest.raises(Refused, match="cannot be more than 100 per cent"):
        operations.add_share(
            funding=funding, council=cast.east_lindsey, percent=Decimal("77.01"), by=None, at=LOADED
        )
    with pytest.raises(Refused, match="The share of Boston is on record already"):
        operations.add_share(funding=funding, council=cast.boston, percent=Decimal(1), by=None, at=LOADED)


@pytest.mark.parametrize(
    ("amount", "percent", "share"),
    [("100.01", "50", "50.01"), ("0.01", "50", "0.01"), ("0.01", "49", "0.00"), ("10", "33.33", "3.33")],
)
def test_half_a_penny_goes_up(amount: str, percent: str, share: str) -> None:
    assert share_of(Decimal(amount), Decimal(percent)) == Decimal(share)


def test_a_word_without_an_explanation_is_not_published(db: None) -> None:
    """Rule 25."""
    values: dict[str, Any] = {"by": None, "at": LOADED}
    with pytest.raises(Refused, match="Explain the word"):
        operations.add_term(term="Goss", slug="goss", explanation=" ", publish=True, **values)
    operations.add_term(term="Goss", slug="goss", **values)
    assert GlossaryTerm.objects.get().status == TermStatus.DRAFT
    with pytest.raises(Refused, match="“goss” is in the glossary already"):
        operations.add_term(term="goss", slug="goss-2", **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        GlossaryTerm.objects.update(status=TermStatus.PUBLISHED)


def test_each_council_decides_once_and_an_adoption_has_a_date(cast: Cast) -> None:
    strategy = digital_strategy(cast)
    values: dict[str, Any] = {"strategy": strategy, "council": cast.boston, "by": None, "at": LOADED}
    with pytest.raises(Refused, match="Give the day of the decision"):
        operations.record_adoption(status=AdoptionStatus.ADOPTED, **values)
    adopted: dict[str, Any] = {
        "status": AdoptionStatus.ADOPTED,
        "decided_on": date(2023, 3, 1),
        "decided_precision": "month",
    }
    operations.record_adoption(**adopted, **values)
    with pytest.raises(Refused, match="What Boston decided is on record already"):
        operations.record_adoption(**adopted, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.update(decided_on=None)


def test_health_needs_words_and_a_stage_is_told_once_a_day(cast: Cast) -> None:
    one = project(roadmap(digital_strategy(cast)))
    person = cast.responsible_boston.person
    assert person is not None
    with pytest.raises(Refused, match="Say why the health changed"):
        operations.report_health(
            project=one,
            health=Health.AT_RISK,
            words=" ",
            as_of=TODAY,
            person=person,
            by=cast.officer,
            at=NOW,
        )
    values: dict[str, Any] = {"project": one, "council": cast.boston, "as_of": TODAY, "by": None, "at": NOW}
    operations.record_stage(stage=Stage.BUSINESS_CASE, **values)
    with pytest.raises(Refused, match="The stage at Boston on that day is on record already"):
        operations.record_stage(stage=Stage.STOPPED, **values)


def test_readings_of_a_measure_are_only_added(cast: Cast) -> None:
    kpi = operations.add_kpi(strategy=digital_strategy(cast), name="Trained", by=None, at=LOADED)
    operations.read_kpi(kpi=kpi, value=Decimal(1), read_on=TODAY, by=None, at=NOW)
    with pytest.raises(Refused, match="The reading of that day is on record already"):
        operations.read_kpi(kpi=kpi, value=Decimal(2), read_on=TODAY, by=None, at=NOW)
    assert KpiReading.objects.get().value == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"slug": "digital-2023-2029"}, "There is a strategy at this address already."),
        (
            {"slug": "b", "starts_on": date(2023, 1, 2), "ends_on": date(2023, 1, 1)},
            "The period must not end before it begins.",
        ),
        (
            {"slug": "c", "due_day": None},
            "Give both the day and the month in which reviews are due, or neither.",
        ),
    ],
)
def test_a_strategy_that_cannot_be_is_refused(cast: Cast, fields: dict[str, Any], sentence: str) -> None:
    digital_strategy(cast)
    with pytest.raises(Refused) as refused:
        digital_strategy(cast, **fields)
    assert refused.value.sentence == sentence


def test_what_belongs_to_a_draft_is_not_public_history(cast: Cast) -> None:
    draft = digital_strategy(cast, status=StrategyStatus.DRAFT)
    project(roadmap(draft))
    assert set(history.story_of(draft).values_list("public", flat=True)) == {False}
    digital_strategy(cast, slug="adopted")
    assert history.story_of(Strategy.objects.get(slug="adopted")).get().public


BROKEN: list[tuple[type[Any], dict[str, Any]]] = [
    (Strategy, {"ends_on": date(2022, 12, 31)}),
    (Strategy, {"deep_every_years": 0}),
    (Strategy, {"due_month": None}),
    (Strategy, {"due_day": 32}),
    (Review, {"status": ReviewStatus.HELD, "held_on": None}),
    (Review, {"status": ReviewStatus.EXCUSED, "reason": ""}),
    (Review, {"status": ReviewStatus.MERGED, "reason": "Because", "merged_into": None}),
]


@pytest.mark.parametrize(("model", "values"), BROKEN, ids=lambda value: str(value))
@pytest.mark.usefixtures("strategy")
def test_the_database_holds_what_must_hold(model: type[Any], values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=model.objects.order_by("pk").values("pk")[:1]).update(**values)


def test_a_review_is_unique_for_its_date_and_a_project_for_its_address(
    cast: Cast, strategy: Strategy
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            strategy=strategy, kind="deep", due_on=date(2024, 3, 31), why="Twice", opened_at=moment(TODAY)
        )
    one = RoadmapProject.objects.order_by("pk")[0]
    with pytest.raises(Refused, match="The roadmap has a project of this name already"):
        project(one.roadmap, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Funding.objects.create(
            strategy=strategy, purpose="Nothing", amount=0, money_source="grant", state="bid"
        )
