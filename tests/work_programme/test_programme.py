"""The programme: what comes by rule, what was put on it, what moves and why."""

from datetime import date, datetime
from typing import Any

import pytest

from core import history
from core.models import HistoryEntry
from core.refusals import Overtaken, Refused
from meetings.enums import MeetingStatus
from strategies.enums import ReviewKind, ReviewStatus, StrategyStatus
from strategies.models import Review, Strategy
from task_groups.models import SeatsWanted, TaskGroup
from tests import factories
from tests.cast import TODAY, Cast
from tests.stage_of_programme import work
from tests.work_programme.conftest import as_user, text_of
from work_programme import operations, queries
from work_programme.enums import WorkKind
from work_programme.models import CouncilLimit, PlannedMonths, WorkItem

PAGE = "/work-programme/"


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    """Adopted in March 2023, until 2029: deep every second year, a check in the years between, by 31 March."""
    return Strategy.objects.create(
        partnership=cast.partnership, title="Digital Strategy", slug="digital", status=StrategyStatus.ADOPTED,
        starts_on=date(2023, 1, 1), ends_on=date(2029, 12, 31), anchor_on=date(2023, 3, 1), deep_every_years=2,
        check_every_years=1, due_month=3, due_day=31,
    )  # fmt: skip


def shown(cast: Cast, **query: str) -> dict[str, tuple[str, str]]:
    """What the public's page lists: each key with its months and its state."""
    page = queries.programme_page(cast.stranger, query, on=TODAY)
    return {line.key: (line.months, line.status.word) for line in page.chosen}


def test_reviews_put_themselves_on_the_programme(cast: Cast, strategy: Strategy) -> None:
    known = {"strategy": strategy, "why": "By rule.", "opened_at": factories.MOMENT}
    Review.objects.create(
        kind=ReviewKind.CHECK,
        due_on=date(2024, 3, 31),
        status=ReviewStatus.HELD,
        held_on=date(2024, 3, 19),
        **known,
    )
    Review.objects.create(
        kind=ReviewKind.DEEP,
        due_on=date(2025, 3, 31),
        status=ReviewStatus.EXCUSED,
        reason="Elections.",
        **known,
    )
    Review.objects.create(kind=ReviewKind.CHECK, due_on=date(2026, 3, 31), **known)
    assert shown(cast) == {
        "review-digital-2026": ("February 2026 to April 2026", "Lapsed"),
        "review-digital-2027": ("October 2026 to March 2027", "Planned"),
    }


def test_a_deep_review_and_its_task_group_are_one_piece_of_work(cast: Cast, strategy: Strategy) -> None:
    review = Review.objects.create(
        strategy=strategy,
        kind=ReviewKind.DEEP,
        due_on=date(2027, 3, 31),
        why="By rule.",
        opened_at=factories.MOMENT,
    )
    group = TaskGroup.objects.create(partnership=cast.partnership, title="Group", slug="group", review=review)
    page = queries.programme_page(cast.stranger, {"type": "deep"}, on=TODAY)
    assert {line.key: line.path for line in page.chosen} == {
        "review-digital-2025": strategy.get_absolute_url(),
        "review-digital-2027": group.get_absolute_url(),
    }
    assert shown(cast, type="group") == {}


def test_a_task_group_of_its_own_is_under_way_while_it_meets(cast: Cast) -> None:
    group = TaskGroup.objects.create(partnership=cast.partnership, title="Roads", slug="roads")
    assert shown(cast) == {"group-roads": ("April 2026", "Proposed")}
    for day, status in ((date(2026, 6, 9), "agenda_published"), (date(2026, 9, 8), "planned")):
        factories.meeting(cast, body=None, task_group=group, slug=str(day), held_on=day, status=status)
    assert shown(cast) == {"group-roads": ("June 2026", "Proposed")}
    SeatsWanted.objects.create(task_group=group, council=cast.boston)
    page = queries.programme_page(cast.stranger, {}, on=TODAY)
    assert [(row.name, sum(row.counts)) for row in page.rows] == [
        ("Joint", 0), ("Boston", 1), ("East Lindsey", 0), ("South Holland", 0),
    ]  # fmt: skip


def test_a_meeting_that_nobody_may_know_of_is_not_told_by_a_count(cast: Cast) -> None:
    group = TaskGroup.objects.create(partnership=cast.partnership, title="Roads", slug="roads")
    factories.meeting(
        cast, body=None, task_group=group, slug="x", held_on=date(2026, 9, 8), status=MeetingStatus.PLANNED
    )
    for user in (cast.stranger, cast.officer):
        assert [line.months for line in queries.lines_on(user, on=TODAY)] == ["April 2026"]


