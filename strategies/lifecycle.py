"""Legal moves of a review, a business case and a spreadsheet. Pure."""

from core.moves import table
from strategies.enums import BusinessCase, ReviewStatus, SheetStatus

CLOSED = "This review is already concluded. Nothing changed."
OPEN = {ReviewStatus.OPEN}

REVIEW_MOVES = table(
    ("hold", OPEN, ReviewStatus.HELD, CLOSED),
    ("hold_late", OPEN, ReviewStatus.HELD_LATE, CLOSED),
    ("merge", OPEN, ReviewStatus.MERGED, CLOSED),
    ("excuse", OPEN, ReviewStatus.EXCUSED, CLOSED),
)

IN_FRONT = "The business case is not waiting for a decision. Nothing changed."
CASE_MOVES = table(
    ("prepare", {BusinessCase.NONE}, BusinessCase.IN_PREPARATION, "The business case is begun already."),
    (
        "submit",
        {BusinessCase.NONE, BusinessCase.IN_PREPARATION},
        BusinessCase.SUBMITTED,
        "The business case is submitted already.",
    ),
    ("approve", {BusinessCase.SUBMITTED}, BusinessCase.APPROVED, IN_FRONT),
    ("send_back", {BusinessCase.SUBMITTED}, BusinessCase.IN_PREPARATION, IN_FRONT),
)

DECIDED = "This spreadsheet is decided on already. Nothing changed."
SHEET_MOVES = table(
    ("take_over", {SheetStatus.READ}, SheetStatus.TAKEN_OVER, DECIDED),
    ("set_aside", {SheetStatus.READ}, SheetStatus.SET_ASIDE, DECIDED),
)
