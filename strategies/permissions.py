"""Who may do what with strategies and their reviews."""

from datetime import date
from typing import Any

from councils.permissions import is_scrutiny_officer


def can_record_reviews(user: Any, *, on: date) -> bool:
    """The scrutiny officer writes down what became of a review (rule 18)."""
    return is_scrutiny_officer(user, on=on)
