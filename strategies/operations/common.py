"""What every operation of this app asks the same way."""

from strategies.enums import StrategyStatus
from strategies.models import Strategy


def is_public(strategy: Strategy) -> bool:
    """A draft strategy and all below it stay with the scrutiny officer."""
    return strategy.status != StrategyStatus.DRAFT