def test_work_goes_on_until_it_is_finished(cast: Cast, now: datetime) -> None:
    late = work(cast, first=date(2026, 1, 1), last=date(2026, 2, 1))
    assert shown(cast) == {f"work-{late.pk}": ("January 2026 to April 2026", "Should be finished")}
    operations.end_work(item=late, end="finish", by=cast.officer, at=now)
    assert shown(cast) == {}
    assert shown(cast, **{"from": "2026-01"}) == {
        f"work-{late.pk}": ("January 2026 to February 2026", "Finished")
    }


def test_what_is_taken_off_counts_no_longer_and_stays_to_be_read(cast: Cast, on_the_day: datetime) -> None:
    item = work(cast)
    with pytest.raises(Refused, match="Say why it is taken off"):
        operations.end_work(item=item, end="withdraw", by=cast.officer, at=on_the_day)
    operations.end_work(item=item, end="withdraw", reason="Done elsewhere.", by=cast.officer, at=on_the_day)
    assert shown(cast) == {}
    page = text_of(as_user(None), item.get_absolute_url())
    assert "Taken off the programme on 14 April 2026." in page
    assert "Done elsewhere." in page
    with pytest.raises(Refused, match="has ended already"):
        operations.end_work(item=item, end="finish", by=cast.officer, at=on_the_day)


def test_a_piece_of_work_moves_with_its_reason_and_the_log_tells(cast: Cast, on_the_day: datetime) -> None:
    item = work(cast, first=date(2026, 10, 1))
    officer = as_user(cast.officer)
    sent = {
        "starts_on": "September 2026",
        "ends_on": "September 2026",
        "reason": "October is full.",
        "version": "1",
    }
    assert officer.post(f"{PAGE}work-{item.pk}/move/", sent).status_code == 302
    item.refresh_from_db()
    assert (item.starts_on, item.ends_on, item.version) == (date(2026, 9, 1), date(2026, 9, 1), 2)
    log = text_of(as_user(None), f"{PAGE}log/")
    assert "September 2026, before: October 2026" in log
    assert "October is full." in log
    again = officer.post(f"{PAGE}work-{item.pk}/move/", {**sent, "starts_on": "8/2026"})
    assert again.status_code == 409
    assert "Somebody moved this while you were working." in again.content.decode()
    assert "October is full." in again.content.decode()


def test_trying_a_move_shows_the_effect_and_writes_nothing(cast: Cast, on_the_day: datetime) -> None:
    cast.partnership.workload_limit = 1
    cast.partnership.save()
    item, _ = work(cast, first=date(2026, 10, 1)), work(cast, first=date(2026, 10, 1), title="Second")
    address = f"{PAGE}work-{item.pk}/move/"
    before = HistoryEntry.objects.count()
    sent = {"starts_on": "September 2026", "ends_on": "September 2026", "version": "1", "look": "1"}
    page = " ".join(as_user(cast.officer).post(address, sent).content.decode().split())
    asked = text_of(as_user(cast.officer), f"{address}?from=2026-09&to=2026-09")
    for one in (page, asked):
        assert "What the move would do" in one
        assert '2 <span class="due--bad">1 over the limit</span>' in one
    assert (HistoryEntry.objects.count(), WorkItem.objects.get(pk=item.pk).version) == (before, 1)
    for said in (
        {"reason": ""},
        {"reason": "x", "ends_on": "August 2026"},
        {"reason": "x", "starts_on": "soon"},
    ):
        told = as_user(cast.officer).post(address, {**sent, **said} | {"look": ""}, follow=True)
        assert told.status_code == 200
    assert HistoryEntry.objects.count() == before


def test_the_page_suggests_one_move_and_makes_none(cast: Cast, on_the_day: datetime) -> None:
    cast.partnership.workload_limit = 1
    cast.partnership.save()
    first = work(cast, first=date(2026, 10, 1))
    work(cast, first=date(2026, 10, 1), title="Second")
    page = text_of(as_user(cast.officer), PAGE)
    assert "Not in October.</strong> It goes 1 over the limit of 1 pieces of work at a time." in page
    assert (
        "start “The budgets” in September 2026, not October 2026.</strong> October 2026 drops from 2 to 1."
        in page
    )
    assert f"{PAGE}work-{first.pk}/move/?from=2026-09&amp;to=2026-09" in page
    assert "Try a move" not in text_of(as_user(None), PAGE)
    assert PlannedMonths.objects.count() == 0


