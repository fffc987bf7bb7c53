"""Splitting an amount so that the parts always add up to it, to the penny. Pure."""

from collections.abc import Sequence
from decimal import Decimal

PENNY = Decimal("0.01")
WHOLE = Decimal(100)
HUNDREDTHS = 10_000


def split(amount: Decimal, percents: Sequence[Decimal]) -> list[Decimal]:
    """Split an amount in pounds by percentages that make 100, by the largest remainder.

    Each part first gets the whole pennies of its percentage. The pennies left over go one by one to the parts that lost the
    largest fraction of a penny; of equal fractions the first comes first. Raises ValueError when the percentages are not
    100 together, are below nothing, or are finer than a hundredth of one per cent.
    """
    weights = [_hundredths(percent) for percent in percents]
    if sum(weights) != HUNDREDTHS:
        raise ValueError("The percentages must be 100 together.")
    pennies = int(amount / PENNY)
    if pennies * PENNY != amount:
        raise ValueError("An amount has whole pennies.")
    parts = [pennies * weight // HUNDREDTHS for weight in weights]
    lost = [pennies * weight % HUNDREDTHS for weight in weights]
    first = sorted(range(len(weights)), key=lambda number: (-lost[number], number))
    for number in first[: pennies - sum(parts)]:
        parts[number] += 1
    return [part * PENNY for part in parts]


def _hundredths(percent: Decimal) -> int:
    """A percentage as hundredths of one per cent: 23 is 2,300."""
    weight = int(percent * 100)
    if weight != percent * 100 or weight < 0:
        raise ValueError("A percentage has at most two decimal places and is not below nothing.")
    return weight
