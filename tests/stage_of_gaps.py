"""A fact that no paper gives, for tests that walk every address."""

from strategies.models import Adoption, Strategy
from tests.cast import Cast


def missing(strategy: Strategy, cast: Cast) -> Adoption:
    """What East Lindsey decided on the strategy is not on record."""
    return Adoption.objects.create(strategy=strategy, council=cast.east_lindsey)
