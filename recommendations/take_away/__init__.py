"""Papers to take away that tell what became of things."""

from recommendations.take_away.action_sheet import action_sheet

__all__ = ["action_sheet"]