def test_months_of_a_review_move_but_not_past_the_day_on_which_it_is_due(
    cast: Cast, strategy: Strategy, now: datetime
) -> None:
    known: dict[str, Any] = {
        "strategy": strategy, "year": 2027, "before": (date(2026, 10, 1), date(2027, 3, 1)), "by": cast.officer,
        "latest": date(2027, 3, 1), "reason": "The autumn is full.", "at": now,
    }  # fmt: skip
    with pytest.raises(Refused, match="due in March 2027"):
        operations.plan_review(version=0, starts_on=date(2026, 12, 1), ends_on=date(2027, 4, 1), **known)
    plan = operations.plan_review(version=0, starts_on=date(2026, 12, 1), ends_on=date(2027, 3, 1), **known)
    assert shown(cast)["review-digital-2027"] == ("December 2026 to March 2027", "Planned")
    with pytest.raises(Overtaken):
        operations.plan_review(version=0, starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 1), **known)
    operations.plan_review(version=1, starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 1), **known)
    assert [row.verb for row in history.of(plan)] == ["move", "move"]
    page = queries.programme_page(cast.stranger, {}, on=TODAY)
    line = next(one for one in page.lines if one.key == "review-digital-2027")
    assert (line.due_on, line.version) == (date(2027, 3, 31), 2)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Say what the work is"),
        ({"councils": []}, "Choose at least one council"),
        ({"kind": WorkKind.DEEP}, "put themselves on the programme"),
        ({"ends_on": date(2026, 8, 1)}, "must not be before the first"),
        ({"ends_on": date(2028, 9, 1)}, "24 months or fewer"),
        ({"starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 1)}, "has passed"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    cast: Cast, now: datetime, wrong: dict[str, Any], sentence: str
) -> None:
    right: dict[str, Any] = {
        "partnership": cast.partnership, "title": "Budgets", "kind": WorkKind.BUDGET, "councils": cast.councils,
        "starts_on": date(2026, 9, 14), "ends_on": date(2026, 9, 14),
    }  # fmt: skip
    with pytest.raises(Refused, match=sentence):
        operations.add_work(**right | wrong, by=cast.officer, at=now)
    assert operations.add_work(**right, by=cast.officer, at=now).starts_on == date(2026, 9, 1)


def test_the_officer_adds_work_and_everybody_reads_it(cast: Cast, on_the_day: datetime) -> None:
    sent = {
        "title": "Budget scrutiny", "kind": "budget", "councils": [one.pk for one in cast.councils[:2]],
        "starts_on": "October 2026", "ends_on": "11/2026", "note": "At each council.", "owner": cast.panel.pk,
    }  # fmt: skip
    assert as_user(cast.councillor).post(f"{PAGE}add/", sent).status_code == 403
    done = as_user(cast.officer).post(f"{PAGE}add/", sent, follow=True)
    page = " ".join(done.content.decode().split())
    assert "Planned for October 2026 to November 2026." in page
    assert "Boston and East Lindsey" in page
    assert "South Holland: Performance Monitoring Panel" in page
    item = WorkItem.objects.get()
    words = {"title": "Budgets", "kind": "budget", "councils": [cast.boston.pk], "version": "1", "note": ""}
    assert as_user(cast.officer).post(f"{PAGE}items/{item.pk}/edit/", words).status_code == 302
    item.refresh_from_db()
    assert (item.title, list(item.councils.all()), item.version) == ("Budgets", [cast.boston], 2)
    stale = as_user(cast.officer).post(f"{PAGE}items/{item.pk}/edit/", {**words, "title": "Other"})
    assert (stale.status_code, "It says now: Budgets: budget." in stale.content.decode()) == (409, True)


def test_filters_narrow_the_list_and_what_is_unknown_is_said(cast: Cast, on_the_day: datetime) -> None:
    joint, own = work(cast), work(cast, councils=[cast.boston], kind=WorkKind.EVIDENCE)
    key = {joint: f"work-{joint.pk}", own: f"work-{own.pk}"}
    assert set(shown(cast, council="boston")) == {key[joint], key[own]}
    assert set(shown(cast, council="south-holland")) == {key[joint]}
    assert set(shown(cast, council="joint")) == {key[joint]}
    assert set(shown(cast, type="evidence")) == {key[own]}
    assert shown(cast, **{"from": "2026-10"}) == {}
    page = text_of(as_user(None), f"{PAGE}?council=atlantis&type=zebra&from=2026-13&to=1999-01")
    assert "We ignored 4 filters we did not recognise." in page
    assert "Nothing matches what you chose" in text_of(as_user(None), f"{PAGE}?type=report")


def test_a_council_over_its_own_limit_is_named(cast: Cast) -> None:
    CouncilLimit.objects.create(council=cast.boston, pieces=1)
    work(cast)
    work(cast, councils=[cast.boston])
    page = queries.programme_page(cast.stranger, {}, on=TODAY)
    assert page.of_councils == ["Boston goes over its own limit of 1, joint work counted, in September 2026."]
    assert page.answer == ("Yes.", "The busiest month is September, with 2 of 8.")
