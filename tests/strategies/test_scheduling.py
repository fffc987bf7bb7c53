"""Opening the reviews that are due: never skipped, never doubled."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import StringIO
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core import history
from core.models import HistoryEntry
from councils.enums import PostKind
from councils.models import Appointment
from notices.models import Notice, Sweep
from strategies import operations
from strategies.enums import DayMove, Health, ReviewKind, ReviewStatus, Stage, StrategyStatus
from strategies.models import AssuranceFinding, Review, ReviewNotice, Strategy
from strategies.scheduling import Opened, OpenedReview, open_due_reviews
from strategies.tasks import open_due_reviews_task
from tests.cast import Cast, assemble
from tests.strategies.props import days_after, digital_strategy, moment, project, roadmap

DUE = date(2026, 3, 31)


def run(day: date) -> Opened:
    return open_due_reviews(today=day, now=moment(day))


def on_record() -> list[tuple[str, date, str]]:
    return [(review.kind, review.due_on, review.status) for review in Review.objects.order_by("due_on")]


def test_nothing_is_opened_the_day_before_and_one_on_the_day(cast: Cast) -> None:
    digital_strategy(cast)
    assert run(date(2024, 3, 30)).reviews == []
    assert run(date(2024, 3, 31)).reviews == [
        OpenedReview(
            "Digital Strategy 2023 to 2029",
            ReviewKind.CHECK,
            date(2024, 3, 31),
            "First year after adoption in March 2023. Due by 31 March.",
        )
    ]
    assert on_record() == [("check", date(2024, 3, 31), "open")]


@pytest.mark.parametrize(("gap", "count"), [(1, 3), (3, 3), (14, 3), (40, 3), (3 * 365, 5), (3 * 365 + 1, 6)])
def test_after_any_gap_each_review_is_there_once_with_its_true_date(cast: Cast, gap: int, count: int) -> None:
    """Promise R4: the scheduler was off, however long."""
    digital_strategy(cast, slug="on", title="Looked at daily")
    digital_strategy(cast, slug="off", title="Looked at after a gap")
    Strategy.objects.filter(slug="off").update(status=StrategyStatus.DRAFT)
    for day in sorted({*range(0, gap, 1 if gap <= 40 else 30), gap}):
        run(days_after(DUE, day))
    Strategy.objects.filter(slug="off").update(status=StrategyStatus.ADOPTED)
    run(days_after(DUE, gap))
    daily, late = (
        list(Review.objects.filter(strategy__slug=slug).values_list("kind", "due_on", "why", "status"))
        for slug in ("on", "off")
    )
    assert late == daily
    assert len(late) == count


def test_a_gap_of_years_tells_the_officers_once(cast: Cast) -> None:
    strategy = digital_strategy(cast)
    run(DUE)
    notices = Notice.objects.order_by("recipient_id")
    assert [notice.recipient for notice in notices] == [cast.officer, cast.second_officer]
    assert notices[0].title == "3 reviews are due: Digital Strategy 2023 to 2029"
    assert notices[0].text.splitlines() == [
        "The 2024 light-touch check, due by 31 March 2024. First year after adoption in March 2023. Due by 31 March.",
        "The 2025 deep review, due by 31 March 2025. Second year after adoption in March 2023. Due by 31 March.",
        "The 2026 light-touch check, due by 31 March 2026. Third year after adoption in March 2023. Due by 31 March.",
    ]
    assert notices[0].path == f"/strategies/{strategy.slug}/"


def test_running_again_changes_nothing(cast: Cast) -> None:
    digital_strategy(cast)
    run(DUE)
    before = (on_record(), HistoryEntry.objects.count(), Notice.objects.count())
    for day in range(20):
        assert run(days_after(DUE, day)).reviews == []
    assert (on_record(), HistoryEntry.objects.count(), Notice.objects.count()) == before


def test_a_concluded_review_is_not_opened_again(cast: Cast) -> None:
    digital_strategy(cast)
    run(date(2024, 3, 31))
    operations.record_review(
        review=Review.objects.get(),
        outcome="held",
        held_on=date(2024, 3, 19),
        by=cast.officer,
        at=moment(date(2024, 4, 2)),
    )
    assert run(date(2024, 4, 3)).reviews == []
    assert on_record() == [("check", date(2024, 3, 31), "held")]


def test_a_changed_due_day_doubles_no_year(cast: Cast) -> None:
    strategy = digital_strategy(cast)
    run(date(2024, 3, 31))
    Strategy.objects.filter(pk=strategy.pk).update(due_month=6, due_day=30)
    run(date(2025, 6, 30))
    assert on_record() == [("check", date(2024, 3, 31), "open"), ("deep", date(2025, 6, 30), "open")]


def test_none_is_opened_after_the_strategy_ends(cast: Cast) -> None:
    digital_strategy(cast, ends_on=date(2025, 12, 31))
    run(date(2040, 1, 1))
    assert on_record() == [("check", date(2024, 3, 31), "open"), ("deep", date(2025, 3, 31), "open")]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": StrategyStatus.DRAFT},
        {"status": StrategyStatus.SUPERSEDED},
        {"anchor_on": None},
        {"partnership": None},
        {"deep_every_years": None, "check_every_years": None},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_strategy_without_a_rhythm_in_force_opens_nothing(cast: Cast, fields: dict[str, object]) -> None:
    digital_strategy(cast, **fields)
    assert run(DUE).reviews == []


def test_a_dry_run_says_the_same_and_writes_nothing(cast: Cast) -> None:
    digital_strategy(cast)
    before = HistoryEntry.objects.count()
    told = open_due_reviews(today=DUE, now=moment(DUE), dry_run=True)
    assert (on_record(), HistoryEntry.objects.count(), Notice.objects.count()) == ([], before, 0)
    assert str(told) == "3 reviews to open"
    assert run(DUE).reviews == told.reviews


def test_a_check_begins_with_what_the_record_shows(cast: Cast) -> None:
    """One line for each project, pre-filled; a deep review has no sheet (rule 17)."""
    plan = roadmap(digital_strategy(cast))
    telephony, cyber = project(plan, 1, name="Telephony"), project(plan, 2, name="Cyber resilience")
    assert cast.responsible_boston.person is not None
    for day, stage in [(date(2023, 6, 1), Stage.NOT_STARTED), (date(2024, 2, 1), Stage.BUSINESS_CASE)]:
        operations.record_stage(
            project=telephony, council=cast.boston, stage=stage, note="", as_of=day, by=None, at=moment(day)
        )
    operations.report_health(
        project=telephony,
        health=Health.AT_RISK,
        words="The supplier is late.",
        as_of=date(2024, 3, 1),
        person=cast.responsible_boston.person,
        by=None,
        at=moment(date(2024, 3, 1)),
    )
    run(date(2025, 3, 31))
    lines = AssuranceFinding.objects.order_by("project__position")
    assert [(line.review.due_on.year, line.project) for line in lines] == [(2024, telephony), (2024, cyber)]
    assert [line.evidence for line in lines] == [
        {
            "seen_on": "2025-03-31",
            "business_case": "None on record",
            "stages": [{"council": "Boston", "stage": "Business case", "note": "", "as_of": "2024-02-01"}],
            "health": {
                "health": "At risk",
                "words": "The supplier is late.",
                "as_of": "2024-03-01",
                "age_days": 395,
                "by": "Responsible Officer, Boston",
            },
        },
        {"seen_on": "2025-03-31", "business_case": "None on record", "stages": [], "health": None},
    ]


def test_opening_is_written_in_the_history_by_the_portal_itself(cast: Cast) -> None:
    strategy = digital_strategy(cast)
    run(date(2024, 3, 31))
    entry = history.latest(Review.objects.get())
    assert entry is not None
    assert (entry.verb, entry.actor_name, entry.new, entry.on) == (
        "open",
        "The portal",
        "open",
        date(2024, 3, 31),
    )
    assert entry.trail_id == strategy.pk
    assert list(history.broken_entries()) == []


@pytest.fixture
def _broken_strategy(cast: Cast) -> Iterator[None]:
    """The first of three strategies cannot take a review: the database itself refuses."""
    broken = digital_strategy(cast, slug="a", title="Broken")
    digital_strategy(cast, slug="b", title="Second")
    digital_strategy(cast, slug="c", title="Third")
    drop = "DROP TRIGGER broken_strategy"
    if connection.vendor == "postgresql":
        create = (
            "CREATE FUNCTION broken_strategy() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'this row is broken'; END $$;"
            "CREATE TRIGGER broken_strategy BEFORE INSERT ON strategies_review FOR EACH ROW "
            f"WHEN (NEW.strategy_id = {broken.pk}) EXECUTE FUNCTION broken_strategy()"
        )
        drop += " ON strategies_review; DROP FUNCTION broken_strategy"
    else:
        create = (
            "CREATE TRIGGER broken_strategy BEFORE INSERT ON strategies_review "
            f"WHEN NEW.strategy_id = {broken.pk} BEGIN SELECT RAISE(ABORT, 'this row is broken'); END"
        )
    with connection.cursor() as cursor:
        cursor.execute(create)
    yield
    with connection.cursor() as cursor:
        for statement in drop.split("; "):
            cursor.execute(statement)


@pytest.mark.usefixtures("_broken_strategy")
def test_one_bad_strategy_stops_nobody() -> None:
    """Promise R10."""
    opened = run(date(2024, 3, 31))
    assert [review.strategy for review in opened.reviews] == ["Second", "Third"]
    assert [(title, "this row is broken" in reason) for title, reason in opened.failed] == [("Broken", True)]
    assert str(opened) == "2 reviews opened, 1 failed"
    assert Review.objects.count() == 2


@pytest.mark.usefixtures("_broken_strategy")
def test_the_command_says_which_strategy_was_left_out() -> None:
    output = StringIO()
    with pytest.raises(CommandError, match=r"Left out: Broken\. Reason: this row is broken"):
        call_command("open_due_reviews", on=date(2024, 3, 31), stdout=output)
    assert "2 reviews opened, 1 failed on 31 March 2024." in output.getvalue()


def test_the_command_prints_what_it_would_open_with_the_reasons(cast: Cast) -> None:
    digital_strategy(cast)
    run(DUE)
    output = StringIO()
    call_command("open_due_reviews", "--on", "2029-04-01", "--dry-run", stdout=output)
    assert output.getvalue().splitlines() == [
        "Would open: 2027 deep review of Digital Strategy 2023 to 2029, due 31 March 2027. "
        "Fourth year after adoption in March 2023. Due by 31 March.",
        "Would open: 2028 light-touch check of Digital Strategy 2023 to 2029, due 31 March 2028. "
        "Fifth year after adoption in March 2023. Due by 31 March.",
        "Would open: 2029 deep review of Digital Strategy 2023 to 2029, due 31 March 2029. "
        "Sixth year after adoption in March 2023. Due by 31 March.",
        "3 reviews to open on 1 April 2029.",
    ]
    assert Review.objects.count() == 3
    assert Sweep.objects.count() == 0


@pytest.mark.parametrize(
    ("utc", "opened", "said"),
    [
        # 23:30 in London on the 30th, then 00:30 on the 31st: summer time began on the 29th
        (datetime(2026, 3, 30, 22, 30, tzinfo=UTC), 2, "2 reviews opened, 1 announced"),
        (datetime(2026, 3, 30, 23, 30, tzinfo=UTC), 3, "3 reviews opened"),
        (datetime(2026, 3, 31, 22, 59, tzinfo=UTC), 3, "3 reviews opened"),
    ],
)
def test_the_task_goes_by_the_day_in_london(cast: Cast, utc: datetime, opened: int, said: str) -> None:
    """Promise R7: in summer the day begins an hour before UTC's."""
    digital_strategy(cast)
    with time_machine.travel(utc, tick=False):
        assert open_due_reviews_task() == said
    assert Review.objects.count() == opened
    sweep = Sweep.objects.get()
    assert (sweep.name, sweep.ran_at, sweep.result) == ("open_due_reviews", utc, said)


