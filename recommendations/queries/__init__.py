"""What the tracker's pages need to know."""

from recommendations.queries.visibility import (
    is_open_to_all,
    is_visible_to,
    parts_visible_to,
    recommendations_visible_to,
    story_visible_to,
    versions_visible_to,
)

__all__ = [
    "is_open_to_all",
    "is_visible_to",
    "parts_visible_to",
    "recommendations_visible_to",
    "story_visible_to",
    "versions_visible_to",
]
