"""How things stood over time: replayed from what happened, and drawn."""

from datetime import date

from recommendations.over_time import Block, Event, draw, replay

JANUARY = date(2026, 1, 20)


def test_each_thing_stands_where_it_last_came_to_stand() -> None:
    columns = replay(
        [
            Event(JANUARY, 1, 1, "awaited"),
            Event(JANUARY, 2, 2, "awaited"),
            Event(date(2026, 3, 31), 9, 1, "answered"),
            Event(date(2026, 3, 31), 8, 1, "unanswered"),
            Event(date(2026, 4, 15), 10, 2, "answered"),
        ],
        until=date(2026, 4, 14),
    )
    assert [(one.label, one.until, one.counts) for one in columns] == [
        ("Jan 2026", date(2026, 1, 31), {"awaited": 2}),
        ("Feb 2026", date(2026, 2, 28), {"awaited": 2}),
        ("Mar 2026", date(2026, 3, 31), {"answered": 1, "awaited": 1}),
        ("Apr 2026", date(2026, 4, 14), {"answered": 1, "awaited": 1}),
    ]
    assert replay([Event(date(2026, 5, 1), 1, 1, "awaited")], until=JANUARY) == []


def test_periods_grow_with_the_time_that_is_told() -> None:
    def labels(first: date) -> list[str]:
        return [one.label for one in replay([Event(first, 1, 1, "awaited")], until=date(2026, 4, 14))]

    assert len(labels(date(2024, 11, 1))) == 18
    assert labels(date(2024, 10, 31))[:2] == ["Oct to Dec 2024", "Jan to Mar 2025"]
    assert labels(date(2024, 10, 31))[-1] == "Apr to Jun 2026"
    assert labels(date(2019, 12, 31)) == ["2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"]


def test_columns_are_stacked_from_the_floor_in_the_order_given() -> None:
    columns = replay([Event(JANUARY, 1, 1, "awaited"), Event(JANUARY, 2, 2, "answered")], until=JANUARY)
    drawing = draw(columns, ["answered", "awaited", "noted"])
    assert drawing is not None
    assert drawing.blocks == [
        Block(550.0, 134.0, 96.0, 118.0, "answered"),
        Block(550.0, 16.0, 96.0, 118.0, "awaited"),
    ]
    assert (drawing.lines, drawing.labels) == ([(252, 0), (16, 2)], [(598.0, "Jan 2026")])
    assert draw([], ["answered"]) is None
