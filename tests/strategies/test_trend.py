"""The drawings of readings and of how a project has fared: facts in, coordinates out."""

from datetime import date
from typing import Any

import pytest

from strategies.trend import FLOOR, LEFT, RIGHT, TOP, WIDTH, strip, trend

END = WIDTH - RIGHT


def drawn(*values: float, target: float | None = None, until: date = date(2026, 1, 11)) -> Any:
    """Readings on the first days of January 2026."""
    return trend(
        [(date(2026, 1, day), value, str(value)) for day, value in enumerate(values, start=1)],
        target=target,
        target_words="Target",
        until=until,
        first_words="1 January 2026",
        last_words="11 January 2026",
    )


def test_nothing_read_is_nothing_drawn() -> None:
    assert drawn() is None


def test_readings_stand_at_their_days_from_nothing_to_the_highest() -> None:
    trend = drawn(0.0, 50.0, 100.0)
    assert [(dot.x, dot.y) for dot in trend.dots] == [(LEFT, FLOOR), (68.0, 115.0), (126.0, TOP)]
    assert trend.points == "10.0,196.0 68.0,115.0 126.0,34.0"
    assert trend.target_y is None


def test_a_target_above_all_readings_is_the_highest() -> None:
    trend = drawn(50.0, target=100.0)
    assert (trend.target_y, trend.dots[0].y) == (TOP, 115.0)


def test_what_is_below_nothing_stays_inside() -> None:
    assert [dot.y for dot in drawn(-10.0, 10.0).dots] == [FLOOR, TOP]


def test_the_last_day_is_at_the_end() -> None:
    assert drawn(1.0, 2.0, until=date(2026, 1, 2)).dots[-1].x == END


def test_a_value_is_written_where_there_is_room_and_the_last_always() -> None:
    words = [dot.words for dot in drawn(1.0, 2.0, 3.0).dots]
    assert words == ["1.0", "", "3.0"]
    assert [dot.words for dot in drawn(1.0, 2.0, until=date(2026, 1, 2)).dots] == ["1.0", "2.0"]


@pytest.mark.parametrize("value", [0.0, 5.0])
def test_one_reading_on_one_day_is_a_dot(value: float) -> None:
    trend = drawn(value, until=date(2026, 1, 1))
    assert [dot.x for dot in trend.dots] == [LEFT]
    assert TOP <= trend.dots[0].y <= FLOOR


def test_a_health_lasts_until_the_next_and_the_last_until_today() -> None:
    reports = [
        (date(2026, 1, 1), "On track", "green", "ok", "1 January 2026"),
        (date(2026, 1, 6), "At risk", "amber", "warn", "6 January 2026"),
    ]
    drawn = strip(reports, until=date(2026, 1, 11))
    assert drawn is not None
    assert [(one.x, one.width, one.says, one.ink) for one in drawn.stretches] == [
        (0.0, 360.0, "On track", "#17673b"),
        (360.0, 360.0, "At risk", "#8a4b00"),
    ]


def test_a_short_stretch_leaves_its_words_to_the_list() -> None:
    reports = [
        (date(2025, 1, 1), "On track", "green", "ok", "1 January 2025"),
        (date(2025, 12, 30), "At risk", "amber", "warn", "30 December 2025"),
    ]
    drawn = strip(reports, until=date(2025, 12, 31))
    assert drawn is not None
    last = drawn.stretches[-1]
    assert (last.says, last.dated, last.shows_icon) == ("", "", False)


def test_two_reports_of_one_day_show_the_later() -> None:
    reports = [
        (date(2026, 1, 1), "On track", "green", "ok", "1 January 2026"),
        (date(2026, 1, 1), "Off track", "red", "bad", "1 January 2026"),
    ]
    drawn = strip(reports, until=date(2026, 1, 11))
    assert drawn is not None
    assert [one.word for one in drawn.stretches] == ["Off track"]


def test_no_report_is_no_strip() -> None:
    assert strip([], until=date(2026, 1, 1)) is None
