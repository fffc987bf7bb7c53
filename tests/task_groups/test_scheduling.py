"""Preparing the deep reviews that were opened."""

from datetime import UTC, date, datetime
from io import StringIO
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from core import history
from core.models import HistoryEntry
from notices.models import Sweep
from strategies import operations as strategy_operations
from strategies.models import Review
from strategies.scheduling import open_due_reviews
from task_groups import operations
from task_groups.enums import CoverageState, TaskGroupStatus
from task_groups.models import SeatsWanted, TaskGroup, WitnessCoverage
from task_groups.scheduling import prepare_deep_reviews
from task_groups.tasks import prepare_deep_reviews_task
from tests.cast import Cast, assemble
from tests.strategies.props import digital_strategy
from tests.task_groups.props import group_of_2023, report_of

NOW = datetime(2026, 4, 14, 9, 2, tzinfo=UTC)
TODAY = date(2026, 4, 14)


def opened(cast: Cast) -> Review:
    """The Digital Strategy with its reviews opened; gives its deep review of 2025."""
    digital_strategy(cast)
    open_due_reviews(today=TODAY, now=NOW)
    return Review.objects.get(kind="deep")


def test_an_opened_deep_review_gets_a_group_to_convene(cast: Cast) -> None:
    review = opened(cast)
    assert prepare_deep_reviews(now=NOW) == 1
    group = TaskGroup.objects.get()
    assert (group.review, group.strategy, group.status) == (review, review.strategy, TaskGroupStatus.PROPOSED)
    assert group.title == "Task group for the 2025 deep review: Digital Strategy 2023 to 2029"
    assert group.slug == "digital-2023-2029-deep-review-2025"
    assert group.scope == (
        "Is Digital Strategy 2023 to 2029 making progress? Second year after adoption in March 2023. Due by 31 March."
    )
    assert group.background == []
    assert list(SeatsWanted.objects.values_list("council__short_name", "members", "reserves")) == [
        ("Boston", 2, 1),
        ("East Lindsey", 2, 1),
        ("South Holland", 2, 1),
    ]
    entry = history.latest(group)
    assert entry is not None
    assert (entry.verb, entry.actor_name, entry.new) == ("convene", "The portal", "proposed")


def test_its_scope_begins_with_what_the_last_group_left(cast: Cast) -> None:
    review = opened(cast)
    before = group_of_2023(cast, review.strategy)
    witness, line = before.witnesses.all()[0], before.lines_of_enquiry.all()[1]
    WitnessCoverage.objects.create(witness=witness, line=line, state=CoverageState.OPEN)
    report_of(before)
    prepare_deep_reviews(now=NOW)
    group = TaskGroup.objects.get(review=review)
    assert group.scope.splitlines()[1:] == [
        "The last group (Joint task group) asked:",
        "- Does it work?",
        "- Does it fit?",
    ]
    assert group.background == [
        {"kind": "group", "text": "Joint task group", "path": "/reviews/joint-2023/"},
        {"kind": "finding", "text": "System: Old systems remain."},
        {"kind": "finding", "text": "System: Forms work."},
        {"kind": "finding", "text": "Users: Too much jargon."},
        {"kind": "open", "text": "G. Glover: Does it fit?"},
    ]
    seats = dict(SeatsWanted.objects.values_list("council__short_name", "members"))
    assert seats == {"Boston": 1, "East Lindsey": 2, "South Holland": 3}


def test_what_an_unpublished_report_found_is_not_given_away(cast: Cast) -> None:
    review = opened(cast)
    report_of(group_of_2023(cast, review.strategy), publish=False)
    prepare_deep_reviews(now=NOW)
    assert TaskGroup.objects.get(review=review).background == []


def test_again_and_again_changes_nothing(cast: Cast) -> None:
    """Promise R5."""
    opened(cast)
    assert [prepare_deep_reviews(now=NOW) for _ in range(10)] == [1] + [0] * 9
    assert (TaskGroup.objects.count(), SeatsWanted.objects.count()) == (1, 3)


def test_a_concluded_deep_review_and_a_check_need_no_group(cast: Cast) -> None:
    review = opened(cast)
    strategy_operations.record_review(
        review=review, outcome="held", held_on=date(2026, 1, 8), by=cast.officer, at=NOW
    )
    assert prepare_deep_reviews(now=NOW) == 0
    assert TaskGroup.objects.count() == 0


def test_a_taken_address_does_not_stop_the_group(cast: Cast) -> None:
    review = opened(cast)
    group_of_2023(cast, slug="digital-2023-2029-deep-review-2025")
    assert prepare_deep_reviews(now=NOW) == 1
    assert TaskGroup.objects.get(review=review).slug == f"digital-2023-2029-deep-review-2025-{review.pk}"


def test_one_bad_review_stops_nobody(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    """Promise R10: the first review cannot be prepared, since both addresses it may have are taken."""
    review = opened(cast)
    digital_strategy(cast, slug="second", title="Second")
    open_due_reviews(today=TODAY, now=NOW)
    for slug in ("digital-2023-2029-deep-review-2025", f"digital-2023-2029-deep-review-2025-{review.pk}"):
        operations.convene(partnership=cast.partnership, title=slug, slug=slug, by=None, at=NOW)
    assert prepare_deep_reviews(now=NOW) == 1
    assert TaskGroup.objects.get(review__isnull=False).strategy.slug == "second"  # type: ignore[union-attr]
    assert [record.message for record in caplog.records] == ["A deep review could not be prepared"]


def test_the_task_and_the_command_say_what_they_did(cast: Cast) -> None:
    opened(cast)
    with time_machine.travel(NOW, tick=False):
        assert prepare_deep_reviews_task() == "1 task group proposed"
    assert (Sweep.objects.get().name, Sweep.objects.get().ran_at) == ("prepare_deep_reviews", NOW)
    output = StringIO()
    call_command("prepare_deep_reviews", stdout=output)
    assert output.getvalue() == "0 task groups proposed.\n"


@pytest.mark.django_db(transaction=True)
def test_ten_workers_at_once_propose_one_group() -> None:
    """Promise R6, with ten real connections."""
    opened(assemble())
    barrier = Barrier(10)
    proposed: list[int] = []

    def worker() -> None:
        try:
            barrier.wait()
            proposed.append(prepare_deep_reviews(now=NOW))
        finally:
            connection.close()

    threads = [Thread(target=worker) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(proposed) == [0] * 9 + [1]
    assert (TaskGroup.objects.count(), SeatsWanted.objects.count()) == (1, 3)
    assert HistoryEntry.objects.filter(verb="convene").count() == 1
