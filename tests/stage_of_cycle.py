"""A recess on stage."""

from datetime import date

from councils.enums import QuietKind
from councils.models import QuietPeriod
from tests.cast import Cast


def recess(cast: Cast) -> QuietPeriod:
    """South Holland's recess in August 2026."""
    return QuietPeriod.objects.create(
        kind=QuietKind.RECESS, council=cast.south_holland, starts_on=date(2026, 8, 1), ends_on=date(2026, 8, 31),
        reason="Summer recess",
    )  # fmt: skip
