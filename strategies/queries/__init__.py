"""What pages need to know of strategies, reviews and words."""

from strategies.queries.evidence import evidence_for, newest_health, newest_stages
from strategies.queries.glossary import letters_in_use, terms_beginning_with, where_used, words_explained
from strategies.queries.lists import sheet_of, strategies_in_order, strategy_cards
from strategies.queries.page import StrategyPage, strategy_page
from strategies.queries.reviews import (
    ReviewLine,
    counted,
    lapsed_reviews,
    latest_held,
    line_of,
    review_lines,
    span_of,
    whose,
)
from strategies.queries.visibility import reviews_visible_to, strategies_visible_to, terms_visible_to

__all__ = [
    "ReviewLine",
    "StrategyPage",
    "counted",
    "evidence_for",
    "lapsed_reviews",
    "latest_held",
    "letters_in_use",
    "line_of",
    "newest_health",
    "newest_stages",
    "review_lines",
    "reviews_visible_to",
    "sheet_of",
    "span_of",
    "strategies_in_order",
    "strategies_visible_to",
    "strategy_cards",
    "strategy_page",
    "terms_beginning_with",
    "terms_visible_to",
    "where_used",
    "whose",
    "words_explained",
]
