"""How much is under way, whether it fits, and which one move would help. Pure."""

from datetime import date
from typing import Any

import pytest

from work_programme.drawing import FLOOR, draw
from work_programme.months import months_between, read_month, shifted, spell_months
from work_programme.workload import (
    Limits,
    Piece,
    answer,
    best_move,
    by_first_month,
    counted_in,
    effect_of,
    over_own_limit,
)

YEAR = list(months_between(date(2026, 4, 1), date(2027, 3, 1)))
BOSTON, ALL = frozenset({1}), frozenset({1, 2, 3})


def month(number: int) -> date:
    """A month of the year from April 2026 on: 4 is April 2026, 13 is January 2027."""
    return shifted(date(2026, 1, 1), number - 1)


def piece(key: str, first: int, last: int | None = None, **fields: Any) -> Piece:
    defaults: dict[str, Any] = {"councils": ALL, "is_movable": True}
    return Piece(key, f"Work {key}", month(first), month(last or first), **defaults | fields)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("October 2026", date(2026, 10, 1)),
        ("oct 2026", date(2026, 10, 1)),
        ("10/2026", date(2026, 10, 1)),
        ("2026-10", date(2026, 10, 1)),
        ("13/2026", None),
        ("31 February 2026", None),
        ("Octember 2026", None),
        ("", None),
    ],
)
def test_a_month_is_read_as_people_write_it(text: str, read: date | None) -> None:
    assert read_month(text) == read


def test_months_go_past_the_end_of_a_year() -> None:
    assert (shifted(date(2026, 11, 1), 3), shifted(date(2026, 2, 1), -3)) == (
        date(2027, 2, 1),
        date(2025, 11, 1),
    )
    assert spell_months(date(2026, 12, 1), date(2027, 1, 1)) == "December 2026 to January 2027"


def test_work_counts_in_every_month_in_which_it_is_under_way() -> None:
    pieces = [piece("a", 4, 6), piece("b", 6, 13), piece("c", 1, 4)]
    assert counted_in(pieces, YEAR) == [2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 0, 0]


def test_a_year_that_fits_names_its_busiest_month() -> None:
    assert answer([piece("a", 6), piece("b", 6, 7)], YEAR, 2) == (
        "Yes.",
        "The busiest month is June, with 2 of 2.",
    )
    assert answer([piece("a", 6), piece("b", 8)], YEAR, 2) == (
        "Yes.",
        "The busiest months are June and August, with 1 of 2.",
    )
    assert answer([], YEAR, 2) == ("Yes.", "Nothing is planned in these months.")


def test_months_over_the_limit_are_named_from_the_first_to_the_last() -> None:
    crowd = [piece(f"a{number}", 10) for number in range(3)]
    assert answer(crowd, YEAR, 2) == (
        "Not in October.",
        "It goes 1 over the limit of 2 pieces of work at a time.",
    )
    later = [piece(f"b{number}", 12) for number in range(3)]
    assert answer(crowd + later, YEAR, 2) == (
        "Not from October to December.",
        "2 of those months go over the limit of 2 pieces of work at a time.",
    )
    between = [piece(f"c{number}", 11) for number in range(3)]
    assert answer(crowd + between + later, YEAR, 2)[1] == (
        "All of those months go over the limit of 2 pieces of work at a time."
    )


def test_the_smallest_move_that_helps_most_is_suggested() -> None:
    held = [piece(f"a{number}", 10, 12, is_movable=False) for number in range(2)]
    found = best_move([*held, piece("long", 10, 11), piece("short", 12)], YEAR, Limits(2))
    assert found is not None
    assert (found.piece.key, found.first, found.last) == ("long", month(8), month(9))
    assert found.effect == "October 2026 drops from 3 to 2 and November 2026 drops from 3 to 2."


def test_nothing_is_suggested_where_everything_fits_or_nothing_may_move() -> None:
    crowd = [piece(f"a{number}", 10, is_movable=False) for number in range(3)]
    assert best_move(crowd, YEAR, Limits(3)) is None
    assert best_move(crowd, YEAR, Limits(2)) is None
    begun = [*crowd[:2], piece("begun", 4, 10)]
    assert best_move(begun, YEAR, Limits(2)) is None


def test_a_suggestion_never_goes_past_the_month_in_which_a_review_is_due() -> None:
    held = [piece(f"a{number}", 10, is_movable=False) for number in range(2)]
    review = piece("review", 9, 10, latest=month(10))
    found = best_move([*held, review], YEAR, Limits(2))
    assert found is not None
    assert (found.first, found.last) == (month(8), month(9))


def test_a_council_with_a_limit_of_its_own_counts_joint_work_too() -> None:
    pieces = [piece("joint", 6), piece("own", 6, councils=BOSTON), piece("other", 6, councils=frozenset({2}))]
    limits = Limits(8, {1: 1, 2: 3})
    assert over_own_limit(pieces, YEAR, limits, {1: "Boston", 2: "East Lindsey"}) == [
        "Boston goes over its own limit of 1, joint work counted, in June 2026."
    ]
    found = best_move(pieces, YEAR, limits)
    assert found is not None
    assert (found.piece.key, found.first) == ("joint", month(5))


def test_the_effect_names_the_months_that_a_move_touches_and_no_others() -> None:
    pieces = [piece("a", 10, 12), piece("b", 10), piece("c", 8)]
    effect = effect_of(pieces, pieces[0], first=month(9), last=month(11), limit=1)
    assert [(one.month, one.before, one.after, one.over_after) for one in effect] == [
        (month(9), 0, 1, 0),
        (month(12), 1, 0, 0),
    ]


def test_work_that_began_earlier_is_listed_under_the_first_month() -> None:
    pieces = [piece("late", 7), piece("old", 1, 6), piece("now", 4)]
    listed = [
        (first, [one.key for one in group]) for first, group in by_first_month(pieces, earliest=month(4))
    ]
    assert listed == [(month(4), ["old", "now"]), (month(7), ["late"])]


def test_columns_stand_on_the_floor_and_mark_only_what_goes_over() -> None:
    months = YEAR[:2]
    drawing = draw(months, [[1, 2], [0, 2]], limit=3)
    first, second = drawing.columns
    assert [block.fill for block in second.blocks] == ["#0d3a43", "#3f93a8"]
    assert (first.over, second.over) == ("", "1 over")
    assert first.blocks[0].y + first.blocks[0].height + 1 == FLOOR
    assert round(second.top + second.over_height, 1) == drawing.limit_y
    assert [value for _, value in drawing.ticks] == [0, 1, 2, 3, 4]
