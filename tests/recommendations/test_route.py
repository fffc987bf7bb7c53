"""The route of a report: planned and actual days, what each body did, and reports that have none."""

from datetime import date
from typing import Any

import pytest

from core.models import HistoryEntry
from core.refusals import Overtaken, Refused
from councils.enums import BodyKind
from councils.models import Body
from recommendations import operations
from recommendations.models import RouteStop
from recommendations.operations import Planned
from recommendations.queries.route import bodies_to_offer, reports_without_route, route_of, route_words
from task_groups.models import Report
from tests import factories
from tests.cast import TODAY, Cast
from tests.recommendations.reports import NOW, begun, drafted, drafting


@pytest.fixture
def report(cast: Cast) -> Report:
    """A published report with one recommendation to Boston and South Holland."""
    report = begun(drafting(cast), cast)
    drafted(report, cast)
    return operations.publish_whole_report(report=report, by=cast.officer, at=NOW)


def plan(report: Report, cast: Cast, *stops: Planned) -> list[RouteStop]:
    return operations.plan_route(report=report, stops=stops, by=cast.officer, at=NOW)


def change(stop: RouteStop, cast: Cast, **fields: Any) -> RouteStop:
    known = {"version": stop.version, "planned_on": stop.planned_on}
    return operations.change_stop(stop=stop, **known | fields, by=cast.officer, at=NOW)


def lines(report: Report, cast: Cast) -> list[tuple[str, str, str]]:
    return [(line.name, line.status.word, line.when) for line in route_of(report, cast.stranger, on=TODAY)]


def test_a_report_goes_from_body_to_body(cast: Cast, report: Report) -> None:
    assert list(reports_without_route()) == [report]
    panel, cabinet, executive = plan(
        report,
        cast,
        Planned(cast.panel, date(2026, 4, 7)),
        Planned(cast.boston_cabinet, date(2026, 4, 28)),
        Planned(cast.east_lindsey_executive),
    )
    assert list(reports_without_route()) == []
    assert lines(report, cast) == [
        ("South Holland: Performance Monitoring Panel", "No decision on record", "Planned for 7 April 2026"),
        ("Boston: Cabinet", "Planned", "Planned for 28 April 2026"),
        ("East Lindsey: Executive", "Planned, no day yet", ""),
    ]
    held = factories.meeting(cast, slug="2026-04-08", held_on=date(2026, 4, 8))
    change(panel, cast, meeting=held, decision="noted", note="With thanks.")
    change(cabinet, cast, planned_on=date(2026, 5, 5))
    change(executive, cast, taken_off_reason="The Executive asked for a letter instead.")
    assert lines(report, cast) == [
        ("South Holland: Performance Monitoring Panel", "Noted", "8 April 2026"),
        ("Boston: Cabinet", "Planned", "Planned for 5 May 2026, moved from 28 April 2026"),
        ("East Lindsey: Executive", "No longer goes there", ""),
    ]
    found = route_of(report, cast.stranger, on=TODAY)
    assert (
        route_words(found, on=TODAY) == "It has been to 1 of 2 bodies. Next: Boston: Cabinet, on 5 May 2026."
    )
    assert [line.meeting for line in found] == [held, None, None]
    rows = HistoryEntry.objects.filter(subject="recommendations.routestop", public=True)
    assert [(row.verb, row.new, row.actor_role) for row in rows] == [
        *[("plan", "", "Scrutiny Officer")] * 3,
        ("reach", "noted", "Scrutiny Officer"),
        ("plan", "", "Scrutiny Officer"),
        ("take_off", "", "Scrutiny Officer"),
    ]


def test_a_meeting_that_nobody_may_know_of_is_not_named(cast: Cast, report: Report) -> None:
    planned = factories.meeting(cast, slug="2026-04-09", held_on=date(2026, 4, 9), status="planned")
    (stop,) = plan(report, cast, Planned(cast.panel))
    change(stop, cast, meeting=planned)
    assert [line.meeting for line in route_of(report, cast.stranger, on=TODAY)] == [None]
    assert [line.meeting for line in route_of(report, cast.officer, on=TODAY)] == [planned]


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"reached_on": date(2026, 4, 15)}, "reached_on", "must be today or earlier"),
        ({"decision": "agreed"}, "reached_on", "Give the day on which the body did so"),
        (
            {"reached_on": date(2026, 4, 1), "taken_off_reason": "No."},
            "taken_off_reason",
            "or that it no longer goes there",
        ),
    ],
)
def test_what_came_of_a_stop_must_hold_together(
    cast: Cast, report: Report, fields: dict[str, Any], field: str, sentence: str
) -> None:
    (stop,) = plan(report, cast, Planned(cast.panel))
    with pytest.raises(Refused, match=sentence) as refused:
        change(stop, cast, **fields)
    assert refused.value.field == field


def test_where_it_got_to_stays_on_the_record(cast: Cast, report: Report) -> None:
    (stop,) = plan(report, cast, Planned(cast.panel))
    there = {"reached_on": date(2026, 4, 1), "decision": "referred"}
    change(stop, cast, **there)
    with pytest.raises(Refused, match="It got there: that stays on the record"):
        change(stop, cast, **there, taken_off_reason="A mistake.")
    with pytest.raises(Overtaken):
        change(stop, cast, version=1)
    other = factories.meeting(cast, body=cast.other_panel, slug="2026-04-10", held_on=date(2026, 4, 10))
    with pytest.raises(Refused, match="a meeting of another body"):
        change(stop, cast, meeting=other)


def test_a_body_stands_once_on_a_route(cast: Cast, report: Report) -> None:
    plan(report, cast, Planned(cast.panel))
    with pytest.raises(Refused, match="The report goes to Performance Monitoring Panel already"):
        plan(report, cast, Planned(cast.boston_cabinet), Planned(cast.panel))
    with pytest.raises(Refused, match="Choose at least one body"):
        plan(report, cast)
    assert RouteStop.objects.count() == 1


def test_the_usual_route_is_offered_for_the_councils_that_are_asked(cast: Cast, report: Report) -> None:
    joint = Body.objects.create(
        partnership=cast.partnership, name="Joint Panel", slug="joint", kind=BodyKind.JOINT_PANEL
    )
    Body.objects.create(
        partnership=cast.partnership,
        name="ICT Board",
        slug="ict",
        kind=BodyKind.BOARD,
        ends_on=date(2026, 4, 13),
    )
    plan(report, cast, Planned(cast.boston_cabinet))
    assert bodies_to_offer(report, [cast.boston, cast.south_holland], on=TODAY) == [
        (joint, True),
        (cast.panel, True),
        (cast.south_holland_cabinet, True),
        (cast.other_panel, False),
        (cast.east_lindsey_executive, False),
    ]


def test_sending_reaches_the_executive_that_was_planned(cast: Cast, report: Report) -> None:
    plan(report, cast, Planned(cast.boston_cabinet, date(2026, 4, 1)))
    receipt = operations.Receipt(cast.boston, date(2026, 4, 2))
    operations.send_report(report=report, receipts=[receipt], by=cast.officer, at=NOW)
    assert lines(report, cast) == [("Boston: Cabinet", "Received", "2 April 2026")]


def test_the_route_of_a_draft_report_is_not_told_in_public(cast: Cast) -> None:
    plan(begun(drafting(cast), cast), cast, Planned(cast.panel, date(2026, 5, 1)))
    assert not HistoryEntry.objects.filter(subject="recommendations.routestop", public=True).exists()
    assert list(reports_without_route()) == []
