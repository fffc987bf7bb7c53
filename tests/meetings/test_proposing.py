"""Days for the meetings of a task group, on which nothing stands in the way."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.enums import Precision
from councils.enums import QuietKind
from councils.models import Body, ClosureDay, Council, Partnership, QuietPeriod
from meetings.cycle import FURTHEST, PassedOver, free_days
from meetings.enums import MeetingStatus
from meetings.models import Meeting
from meetings.queries.proposing import (
    councils_of,
    earliest_day,
    knows_quiet_periods,
    proposed_days,
    sessions_to_begin_with,
)
from strategies.models import Review
from task_groups import operations
from task_groups.models import TaskGroup
from tests import factories
from tests.cast import TODAY, Cast
from tests.strategies.props import digital_strategy
from tests.strategies.reading import queries_of, words
from tests.task_groups.props import BY_THE_PORTAL, LOADED, group_of_2023, report_of

MONDAY = date(2026, 6, 1)


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    """A group to convene for a deep review that is due on 30 June 2026, with members from Boston and East Lindsey."""
    review = Review.objects.create(
        strategy=digital_strategy(cast),
        kind="deep",
        due_on=date(2026, 6, 30),
        why="It is due.",
        opened_at=LOADED,
    )
    made = operations.convene(
        partnership=cast.partnership, title="New group", slug="new", review=review, **BY_THE_PORTAL
    )
    for council in (cast.boston, cast.east_lindsey):
        operations.want_seats(group=made, council=council, **BY_THE_PORTAL)
    return made


@pytest.fixture
def on_the_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 4, 14, 9, 2, tzinfo=UTC), tick=False):
        yield


def none_in_the_way(_: date) -> str:
    return ""


def test_days_lie_so_many_weeks_apart() -> None:
    found = free_days(MONDAY, number=3, weeks_apart=2, obstacle=none_in_the_way)
    assert [one.day for one in found] == [MONDAY, date(2026, 6, 15), date(2026, 6, 29)]
    assert [one.why for one in found] == ["Nothing stands in the way"] * 3


def test_a_day_moves_on_and_says_what_was_passed_over() -> None:
    recess = {MONDAY + timedelta(days=step): "recess" for step in range(3)} | {
        date(2026, 6, 4): "Cabinet meets"
    }
    (first, second) = free_days(MONDAY, number=2, weeks_apart=1, obstacle=lambda day: recess.get(day, ""))
    assert first.day == date(2026, 6, 5)
    assert first.passed == (
        PassedOver(MONDAY, date(2026, 6, 3), "recess"),
        PassedOver(date(2026, 6, 4), date(2026, 6, 4), "Cabinet meets"),
    )
    assert first.why == (
        "Moved on from 1 June 2026. Passed over: 1 June 2026 to 3 June 2026: recess; 4 June 2026: Cabinet meets"
    )
    assert (second.day, second.wanted) == (date(2026, 6, 12), date(2026, 6, 12))


def test_where_no_day_is_free_fewer_are_proposed() -> None:
    last_free = MONDAY + timedelta(days=FURTHEST - 1)
    assert free_days(MONDAY, number=3, weeks_apart=1, obstacle=lambda _: "recess") == []
    (only,) = free_days(
        MONDAY, number=3, weeks_apart=1, obstacle=lambda day: "" if day == last_free else "recess"
    )
    assert only.day == last_free
    end = date(2199, 12, 30)
    assert [one.day for one in free_days(end, number=3, weeks_apart=1, obstacle=none_in_the_way)] == [end]


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (date(2026, 4, 14), date(2026, 4, 29)),  # a Tuesday: ready on the 21st, notice 22 to 28 April
        (
            date(2026, 12, 14),
            date(2026, 12, 31),
        ),  # Christmas and Boxing Day (its substitute) are no working days
    ],
)
def test_the_first_day_leaves_a_week_to_prepare_and_clear_notice(on: date, first: date) -> None:
    assert earliest_day(on=on) == first


def quiet(kind: QuietKind, council: Council | None, first: date, last: date, **fields: Any) -> QuietPeriod:
    values: dict[str, Any] = {
        "kind": kind,
        "council": council,
        "starts_on": first,
        "ends_on": last,
        "reason": "So",
    }
    return QuietPeriod.objects.create(**values | fields)


def why_on(group: TaskGroup, day: date) -> str:
    """What stands in the way of one day: it is passed over first."""
    (one,) = proposed_days(group, first=day, number=1)
    return one.passed[0].reason if one.passed else ""


def test_recesses_elections_closures_and_weekends_are_avoided(group: TaskGroup, cast: Cast) -> None:
    quiet(QuietKind.RECESS, cast.boston, MONDAY, date(2026, 6, 5))
    quiet(QuietKind.PRE_ELECTION, None, date(2026, 7, 1), date(2026, 7, 9), election_on=date(2026, 7, 9))
    quiet(QuietKind.RECESS, cast.south_holland, date(2026, 6, 8), date(2026, 6, 12))
    quiet(
        QuietKind.RECESS,
        None,
        date(2026, 6, 8),
        date(2026, 6, 12),
        withdrawn_on=TODAY,
        withdrawn_reason="Wrong",
    )
    ClosureDay.objects.create(day=date(2026, 6, 16), council=cast.east_lindsey, reason="Training")
    ClosureDay.objects.create(day=date(2026, 6, 17), council=cast.south_holland, reason="Training")
    ClosureDay.objects.create(day=date(2026, 6, 18), reason="Training")
    assert [why_on(group, date(2026, day.month, day.day)) for day in (
        MONDAY, date(2026, 6, 9), date(2026, 6, 13), date(2026, 6, 16), date(2026, 6, 17), date(2026, 6, 18),
        date(2026, 7, 9), date(2026, 8, 31),
    )] == [
        "recess, Boston", "", "Saturday", "offices closed at East Lindsey", "", "offices closed",
        "pre-election period, all councils", "Late Summer Bank Holiday",
    ]  # fmt: skip


def test_the_days_of_other_meetings_are_avoided(group: TaskGroup, cast: Cast) -> None:
    joint = Body.objects.create(
        partnership=cast.partnership, name="Joint panel", slug="joint-panel", kind="joint_panel"
    )
    other = operations.convene(
        partnership=cast.partnership, title="Other group", slug="other", **BY_THE_PORTAL
    )
    taken: list[tuple[int, dict[str, Any], str]] = [
        (1, {"body": cast.boston_cabinet}, MeetingStatus.PLANNED),
        (2, {"body": joint}, MeetingStatus.AGENDA_PUBLISHED),
        (3, {"body": None, "task_group": other}, MeetingStatus.PLANNED),
        (4, {"body": cast.south_holland_cabinet}, MeetingStatus.PLANNED),
        (5, {"body": cast.boston_cabinet}, MeetingStatus.CANCELLED),
        (8, {"body": None, "task_group": group}, MeetingStatus.PLANNED),
    ]
    for day, whose, status in taken:
        held_on = date(2026, 6, day)
        factories.meeting(
            cast, slug=held_on.isoformat(), held_on=held_on, status=status, status_reason="So", **whose
        )
    reasons = [why_on(group, date(2026, 6, day)) for day in (1, 2, 3, 4, 5, 8)]
    assert reasons == [
        "Boston’s Cabinet meets", "the Joint panel meets", "the Other group meets", "", "", "the New group meets",
    ]  # fmt: skip


def test_councils_that_take_part_are_those_with_seats_or_members(group: TaskGroup, cast: Cast) -> None:
    assert councils_of(group) == [cast.boston, cast.east_lindsey]
    bare = operations.convene(partnership=cast.partnership, title="Bare", slug="bare", **BY_THE_PORTAL)
    other = Partnership.objects.create(name="Another", short_name="A", slug="another")
    Council.objects.create(partnership=other, code="X", slug="x", name="X", short_name="X")
    assert councils_of(bare) == cast.councils


def test_as_many_meetings_as_the_last_group_had(group: TaskGroup, cast: Cast) -> None:
    assert sessions_to_begin_with(group) == 3
    report_of(group_of_2023(cast, group.strategy))
    assert sessions_to_begin_with(group) == 2


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer)
    return client


def typed(**fields: Any) -> dict[str, Any]:
    return {"first_on": "1 June 2026", "number": "2", "weeks_apart": "3"} | fields


@pytest.mark.usefixtures("on_the_day")
def test_the_page_proposes_days_with_reasons(officer: Client, group: TaskGroup, cast: Cast) -> None:
    path = reverse("meetings:group-dates", args=[group.slug])
    page = words(officer.get(path))
    assert (
        "3 days are free of weekends, bank holidays, and the meetings on record of the councils’ own bodies. "
        "No recess or pre-election period is on record until then." in page
    )
    quiet(QuietKind.RECESS, cast.boston, MONDAY, date(2026, 6, 5))
    assert knows_quiet_periods(group, first=TODAY, last=MONDAY)
    response = officer.post(path, typed(look="1", place="Boston"))
    page = words(response)
    assert "2 days are free of weekends, bank holidays, recesses, pre-election periods and the" in page
    assert (
        "Monday 8 June 2026 Moved on from 1 June 2026. Passed over: 1 June 2026 to 5 June 2026: recess, Boston; "
        "6 June 2026: Saturday; 7 June 2026: Sunday Monday 29 June 2026 Nothing stands in the way" in page
    )
    assert 'value="Boston"' in response.content.decode()
    assert Meeting.objects.count() == 0


@pytest.mark.usefixtures("on_the_day")
def test_a_day_after_the_review_was_due_says_so(officer: Client, group: TaskGroup) -> None:
    path = reverse("meetings:group-dates", args=[group.slug])
    page = words(officer.post(path, typed(first_on="1 July 2026", number="1", look="1")))
    assert "Nothing stands in the way. After the day on which the review was due, 30 June 2026" in page


@pytest.mark.usefixtures("on_the_day")
def test_accepted_days_become_meetings_once(officer: Client, group: TaskGroup) -> None:
    path = reverse("meetings:group-dates", args=[group.slug])
    sent = typed(days=["2026-06-01", "2026-06-22"], starts_at="6:30pm", place="Boston", plan="1")
    for _ in range(2):
        assert officer.post(path, sent).url == f"{group.get_absolute_url()}#meetings"  # type: ignore[attr-defined]
    rows = Meeting.objects.filter(task_group=group).order_by("held_on")
    assert list(rows.values_list("held_on", "held_precision", "starts_at", "place", "status")) == [
        (day, Precision.DAY, time(18, 30), "Boston", MeetingStatus.PLANNED)
        for day in (MONDAY, date(2026, 6, 22))
    ]
    page = words(officer.get(group.get_absolute_url()))
    assert "1 June 2026 : New group Planned · Boston" in page
    assert "1 June 2026 : New group" not in words(Client().get(group.get_absolute_url()))


@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose at least one day"),
        ({"days": ["2026-06-02"]}, "2 June 2026 is not free any more. Choose days from the list"),
        ({"days": ["tomorrow"]}, "Choose days from the list"),
        ({"days": ["2026-06-01"], "first_on": "soon"}, "Enter a date, such as 30 September 2026"),
        ({"days": ["2026-06-01"], "number": "9"}, "Enter a number from 1 to 8"),
        ({"days": ["2026-06-01"], "weeks_apart": "0"}, "Enter a number from 1 to 12"),
    ],
)
def test_what_cannot_be_planned_is_said_beside_the_field(
    officer: Client, group: TaskGroup, fields: dict[str, Any], sentence: str
) -> None:
    response = officer.post(reverse("meetings:group-dates", args=[group.slug]), typed(plan="1", **fields))
    assert response.status_code == 200
    assert sentence in words(response)
    assert Meeting.objects.count() == 0


@pytest.mark.usefixtures("on_the_day")
def test_the_page_asks_the_same_number_of_questions_whatever_there_is(
    officer: Client, group: TaskGroup, cast: Cast
) -> None:
    path = reverse("meetings:group-dates", args=[group.slug])
    few = queries_of(officer, path)
    for step in range(30):
        day = date(2026, 5, 1) + timedelta(days=step)
        factories.meeting(cast, body=cast.boston_cabinet, slug=day.isoformat(), held_on=day)
        quiet(QuietKind.RECESS, cast.boston, day, day)
        ClosureDay.objects.create(day=day, council=cast.boston, reason="Training")
    assert queries_of(officer, path) == few
