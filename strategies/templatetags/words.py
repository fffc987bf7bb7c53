"""Terms explained where they stand."""

from django.template import Library
from django.utils.safestring import SafeString

from strategies.words import Words

register = Library()


@register.simple_tag
def explained(words: Words, text: str) -> SafeString:
    """Write a text with the first use of each glossary term linked to its explanation."""
    return words.mark(text)
