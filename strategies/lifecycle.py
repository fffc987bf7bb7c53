"""Legal moves of a strategy, its money, a review, a business case and a spreadsheet. Pure."""

from core.moves import table
from strategies.enums import BusinessCase, MoneyState, ReviewStatus, SheetStatus, StrategyStatus, TermStatus

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

STRATEGY_MOVES = table(
    (
        "send_to_scrutiny",
        {StrategyStatus.DRAFT},
        StrategyStatus.UNDER_SCRUTINY,
        "Only a draft is sent to scrutiny.",
    ),
    (
        "adopt",
        {StrategyStatus.UNDER_SCRUTINY},
        StrategyStatus.ADOPTED,
        "Only a strategy under scrutiny is adopted.",
    ),
    (
        "supersede",
        {StrategyStatus.ADOPTED},
        StrategyStatus.SUPERSEDED,
        "Only an adopted strategy is superseded.",
    ),
)

MONEY_MOVES = table(
    ("award", {MoneyState.BID}, MoneyState.AWARDED, "Only a bid is awarded."),
    ("turn_down", {MoneyState.BID}, MoneyState.NOT_AWARDED, "Only a bid is turned down."),
    ("receive", {MoneyState.AWARDED}, MoneyState.RECEIVED, "Only what was awarded is received."),
    (
        "spend",
        {MoneyState.AWARDED, MoneyState.RECEIVED},
        MoneyState.SPENT,
        "Only what was awarded or received is spent.",
    ),
)

TERM_MOVES = table(
    ("publish", {TermStatus.DRAFT}, TermStatus.PUBLISHED, "This word is published already."),
)
