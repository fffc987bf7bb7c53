"""Legal moves of a review. Pure."""

from core.moves import table
from strategies.enums import ReviewStatus

CLOSED = "This review is already concluded. Nothing changed."
OPEN = {ReviewStatus.OPEN}

REVIEW_MOVES = table(
    ("hold", OPEN, ReviewStatus.HELD, CLOSED),
    ("hold_late", OPEN, ReviewStatus.HELD_LATE, CLOSED),
    ("merge", OPEN, ReviewStatus.MERGED, CLOSED),
    ("excuse", OPEN, ReviewStatus.EXCUSED, CLOSED),
)