@pytest.mark.parametrize(
    "utc",
    [
        datetime(2027, 3, 28, 0, 59, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
        datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
        datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
    ],
)
def test_the_hour_in_which_clocks_change_opens_each_review_once(cast: Cast, utc: datetime) -> None:
    day = date(utc.year, utc.month, utc.day)
    digital_strategy(cast, due_month=day.month, due_day=day.day, anchor_on=date(2026, 3, 1))
    for _ in range(2):
        with time_machine.travel(utc, tick=False):
            open_due_reviews_task()
    assert on_record() == [("check", day, "open")]


def test_a_strategy_adopted_on_29_february_opens_in_short_years_too(cast: Cast) -> None:
    digital_strategy(
        cast,
        anchor_on=date(2028, 2, 29),
        starts_on=date(2028, 1, 1),
        ends_on=date(2034, 12, 31),
        due_month=None,
        due_day=None,
    )
    for day in (date(2030, 2, 27), date(2030, 2, 28), date(2030, 3, 1)):
        run(day)
    assert on_record() == [("check", date(2029, 2, 28), "open"), ("deep", date(2030, 2, 28), "open")]


@pytest.mark.django_db(transaction=True)
def test_ten_workers_at_once_open_each_review_once() -> None:
    """Promises R5 and R6: ten real connections, one barrier, the same arguments."""
    strategy = digital_strategy(assemble())
    project(roadmap(strategy))
    barrier = Barrier(10)
    results: list[Opened] = []

    def worker() -> None:
        try:
            barrier.wait()
            results.append(run(DUE))
        finally:
            connection.close()

    threads = [Thread(target=worker) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [result.failed for result in results] == [[]] * 10
    assert sum(len(result.reviews) for result in results) == 3
    assert on_record() == [
        ("check", date(2024, 3, 31), ReviewStatus.OPEN),
        ("deep", date(2025, 3, 31), ReviewStatus.OPEN),
        ("check", date(2026, 3, 31), ReviewStatus.OPEN),
    ]
    assert AssuranceFinding.objects.count() == 2
    assert HistoryEntry.objects.filter(verb="open").count() == 3
    assert Notice.objects.count() == 2
    assert list(history.broken_entries()) == []


def test_a_run_inside_a_transaction_that_fails_leaves_nothing(cast: Cast) -> None:
    """Promise C9: rows, history and notices go together."""
    digital_strategy(cast)
    before = HistoryEntry.objects.count()
    with transaction.atomic():
        assert len(run(DUE).reviews) == 3
        transaction.set_rollback(True)
    assert (Review.objects.count(), HistoryEntry.objects.count(), Notice.objects.count()) == (0, before, 0)


def notices_told() -> list[tuple[str, str, str]]:
    """What the first scrutiny officer was told: kind, title, address."""
    told = Notice.objects.filter(recipient__email="scrutiny@example.org").order_by("pk")
    return [(notice.kind, notice.title, notice.path) for notice in told]


@pytest.mark.parametrize(
    ("day", "announced"),
    [(date(2025, 12, 30), 0), (date(2025, 12, 31), 1), (date(2026, 3, 30), 1), (date(2026, 3, 31), 0)],
)
def test_officers_hear_of_a_review_ninety_days_before_it_is_due(
    cast: Cast, day: date, announced: int
) -> None:
    digital_strategy(cast)
    assert run(day).announced == announced


def test_a_coming_review_is_announced_once_however_often_the_portal_looks(cast: Cast) -> None:
    strategy = digital_strategy(cast, anchor_on=date(2025, 3, 1), due_month=6, due_day=30)
    for day in (-1, 0, 1, 30, 60, 89, 90, 91, 120):
        run(days_after(date(2026, 4, 1), day))
    title = "Digital Strategy 2023 to 2029"
    assert notices_told() == [
        (
            "review_coming",
            f"The 2026 light-touch check is due in 90 days: {title}",
            strategy.get_absolute_url(),
        ),
        ("review_opened", f"The 2026 light-touch check: {title}", strategy.get_absolute_url()),
    ]


def test_another_partnership_may_want_more_notice(cast: Cast) -> None:
    cast.partnership.review_notice_days = 120
    cast.partnership.save()
    digital_strategy(cast)
    assert run(date(2025, 12, 1)).announced == 1


def test_a_day_that_changed_is_announced_anew(cast: Cast) -> None:
    strategy = digital_strategy(cast)
    run(date(2026, 1, 31))
    Strategy.objects.filter(pk=strategy.pk).update(due_month=4, due_day=30)
    assert run(date(2026, 2, 1)).announced == 1
    assert run(date(2026, 2, 2)).announced == 0


def test_however_many_strategies_there_are_the_officers_get_one_digest(cast: Cast) -> None:
    """Promise R4: after a gap one notice of what was opened and one of what is coming, not one for each."""
    for number in range(20):
        digital_strategy(cast, slug=f"s{number}", title=f"Strategy {number:02}")
        digital_strategy(cast, slug=f"t{number}", title=f"Later {number:02}", due_month=6, due_day=1)
    run(DUE)
    assert notices_told() == [
        ("review_coming", "20 reviews of 20 strategies are due soon", "/strategies/"),
        ("review_opened", "100 reviews of 40 strategies are due", "/strategies/"),
    ]
    lines = Notice.objects.filter(kind="review_opened")[0].text.splitlines()
    assert lines[0] == (
        "Strategy 00: the 2024 light-touch check, due by 31 March 2024. "
        "First year after adoption in March 2023. Due by 31 March."
    )
    assert (len(lines), lines[-1]) == (41, "And 60 more.")


def test_what_was_noted_while_nobody_was_in_post_is_told_to_the_next_officer(cast: Cast) -> None:
    digital_strategy(cast)
    Appointment.objects.filter(post__kind=PostKind.SCRUTINY_OFFICER).update(ends_on=date(2026, 2, 28))
    run(DUE)
    assert Notice.objects.count() == 0
    Appointment.objects.filter(person=cast.officer.person).update(ends_on=None)
    run(days_after(DUE, 1))
    assert [kind for kind, _, _ in notices_told()] == ["review_opened"]


def test_what_a_dying_worker_did_not_tell_is_told_by_the_next(cast: Cast) -> None:
    digital_strategy(cast)
    run(DUE)
    Notice.objects.all().delete()
    ReviewNotice.objects.update(told_at=None)
    run(DUE)
    assert notices_told()[0][1] == "3 reviews are due: Digital Strategy 2023 to 2029"


@pytest.mark.parametrize(("due", "day"), [((1, 1), date(2026, 1, 1)), ((12, 31), date(2025, 12, 31))])
def test_new_year_opens_on_its_day(cast: Cast, due: tuple[int, int], day: date) -> None:
    digital_strategy(cast, due_month=due[0], due_day=due[1], anchor_on=date(2024, 6, 1))
    run(days_after(day, -1))
    before = set(Review.objects.values_list("due_on", flat=True))
    run(day)
    assert set(Review.objects.values_list("due_on", flat=True)) - before == {day}


def test_a_clock_put_back_and_forth_loses_and_doubles_nothing(cast: Cast) -> None:
    """Promise R7: two hours on, one back, forty days on, and back again."""
    digital_strategy(cast)
    for day in (DUE, days_after(DUE, 1), DUE, days_after(DUE, 40), days_after(DUE, -3), DUE):
        run(day)
    assert len(on_record()) == 3
    assert [kind for kind, _, _ in notices_told()] == ["review_opened"]


def test_a_moved_day_opens_on_the_day_it_was_moved_to(cast: Cast) -> None:
    digital_strategy(cast)
    Strategy.objects.update(day_move=DayMove.LATER)
    assert run(date(2024, 4, 1)).reviews == []  # Easter Monday, after Easter Sunday
    [opened] = run(date(2024, 4, 2)).reviews
    assert (opened.due_on, opened.why) == (
        date(2024, 4, 2),
        "First year after adoption in March 2023. Due by 31 March. "
        "Moved from Sunday 31 March 2024 to Tuesday 2 April 2024.",
    )


def test_questions_asked_do_not_grow_with_the_strategies(cast: Cast) -> None:
    def asked(number: int) -> int:
        for more in range(Strategy.objects.count(), number):
            project(roadmap(digital_strategy(cast, slug=f"s{more}", title=f"Strategy {more}")))
        with CaptureQueriesContext(connection) as captured:
            open_due_reviews(today=DUE, now=moment(DUE))
        return len(captured)

    few = asked(2)
    assert asked(12) <= few + 1  # the second run knows of a digest already told


def test_five_thousand_reviews_are_opened_within_a_minute(cast: Cast) -> None:
    """Promise R4. The strategies are made directly: five reviews each were due."""
    one = digital_strategy(cast)
    Strategy.objects.bulk_create(
        Strategy(
            title=f"Strategy {number}", slug=f"s{number}", partnership=cast.partnership, status="adopted",
            anchor_on=one.anchor_on, ends_on=one.ends_on, deep_every_years=2, check_every_years=1,
        )
        for number in range(999)
    )  # fmt: skip
    before = time.monotonic()
    assert len(run(date(2028, 12, 31)).reviews) == 5000
    assert time.monotonic() - before < 60
    assert len(notices_told()) == 2
