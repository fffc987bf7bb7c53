"""Terms explained where they stand, and dates as exactly as the source gives them."""

from datetime import date

from django.template import Library
from django.utils.html import conditional_escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

from core.dates import spell
from strategies.words import Term, Words

register = Library()


@register.simple_tag
def explained(words: Words, text: str) -> SafeString:
    """Write a text with the first use of each glossary term linked to its explanation."""
    return words.mark(text)


@register.simple_tag
def explained_lines(words: Words | str, text: str) -> SafeString:
    """The same for a text with paragraphs and line breaks. Without words it is only escaped."""
    return mark_safe(linebreaks(marked(words, text)))  # noqa: S308 - escaped by `marked`


@register.simple_tag
def explained_breaks(words: Words | str, text: str) -> SafeString:
    """The same for a text whose line breaks stand inside a paragraph of the page."""
    return mark_safe(marked(words, text).replace("\r\n", "\n").replace("\n", "<br>"))  # noqa: S308 - escaped by `marked`


def marked(words: Words | str, text: str) -> SafeString:
    return words.mark(text) if isinstance(words, Words) else conditional_escape(text or "")


@register.inclusion_tag("strategies/_words.html")
def words_beside(words: Words) -> dict[str, list[Term]]:
    """Explain the terms that were marked since the last such list."""
    return {"terms": words.newly_used()}


@register.filter
def spelt(day: date | None, precision: str) -> str:
    """ "21 March 2023"; "March 2023, day not on record"; "Not on record"."""
    return spell(day, precision)
