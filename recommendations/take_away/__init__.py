"""Papers to take away: which a meeting has, and those that tell what became of things."""

from recommendations.take_away.action_sheet import action_sheet
from recommendations.take_away.agenda_pack import agenda_pack
from recommendations.take_away.kinds import KINDS, Kind, Offer, offers

__all__ = ["KINDS", "Kind", "Offer", "action_sheet", "agenda_pack", "offers"]
