"""Terms explained where they stand, and dates as exactly as the source gives them."""

from datetime import date

from django.template import Library
from django.utils.safestring import SafeString

from core.dates import spell
from strategies.words import Term, Words

register = Library()


@register.simple_tag
def explained(words: Words, text: str) -> SafeString:
    """Write a text with the first use of each glossary term linked to its explanation."""
    return words.mark(text)


@register.inclusion_tag("strategies/_words.html")
def words_beside(words: Words) -> dict[str, list[Term]]:
    """Explain the terms that were marked since the last such list."""
    return {"terms": words.newly_used()}


@register.filter
def spelt(day: date | None, precision: str) -> str:
    """ "21 March 2023"; "March 2023, day not on record"; "Not on record"."""
    return spell(day, precision)
