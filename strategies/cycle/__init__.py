"""When a strategy is looked at again, and what a change of its rhythm does (rules 16 to 18). Pure: dates in, dates out."""

from strategies.cycle.days import Quiet, Settled, settle
from strategies.cycle.replan import Act, OnRecord, YearChange, replan
from strategies.cycle.rhythm import (
    DueReview,
    Rhythm,
    adoption_words,
    kind_in,
    missing_reviews,
    ordinal,
    reviews_between,
)

__all__ = [
    "Act",
    "DueReview",
    "OnRecord",
    "Quiet",
    "Rhythm",
    "Settled",
    "YearChange",
    "adoption_words",
    "kind_in",
    "missing_reviews",
    "ordinal",
    "replan",
    "reviews_between",
    "settle",
]
