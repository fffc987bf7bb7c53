"""Splitting an amount to the penny."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from strategies.shares import split


@some.composite
def weights(draw: some.DrawFn) -> list[Decimal]:
    """Percentages with two decimal places that make 100."""
    cuts = sorted(draw(some.lists(some.integers(0, 10_000), max_size=11)))
    bounds = [0, *cuts, 10_000]
    return [Decimal(end - start) / 100 for start, end in pairwise(bounds)]


@given(pennies=some.integers(1, 10**12), percents=weights())
def test_shares_always_add_up_to_the_penny_and_none_is_a_penny_off(
    pennies: int, percents: list[Decimal]
) -> None:
    amount = Decimal(pennies) / 100
    parts = split(amount, percents)
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)
    for part, percent in zip(parts, percents, strict=True):
        assert abs(part - amount * percent / 100) < Decimal("0.01")


@given(pennies=some.integers(1, 10**9), percents=weights())
def test_who_bears_more_per_cent_never_pays_less(pennies: int, percents: list[Decimal]) -> None:
    parts = split(Decimal(pennies) / 100, percents)
    ordered = sorted(zip(percents, parts, strict=True), key=lambda pair: pair[0])
    differing = [(one, other) for one, other in pairwise(ordered) if one[0] < other[0]]
    assert [pair for pair in differing if pair[0][1] > pair[1][1]] == []


@pytest.mark.parametrize(
    ("amount", "percents", "parts"),
    [
        ("46000", ["23", "38.5", "38.5"], ["10580.00", "17710.00", "17710.00"]),
        ("100", ["33.33", "33.33", "33.34"], ["33.33", "33.33", "33.34"]),
        ("0.10", ["33.33", "33.33", "33.34"], ["0.03", "0.03", "0.04"]),
        ("0.01", ["50", "50"], ["0.01", "0.00"]),
        ("10", ["100", "0"], ["10.00", "0.00"]),
    ],
)
def test_pennies_left_over_go_to_the_largest_remainder(
    amount: str, percents: list[str], parts: list[str]
) -> None:
    assert split(Decimal(amount), [Decimal(one) for one in percents]) == [Decimal(one) for one in parts]


@pytest.mark.parametrize(
    "percents", [["50", "49.99"], ["50", "50.01"], [], ["110", "-10"], ["33.335", "66.665"]]
)
def test_percentages_that_are_not_100_are_no_split(percents: list[str]) -> None:
    with pytest.raises(ValueError, match="percentage"):
        split(Decimal(10), [Decimal(one) for one in percents])


def test_half_a_penny_is_no_amount() -> None:
    with pytest.raises(ValueError, match="whole pennies"):
        split(Decimal("0.005"), [Decimal(100)])
