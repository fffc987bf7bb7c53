"""Stories of reminders: each thing told once to each person, after any gap, whatever happens to one row."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.enums import Capacity
from notices.models import Notice, Sweep
from recommendations.enums import PartStatus, RecommendationStatus, ResponseStatus
from recommendations.models import Recommendation, Response
from recommendations.reminders import write_reminders
from recommendations.tasks import write_reminders_task
from tests import factories
from tests.cast import Cast, hold, person_with_account

DUE = date(2026, 5, 20)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def run(day: date) -> int:
    return write_reminders(today=day, now=at(day)).told


def told() -> list[tuple[str, str]]:
    """Who was told what, in the order of writing."""
    return [(notice.recipient.name, notice.title) for notice in Notice.objects.order_by("pk")]


@pytest.fixture
def awaited(cast: Cast) -> Response:
    return factories.response(factories.recommendation(cast), cast.boston, cast, due_on=DUE)


@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2026, 4, 19), 0), (date(2026, 4, 20), 1), (date(2026, 5, 1), 1), (DUE, 1)],
)
def test_an_answer_due_within_thirty_days_is_told_to_the_holder(
    cast: Cast, awaited: Response, day: date, count: int
) -> None:
    assert run(day) == count
    assert told() == [("Portfolio Holder, Boston", "Boston’s answer to DS26-1 is due by 20 May 2026")] * count


def test_a_late_answer_is_told_to_the_holder_and_the_officers(cast: Cast, awaited: Response) -> None:
    run(date(2026, 5, 23))
    title = "3 days late: Boston’s answer to DS26-1"
    assert sorted(told()) == [
        ("Portfolio Holder, Boston", title),
        ("Scrutiny Officer", title),
        ("Second Scrutiny Officer", title),
    ]


def test_any_number_of_runs_tells_once(cast: Cast, awaited: Response) -> None:
    factories.part(awaited.recommendation, cast.boston, cast, due_on=DUE)
    for day in range(40):
        for _ in range(2):
            run(date(2026, 4, 20) + timedelta(days=day))
    counted = Counter((notice.kind, notice.recipient.name) for notice in Notice.objects.all())
    assert counted == {
        ("response_due_soon", "Portfolio Holder, Boston"): 1,
        ("response_overdue", "Portfolio Holder, Boston"): 1,
        ("response_overdue", "Scrutiny Officer"): 1,
        ("response_overdue", "Second Scrutiny Officer"): 1,
        ("action_due_soon", "Responsible Officer, Boston"): 1,
        ("action_overdue", "Responsible Officer, Boston"): 1,
        ("action_overdue", "Portfolio Holder, Boston"): 1,
    }


@pytest.mark.parametrize("gap", [1, 3, 14, 40])
def test_after_a_gap_one_run_tells_each_thing_once(cast: Cast, awaited: Response, gap: int) -> None:
    before = run(DUE - timedelta(days=1))
    assert before == 1
    assert run(DUE + timedelta(days=gap)) == 3
    assert run(DUE + timedelta(days=gap)) == 0


def test_a_clock_that_steps_back_tells_nothing_twice(cast: Cast, awaited: Response) -> None:
    run(DUE)
    assert run(DUE - timedelta(days=5)) == 0


def test_a_moved_date_is_a_new_occasion(cast: Cast, awaited: Response) -> None:
    run(DUE)
    Response.objects.update(due_on=DUE + timedelta(days=10))
    assert run(DUE) == 1


@pytest.mark.parametrize(
    "status", [ResponseStatus.ANSWERED, ResponseStatus.NOT_SENT, ResponseStatus.NOT_ON_RECORD]
)
def test_where_no_clock_runs_nobody_is_reminded(cast: Cast, status: str) -> None:
    verdict = "accepted" if status == ResponseStatus.ANSWERED else ""
    factories.response(
        factories.recommendation(cast), cast.boston, cast, due_on=DUE, status=status, verdict=verdict
    )
    assert run(date(2026, 6, 1)) == 0


def test_a_closed_recommendation_reminds_nobody(cast: Cast, awaited: Response) -> None:
    Recommendation.objects.update(status=RecommendationStatus.CLOSED)
    assert run(date(2026, 6, 1)) == 0


def test_nobody_is_reminded_of_an_old_promise_whose_outcome_is_not_on_record(cast: Cast) -> None:
    factories.part(None, cast.boston, cast, status=PartStatus.NO_OUTCOME, due_on=date(2023, 3, 31))
    assert run(DUE) == 0


def test_noted_leaves_the_reminders_running(cast: Cast, awaited: Response) -> None:
    Response.objects.update(status=ResponseStatus.UNANSWERED, verdict="noted")
    assert run(DUE) == 1
    assert "which does not answer" in Notice.objects.get().text


def test_a_vacant_post_reminds_the_officers_and_a_new_holder_later(cast: Cast, awaited: Response) -> None:
    cast.portfolio_boston.appointments.update(ends_on=date(2026, 4, 30))
    run(date(2026, 5, 10))
    assert sorted(name for name, _ in told()) == ["Scrutiny Officer", "Second Scrutiny Officer"]
    new = person_with_account("New Holder", "new@example.org")
    hold(new, cast.portfolio_boston, since=date(2026, 5, 11))
    run(date(2026, 5, 12))
    assert told()[-1] == ("New Holder", "Boston’s answer to DS26-1 is due by 20 May 2026")


def test_a_deputy_is_reminded_too(cast: Cast, awaited: Response) -> None:
    deputy = person_with_account("Deputy", "deputy@example.org")
    hold(deputy, cast.portfolio_boston, capacity=Capacity.DEPUTY)
    run(DUE)
    assert sorted(name for name, _ in told()) == ["Deputy", "Portfolio Holder, Boston"]


@pytest.mark.parametrize(
    ("day", "people"), [(date(2026, 5, 16), 0), (date(2026, 5, 17), 1), (date(2026, 5, 21), 3)]
)
def test_a_decision_that_waits_is_told_before_and_after_its_date(cast: Cast, day: date, people: int) -> None:
    factories.part(
        factories.recommendation(cast),
        cast.boston,
        cast,
        status=PartStatus.READY,
        round=1,
        submitted_by=cast.responsible_boston,
        submitted_at=at(date(2026, 5, 6)),
        decide_by=DUE,
    )
    assert run(day) == people


def test_an_exempt_recommendation_sends_no_exempt_word(cast: Cast) -> None:
    secret = factories.recommendation(
        cast, title="Buy the harbour", public_title="A property matter", openness="exempt"
    )
    factories.response(secret, cast.boston, cast, due_on=DUE)
    factories.part(secret, cast.boston, cast, title="Offer two million", openness="exempt", due_on=DUE)
    run(DUE + timedelta(days=1))
    words = " ".join(f"{notice.title} {notice.text}" for notice in Notice.objects.all())
    assert "A property matter" in words
    assert "harbour" not in words
    assert "million" not in words


def test_one_bad_row_stops_nobody(cast: Cast) -> None:
    for number in range(1, 6):
        factories.response(factories.recommendation(cast, number), cast.boston, cast, due_on=DUE)
    Recommendation.objects.filter(reference="DS26-3").update(
        reference="DS26/3"
    )  # no page has such an address
    written = write_reminders(today=DUE, now=at(DUE))
    bad = Response.objects.get(recommendation__reference="DS26/3")
    assert written.told == 4
    assert [key for key, _ in written.failed] == [
        f"response_due_soon:{bad.pk}:2026-05-20:{cast.holder_boston.pk}"
    ]
    with pytest.raises(CommandError, match="Left out: response_due_soon"):
        call_command("write_reminders", "--on", "2026-05-20", stdout=StringIO())


def test_a_dry_run_writes_nothing(cast: Cast, awaited: Response) -> None:
    output = StringIO()
    call_command("write_reminders", "--on", "2026-05-20", "--dry-run", stdout=output)
    assert output.getvalue() == "1 reminder to write on 20 May 2026.\n"
    assert (Notice.objects.count(), Sweep.objects.count()) == (0, 0)
    call_command("write_reminders", "--on", "2026-05-20", stdout=output)
    assert (Notice.objects.count(), Sweep.objects.get().result) == (1, "1 reminder written")


def test_the_task_marks_its_sweep(cast: Cast) -> None:
    assert write_reminders_task() == "0 reminders written"
    assert Sweep.objects.get(name="write_reminders").result == "0 reminders written"


def test_once_all_is_told_the_sweep_asks_as_much_for_thirty_rows_as_for_one(cast: Cast) -> None:
    counts = []
    for numbers in (range(1, 2), range(2, 31)):
        for number in numbers:
            recommendation = factories.recommendation(cast, number)
            factories.response(recommendation, cast.boston, cast, due_on=DUE)
            factories.part(recommendation, cast.boston, cast, due_on=DUE)
        assert run(DUE) == 2 * len(numbers)
        with CaptureQueriesContext(connection) as asked:
            assert run(DUE) == 0
        counts.append(len(asked))
    assert counts[0] == counts[1]
